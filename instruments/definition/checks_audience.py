"""Who is asked what: audiences, variants, sittings, and how much at a time."""

from collections.abc import Iterator, Mapping
from itertools import chain, islice, product

from instruments.definition.faults import Path, Problem
from instruments.definition.model import Definition, Kind, Question
from instruments.definition.suiting import Ages, Suits, Variant
from instruments.piping import FALLBACKS
from instruments.projection import Situation, is_asked
from instruments.sittings import sittings

MAX_CORE = 10
MAX_SITUATIONS = 2_000
"""Ways in which variants are combined that are counted; instruments have a few, a file may name thousands."""


def problems(definition: Definition) -> Iterator[Problem]:
    """Give questions for people who are not asked, unknown variants, and sittings that are too long."""
    checks = (_audiences, _only_for, _variants, _ages, _core, _pulse, _sittings)
    return chain.from_iterable(check(definition) for check in checks)


def _audiences(definition: Definition) -> Iterator[Problem]:
    for place, question in enumerate(definition.questions):
        path = ("questions", place)
        for position, audience in enumerate(question.audiences):
            if audience not in definition.audiences:
                message = f"'{audience}' does not answer this instrument."
                fix = "Add it to 'audiences' at the top of the file, or remove it here."
                yield Problem((*path, "audiences", position), message, fix)
        for audience in question.texts_for:
            if audience not in (question.audiences or definition.audiences):
                message = f"'{audience}' is not asked this question."
                yield Problem((*path, "texts_for", audience.value), message, "Remove it, or add it to 'audiences'.")


def _only_for(definition: Definition) -> Iterator[Problem]:
    variants = {variant.key: variant for variant in definition.variants}
    for place, question in enumerate(definition.questions):
        for key, values in question.only_for.items():
            path = ("questions", place, "only_for", key)
            if key in variants:
                yield from _unknown_values(variants[key], values, path)
            else:
                fix = f"Add it to 'variants', or use: {', '.join(variants) or 'none yet'}."
                yield Problem(path, f"There is no variant '{key}'.", fix)


def _unknown_values(variant: Variant, values: tuple[str, ...], path: Path) -> Iterator[Problem]:
    known = [value.key for value in variant.values]
    for position, value in enumerate(values):
        if value not in known:
            message = f"The variant '{variant.key}' has no value '{value}'."
            yield Problem((*path, position), message, f"Use one of: {', '.join(known)}.")
    if not values:
        yield Problem(path, "The question is for nobody.", f"Use one or more of: {', '.join(known)}.")


def _variants(definition: Definition) -> Iterator[Problem]:
    filled: set[str] = set(FALLBACKS)
    for place, variant in enumerate(definition.variants):
        for problem in chain(_values(variant), _words(variant, filled)):
            yield Problem(("variants", place, *problem.path), problem.message, problem.fix)
        filled.update(word for value in variant.values for word in value.words)


def _values(variant: Variant) -> Iterator[Problem]:
    keys = [value.key for value in variant.values]
    for place, key in enumerate(keys):
        if key in keys[:place]:
            path = ("values", place, "key")
            yield Problem(path, f"The value '{key}' stands here twice.", "Give each value its own key.")


def _words(variant: Variant, filled: set[str]) -> Iterator[Problem]:
    """A place in a text must be filled whichever value somebody has, and by one variant only."""
    every = {word for value in variant.values for word in value.words}
    for place, value in enumerate(variant.values):
        for word in sorted(every - set(value.words)):
            message = f"'{value.key}' has no word for '{{{word}}}', and other values have."
            yield Problem(("values", place, "words"), message, f"Add '{word}' to its 'words'.")
        for word in sorted(filled & set(value.words)):
            message = f"'{{{word}}}' is filled already."
            yield Problem(("values", place, "words", word), message, "Choose another name.")


def _ages(definition: Definition) -> Iterator[Problem]:
    yield from _turned(definition.suits, ("suits", "ages"))
    for place, variant in enumerate(definition.variants):
        for position, value in enumerate(variant.values):
            yield from _turned(value.suits, ("variants", place, "values", position, "suits", "ages"))


def _turned(suits: Suits | None, path: Path) -> Iterator[Problem]:
    ages = (suits and suits.ages) or Ages()
    if ages.from_age is not None and ages.until_age is not None and ages.until_age < ages.from_age:
        yield Problem(path, "No age lies between these two.", "Write the lower age after 'from'.")


def _core(definition: Definition) -> Iterator[Problem]:
    """Count for each person who can be asked; two questions that nobody is asked together may share a place."""
    told, begun = set(), sittings(definition.questions)
    for situation in _situations(definition):
        together: dict[int, list[int]] = {}
        for place in _core_places(definition, situation):
            together.setdefault(begun[place], []).append(place)
        for sitting, places in together.items():
            if len(places) > MAX_CORE and sitting not in told:
                told.add(sitting)
                message = f"There are {len(places)} core questions in sitting {sitting}; {MAX_CORE} is the most."
                fix = "Set 'core: false' on the others, or ask them in another 'sitting'."
                yield Problem(("questions", places[MAX_CORE], "core"), message, fix)


def _pulse(definition: Definition) -> Iterator[Problem]:
    if definition.kind is not Kind.PULSE:
        return
    asked = (_core_places(definition, situation) for situation in _situations(definition))
    wrong = next((places for places in asked if len(places) != 1), None)
    if wrong is not None:
        where = ("questions", wrong[1], "core") if wrong else ("questions",)
        message = f"A pulse asks one question, and here {len(wrong)} are core."
        yield Problem(where, message, "Set 'core: true' on one, for each person who can be asked.")


def _core_places(definition: Definition, situation: Situation) -> list[int]:
    numbered = enumerate(definition.questions)
    return [place for place, question in numbered if question.core and is_asked(question, situation)]


def _situations(definition: Definition) -> Iterator[Situation]:
    """Every audience with every value of the variants on which a core question depends."""
    decisive = {key for question in definition.questions if question.core for key in question.only_for}
    variants: Mapping[str, list[str]] = {
        variant.key: [value.key for value in variant.values]
        for variant in definition.variants
        if variant.key in decisive
    }
    chosen = (dict(zip(variants, values, strict=True)) for values in product(*variants.values()))
    everybody = product(definition.audiences, chosen)
    return (Situation(audience, variant) for audience, variant in islice(everybody, MAX_SITUATIONS))


def _sittings(definition: Definition) -> Iterator[Problem]:
    """A rest comes between sittings, so their questions stand together and in order."""
    latest = 1
    told = ((place, question) for place, question in enumerate(definition.questions) if _tells_sitting(question))
    for place, question in told:
        if question.sitting < latest:
            message = f"Sitting {question.sitting} goes on after sitting {latest} has begun."
            yield Problem(("questions", place, "sitting"), message, "Put the questions of a sitting together.")
        elif question.sitting > latest + 1:
            message = f"There is no sitting {latest + 1}."
            yield Problem(("questions", place, "sitting"), message, "Count the sittings 1, 2, 3.")
        latest = max(latest, question.sitting)


def _tells_sitting(question: Question) -> bool:
    """Questions that say nothing, such as the last ones, belong to whichever sitting it has come to."""
    return "sitting" in question.model_fields_set
