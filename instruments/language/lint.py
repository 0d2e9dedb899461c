"""Walks through the texts of a definition and says what is hard in them, each for those who read it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, partial

from instruments.definition.faults import Path, Problem
from instruments.definition.model import Audience, Definition, Question
from instruments.definition.texts import EASY, FORMAL, Texts, html_lang
from instruments.definition.walking import texts_in
from instruments.language.levels import Reader, language_of
from instruments.language.remarks import Remark, remarks

READERS = {
    Audience.CLIENT: Reader.CLIENT,
    Audience.RELATIVE: Reader.RELATIVE,
    Audience.SUPPORT_WORKER: Reader.STAFF,
    Audience.OBSERVER: Reader.STAFF,
}
FOR_STAFF = frozenset({"fit", "variants"})
"""Parts of the file that only those read who choose an instrument."""
ASKING = frozenset({"texts", "texts_for", "prompts"})
"""Parts of a question that ask. Hints and the labels of answers do not."""


def lint(definition: Definition) -> Iterator[Problem]:
    """Give what makes the texts hard to read or to answer. None of it keeps a definition from being used."""
    tags, judge = tuple(_read_at(definition.languages)), cache(remarks)  # many answers have the same words
    for path, texts in texts_in(definition):
        reader, asks = _reader(definition, path), path[0] == "questions" and path[2] in ASKING
        for tag, remark in _remarks(texts, tags, partial(judge, asks=asks, reader=reader)):
            yield Problem((*path, tag), remark.message, remark.fix)


def _remarks(texts: Texts, tags: Iterable[str], judge: Callable[..., list[Remark]]) -> Iterator[tuple[str, Remark]]:
    """Each promised level is judged by the text that is shown at it; one text may serve two, and is blamed once."""
    told, wordings = set(), texts.wordings
    for tag in tags if wordings else ():
        written = texts.tag(tag)
        if language_of(written) != language_of(tag):
            continue
        for remark in judge(wordings[written], tag=tag):
            if (written, remark.code) not in told:
                told.add((written, remark.code))
                yield written, remark


def _read_at(languages: tuple[str, ...]) -> Iterator[str]:
    """Every promised tag, and easy words with "u" where both are promised: somebody may need the two together."""
    yield from languages
    for tag in languages:
        if tag.endswith(f"-x-{EASY}") and f"{html_lang(tag)}-x-{FORMAL}" in languages:
            yield f"{tag}-{FORMAL}"


def _reader(definition: Definition, path: Path) -> Reader:
    if path[0] in FOR_STAFF:
        return Reader.STAFF
    if path[0] != "questions" or not isinstance(place := path[1], int):
        return _first(definition.audiences)
    question = definition.questions[place]
    return READERS[Audience(str(path[3]))] if path[2] == "texts_for" else _first(_asked(definition, question, path))


def _asked(definition: Definition, question: Question, path: Path) -> Collection[Audience]:
    """Who reads a part of a question: those who are asked it, but its text not by those who have their own."""
    audiences = question.audiences or definition.audiences
    own = question.texts_for if path[2] == "texts" else {}
    return [audience for audience in audiences if audience not in own] or audiences


def _first(audiences: Collection[Audience]) -> Reader:
    """Of several readers the one for whom it must be easiest."""
    readers = {READERS[audience] for audience in audiences}
    return next(reader for reader in Reader if reader in readers)
