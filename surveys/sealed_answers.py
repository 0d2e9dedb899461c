"""The words within the answers of a submission: sealed where they are stored, each bound to its question.

Codes stay as they are, so that a database can count them; whoever counts never opens the words.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from instruments.definition.model import Definition
from instruments.own_words import with_own_words
from organisations.sealing import SealBrokenError, is_sealed, open_text, seal_text
from organisations.sealing.unreadable import unreadable_text


def sealed_answers(definition: Definition, answers: Mapping[str, Any], submission_id: UUID) -> dict[str, Any]:
    """Return valid answers as they are stored. Raises KeyLostError when there is no key to seal with."""
    return with_own_words(definition, answers, lambda key, words: seal_text(words, bound_to=_place(submission_id, key)))


def opened_answers(answers: Mapping[str, Any], submission_id: UUID) -> dict[str, Any]:
    """Return stored answers as they were given. It needs no definition: what is sealed is known by its beginning.

    Words that cannot be opened become `unreadable.UnreadableText`.
    """
    return {key: _opened(item, _place(submission_id, key)) for key, item in answers.items()}


def _opened(value: Any, place: str) -> Any:
    if isinstance(value, dict):
        return {name: _opened(each, place) for name, each in value.items()}
    if isinstance(value, list):
        return [_opened(each, place) for each in value]
    if not is_sealed(value):
        return value
    try:
        return open_text(value, bound_to=place)
    except SealBrokenError as error:
        return unreadable_text(value, error)


def _place(submission_id: UUID, key: str) -> str:
    return f"surveys.submission.answers:{submission_id}:{key}"
