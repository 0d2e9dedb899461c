"""Cells of files that are opened in a spreadsheet."""

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def runs(text: str) -> bool:
    """Whether a spreadsheet might take a text for a formula: by how it begins, blanks before it left aside.

    Source: OWASP, CSV Injection; in some countries also the wide signs.
    """
    return text.startswith(RUNS) or text.lstrip().startswith(RUNS)


def safe_cell(text: str) -> str:
    """Return a text as a spreadsheet shows it and never runs it: what it might run gets a ' before it."""
    return f"'{text}" if runs(text) else text
