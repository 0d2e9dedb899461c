"""The words on screen: taken from the code into the catalogues, and the catalogues made ready for use.

Done with Babel, so that no GNU gettext needs to be installed.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "clientvoice" / "locale"
ROOMS = ("clientvoice", "instruments", "organisations", "surveys", "supportplans", "reports", "workers", "templates")
WHOLE = frozenset({"en", "nl"})
"""Languages of all words. A catalogue in another language has only what a respondent, whoever answers, can meet."""
OF_RESPONDENTS = (
    "instruments/messages.py",
    "organisations/imaging.py",
    "surveys/api/answering.py",
    "surveys/api/errors.py",
    "surveys/api/media.py",
    "surveys/operations/media.py",
    "surveys/views/answering/",
    "templates/400.html",
    "templates/403.html",
    "templates/404.html",
    "templates/429.html",
    "templates/500.html",
    "templates/answering/",
    "templates/base.html",
    "templates/components/",
    "templates/database_away.html",
    "templates/notice.html",
    "templates/preview/_paper",
    "templates/preview/_questions.html",
    "templates/questions/",
)
"""Where the words of respondents stand: beginnings of paths. What is new below them is theirs too, unless named here
beneath."""
OF_STAFF = frozenset(
    {
        "surveys/views/answering/tablet.py",
        "templates/answering/pick.html",
        "templates/answering/tablet.html",
        "templates/answering/unlock.html",
        "templates/components/error_summary.html",
    }
)
"""What stands between those but only staff meet, such as the page on which they choose whom to hand the tablet."""
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def languages() -> list[str]:
    """The languages that have a catalogue, such as `nl`."""
    return sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/django.po"))


def path_of(language: str) -> Path:
    """Where the catalogue of `language` lives."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue of `language`."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def refresh() -> None:
    """Make the binary form of each catalogue that changed since the last time."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            _compile(source, target)


def _compile(source: Path, target: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name)
    unfinished = target.with_suffix(".unfinished")
    with unfinished.open("wb") as output:
        write_mo(output, catalogue)
    unfinished.rename(target)


def in_code(language: str) -> Catalog:
    """Every message that code and templates show in `language`, with where."""
    found = Catalog()
    for path in _sources():
        place = path.relative_to(ROOT).as_posix()
        if language not in WHOLE and not of_respondents(place):
            continue
        for line, message, _comments, context in _messages(path):
            found.add(message, locations=[(place, line)], context=context, flags=())
    return found


def of_respondents(place: str) -> bool:
    """Whether a file, by its path from the root, has words that somebody who answers can meet."""
    return place.startswith(OF_RESPONDENTS) and place not in OF_STAFF


def _sources() -> Iterator[Path]:
    for room in ROOMS:
        for ending in ("py", "html", "txt"):
            yield from sorted((ROOT / room).rglob(f"*.{ending}"))


def _messages(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django turns a template into something like Python, whose leftover indentation would stop a reader of Python.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))
    yield from extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS)


def update() -> None:
    """Bring each catalogue up to date with the code: new messages come in empty, messages no longer shown go."""
    for language in languages():
        catalogue = read(language)
        catalogue.update(in_code(language), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path_of(language).open("wb") as output:
            write_po(output, catalogue, width=120, no_location=True, sort_output=True, omit_header=False)


def missing(language: str) -> list[Message]:
    """The messages that `language` needs and has no words for. English is the language of the messages themselves."""
    catalogue = read(language)
    return [wanted for wanted in in_code(language) if wanted.id and not _said(catalogue, wanted, language)]


def _said(catalogue: Catalog, wanted: Message, language: str) -> bool:
    found = catalogue.get(wanted.id, context=wanted.context)
    if found is None or found.fuzzy:
        return False
    words = found.string if isinstance(found.string, tuple | list) else (found.string,)
    return language == "en" or all(words)


if __name__ == "__main__":
    update()
    refresh()
