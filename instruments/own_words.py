"""The texts within answers that people wrote themselves, apart from all that can be counted."""

from collections.abc import Callable, Mapping
from typing import Any

from instruments.definition.model import Definition
from instruments.types.registry import question_types


def with_own_words(
    definition: Definition, answers: Mapping[str, Any], change: Callable[[str, str], str]
) -> dict[str, Any]:
    """Give valid answers with `change(key of the question, text)` in the place of each text of somebody's own."""
    return {key: _item(definition, key, item, change) for key, item in answers.items()}


def _item(definition: Definition, key: str, item: dict[str, Any], change: Callable[[str, str], str]) -> dict[str, Any]:
    if "value" not in item:
        return item
    question_type = question_types().get(definition.question(key).type)
    changed = question_type.with_words(item["value"], lambda words: change(key, words))
    return item if changed is item["value"] else {**item, "value": changed}
