// Decides many cases at once, as the tablet does: reads a file of cases and writes which questions each shows.
// Run as: node --import=tsx visible_all.ts <file of cases> <file of outcomes>

import { readFileSync, writeFileSync } from "node:fs";
import type { Answers } from "../../tablet/answers.ts";
import { visible, type Routed } from "../../tablet/routing.ts";

type Case = { questions: Routed[]; answers: Answers };

const [from = "", to = ""] = process.argv.slice(2);
const cases = JSON.parse(readFileSync(from, "utf8")) as Case[];
writeFileSync(to, JSON.stringify(cases.map((one) => visible(one.questions, one.answers))));
