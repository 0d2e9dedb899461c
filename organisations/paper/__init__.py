"""A page on paper: a PDF that a screen reader can read, from the HTML of a page.

For jobs alone. What draws it takes two seconds to load and needs libraries of the system that may be absent, so it is
loaded when it is asked for and never when a web process starts.
"""

from contextlib import redirect_stdout
from ctypes.util import find_library
from io import StringIO

LIBRARIES = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig")
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
"""What Debian and Ubuntu call the libraries of the system."""


class NoPaperError(RuntimeError):
    """The libraries of the system with which a PDF is drawn are not there."""


def missing() -> tuple[str, ...]:
    """Return which of the libraries of the system are not found here."""
    return tuple(name for name in LIBRARIES if find_library(name) is None)


def as_pdf(html: str) -> bytes:
    """Return a page as a tagged PDF (PDF/UA-1) in the fonts of this project.

    The page names its language and its title. Whatever file it asks for stays away: nothing is read from this machine
    or asked of a network. Raises `NoPaperError`.
    """
    try:
        with redirect_stdout(StringIO()):  # the library prints advice there when something is missing
            from organisations.paper.drawing import drawn  # noqa: PLC0415 -- see above
    except (ImportError, OSError) as error:
        raise NoPaperError(f"PDF needs libraries of the system: {PACKAGES}") from error
    return drawn(html)
