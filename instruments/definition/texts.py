"""Texts in more than one language and reading level.

A language tag has the form of BCP 47: `nl` is Dutch at B1, `nl-x-eenvoudig` Dutch at A2, `en` English. The private
part after `-x-` is ours and may be longer than the eight letters of BCP 47, so it never goes into a `lang` attribute.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import ConfigDict, Field, RootModel

MAX_TEXT = 2_000

LanguageTag = Annotated[
    str,
    Field(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{1,12})*$",
        max_length=35,
        description="a language tag, such as nl, nl-x-eenvoudig or en",
    ),
]
Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT, pattern=r"\S")]


def chain(tag: str) -> Iterator[str]:
    """Give the tag and then each wider one: `nl-x-eenvoudig`, `nl` (the lookup of RFC 4647, section 3.4)."""
    parts = tag.split("-")
    while parts:
        yield "-".join(parts)
        parts.pop()
        while parts and len(parts[-1]) == 1:
            parts.pop()


def narrow(tag: str, offered: tuple[str, ...]) -> str:
    """Give the offered language nearest to the wanted one: a wider one, else a narrower one, else the first offered."""
    wider = (wider for wider in chain(tag) if wider in offered)
    narrower = (narrower for narrower in offered if html_lang(narrower) == html_lang(tag))
    return next(wider, next(narrower, offered[0]))


def html_lang(tag: str) -> str:
    """Give the tag without its private part, for the `lang` attribute of a page: `nl` for `nl-x-eenvoudig`."""
    return tag.partition("-x-")[0]


class Texts(RootModel[dict[LanguageTag, Text]]):
    """A text that a respondent reads: every promised language and reading level has its own wording."""

    model_config = ConfigDict(strict=True, frozen=True)

    def missing(self, languages: tuple[str, ...]) -> list[str]:
        """Languages among these in which nobody wrote the text."""
        return [language for language in languages if language not in self.root]

    def in_language(self, tag: str) -> str:
        """Give the text in this language, else in a wider one, else the first that was written."""
        written = (self.root[wider] for wider in chain(tag) if wider in self.root)
        return next(written, next(iter(self.root.values())))


class Labels(Texts):
    """A short text that is the same at every reading level, or that no respondent reads: a level may fall back."""

    def missing(self, languages: tuple[str, ...]) -> list[str]:
        """Languages among these for which neither the text nor a wider one is there."""
        return [language for language in languages if not any(wider in self.root for wider in chain(language))]
