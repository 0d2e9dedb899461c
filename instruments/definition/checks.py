"""What the parts of a definition must say together. Each check gives problems; none stops at the first."""

from collections.abc import Iterator, Sequence
from itertools import chain

from pydantic import BaseModel

from instruments.definition.condition_checks import condition_problems
from instruments.definition.faults import Path, Problem
from instruments.definition.frames import PLACES
from instruments.definition.model import Definition, Domain, Question, Scale
from instruments.definition.texts import Texts
from instruments.styles.registry import styles_for
from instruments.types.registry import question_types

MAX_CORE = 10


def problems(definition: Definition) -> Iterator[Problem]:
    """Give everything that keeps a well-formed definition from being used."""
    checks = (_duplicates, _domains, _scales, _questions, _core, _closing, _recognition, _texts)
    return chain.from_iterable(check(definition) for check in checks)


def _duplicates(definition: Definition) -> Iterator[Problem]:
    yield from _repeated("questions", definition.questions)
    yield from _repeated("domains", definition.domains)
    yield from _repeated("scales", definition.scales)
    for place, language in enumerate(definition.languages):
        if language in definition.languages[:place]:
            yield Problem(("languages", place), f"The language '{language}' stands here twice.", "Remove one.")


def _repeated(name: str, parts: Sequence[Question | Domain | Scale]) -> Iterator[Problem]:
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


def _scales(definition: Definition) -> Iterator[Problem]:
    for place, scale in enumerate(definition.scales):
        codes = [point.code for point in scale.points]
        if codes != sorted(set(codes)):
            fix = "Number the points upwards, from the negative to the positive end."
            yield Problem(("scales", place, "points"), f"The codes of '{scale.key}' do not rise one by one.", fix)


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
    for name in sorted({"scale", "options"} & question.model_fields_set - question_type.uses):
        yield Problem((name,), f"A question of type '{question.type}' has no '{name}'.", "Remove it.")
    yield from question_type.problems(definition, question)


def _core(definition: Definition) -> Iterator[Problem]:
    core = [place for place, question in enumerate(definition.questions) if question.core]
    if len(core) > MAX_CORE:
        message = f"There are {len(core)} core questions; {MAX_CORE} is the most for one sitting."
        yield Problem(("questions", core[MAX_CORE], "core"), message, "Set 'core: false' on the others.")


def _closing(definition: Definition) -> Iterator[Problem]:
    if definition.closing.question not in definition.question_keys:
        message = f"There is no question '{definition.closing.question}'."
        yield Problem(("closing", "question"), message, "Name the question whether everything was told.")


def _recognition(definition: Definition) -> Iterator[Problem]:
    recognition = definition.recognition
    told = {"status": recognition.status, "from": recognition.from_date, "until": recognition.until_date}
    for name, value in told.items():
        if recognition.list_name is None and value is not None:
            yield Problem(("recognition", name), f"'{name}' is given without a list.", "Name the list, or remove it.")


def _texts(definition: Definition) -> Iterator[Problem]:
    for path, texts in _texts_in(definition, ()):
        for language in texts.missing(definition.languages):
            message = f"The text in '{language}' is missing."
            fix = "Write it, or take the language out of 'languages'."
            yield Problem((*path, language), message, fix)


def _texts_in(part: object, path: Path) -> Iterator[tuple[Path, Texts]]:
    """Every text at any depth, with its path; field names are written as in the file."""
    if isinstance(part, Texts):
        yield path, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _texts_in(getattr(part, name), (*path, name))
    elif isinstance(part, tuple):
        for place, item in enumerate(part):
            yield from _texts_in(item, (*path, place))
