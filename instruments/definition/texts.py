"""Texts in more than one language, reading level and form of address.

A language tag has the form of BCP 47: `nl` is Dutch at B1 with "je", `nl-x-eenvoudig` Dutch at A2, `nl-x-u` Dutch with
"u", `en` English. The private part after `-x-` is ours and may be longer than the eight letters of BCP 47, so it never
goes into a `lang` attribute.
"""

import re
from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel

MAX_TEXT = 2_000
EASY = "eenvoudig"
FORMAL = "u"

LanguageTag = Annotated[
    str,
    Field(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{1,12})*$",
        max_length=35,
        description="a language tag, such as nl, nl-x-eenvoudig or en",
    ),
]
Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT, pattern=r"\S")]

_INFORMAL = re.compile(r"\b(je|jij|jou|jouw|jouwe|jezelf)\b", re.IGNORECASE)


def tag_of(language: str, *, easy: bool = False, formal: bool = False) -> str:
    """Give the tag of a language at a reading level and in a form of address: `nl-x-eenvoudig-u`."""
    private = [name for name, wanted in ((EASY, easy), (FORMAL, formal)) if wanted]
    return "-".join([language, "x", *private]) if private else language


@lru_cache(maxsize=1_000)
def chain(tag: str) -> tuple[str, ...]:
    """Give the tag and then each wider one: `nl-x-eenvoudig`, `nl` (the lookup of RFC 4647, section 3.4).

    Of a level and a form of address the form is kept longest: "je" hurts more than a long word.
    """
    if tag.endswith(f"-x-{EASY}-{FORMAL}"):
        language = html_lang(tag)
        return (tag, f"{language}-x-{FORMAL}", f"{language}-x-{EASY}", *chain(language))
    if tag.endswith(f"-x-{FORMAL}"):
        language = html_lang(tag)
        return (tag, f"{language}-x-{EASY}-{FORMAL}", *chain(language))
    wider = tag.rpartition("-")[0]
    while wider[-2:-1] == "-":  # a single letter only announces what follows it
        wider = wider[:-2]
    return (tag, *chain(wider)) if wider else (tag,)


@lru_cache(maxsize=1_000)
def narrow(tag: str, offered: tuple[str, ...]) -> str:
    """Give the offered language nearest to the wanted one: a wider one, else a narrower one, else the first offered."""
    wider = (wider for wider in chain(tag) if wider in offered)
    narrower = (narrower for narrower in offered if html_lang(narrower) == html_lang(tag))
    return next(wider, next(narrower, offered[0]))


def html_lang(tag: str) -> str:
    """Give the tag without its private part, for the `lang` attribute of a page: `nl` for `nl-x-eenvoudig`."""
    return tag.partition("-x-")[0]


class Unchecked(BaseModel):
    """A text that nobody who speaks the language has checked yet."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    unchecked: Text


class Texts(RootModel[dict[LanguageTag, Text | Unchecked]]):
    """A text that a respondent reads: every promised language and reading level has its own wording."""

    model_config = ConfigDict(strict=True, frozen=True)

    def missing(self, languages: tuple[str, ...]) -> list[str]:
        """Languages among these in which nobody wrote the text. "u" is only missed where the other text says "je"."""
        return [language for language in languages if language not in self.root and not self._says_no_je(language)]

    def _says_no_je(self, language: str) -> bool:
        wider = (wider for wider in chain(language) if wider in self.root)
        found = next(wider, None) if language.endswith(f"-{FORMAL}") else None
        return found is not None and not _INFORMAL.search(_wording(self.root[found]))

    def in_language(self, tag: str) -> str:
        """Give the text in this language, else in a wider one, else in a narrower one, else the first written."""
        return _wording(self.root[self.tag(tag)])

    def tag(self, wanted: str) -> str:
        """Give the tag of the text that `in_language` takes."""
        return narrow(wanted, tuple(self.root))

    def is_checked(self, tag: str) -> bool:
        """Whether somebody who speaks the language has checked the text that `in_language` gives."""
        return isinstance(self.root[self.tag(tag)], str)

    @property
    def wordings(self) -> dict[str, str]:
        """Every text by its language tag, checked or not."""
        return {tag: _wording(text) for tag, text in self.root.items()}


def _wording(text: "str | Unchecked") -> str:
    return text if isinstance(text, str) else text.unchecked


class Labels(Texts):
    """A short text that is the same at every reading level, or that no respondent reads: a level may fall back."""

    def missing(self, languages: tuple[str, ...]) -> list[str]:
        """Languages among these for which neither the text nor a wider one is there."""
        return [language for language in languages if not any(wider in self.root for wider in chain(language))]
