"""What is unsafe in this installation, and how to mend it: one list, for the page and for `clientvoice doctor`."""
