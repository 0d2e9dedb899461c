"""The only getters of this room's protected rows for views. Whoever may not see something is told it does not exist."""

import json
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from organisations import tablet_cookies
from organisations.access import below, reached
from organisations.choices import PERSON_ROLES, Role
from organisations.data import Rights
from organisations.models import Placement
from organisations.queries.taking_over import past_of, with_past
from organisations.sealing.fields import SealedJSONField
from organisations.sealing.unreadable import refuse_unreadable
from surveys.choices import IN_CASES, Audience, Informant, Mode, RoundStatus
from surveys.data import Sender
from surveys.keys import secret_fits
from surveys.models import (
    AnsweringSession,
    Case,
    InstrumentProposal,
    Invitation,
    MediaItem,
    Release,
    Round,
    RoundUnit,
    Submission,
)
from surveys.prepared import one_row

COOKIE = tablet_cookies.ANSWERING
NO_ONE = UUID(int=0)
BY_LETTER = Q(audience=Audience.CLIENT) | Q(relative__isnull=False)
"""Who may get a letter with a code: clients and relatives, also relatives who look along."""
READERS = (Role.QUALITY, Role.TEAM_LEADER, Role.COUNCIL)
"""Who reads the response of a round; it is public within the organisation."""
PROPOSERS = (Role.ADMINISTRATOR, Role.QUALITY)
"""Who brings in instruments of the organisation's own; an administrator publishes them."""
ADVISERS = (*PROPOSERS, Role.COUNCIL)
"""Who looks at them before that, and notes what the clients' council thinks."""


def answering_session(request: HttpRequest) -> AnsweringSession | None:
    """Return the answering session that the visitor's cookie opens, None without one. One query."""
    session_id, _dot, secret = request.COOKIES.get(COOKIE, "").partition(".")
    try:
        return session_by_secret(UUID(session_id), secret)
    except ValueError:
        return None


def session_by_secret(session_id: UUID, secret: str) -> AnsweringSession | None:
    """Return the session that belongs to this id and secret, None when they do not belong together.

    A tablet that was taken away takes its sessions along: whoever found it reads and says nothing more in one.
    """
    session = (
        AnsweringSession.objects.select_related("release", "invitation__frame_member__round")
        .defer("release__definition")
        .filter(pk=session_id, device__revoked_at=None)
        .first()
    )
    if session is None or not session.secret_hash or not secret_fits(secret, session.secret_hash):
        return None
    refuse_unreadable(session.context)
    return session


CONTEXT: SealedJSONField = AnsweringSession._meta.get_field("context")  # noqa: SLF001 -- Django's documented name
SENDER = """
    SELECT session.secret_hash::text, session.provider_id, session.invitation_id, invitation.informant::text,
           session.mode::text, release.sha256::text, session.context::text
      FROM surveys_answeringsession session
      JOIN surveys_invitation invitation ON invitation.id = session.invitation_id
      JOIN surveys_release release ON release.id = session.release_id
      LEFT JOIN organisations_device device ON device.id = session.device_id
     WHERE session.id = %(session_id)s AND device.revoked_at IS NULL
"""


def sender_by_secret(session_id: UUID, secret: str) -> Sender | None:
    """Return who sends with this id and secret, None when they do not belong together.

    Written out, because every submission passes here and needs seven columns of five wide rows. Raises KeyLostError
    when the session cannot be opened, as `session_by_secret` does.
    """
    found = one_row(SENDER, {"session_id": session_id})
    if found is None or not found[0] or not secret_fits(secret, found[0]):
        return None
    _hash, provider_id, invitation_id, informant, mode, sha256, context = found
    opened = CONTEXT.opened(json.loads(context))
    return Sender(session_id, provider_id, invitation_id, Informant(informant), Mode(mode), sha256, opened)


def rounds(rights: Rights) -> QuerySet[Round]:
    """Return the rounds somebody may read: those below their places, and those of units above that ask their places.

    And those that asked a unit that was merged into one of theirs.
    """
    paths = rights.paths(*READERS)
    mine = below(paths, "owner__path") | _above(paths) | _asked_there(past_of(rights).paths(*READERS))
    return Round.objects.filter(mine).select_related("owner")


def _asked_there(paths: tuple[str, ...]) -> Q:
    """The condition that a round was opened in whose own tree something stands at or below one of the paths."""
    there = RoundUnit.objects.filter(below(paths, "unit__path"), round=OuterRef("pk"))
    return Q(Exists(there)) if paths else Q()


def _above(paths: tuple[str, ...]) -> Q:
    """The condition that the owner lies above one of the paths: its path is one of their beginnings."""
    return Q(owner__path__in=_beginnings(paths), status__in=(RoundStatus.OPEN, RoundStatus.CLOSED))


def _beginnings(paths: tuple[str, ...]) -> set[str]:
    return {path[:length] for path in paths for length in range(1, len(path) + 1)}


def round_(rights: Rights, round_id: UUID) -> Round:
    """Return one such round; raises `Http404` for a stranger."""
    return get_object_or_404(rounds(rights), pk=round_id)


def own_rounds(rights: Rights) -> QuerySet[Round]:
    """Return the rounds that somebody may open and close: as quality staff of the owner.

    Of an owner that was merged into their unit, those that were opened: somebody has to close them.
    """
    taken_over = below(past_of(rights).paths(Role.QUALITY), "owner__path") & ~Q(status=RoundStatus.DRAFT)
    mine = below(rights.paths(Role.QUALITY), "owner__path") | taken_over
    return Round.objects.filter(mine).select_related("owner")


def own_round(rights: Rights, round_id: UUID) -> Round:
    """Return one such round; raises `Http404` for a stranger."""
    return get_object_or_404(own_rounds(rights), pk=round_id)


def releases(rights: Rights, *roles: Role) -> QuerySet[Release]:
    """Return the instruments of everybody, and own ones of units at, above or below places where a role is held.

    Without roles any role will do. Those of a unit that was merged into theirs are among them.
    """
    paths, past = (held.paths(*(roles or Role)) for held in (rights, past_of(rights)))
    own = below((*paths, *past), "owner__path") | Q(owner__path__in=_beginnings(paths))
    return Release.objects.filter(Q(owner=None) | own).select_related("owner")


def proposals(rights: Rights, *roles: Role) -> QuerySet[InstrumentProposal]:
    """Return the own instruments, waiting or published, of units at or below places where one of the roles is held.

    Those of a unit that was merged into theirs are among them.
    """
    mine = InstrumentProposal.objects.filter(below(with_past(rights).paths(*roles), "owner__path"))
    return mine.select_related("owner", "release", "uploaded_by", "advice_by", "published_by")


def proposal(rights: Rights, proposal_id: UUID, *roles: Role) -> InstrumentProposal:
    """Return one such instrument; raises `Http404` for a stranger."""
    return get_object_or_404(proposals(rights, *roles), pk=proposal_id)


def invitation(rights: Rights, invitation_id: UUID, *roles: Role, on: date) -> Invitation:
    """Return an invitation about a client who is placed, on that day, where one of the roles is held; raises `Http404`.

    The present placement counts, not the frozen one: whoever supports somebody now is the one who asks. Invitations of
    staff are not among them: they answer from their own sign-in.
    """
    mine = Invitation.objects.filter(BY_LETTER, _placed_here(rights, *roles, on=on)).select_related(
        "frame_member__round__owner", "frame_member__client", "frame_member__round_unit", "relative"
    )
    found = get_object_or_404(mine, pk=invitation_id)
    rights.note(found.frame_member.client_id, found.provider_id, f"invitation:{found.pk}")
    return found


def _placed_here(rights: Rights, *roles: Role, on: date) -> Exists:
    """The condition that the client, who lives and did not leave, is placed on that day where a role is held."""
    here = Placement.objects.filter(
        below(rights.paths(*(roles or PERSON_ROLES)), "unit__path"),
        client=OuterRef("frame_member__client"),
        client__died_on=None,
        client__left_on=None,
        period__contains=on,
    )
    return Exists(here)


def cases(rights: Rights, *, on: date) -> QuerySet[Case]:
    """Return the cases about clients who are placed, on that day, where a role over persons is held."""
    return Case.objects.filter(_placed_here(rights, on=on))


def case(rights: Rights, case_id: UUID, *, on: date) -> Case:
    """Return one such case with its client and round; raises `Http404` for a stranger."""
    mine = cases(rights, on=on).select_related("frame_member__round", "frame_member__client__provider")
    found = get_object_or_404(mine, pk=case_id)
    rights.note(found.frame_member.client_id, found.provider_id, f"case:{found.pk}")
    return found


def observer(rights: Rights, invitation_id: UUID, *, on: date) -> Invitation:
    """Return the invitation of somebody who looks along about such a client; raises `Http404` for a stranger."""
    found = Invitation.objects.filter(_placed_here(rights, on=on), audience=Audience.OBSERVER)
    people = found.select_related("frame_member__client", "frame_member__round", "relative", "staff")
    invitation = get_object_or_404(people, pk=invitation_id)
    rights.note(invitation.frame_member.client_id, invitation.provider_id, f"invitation:{invitation.pk}")
    return invitation


def own_part(rights: Rights, invitation_id: UUID) -> Invitation:
    """Return what somebody is asked about a client as the person they are signed in as; raises `Http404` for others.

    Who looks along from outside the team opens nothing of the client but these questions.
    """
    mine = Invitation.objects.filter(staff=rights.staff_id or NO_ONE, audience__in=IN_CASES)
    found = get_object_or_404(mine.select_related("frame_member"), pk=invitation_id)
    rights.note(found.frame_member.client_id, found.provider_id, f"invitation:{found.pk}")
    return found


def own_media(session: AnsweringSession, media_id: UUID) -> MediaItem | None:
    """Return a file of the session itself, None for any other and once the session ended: the device goes round."""
    return MediaItem.objects.filter(session=session, session__ended_at=None, pk=media_id).first()


def given_media(rights: Rights, media_id: UUID, *, on: date) -> MediaItem:
    """Return a file that came with answers by name about a client whose answers somebody may read on that day.

    Raises `Http404` for a stranger, and while it was not sent.
    """
    client = "submission__counted_for__frame_member__client"
    sent = MediaItem.objects.filter(submission__mode=Mode.NAMED, **{f"{client}__in": reached(rights, on=on)})
    found = get_object_or_404(sent.annotate(about=F(client)), pk=media_id)
    about: UUID = getattr(found, "about")  # noqa: B009 -- an annotation, unknown to the types
    rights.note(about, found.provider_id, f"media:{found.pk}")
    return found


def given_submission(rights: Rights, submission_id: UUID, *, on: date) -> Submission:
    """Return answers by name about a client whose answers somebody may read on that day; `Http404` for a stranger."""
    about = "counted_for__frame_member__client"
    sent = Submission.objects.filter(mode=Mode.NAMED, **{f"{about}__in": reached(rights, on=on)})
    found = get_object_or_404(sent.select_related("session__release", about), pk=submission_id)
    rights.note(found.counted_for.frame_member.client_id, found.provider_id, f"answers:{found.pk}")
    return found


def media_of(client_id: UUID, media_id: UUID, *, relative_id: UUID | None) -> MediaItem:
    """Return a file that somebody gave by name about a client: a relative, or with None the client.

    The caller knows that this person looks. Raises `Http404` for what anybody else gave, and while it was not sent.
    """
    invitation = "submission__counted_for"
    mine = {f"{invitation}__frame_member__client": client_id, f"{invitation}__relative": relative_id}
    whose = Audience.RELATIVE if relative_id else Audience.CLIENT
    sent = MediaItem.objects.filter(submission__mode=Mode.NAMED, **mine, **{f"{invitation}__audience": whose})
    return get_object_or_404(sent, pk=media_id)
