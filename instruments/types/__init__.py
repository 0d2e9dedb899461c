"""Question types: what an answer may be."""
