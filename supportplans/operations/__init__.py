"""Writes: one function per use case, in one transaction."""
