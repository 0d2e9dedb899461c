"""Who reads a text, and how hard it may then be."""

from dataclasses import dataclass
from enum import StrEnum

from instruments.definition.texts import EASY, FORMAL


class Reader(StrEnum):
    """Who reads or answers."""

    CLIENT = "client"
    RELATIVE = "relative"
    STAFF = "staff"


class Address(StrEnum):
    """How Dutch speaks to the reader."""

    JE = "je"
    U = "u"


@dataclass(frozen=True, slots=True)
class Level:
    """What a reading level bears.

    longest: words in a sentence. hardest: LIX of a text of `instruments.language.remarks.WORDS_FOR_LIX` words or more.
    """

    name: str
    longest: int
    hardest: float


# Words: one idea a sentence (Information for all, Inclusion Europe, 2009; in Dutch, Taal voor allemaal).
# LIX: what our own instruments keep to, and the borders that Björnsson drew. Of their texts of ten words and more the
# easy ones reach 31 (half of them stay under 10), a little more than a book for children; at B1 they reach 50, where he
# puts the end of newspapers; in English 40.
A2 = Level("A2", longest=10, hardest=35)
B1 = Level("B1", longest=15, hardest=50)
ENGLISH = Level("plain English", longest=18, hardest=45)


def language_of(tag: str) -> str:
    """Give the language of a tag: `nl` for `nl-x-eenvoudig`."""
    return tag.partition("-")[0]


def level_of(tag: str, reader: Reader) -> Level | None:
    """Give the level that a text of this tag must keep to; None for a language of which nothing is known here.

    Easy language is for clients; whoever answers about or beside a client is asked at B1, also where a definition
    gives them the same tag.
    """
    match language_of(tag):
        case "nl":
            return A2 if EASY in _private(tag) and reader is Reader.CLIENT else B1
        case "en":
            return ENGLISH
        case _:
            return None


def address_of(tag: str, reader: Reader) -> Address | None:
    """Give how a Dutch text speaks to its reader: clients `je` unless the tag says `u`, relatives always `u`.

    None where the organisation decides: its own staff.
    """
    if reader is Reader.STAFF:
        return None
    return Address.U if reader is Reader.RELATIVE or FORMAL in _private(tag) else Address.JE


def _private(tag: str) -> list[str]:
    return tag.partition("-x-")[2].split("-")
