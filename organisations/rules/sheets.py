"""Cells of files that are opened in a spreadsheet."""

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(text: str) -> str:
    """Return a text as a spreadsheet shows it and never runs it: what it would take for a formula gets a ' before it.

    Source: OWASP, CSV Injection.
    """
    return f"'{text}" if text.startswith(RUNS) else text
