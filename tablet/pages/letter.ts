// The page with a letter: a button to print it.

import { offerPrinting } from "../printing.ts";

offerPrinting();
