"""The life of a round: prepared (and changed or thrown away), opened over a frozen tree and frame, closed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NotRequired, TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from instruments.definition.model import Kind
from organisations.models import Unit
from surveys.choices import Audience, Mode, RoundStatus
from surveys.definitions import definition_of
from surveys.instrument_words import WHY_NOT
from surveys.models import Release, Round, RoundRelease
from surveys.operations.freezing import freeze_frame, freeze_tree, invite
from surveys.rules.askable import chosen_for, why_not, why_not_kept_so
from workers.queue import Job, enqueue


class RoundRefusedError(Exception):
    """A round cannot be prepared like this. `field` names what to change, the message says how."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class RoundStateError(Exception):
    """The round is not in the state that this needs; the message says so in a plain sentence."""


class AnonymousNotYetError(RoundStateError):
    """Anonymous rounds cannot be opened yet; the message says why."""


def why_anonymous_is_closed() -> str:
    """Return the plain sentence why no round can be opened as anonymous yet."""
    return _(
        "An anonymous round cannot be opened yet: this version cannot promise that nobody, not even an administrator, "
        "can find out who gave an answer. Choose confidential instead: names are kept apart and results are only shown "
        "for groups."
    )


class Plan(TypedDict):
    """How a round is set up. Without a `norm_level` the norm is judged at the level of the owner."""

    owner: Unit
    name: str
    mode: Mode
    releases: Mapping[Audience, Release]
    reference_date: date
    opens_on: date
    closes_on: date
    norm_percentage: NotRequired[int]
    norm_level: NotRequired[str]
    feedback_on: NotRequired[date | None]


@transaction.atomic
def create_round(**plan: Unpack[Plan]) -> Round:
    """Prepare a round on a unit and all below it. Raises RoundRefusedError naming the field that is wrong."""
    return _write(Round(), plan)


@transaction.atomic
def change_draft(*, round_id: UUID, **plan: Unpack[Plan]) -> Round:
    """Set a prepared round up anew, as a whole.

    Raises RoundRefusedError naming the field that is wrong, and RoundStateError when the round is opened or gone.
    """
    draft = _draft(round_id)
    draft.releases.all().delete()
    return _write(draft, plan)


@transaction.atomic
def remove_draft(*, round_id: UUID) -> None:
    """Throw a prepared round away. Raises RoundStateError when the round is opened or gone."""
    _draft(round_id).delete()


def _write(draft: Round, plan: Plan) -> Round:
    """Check the plan and store it in the round, new or prepared before."""
    given: dict[str, Any] = {"norm_percentage": 70, "norm_level": "", "feedback_on": None, **plan}
    releases = given.pop("releases")
    for name, value in given.items():
        setattr(draft, name, value)
    draft.norm_level = draft.norm_level or draft.owner.level
    _check_dates(draft.opens_on, draft.closes_on, draft.feedback_on)
    _check_norm(draft.owner, draft.norm_percentage, draft.norm_level)
    _check_releases(draft, releases)
    draft.save()
    RoundRelease.objects.bulk_create(
        RoundRelease(round=draft, audience=audience, release=release)
        for audience, release in _with_other_halves(releases).items()
    )
    return draft


def _with_other_halves(releases: Mapping[Audience, Release]) -> dict[Audience, Release]:
    """Let the support worker be asked what the client is asked, where that is a pair of lists."""
    found = dict(releases)
    client = found.get(Audience.CLIENT)
    if client and definition_of(client).kind is Kind.PAIRED:
        found[Audience.SUPPORT_WORKER] = client
    return found


def _draft(round_id: UUID) -> Round:
    """Return the prepared round, locked."""
    found = _locked(round_id)
    if found.status != RoundStatus.DRAFT:
        raise RoundStateError(_("This round was opened before."))
    return found


def _locked(round_id: UUID) -> Round:
    found = Round.objects.select_for_update(of=("self",)).select_related("owner").filter(pk=round_id).first()
    if found is None:
        raise RoundStateError(_("This round does not exist any more."))
    return found


def _check_dates(opens_on: date, closes_on: date, feedback_on: date | None) -> None:
    if closes_on < opens_on:
        raise RoundRefusedError("closes_on", _("The round closes before it opens. Choose a later closing date."))
    if feedback_on is not None and feedback_on < opens_on:
        raise RoundRefusedError("feedback_on", _("Results cannot be told back before the round opens."))


def _check_norm(owner: Unit, percentage: int, level: str) -> None:
    if not 0 <= percentage <= 100:  # noqa: PLR2004 -- per cent
        raise RoundRefusedError("norm_percentage", _("The norm is a whole number from 0 to 100."))
    if not Unit.objects.filter(path__startswith=owner.path, level=level).exists():
        raise RoundRefusedError("norm_level", _("No unit in this round is called that. Choose a level that exists."))


def _check_releases(draft: Round, releases: Mapping[Audience, Release]) -> None:
    if not releases:
        raise RoundRefusedError("releases", _("Choose at least one questionnaire."))
    for audience, release in releases.items():
        if said := _why_not(draft, audience, release):
            raise RoundRefusedError(f"release_{audience}", said)


def _why_not(draft: Round, audience: Audience, release: Release) -> str:
    """Return why this round cannot ask this of these people; empty when it can."""
    definition = definition_of(release)
    if reason := why_not(definition):
        return str(WHY_NOT[reason])
    if audience not in chosen_for(definition):
        return _("This questionnaire is not made for these people.")
    if reason := why_not_kept_so(definition, by_name=draft.mode == Mode.NAMED):
        return str(WHY_NOT[reason])
    if release.owner and not draft.owner.path.startswith(release.owner.path):
        return _("This list is of %(unit)s. Choose it, or a unit below it.") % {"unit": release.owner.name}
    return ""


@transaction.atomic
def open_round(*, round_id: UUID, at: datetime) -> Round:
    """Freeze tree and frame, invite everybody who takes part, and open. A fixed number of queries, however many people.

    Raises AnonymousNotYetError, and RoundStateError when the round was opened before or is gone.
    """
    opened = _draft(round_id)
    if opened.mode == Mode.ANONYMOUS:
        raise AnonymousNotYetError(why_anonymous_is_closed())
    nodes = freeze_tree(opened)
    invite(opened, freeze_frame(opened, nodes))
    opened.status, opened.opened_at = RoundStatus.OPEN, at
    opened.save(update_fields=("status", "opened_at"))
    return opened


@transaction.atomic
def close_round(*, round_id: UUID, at: datetime) -> Round:
    """Close an open round and ask for its publication; closing a closed round changes nothing.

    The lock waits for submissions on their way: each of them is either counted or sees the closed round.
    Raises RoundStateError for a round that was never opened.
    """
    closed = Round.objects.select_for_update(of=("self",)).get(pk=round_id)
    if closed.status == RoundStatus.DRAFT:
        raise RoundStateError(_("This round was not opened yet."))
    if closed.status == RoundStatus.OPEN:
        closed.status, closed.closed_at = RoundStatus.CLOSED, at
        closed.save(update_fields=("status", "closed_at"))
        enqueue(Job.PUBLISH_ROUND, round_id=closed.id)
    return closed
