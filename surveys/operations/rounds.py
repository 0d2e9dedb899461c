"""The life of a round: prepared, opened over a frozen tree and frame, closed."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from organisations.models import Unit
from surveys.choices import Audience, Mode, RoundStatus
from surveys.definitions import definition_of
from surveys.models import Release, Round, RoundRelease
from surveys.operations.freezing import freeze_frame, freeze_tree, invite
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


@transaction.atomic
def create_round(  # noqa: PLR0913 -- a round is that many decisions, each given by name
    *,
    owner: Unit,
    name: str,
    mode: Mode,
    releases: Mapping[Audience, Release],
    reference_date: date,
    opens_on: date,
    closes_on: date,
    norm_percentage: int = 70,
    norm_level: str = "",
    feedback_on: date | None = None,
) -> Round:
    """Prepare a round on a unit and all below it. Without a `norm_level` the norm is judged at the level of the owner.

    Raises RoundRefusedError naming the field that is wrong.
    """
    level = norm_level or owner.level
    _check_dates(opens_on, closes_on, feedback_on)
    _check_norm(owner, norm_percentage, level)
    _check_releases(releases)
    made = Round.objects.create(
        owner=owner,
        name=name,
        mode=mode,
        reference_date=reference_date,
        opens_on=opens_on,
        closes_on=closes_on,
        norm_percentage=norm_percentage,
        norm_level=level,
        feedback_on=feedback_on,
    )
    RoundRelease.objects.bulk_create(
        RoundRelease(round=made, audience=audience, release=release) for audience, release in releases.items()
    )
    return made


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


def _check_releases(releases: Mapping[Audience, Release]) -> None:
    if not releases:
        raise RoundRefusedError("releases", _("Choose at least one questionnaire."))
    for audience, release in releases.items():
        if audience.value not in {each.value for each in definition_of(release).audiences}:
            raise RoundRefusedError(f"release_{audience}", _("This questionnaire is not made for these people."))


@transaction.atomic
def open_round(*, round_id: UUID, at: datetime) -> Round:
    """Freeze tree and frame, invite everybody who takes part, and open. A fixed number of queries, however many people.

    Raises AnonymousNotYetError, and RoundStateError when the round was opened before.
    """
    opened = Round.objects.select_for_update(of=("self",)).select_related("owner").get(pk=round_id)
    if opened.mode == Mode.ANONYMOUS:
        raise AnonymousNotYetError(why_anonymous_is_closed())
    if opened.status != RoundStatus.DRAFT:
        raise RoundStateError(_("This round was opened before."))
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
