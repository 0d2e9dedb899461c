"""Last year's round and this year's, answered by the simulated population through the doors that people use."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from clientvoice.demo.population import answers, how_many
from instruments.catalogue import builtin
from organisations.models import Unit
from surveys.choices import Audience, Helped, Mode, Outcome
from surveys.data import IncomingSubmission
from surveys.definitions import asked_in
from surveys.models import AnsweringSession, Invitation, Release, Round
from surveys.operations.outcomes import correct_outcome, prefer_not
from surveys.operations.releases import publish_release
from surveys.operations.rounds import create_round, open_round
from surveys.operations.sessions import open_for_device
from surveys.operations.submissions import submit

Say = Callable[[str], None]
SPACE = UUID("5f0e7f0c-0d29-4a1e-9d5f-4c1c6a7f9b11")
INSTRUMENTS = {Audience.CLIENT: "mijn-leven", Audience.RELATIVE: "ouders-over-hulp"}
YOUTH = {Audience.CLIENT: "cto-jeugd", Audience.RELATIVE: "cto-ouders"}
LOOKING = {Audience.OBSERVER: "ik-laat-zien"}
PAIRS = {Audience.CLIENT: "samen-kijken"}
WORK = {Audience.CLIENT: "werken-en-meedoen"}
REASONS = {
    Outcome.NOT_REACHED: ("Ziek in deze weken.", "Met vakantie.", "Twee keer niet thuis."),
    Outcome.NO_FIT: ("Er is nog geen passende vorm gevonden.",),
}
HELPED = (Helped.ALONE, Helped.ALONE, Helped.READ_ALOUD, Helped.TOGETHER)


Releases = dict[Audience, Release]


def publish_instruments(*, at: datetime) -> dict[str, Release]:
    """Publish everything that comes along, so that a new round can ask any of it."""
    return {key: publish_release(definition=definition, at=at) for key, definition in builtin().items()}


def asking(published: dict[str, Release], keys: dict[Audience, str]) -> Releases:
    """Return who is asked what."""
    return {audience: published[key] for audience, key in keys.items()}


def hold_round(owner: Unit, releases: Releases, *, name: str, opens_at: datetime, days: int) -> Round:
    """Prepare and open a round of so many days; the norm holds per provider, or for a place within one."""
    opens_on = opens_at.date()
    made = create_round(
        owner=owner,
        name=name,
        mode=Mode.NAMED,
        releases=releases,
        reference_date=opens_on,
        opens_on=opens_on,
        closes_on=opens_on + timedelta(days=days),
        norm_percentage=70,
        norm_level="zorgaanbieder" if owner.is_root() else owner.level,
        feedback_on=opens_on + timedelta(days=days + 42),
    )
    return open_round(round_id=made.id, at=opens_at)


class Answering:
    """Lets the population answer one round: per team another share takes part; `skip` are clients who are left open."""

    def __init__(
        self, round_: Round, *, shares: tuple[float, float], skip: frozenset[str], finished: bool, staff_id: UUID
    ) -> None:
        self.round, self.skip, self.finished, self.staff_id = round_, skip, finished, staff_id
        self.chance = Random(round_.name)  # noqa: S311 -- no secret
        self.shares = {Audience.CLIENT: shares, Audience.RELATIVE: (shares[0] * 0.7, shares[1] * 0.8)}
        self.begin = round_.opened_at or datetime.now().astimezone()
        self.days = (round_.closes_on - round_.opens_on).days

    def run(self, say: Say) -> None:
        """Ask everybody who is invited, in an order that is the same each time."""
        people = self._invitations()
        taking_part = self._taking_part(people)
        people = [invitation for invitation in people if _number(invitation) not in self.skip]
        for number, invitation in enumerate(people, start=1):
            self._ask(invitation, takes_part=invitation.pk in taking_part)
            if number % 200 == 0 or number == len(people):
                say(f"{self.round.name}: {number} of {len(people)} people")

    def _invitations(self) -> list[Invitation]:
        rows = Invitation.objects.filter(frame_member__round=self.round).select_related(
            "frame_member__client", "relative"
        )
        return sorted(rows, key=lambda row: (_number(row), row.relative.number if row.relative else ""))

    def _taking_part(self, people: list[Invitation]) -> set[UUID]:
        """Draw from each team who takes part: never those who are left open."""
        teams: dict[tuple[UUID, str], list[Invitation]] = defaultdict(list)
        for invitation in people:
            teams[invitation.frame_member.round_unit_id, invitation.audience].append(invitation)
        return {
            invitation.pk
            for (_unit, audience), team in teams.items()
            for invitation in self._drawn(team, self.shares[Audience(audience)])
        }

    def _drawn(self, team: list[Invitation], shares: tuple[float, float]) -> list[Invitation]:
        askable = [invitation for invitation in team if _number(invitation) not in self.skip]
        return self.chance.sample(askable, min(len(askable), how_many(len(team), self.chance, shares)))

    def _ask(self, invitation: Invitation, *, takes_part: bool) -> None:
        at = self.begin + timedelta(days=self.chance.uniform(0, min(self.days, 27)), hours=1)
        if takes_part:
            self._answer(invitation, at)
        elif self.finished or self.chance.random() < 0.35:  # noqa: PLR2004 -- a third of the rest said so already
            self._say_no(invitation, at)

    def _answer(self, invitation: Invitation, at: datetime) -> None:
        session = self._session(invitation, at)
        incoming = IncomingSubmission(
            id=uuid5(SPACE, str(session.id)),
            answers=answers(asked_in(session), self.chance),
            helped=self.chance.choice(HELPED) if invitation.audience == Audience.CLIENT else Helped.ALONE,
        )
        submit(session=session, submission=incoming, at=at)

    def _say_no(self, invitation: Invitation, at: datetime) -> None:
        no_fit = 1 if invitation.audience == Audience.CLIENT else 0
        outcome = self.chance.choices((Outcome.REFUSED, Outcome.NOT_REACHED, Outcome.NO_FIT), (5, 4, no_fit))[0]
        if outcome == Outcome.REFUSED:
            prefer_not(session=self._session(invitation, at), at=at)
        else:
            reason = self.chance.choice(REASONS[outcome])
            correct_outcome(invitation_id=invitation.id, outcome=outcome, reason=reason, staff_id=self.staff_id, at=at)

    def _session(self, invitation: Invitation, at: datetime) -> AnsweringSession:
        opened = open_for_device(invitation_id=invitation.id, device_id=None, at=at)
        return AnsweringSession.objects.select_related("release").get(pk=opened.session_id)


def _number(invitation: Invitation) -> str:
    return invitation.frame_member.client.number
