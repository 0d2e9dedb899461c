"""The columns of a roster: their names in Dutch and English, and how their cells are read (`docs/people-import.md`)."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from instruments.styles.registry import preferable_styles
from organisations.choices import ClientGroup, Law, Product, ReadingLevel, RepresentationBasis
from organisations.importing import cells

Reader = Callable[[str], Any]
RELATIVES = (1, 2)


@dataclass(frozen=True)
class Column:
    """A column: the key in code, the title in messages, the names it may have in a file, and how its cells are read."""

    key: str
    title: str | Promise
    names: tuple[str, ...]
    read: Reader
    required: bool = False


def plain(name: str) -> str:
    """Return a name without capitals, accents, dashes and double spaces: `Cliënt_Nummer` becomes `client nummer`."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return re.sub(r"[\s_\-]+", " ", letters).strip().casefold()


LAWS = {code.value: code for code in Law}
PRODUCTS = {
    "wonen": Product.LIVING,
    "living": Product.LIVING,
    "dagbesteding": Product.DAY,
    "day activities": Product.DAY,
    "day": Product.DAY,
    "ambulant": Product.AMBULANT,
    "ambulant support": Product.AMBULANT,
    "ambulante begeleiding": Product.AMBULANT,
}
GROUPS = {
    "lvb": ClientGroup.LVB,
    "evb": ClientGroup.EVB,
    "emb": ClientGroup.EMB,
    "jeugd": ClientGroup.YOUTH,
    "youth": ClientGroup.YOUTH,
    "ambulant": ClientGroup.AMBULANT,
}
STYLES = {
    word: style.name
    for style in preferable_styles()
    for word in (style.name, *map(plain, style.labels.wordings.values()))
}
LEVELS = {level.value: level for level in ReadingLevel}
BASES = {
    "ouder": RepresentationBasis.PARENT,
    "parent": RepresentationBasis.PARENT,
    "voogd": RepresentationBasis.GUARDIAN,
    "guardian": RepresentationBasis.GUARDIAN,
    "pleegouder": RepresentationBasis.FOSTER_PARENT,
    "foster parent": RepresentationBasis.FOSTER_PARENT,
    "mentor": RepresentationBasis.MENTOR,
    "curator": RepresentationBasis.CURATOR,
    "familie": RepresentationBasis.FAMILY,
    "familie of vriend": RepresentationBasis.FAMILY,
    "family": RepresentationBasis.FAMILY,
    "family or friend": RepresentationBasis.FAMILY,
}

PERSON = (
    Column(
        "number",
        _("client number"),
        ("cliëntnummer", "client number", "nummer", "number"),
        partial(cells.text, longest=40),
        required=True,
    ),
    Column(
        "first_name",
        _("first name"),
        ("voornaam", "roepnaam", "first name"),
        partial(cells.text, longest=80),
        required=True,
    ),
    Column(
        "last_name",
        _("last name"),
        ("achternaam", "last name", "surname"),
        partial(cells.text, longest=120),
        required=True,
    ),
    Column(
        "birth_date", _("date of birth"), ("geboortedatum", "birth date", "date of birth"), cells.day, required=True
    ),
    Column("unit", _("unit"), ("eenheid", "team", "locatie", "unit"), partial(cells.text, longest=400), required=True),
    Column("since", _("since"), ("sinds", "vanaf", "since", "from"), cells.day, required=True),
    Column("law", _("law"), ("wet", "law"), partial(cells.choice, words=LAWS), required=True),
    Column("product", _("product"), ("product", "zorgproduct"), partial(cells.choice, words=PRODUCTS), required=True),
    Column(
        "client_group",
        _("client group"),
        ("cliëntgroep", "doelgroep", "client group"),
        partial(cells.choice, words=GROUPS),
        required=True,
    ),
)
PROFILE = (
    Column("style", _("answer style"), ("antwoordvorm", "answer style", "style"), partial(cells.choice, words=STYLES)),
    Column(
        "scale_points",
        _("points on the scale"),
        ("punten", "schaalpunten", "points", "scale points"),
        partial(cells.number, least=2, most=5),
    ),
    Column("language", _("language"), ("taal", "language"), cells.language),
    Column(
        "level",
        _("reading level"),
        ("leesniveau", "niveau", "reading level", "level"),
        partial(cells.choice, words=LEVELS),
    ),
)


def _relative_columns(nth: int) -> tuple[Column, ...]:
    """Return the columns of the first or the second relative; the first may go without its number."""

    def named(*words: str) -> tuple[str, ...]:
        prefixes = [f"{who} {nth}" for who in ("naaste", "relative")] + (["naaste", "relative"] if nth == 1 else [])
        return tuple(f"{prefix} {word}" for prefix in prefixes for word in words)

    def column(key: str, title: str | Promise, names: tuple[str, ...], read: Reader) -> Column:
        return Column(f"relative_{nth}_{key}", title, names, read)

    return (
        column("number", _("relative: number"), named("nummer", "number"), partial(cells.text, longest=40)),
        column("name", _("relative: name"), named("naam", "name"), partial(cells.text, longest=120)),
        column("email", _("relative: e-mail"), named("e-mail", "email"), cells.email),
        column(
            "basis", _("relative: on what ground"), named("grond", "rol", "basis"), partial(cells.choice, words=BASES)
        ),
        column("may_answer", _("relative: may answer"), named("mag antwoorden", "may answer"), cells.yes_or_no),
    )


COLUMNS = (*PERSON, *PROFILE, *(column for nth in RELATIVES for column in _relative_columns(nth)))
BY_NAME = {plain(name): column for column in COLUMNS for name in column.names}
TEMPLATE_HEADER = tuple(column.names[0] for column in COLUMNS)


def known_headers(names: Iterable[str]) -> int:
    """Return how many of the names are those of a column."""
    return sum(plain(name) in BY_NAME for name in names)
