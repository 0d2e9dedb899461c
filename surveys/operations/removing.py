"""Removing invitations with all that came of them, so that the response of their rounds stays what it was."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from surveys.choices import IN_RESULTS, Outcome, RoundStatus
from surveys.models import Case, ErasedFigure, FrameMember, Invitation, Quarantine, Submission
from surveys.queries.case_counts import figures_of

Place = tuple[UUID, str, str, str]
"""A frozen unit, an audience, an outcome and what happened: where an `ErasedFigure` counts."""
Counts = Counter[str]
"""How many rows went, by the label of their model."""


@transaction.atomic
def remove_invitations(invitation_ids: Iterable[UUID]) -> Counts:
    """Remove invitations, their sessions, drafts, answers and files, and members of a frame of whom nothing is left.

    What each was counted as stays as a number. In an open round somebody who was not asked yet counts as left.
    """
    ids = list(invitation_ids)
    invitations = Invitation.objects.filter(pk__in=ids)
    members = list(invitations.values_list("frame_member_id", flat=True))
    locked = list(FrameMember.objects.select_for_update().filter(pk__in=members).values_list("pk", flat=True))
    cases = _cases_of(locked, going=ids)
    _keep_figures(_counted_as(ids) + _cases_as(cases))
    went: Counts = Counter()
    _allow_removal()
    invitations.exclude(counted=None).update(counted=None, outcome=Outcome.OPEN)
    _remove(went, Quarantine.objects.filter(session__invitation__in=ids))
    _remove(went, Submission.objects.filter(session__invitation__in=ids))
    _remove(went, invitations)
    _remove(went, Case.objects.filter(pk__in=cases))
    return went + remove_empty_members(locked)


def remove_empty_members(member_ids: Iterable[UUID]) -> Counts:
    """Remove members of a frame who have no invitation any more; how many were eligible stays as a number.

    So does what the cases about them came to, in which nobody was asked yet.
    """
    empty = FrameMember.objects.filter(pk__in=list(member_ids), invitations=None)
    rows = empty.filter(eligible=True).values_list("round_unit_id", "happened")
    went: Counts = Counter()
    with transaction.atomic():
        cases = _cases_of(list(empty.values_list("pk", flat=True)))
        _keep_figures(Counter((unit_id, "", "", happened) for unit_id, happened in rows) + _cases_as(cases))
        _remove(went, empty)
    return went


def _cases_of(members: list[UUID], *, going: Iterable[UUID] = ()) -> list[UUID]:
    """The cases about members of a frame of which nothing is left when these invitations go."""
    left = Invitation.objects.filter(case=OuterRef("pk")).exclude(pk__in=list(going))
    return list(Case.objects.filter(~Exists(left), frame_member__in=members).values_list("pk", flat=True))


def _cases_as(ids: list[UUID]) -> Counter[Place]:
    """Where each of the cases counts: the client once, however many people answered."""
    statuses = dict(
        Case.objects.filter(pk__in=ids).values_list("frame_member__round_unit", "frame_member__round__status")
    )
    return Counter(
        (one.unit_id, one.audience, _last_outcome(one.became, RoundStatus(statuses[one.unit_id])), one.happened)
        for one in figures_of(Case.objects.filter(pk__in=ids))
    )


def _counted_as(ids: list[UUID]) -> Counter[Place]:
    """Where each of the invitations counts in the response of its round; what counts by case is left out."""
    rows = Invitation.objects.filter(pk__in=ids, audience__in=IN_RESULTS).values_list(
        *("frame_member__round_unit_id", "audience", "outcome", "frame_member__happened"),
        "frame_member__round__status",
    )
    return Counter(
        (unit_id, audience, _last_outcome(Outcome(outcome), RoundStatus(status)), happened)
        for unit_id, audience, outcome, happened, status in rows
    )


def _last_outcome(outcome: Outcome, status: RoundStatus) -> Outcome:
    """Nobody can be asked any more, so "not yet asked" in an open round would wait for ever."""
    return Outcome.LEFT if (outcome, status) == (Outcome.OPEN, RoundStatus.OPEN) else outcome


def _keep_figures(counts: Counter[Place]) -> None:
    for (unit_id, audience, outcome, happened), people in sorted(counts.items(), key=str):
        place = {"round_unit_id": unit_id, "audience": audience, "outcome": outcome, "happened": happened}
        ErasedFigure.objects.update_or_create(
            **place, defaults={"people": F("people") + people}, create_defaults={"people": people}
        )


def _allow_removal() -> None:
    """Tell the database that this transaction removes answers; a trigger refuses it otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('clientvoice.erasing', 'on', true)")


def _remove(went: Counts, rows: QuerySet[Any]) -> None:
    went.update(rows.delete()[1])
