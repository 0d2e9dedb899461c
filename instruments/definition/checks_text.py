"""Words and pictures: nothing promised is missing, and every place and picture is known."""

import re
from collections.abc import Collection, Iterator

from instruments.definition.faults import Problem
from instruments.definition.model import Definition
from instruments.definition.walking import pictures_in, texts_in
from instruments.pictures.catalogue import drawings
from instruments.piping import FALLBACKS

MOST_NAMED = 20
"""Places that a message names; a file may have thousands."""

UNFILLED = frozenset({"title", "fit", "variants"})
"""Parts that are shown to nobody in particular, or fill places themselves."""

_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")


def text_problems(definition: Definition) -> Iterator[Problem]:
    """Give texts that are missing in a promised language, and places in them that nobody fills."""
    known = {*FALLBACKS, *(word for variant in definition.variants for value in variant.values for word in value.words)}
    for path, texts in texts_in(definition):
        places = () if path[0] in UNFILLED else known
        for language in texts.missing(definition.languages):
            message = f"The text in '{language}' is missing."
            yield Problem((*path, language), message, "Write it, or take the language out of 'languages'.")
        for language, text in texts.wordings.items():
            for message in _unknown_places(text, places):
                fix = f"Use one of: {_named(known)}." if places else "Write it out: nothing is filled in here."
                yield Problem((*path, language), message, fix)


def _unknown_places(text: str, known: Collection[str]) -> Iterator[str]:
    for found in _BRACES.finditer(text) if "{" in text or "}" in text else ():
        if found.group(1) is None:
            yield "A brace stands alone."
        elif found.group(1) not in known:
            yield f"The place '{found.group()[:60]}' is not known."


def _named(places: Collection[str]) -> str:
    return ", ".join(f"{{{place}}}" for place in sorted(places)[:MOST_NAMED])


def picture_problems(definition: Definition, pictures: Collection[str]) -> Iterator[Problem]:
    """Give pictures that are neither drawn nor among the organisation's own."""
    for path, key in pictures_in(definition):
        if key not in drawings() and key not in pictures:
            fix = "Choose one of the picture set, or upload it first."
            yield Problem(path, f"There is no picture '{key}'.", fix)
