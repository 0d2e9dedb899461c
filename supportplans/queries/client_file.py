"""Everything of one client that a support worker needs at hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from organisations.models import Client, Placement
from supportplans.choices import AgreementState, ChangeAnswer
from supportplans.models import Agreement, ChangeFlag, Feedback, Goal, Wish
from supportplans.rules.told_back import News, news
from surveys.choices import IN_RESULTS, Audience, Outcome, RoundStatus
from surveys.data import GivenAnswers
from surveys.models import Invitation
from surveys.queries import given_answers


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the client said about one domain, and what came of it."""

    flag: ChangeFlag
    wish: Wish | None
    agreements: tuple[Agreement, ...]

    @property
    def news(self) -> News:
        """Return what there is to tell the client about it."""
        states = [AgreementState(agreement.state) for agreement in self.agreements]
        return news(ChangeAnswer(self.flag.answer), states)

    @property
    def unfinished(self) -> bool:
        """Return whether the wish still waits for an agreement, or an agreement for its end."""
        return self.news is News.TALKING or any(one.state == AgreementState.MADE for one in self.agreements)


@dataclass(frozen=True, slots=True)
class Sitting:
    """All that was said by name in one go, and whether the client was told what is done with it."""

    submission_id: UUID
    said_on: date
    spoken: tuple[Spoken, ...]
    feedback: Feedback | None

    @property
    def unfinished(self) -> bool:
        """Return whether a wish still waits for an agreement, or an agreement for its end."""
        return any(one.unfinished for one in self.spoken)


@dataclass(frozen=True, slots=True)
class LooseWish:
    """A wish without an answer behind it, and what was agreed about it."""

    wish: Wish
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """All that each person said last by name: the client, and each relative apart."""

    own: GivenAnswers | None
    relatives: tuple[GivenAnswers, ...]


@dataclass(frozen=True, slots=True)
class ClientFile:
    """One client: where, who is asked now and before, what was said, newest first, agreements without a wish, goals."""

    client: Client
    teams: tuple[str, ...]
    asked_now: tuple[Invitation, ...]
    asked_before: tuple[Invitation, ...]
    sittings: tuple[Sitting, ...]
    loose_agreements: tuple[Agreement, ...]
    goals: tuple[Goal, ...]
    loose_wishes: tuple[LooseWish, ...] = ()

    @property
    def to_ask(self) -> Invitation | None:
        """Return the invitation with which the client may answer now, if any."""
        own = (one for one in self.asked_now if one.audience == Audience.CLIENT and one.outcome == Outcome.OPEN)
        return next(own, None)

    @property
    def latest(self) -> Sitting | None:
        """Return what was said last, if anything was."""
        return next(iter(self.sittings), None)

    @property
    def earlier(self) -> tuple[Sitting, ...]:
        """Return what was said before that, newest first."""
        return self.sittings[1:]

    @property
    def still_open(self) -> tuple[Spoken, ...]:
        """Return what was said before and still waits: a later talk does not end it."""
        return tuple(one for sitting in self.earlier for one in sitting.spoken if one.unfinished)


def client_file(client: Client, *, on: date) -> ClientFile:
    """Return the file of a client on a day, in a fixed number of queries."""
    asked = _asked(client)
    agreements = list(Agreement.objects.filter(client=client).select_related("made_by").order_by("due_on", "pk"))
    wishes = _wishes(client)
    return ClientFile(
        client=client,
        teams=_teams(client, on),
        asked_now=tuple(one for one in asked if one.frame_member.round.status == RoundStatus.OPEN),
        asked_before=tuple(one for one in asked if one.frame_member.round.status == RoundStatus.CLOSED),
        sittings=tuple(_sittings(client, agreements, wishes)),
        loose_agreements=tuple(one for one in agreements if one.wish_id is None),
        loose_wishes=tuple(_loose(wishes, agreements)),
        goals=tuple(Goal.objects.filter(client=client, ended_at=None).order_by("made_at", "pk")),
    )


def voices(client: Client) -> Voices:
    """Return every answer given by name. Apart from the file, because the page for the client needs none of it."""
    given = given_answers(client.id)
    own = next((one for one in given if not one.relative_name), None)
    return Voices(own=own, relatives=tuple(one for one in given if one.relative_name))


def _teams(client: Client, on: date) -> tuple[str, ...]:
    places = Placement.objects.filter(client=client, period__contains=on).order_by("unit__path")
    return tuple(dict.fromkeys(places.values_list("unit__name", flat=True)))


def _wishes(client: Client) -> list[Wish]:
    wishes = Wish.objects.filter(client=client).select_related("person", "deputy", "came_from")
    return list(wishes.order_by("created_at", "pk"))


def _loose(wishes: list[Wish], agreements: list[Agreement]) -> Iterator[LooseWish]:
    """Give the open wishes that came along with a hand-over: they were said elsewhere."""
    for wish in wishes:
        if wish.flag_id is None and wish.ended_at is None:
            yield LooseWish(wish, tuple(one for one in agreements if one.wish_id == wish.id))


def _asked(client: Client) -> list[Invitation]:
    """The client and relatives; who looks along stands with the case."""
    mine = Invitation.objects.filter(frame_member__client=client, audience__in=IN_RESULTS)
    found = mine.select_related("frame_member__round", "relative")
    return list(found.order_by("-frame_member__round__opens_on", "audience", "relative__name", "pk"))


def _sittings(client: Client, agreements: list[Agreement], wishes: list[Wish]) -> Iterator[Sitting]:
    """Give what was said, newest first; within a sitting what is wanted different before what stays."""
    told = {one.submission_id: one for one in Feedback.objects.filter(client=client).select_related("told_by")}
    by_flag = {wish.flag_id: wish for wish in wishes}
    flags = ChangeFlag.objects.filter(client=client).order_by(
        "-submission__received_at", "submission", "answer", "domain_label"
    )
    for submission_id, group in groupby(flags, key=attrgetter("submission_id")):
        spoken = tuple(_spoken(flag, by_flag.get(flag.id), agreements) for flag in group)
        yield Sitting(submission_id, spoken[0].flag.said_on, spoken, told.get(submission_id))


def _spoken(flag: ChangeFlag, wish: Wish | None, agreements: list[Agreement]) -> Spoken:
    its_own = tuple(one for one in agreements if wish is not None and one.wish_id == wish.id)
    return Spoken(flag, wish, its_own)
