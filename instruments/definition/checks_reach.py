"""Who can come to a question, and what must not lead there."""

from collections.abc import Iterator
from itertools import chain

from instruments.definition.answer_codes import code_sets, is_judged
from instruments.definition.faults import Problem
from instruments.definition.model import Code, Condition, Definition, Operator, Question
from instruments.definition.reachability import Reachability
from instruments.projection import SOME_GOALS, Situation, project
from instruments.routing import holds


def problems(definition: Definition) -> Iterator[Problem]:
    """Give questions that nobody reaches, that come too early, or that a low score brings up.

    The conditions of the definition must be right one by one.
    """
    yield from _on_one_scale_only(definition)
    search = Reachability(definition)
    for place, question in enumerate(definition.questions):
        found = chain(
            _permission(definition, question),
            _unreachable(search, question),
            _intimate(search, question),
            _low_score(definition, question),
        )
        for problem in found:
            yield Problem(("questions", place, *problem.path), problem.message, problem.fix)


def _unreachable(search: Reachability, question: Question) -> Iterator[Problem]:
    everybody = question.audiences or search.definition.audiences
    left_out = [audience for audience in everybody if not search.reaches(question, audience)]
    if not left_out:
        return
    if len(left_out) == len(everybody):
        yield Problem(("show_when",), "No answers lead to this question.", "Mend its conditions, or remove it.")
        return
    message = f"No answers lead '{left_out[0]}' to this question."
    fix = "It waits for a question that they are not asked: mend 'show_when', or say in 'audiences' who is asked it."
    yield Problem(("show_when",), message, fix)


def _on_one_scale_only(definition: Definition) -> Iterator[Problem]:
    """Somebody may be asked on another scale than the one whose codes the conditions name."""
    for points in _lengths(definition):
        asked = project(definition, Situation(points=points, goals=SOME_GOALS))
        search, usual = Reachability(asked), Reachability(definition)
        for place, question in enumerate(asked.questions):
            everybody = question.audiences or definition.audiences
            if any(usual.reaches(question, who) and not search.reaches(question, who) for who in everybody):
                message = f"Who gets {points} answers to choose from never comes to this question."
                fix = "Name a code of each scale with '=' and 'enable_behavior: any', or wait for a choice instead."
                yield Problem(("questions", place, "show_when"), message, fix)


def _lengths(definition: Definition) -> list[int]:
    """How many points the scales have of questions that are asked on several and whose codes a condition names."""
    conditions = (condition for question in definition.questions for condition in question.show_when)
    named = {condition.question for condition in conditions if condition.operator is not Operator.EXISTS}
    several = (question for question in definition.questions if question.other_scales and question.key in named)
    keys = {key for question in several for key in (question.scale, *question.other_scales)}
    return sorted({len(definition.scale(key).points) for key in keys})


def _permission(definition: Definition, question: Question) -> Iterator[Problem]:
    if question.permission is None:
        return
    codes = [code for codes in code_sets(definition, question) for code in codes]
    if question.permission not in codes:
        message = f"'{question.permission}' is no answer to this question."
        yield Problem(("permission",), message, f"Use one of: {', '.join(map(str, codes)) or 'none: ask a choice'}.")
    if question.intimate:
        message = "A question cannot ask permission and be intimate itself."
        yield Problem(("intimate",), message, "Ask permission in a question of its own.")


def _intimate(search: Reachability, question: Question) -> Iterator[Problem]:
    """Without leave nobody may come to it: the search starts from no leave being given anywhere."""
    if not question.intimate:
        return
    without = {
        asking.key: (Condition(question=asking.key, operator=Operator.NOT_EQUAL, answer=asking.permission),)
        for asking in search.definition.questions
        if asking.permission is not None and asking is not question
    }
    if any(search.reaches(question, who, without) for who in question.audiences or search.definition.audiences):
        fix = (
            "Put 'Mag ik hier iets over vragen?' before it, with 'permission:' and the code that gives leave, "
            "and wait for that answer in 'show_when'."
        )
        yield Problem(("intimate",), "This can be asked before anybody gave permission.", fix)


def _low_score(definition: Definition, question: Question) -> Iterator[Problem]:
    for place, condition in enumerate(question.show_when):
        source = definition.question(condition.question)
        if is_judged(definition, source) and any(
            _only_low(condition, codes) for codes in code_sets(definition, source)
        ):
            message = "This is asked because of a low score, and nothing may be derived from one."
            fix = "Wait for a change answer or a choice of the person, or ask it of everybody."
            yield Problem(("show_when", place), message, fix)


def _only_low(condition: Condition, codes: tuple[Code, ...]) -> bool:
    """Whether it holds somewhere in the lower half of a scale and not at its top."""
    lower = codes[: len(codes) // 2]
    return any(holds(condition, {"value": code}) for code in lower) and not holds(condition, {"value": codes[-1]})
