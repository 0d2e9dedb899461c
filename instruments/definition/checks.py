"""What the parts of a definition must say together. Each check gives problems; none stops at the first."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from instruments.definition import checks_audience, checks_kind, checks_reach, checks_scale, checks_text, checks_version
from instruments.definition.condition_checks import condition_problems
from instruments.definition.faults import Problem
from instruments.definition.frames import PLACES
from instruments.definition.model import Definition, Domain, Question, Scale
from instruments.definition.suiting import Variant
from instruments.styles.registry import answer_styles, styles_for
from instruments.types.base import QuestionType
from instruments.types.registry import question_types
from instruments.types.shape import Shape

CHECKS = (
    checks_kind.problems,
    checks_audience.problems,
    checks_scale.problems,
    checks_version.problems,
    checks_text.text_problems,
)
PARTS = ("scale", "options", "media")
"""What only some types of question have."""
HIDING = ("show_when", "only_for", "only_named")
"""What keeps a question from some."""


def problems(definition: Definition, pictures: Collection[str] = ()) -> Iterator[Problem]:
    """Give everything that keeps a well-formed definition from being used.

    pictures: keys of an organisation's own pictures, beside the drawings that everybody has.
    What needs sound parts, such as a search for questions that nobody reaches, waits until they are.
    """
    own = (_duplicates, _domains, _questions, _closing, _style)
    found = False
    for problem in chain(
        chain.from_iterable(check(definition) for check in (*own, *CHECKS)),
        checks_text.picture_problems(definition, pictures),
    ):
        found = True
        yield problem
    if not found:
        yield from chain(checks_kind.judgements(definition), checks_reach.problems(definition))


def _duplicates(definition: Definition) -> Iterator[Problem]:
    yield from _repeated("questions", definition.questions)
    yield from _repeated("domains", definition.domains)
    yield from _repeated("scales", definition.scales)
    yield from _repeated("variants", definition.variants)
    for name, values in (("languages", definition.languages), ("audiences", definition.audiences)):
        for place, value in enumerate(values):
            if value in values[:place]:
                yield Problem((name, place), f"'{value}' stands here twice.", "Remove one.")


def _repeated(name: str, parts: Sequence[Question | Domain | Scale | Variant]) -> Iterator[Problem]:
    seen = set()
    for place, part in enumerate(parts):
        if part.key in seen:
            fix = "Give each its own key; answers are stored under it."
            yield Problem((name, place, "key"), f"The key '{part.key}' stands twice in '{name}'.", fix)
        seen.add(part.key)


def _domains(definition: Definition) -> Iterator[Problem]:
    for place, domain in enumerate(definition.domains):
        if domain.frame not in PLACES:
            fix = f"Use one of: {', '.join(sorted(PLACES))}."
            yield Problem(("domains", place, "frame"), f"The frame '{domain.frame}' does not exist.", fix)


def _questions(definition: Definition) -> Iterator[Problem]:
    for place, question in enumerate(definition.questions):
        for problem in _question(definition, question):
            yield Problem(("questions", place, *problem.path), problem.message, problem.fix)


def _question(definition: Definition, question: Question) -> Iterator[Problem]:
    known = [domain.key for domain in definition.domains]
    if question.domain is not None and question.domain not in known:
        fix = f"Add it to 'domains', or use: {', '.join(known) or 'none yet'}."
        yield Problem(("domain",), f"There is no domain '{question.domain}'.", fix)
    yield from _type(definition, question)
    yield from condition_problems(definition, question)


def _type(definition: Definition, question: Question) -> Iterator[Problem]:
    types = question_types()
    if question.type not in types:
        fix = f"Use one of: {', '.join(types.names())}."
        yield Problem(("type",), f"There is no question type '{question.type}'.", fix)
        return
    question_type = types.get(question.type)
    if not styles_for(question_type):
        yield Problem(("type",), f"No answer style can show '{question.type}'.", "Install the style that goes with it.")
    for name in PARTS:
        if name in question.model_fields_set and name not in question_type.uses:
            yield Problem((name,), f"A question of type '{question.type}' has no '{name}'.", "Remove it.")
    yield from question_type.problems(definition, question)


def _closing(definition: Definition) -> Iterator[Problem]:
    path, key = ("closing", "question"), definition.closing.question
    if key not in definition.question_keys:
        yield Problem(path, f"There is no question '{key}'.", "Name the question whether everything was told.")
        return
    question = definition.question(key)
    hidden = next((name for name in HIDING if getattr(question, name)), None)
    if hidden is not None:
        message = f"The question '{key}' closes the form, and '{hidden}' keeps it from some."
        yield Problem(path, message, f"Take '{hidden}' out of it: everybody may say whether all was told.")
    if question.audiences and not set(definition.audiences) <= set(question.audiences):
        message = f"The question '{key}' closes the form, and not everybody who answers is asked it."
        yield Problem(path, message, "Take 'audiences' out of it, and give others their own words in 'texts_for'.")
    if question.type in question_types() and _needs_more_than_words(question_types().get(question.type)):
        message = f"The question '{key}' closes the form, and not everybody can answer a '{question.type}' question."
        yield Problem(path, message, "Ask it as a choice.")


def _needs_more_than_words(question_type: QuestionType) -> bool:
    """Goals, or a name: not everybody has the one, and files are only kept with the other."""
    return question_type.needs_goals or question_type.shape is Shape.FILE


def _style(definition: Definition) -> Iterator[Problem]:
    styles = answer_styles()
    if definition.style is not None and definition.style not in styles:
        fix = f"Use one of: {', '.join(styles.names())}."
        yield Problem(("style",), f"There is no answer style '{definition.style}'.", fix)
