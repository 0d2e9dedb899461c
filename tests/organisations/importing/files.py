"""Import files for tests, written as people's spreadsheets write them."""

HEADER = (
    "clientnummer",
    "voornaam",
    "achternaam",
    "geboortedatum",
    "eenheid",
    "sinds",
    "wet",
    "product",
    "cliëntgroep",
)
SAM = {
    "clientnummer": "3001",
    "voornaam": "Sam",
    "achternaam": "Groen",
    "geboortedatum": "1990-05-17",
    "eenheid": "De Linde",
    "sinds": "2024-01-01",
    "wet": "Wlz",
    "product": "wonen",
    "cliëntgroep": "LVB+",
}
RELATIVE = {
    "naaste 1 nummer": "9001",
    "naaste 1 naam": "Lea Groen",
    "naaste 1 e-mail": "lea@example.org",
    "naaste 1 grond": "ouder",
    "naaste 1 mag antwoorden": "ja",
}


def csv_text(*people: dict[str, str], separator: str = ";") -> str:
    """Return a file with a line per person; the header has every column that one of them fills in."""
    header = list(dict.fromkeys([*HEADER, *(name for person in people for name in person)]))
    lines = [header, *([person.get(name, "") for name in header] for person in people)]
    return "\r\n".join(separator.join(_quoted(cell, separator) for cell in line) for line in lines) + "\r\n"


def csv_file(*people: dict[str, str], separator: str = ";", encoding: str = "utf-8") -> bytes:
    """Return the same as bytes."""
    return csv_text(*people, separator=separator).encode(encoding)


def _quoted(cell: str, separator: str) -> str:
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if any(sign in cell for sign in (separator, '"', "\n")) else cell
