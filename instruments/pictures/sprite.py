"""Puts all drawings into the one file that a browser loads: each is a symbol, shown by `<use href="…#key">`.

`python -m instruments.pictures.sprite > clientvoice/static/img/pictures.svg` writes it; a test compares the two.
"""

import re
import sys

from instruments.pictures.catalogue import Drawing, drawings

_SOURCE = re.compile(r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="([\d ]+)">\n(.+)\n</svg>\n', re.DOTALL)
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg">'
_NOTE = (
    "<!-- Put together from instruments/pictures/drawings (licence and makers: catalogue.yaml). Change it there. -->"
)


class DrawingError(ValueError):
    """A source file that cannot become a symbol."""


def sprite() -> str:
    """Give the SVG with every drawing of the catalogue, in its order. Raises DrawingError, or OSError for no file."""
    return "\n".join([_HEAD, _NOTE, *map(symbol, drawings().values()), "</svg>", ""])


def symbol(drawing: Drawing) -> str:
    """Give one drawing as a `<symbol>` on one line. Raises DrawingError when the file has another form."""
    found = _SOURCE.fullmatch(drawing.path.read_text("utf-8"))
    if found is None:
        raise DrawingError(
            f"{drawing.path.name}: begin with <svg xmlns=… viewBox=…> on a line of its own, as the others do."
        )
    box, shapes = found.groups()
    return f'<symbol id="{drawing.key}" viewBox="{box}">{shapes.replace(chr(10), "")}</symbol>'


if __name__ == "__main__":
    sys.stdout.write(sprite())
