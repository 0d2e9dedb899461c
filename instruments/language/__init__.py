"""Whether a text can be read and answered by those it is for: pure functions on words, and a walk over a definition."""
