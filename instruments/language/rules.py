"""A rule about the words of one sentence."""

import re
from dataclasses import dataclass

from instruments.language.levels import Address, Reader

EVERYONE = frozenset(Reader)
CLIENT = frozenset({Reader.CLIENT})


@dataclass(frozen=True, slots=True)
class Rule:
    """What a sentence should not hold.

    pattern: what is looked for in one sentence with the mark that ends it, or in the whole text when `whole`.
    message: may hold {found}.
    asked: only where the text asks for an answer. readers: for whom. levels: names of levels; empty for all.
    address: only in texts that speak so. unless: what makes the same words right.
    """

    code: str
    pattern: re.Pattern[str]
    message: str
    fix: str
    asked: bool = False
    whole: bool = False
    readers: frozenset[Reader] = EVERYONE
    levels: frozenset[str] = frozenset()
    address: Address | None = None
    unless: re.Pattern[str] | None = None

    def found_in(self, sentence: str) -> str | None:
        """Give the words that the rule is about; None when the sentence is right."""
        found = self.pattern.search(sentence)
        if found is None or (self.unless is not None and self.unless.search(sentence)):
            return None
        return found.group().strip()


def pattern(expression: str) -> re.Pattern[str]:
    """Read an expression without minding capitals; blanks in it stand for any blank."""
    return re.compile(expression.replace(" ", r"\s+"), re.IGNORECASE)


def any_of(*expressions: str) -> re.Pattern[str]:
    """Read an expression that finds any of these as whole words."""
    return pattern(rf"(?<![\w{{-])(?:{'|'.join(expressions)})(?![\w}}-])")


PLACE_FIRST = Rule(
    "place_first",
    pattern(r"^\{[^{}]*\} .*[.!?]$"),
    "A sentence begins with a place, and what fills it has no capital.",
    "Put another word first.",
)
"""In every language with capitals."""
