"""What a proposal says on screen."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from instruments.reasons import Reason
from organisations.choices import ClientGroup, Product, ReadingLevel

CODES: Mapping[str, type[ClientGroup] | type[Product]] = {"client_groups": ClientGroup, "products": Product}


def in_words(reason: Reason) -> str:
    """Return a reason as a sentence in the language of the page."""
    return _(reason.message) % {name: _word(name, value) for name, value in reason.params.items()}


def _word(name: str, value: Any) -> Any:
    if name == "language":
        return language_name(value)
    if name in CODES:
        return ", ".join(str(CODES[name](code).label) for code in str(value).split(","))
    return value


def language_name(code: str) -> str:
    """Return what a language is called in the language of the page."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def points_name(points: int) -> str:
    """Return a number of points as what the client sees."""
    return ngettext("%(count)s answer", "%(count)s answers", points) % {"count": points}


def level_name(level: str) -> str:
    """Return what a reading level is called."""
    return str(ReadingLevel(level).label)
