"""A small round in which people look along, and one of pairs: some clients whole, some half, the others still to do."""

from datetime import date, datetime, timedelta
from random import Random
from uuid import uuid5

from clientvoice.demo import names
from clientvoice.demo.population import Answers, answers
from clientvoice.demo.rounds import SPACE
from instruments.definition.model import Definition
from instruments.definition.suiting import Relation
from organisations.models import Staff
from surveys.choices import Audience
from surveys.data import IncomingSubmission
from surveys.definitions import asked_in
from surveys.models import AnsweringSession, Case, Invitation, Round
from surveys.operations.cases import add_observer, take_part
from surveys.operations.sessions import open_for_staff
from surveys.operations.submissions import submit
from surveys.queries.candidates import Candidate, candidates
from surveys.queries.cases import case_file
from surveys.rules.cases import Known, may_look_from

SOON = timedelta(days=2)


def look_along(asking: Round, *, guest: Staff, on: date) -> None:
    """Let enough people look with the first client and one with the second; ask the guest for one without family."""
    chance = Random(asking.name)  # noqa: S311 -- no secret
    whole, half, *others = _cases(asking)
    for case in (whole, half):
        for side in case_file(case, on=on).to_add.relations[:2]:
            _ask(case, side, on=on)
    first, *rest = [*whole.invitations.all(), *half.invitations.order_by("-perspective")]
    for invitation in (first, *rest[:2]):
        _answer(invitation, chance, asking)
    lonely = next((case for case in others if case_file(case, on=on).instead_of_family), None)
    if lonely:
        person = f"staff:{guest.pk}"
        add_observer(case_id=lonely.pk, person=person, relation=Relation.OUTSIDE_TEAM, on=on)


def pair_up(asking: Round, *, on: date) -> None:
    """Let both halves of the first pair answer, one half of the second, and let somebody take the third."""
    chance = Random(asking.name)  # noqa: S311 -- no secret
    whole, half, taken, *_others = _cases(asking)
    for case in (whole, taken):
        worker = next(one for one in _people(case, on=on) if one.known is Known.IN_TEAM)
        if worker.staff_id:
            take_part(case_id=case.pk, staff_id=worker.staff_id)
    for invitation in (*whole.invitations.all(), *half.invitations.filter(audience=Audience.CLIENT)):
        _answer(invitation, chance, asking)


def _cases(asking: Round) -> list[Case]:
    found = Case.objects.filter(frame_member__round=asking).select_related(
        "frame_member__round", "frame_member__client__provider"
    )
    return list(found.order_by("frame_member__client__number"))


def _people(case: Case, *, on: date) -> list[Candidate]:
    return candidates(case.frame_member.client, on=on)


def _ask(case: Case, side: Relation, *, on: date) -> None:
    person = next(one for one in _people(case, on=on) if may_look_from(one.known, side))
    add_observer(case_id=case.pk, person=person.code, relation=side, on=on)


def _answer(invitation: Invitation, chance: Random, asking: Round) -> None:
    at = (asking.opened_at or datetime.now().astimezone()) + SOON
    opened = open_for_staff(invitation_id=invitation.pk, at=at)
    session = AnsweringSession.objects.select_related("release", "invitation").get(pk=opened.session_id)
    definition = asked_in(session)
    said = answers(definition, chance)
    if invitation.audience == Audience.OBSERVER:
        said = _as_observer(definition, said, chance)
    submit(session=session, submission=IncomingSubmission(id=uuid5(SPACE, str(session.pk)), answers=said), at=at)


def _as_observer(definition: Definition, said: Answers, chance: Random) -> Answers:
    """Put words of an observation where something was written in one: what was seen, and what it may mean."""
    words = {"fact": names.SEEN, "interpretation": names.MEANT, None: names.NEEDED}
    written = {question.key: words[question.stance] for question in definition.questions if question.type == "text"}
    return {
        key: {"value": chance.choice(written[key])} if key in written and "value" in item else item
        for key, item in said.items()
    }
