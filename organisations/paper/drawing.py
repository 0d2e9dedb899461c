"""Drawing a PDF. Only `as_pdf` imports this."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from PIL import ImageFile
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

# The library allows broken pictures in the whole process; whoever sends one has to hear that it is broken.
ImageFile.LOAD_TRUNCATED_IMAGES = False

HERE = "https://paper.invalid/"
"""Where a page and what belongs to it seem to lie. No such place exists, and nothing looks for it."""
STYLE = "css/document.css"
FONTS = (
    "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    "fonts/cijfers-Regular.woff2",
    "fonts/cijfers-Bold.woff2",
)
UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)))
"""Control characters: HTML has no place for them, and some readers of PDF stumble over one."""


class Shelf(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Gives what lies ready under an address, and nothing else: it never opens a file or a connection."""

    def __init__(self, lying: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self.lying = lying

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return what lies there. Raises ValueError, which the library takes for a file that is missing."""
        if url not in self.lying:
            raise ValueError("not on the shelf")
        return URLFetcherResponse(url, self.lying[url], headers)


def drawn(html: str) -> bytes:
    """Return the page as PDF; see `organisations.paper.as_pdf`."""
    shelf = Shelf({f"{HERE}{name}": content for name, content in own_files().items()})
    fonts = FontConfiguration()
    style = CSS(
        string=shelf.lying[f"{HERE}{STYLE}"].decode(), base_url=f"{HERE}{STYLE}", url_fetcher=shelf, font_config=fonts
    )
    page = HTML(string=html.translate(UNSEEN), base_url=HERE, url_fetcher=shelf, media_type="print")
    content: bytes = page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    return content


@cache
def own_files() -> dict[str, bytes]:
    """Return the style sheet and the fonts of this project, by their names among the static files."""
    return {name: Path(str(finders.find(name))).read_bytes() for name in (STYLE, *FONTS)}
