"""What can be said of one text: a pure function of its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from instruments.language import dutch, english
from instruments.language.levels import Level, Reader, address_of, language_of, level_of
from instruments.language.rules import Rule
from instruments.language.words import lix, sentences, words

WORDS_FOR_LIX = 10
"""A shorter text has no reading level: in five words one long word already weighs 20."""

JUDGED = 300
"""Characters of a sentence whose words are judged; a longer one is told to be too long."""

RULES: dict[str, tuple[Rule, ...]] = {"nl": dutch.RULES, "en": english.RULES}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that makes a text hard to read or to answer. `code` is for programs."""

    code: str
    message: str
    fix: str


def remarks(text: str, *, tag: str, asks: bool, reader: Reader = Reader.CLIENT) -> list[Remark]:
    """Give what makes a text hard for its reader; an empty list when it is right.

    tag: its language and reading level, such as `nl-x-eenvoudig`. asks: whether it asks for an answer. A hint, a
    greeting and the label of an answer do not: they may deny ("Nee, ik wil nog iets zeggen", "Ik weet het niet")
    and may say "altijd", since nothing has to be judged. A language of which nothing is known here gets no remark.
    """
    level = level_of(tag, reader)
    if level is None:
        return []
    parts, rules = sentences(text), _rules(tag, asks=asks, reader=reader)
    return [*_length(parts, level), *_difficulty(text, level), *_wording(text, parts, rules)]


def _length(parts: Sequence[str], level: Level) -> Iterator[Remark]:
    for sentence in parts:
        if (count := len(words(sentence))) > level.longest:
            message = f"A sentence has {count} words; {level.longest} is the most for {level.name}."
            yield Remark("long_sentence", message, "Make two sentences, each with one thought.")


def _difficulty(text: str, level: Level) -> Iterator[Remark]:
    if len(words(text)) >= WORDS_FOR_LIX and (index := lix(text)) > level.hardest:
        message = f"The text has many long words (LIX {index:.0f}; {level.hardest:.0f} is the most for {level.name})."
        yield Remark("hard_words", message, "Use shorter words.")


def _wording(text: str, parts: Sequence[str], rules: Sequence[Rule]) -> Iterator[Remark]:
    whole, each = [text[:JUDGED]], [sentence[:JUDGED] for sentence in parts]
    for rule in rules:
        for part in whole if rule.whole else each:
            if (found := rule.found_in(part)) is not None:
                yield Remark(rule.code, rule.message.replace("{found}", found[:60]), rule.fix)


@lru_cache(maxsize=100)
def _rules(tag: str, *, asks: bool, reader: Reader) -> tuple[Rule, ...]:
    """Give the rules for a text of this sort."""
    level, address = level_of(tag, reader), address_of(tag, reader)
    return tuple(
        rule
        for rule in RULES.get(language_of(tag), ())
        if (asks or not rule.asked)
        and reader in rule.readers
        and (level is None or not rule.levels or level.name in rule.levels)
        and rule.address in {None, address}
    )
