"""What each kind of instrument must have, and the facts about an instrument as a whole."""

from collections.abc import Iterator
from itertools import chain

from instruments.definition.answer_codes import is_judged
from instruments.definition.faults import Problem
from instruments.definition.model import Audience, Definition, Kind
from instruments.definition.suiting import Relation

FEWEST_INFORMANTS = 2


def problems(definition: Definition) -> Iterator[Problem]:
    """Give what does not fit the kind of instrument, and facts that cannot be true."""
    checks = (_informants, _observation, _paired, _complete_when, _recognition, _scoring)
    return chain.from_iterable(check(definition) for check in checks)


def _informants(definition: Definition) -> Iterator[Problem]:
    """How many look along, and from which sides: only in an observation there are several."""
    if definition.kind is not Kind.OBSERVATION:
        if definition.informants_needed > 1:
            message = f"Only an observation asks {definition.informants_needed} informants about one person."
            yield Problem(("informants_needed",), message, "Remove it, or write 'kind: observation'.")
        if definition.relations or definition.without_family:
            name = "relations" if definition.relations else "without_family"
            yield Problem((name,), f"Only an observation has '{name}'.", "Remove it, or write 'kind: observation'.")
        return
    if definition.informants_needed < FEWEST_INFORMANTS:
        message = "One person alone cannot say how somebody is who cannot tell it."
        yield Problem(("informants_needed",), message, f"Ask {FEWEST_INFORMANTS} or more, each from another side.")
    yield from _relations(definition)


def _relations(definition: Definition) -> Iterator[Problem]:
    relations, instead = definition.relations, definition.without_family
    if len(set(relations)) < len(relations):
        yield Problem(("relations",), "A relation stands here twice.", "Name each side once.")
    if len(relations) < definition.informants_needed:
        message = f"{definition.informants_needed} informants need as many sides from which they know the person."
        fix = f"Name that many of: {', '.join(Relation)}."
        yield Problem(("relations",), message, fix)
    if instead is not None and (Relation.FAMILY not in relations or instead in relations):
        message = f"'{instead}' cannot look in the place of family."
        fix = "Name 'family' in 'relations', and here a side that is not among them."
        yield Problem(("without_family",), message, fix)


def _observation(definition: Definition) -> Iterator[Problem]:
    if definition.kind is Kind.OBSERVATION:
        if Audience.OBSERVER not in definition.audiences:
            yield Problem(("audiences",), "An observation is filled in by observers.", "Add 'observer'.")
        return
    for place, question in enumerate(definition.questions):
        if question.stance is not None:
            message = "Only an observation keeps apart what was seen and what one makes of it."
            yield Problem(("questions", place, "stance"), message, "Remove it, or write 'kind: observation'.")


def judgements(definition: Definition) -> Iterator[Problem]:
    """Give what judges a person in an observation. The types and scales of the questions must be known."""
    for place, question in enumerate(definition.questions):
        if definition.kind is Kind.OBSERVATION and is_judged(definition, question):
            message = "An observation has no mark and no scale: nobody can give one for somebody else."
            yield Problem(
                ("questions", place, "type"), message, "Ask what was seen and heard, in words or as a choice."
            )


def _paired(definition: Definition) -> Iterator[Problem]:
    if definition.kind is Kind.PAIRED and not {Audience.CLIENT, Audience.SUPPORT_WORKER} <= set(definition.audiences):
        message = "A paired list is filled in by the client and by the support worker."
        yield Problem(("audiences",), message, "Write 'audiences: [client, support-worker]'.")


def _complete_when(definition: Definition) -> Iterator[Problem]:
    needed = definition.complete_when
    if (needed.share is None) == (needed.themes is None):
        message = "'complete_when' says either a share or a number of themes."
        yield Problem(("complete_when",), message, "Write 'share: 0.8', or in a conversation 'themes: 1'.")
    if needed.themes is not None and needed.themes > len(definition.domains):
        message = f"{needed.themes} themes are needed, and there are {len(definition.domains)} domains."
        yield Problem(("complete_when", "themes"), message, "Ask for fewer, or add domains.")


def _recognition(definition: Definition) -> Iterator[Problem]:
    recognition = definition.recognition
    told = {"status": recognition.status, "from": recognition.from_date, "until": recognition.until_date}
    for name, value in told.items():
        if recognition.list_name is None and value is not None:
            yield Problem(("recognition", name), f"'{name}' is given without a list.", "Name the list, or remove it.")
    since, until = recognition.from_date, recognition.until_date
    if since is not None and until is not None and until < since:
        yield Problem(("recognition", "until"), "The recognition ends before it begins.", "Mend one of the two dates.")


def _scoring(definition: Definition) -> Iterator[Problem]:
    if definition.scoring is None:
        return
    counted = [question.domain for question in definition.questions if question.scale and question.domain]
    most = max(map(counted.count, counted), default=0)
    if definition.scoring.minimum_answered > most:
        message = f"No domain has {definition.scoring.minimum_answered} scale questions; the most is {most}."
        yield Problem(("scoring", "minimum_answered"), message, "Ask for fewer, or the domains never count.")
