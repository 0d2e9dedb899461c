"""All that a client answered, for an export of that person's data; and what others answered, as far as it is theirs."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organisations.choices import AskedBy
from organisations.erasure.base import Entry, Export, ExportedFile, Line, Section, Subject
from surveys.choices import Audience, MediaKind, Mode
from surveys.data import GivenAnswer
from surveys.models import Draft, MediaItem, Quarantine, Submission
from surveys.queries.given_answers import subjects_of

ENDINGS = {"image/webp": "webp", "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg", "audio/mpeg": "mp3"}
TO = "session__invitation__frame_member__client"


def given_sections(subject: Subject) -> Export:
    """Return the answers of a client, by name or in confidence, and those of others by name.

    What somebody else answered in confidence is theirs: an export says that it exists, and no more. So is what one
    relative answered, when the export is for a representative, who may be another one.
    """
    client_id = subject.client_id
    for_relative = subject.for_whom == AskedBy.REPRESENTATIVE
    own, others, withheld = _sorted_out(client_id, for_relative=for_relative)
    kept = _about_withheld(withheld, for_relative=for_relative)
    sections = (
        Section(_("What was answered"), tuple(map(_entry, own)), note=_about_anonymous()),
        Section(
            _("What others answered by name"),
            tuple(map(_entry, others)),
            note=kept,
        ),
    )
    data: dict[str, Any] = {
        "surveys.Submission": [_as_data(row) for row in (*own, *others)],
        "surveys.Submission.withheld": withheld,
        "surveys.Draft": [*_begun(client_id)],
        "surveys.Quarantine": [*_kept_aside(client_id)],
    }
    return Export(sections, data, tuple(_files(client_id, {row.pk for row in (*own, *others)})))


def _sorted_out(client_id: UUID, *, for_relative: bool) -> tuple[list[Submission], list[Submission], int]:
    """The client's own submissions, those of others that may be given, and how many of others may not."""
    found = (
        Submission.objects.filter(**{TO: client_id})
        .select_related("session__release", "session__invitation__relative", "session__invitation__frame_member__round")
        .prefetch_related("media", "notes__noted_by")
        .defer("session__release__definition")
        .order_by("received_at", "pk")
    )
    own = [row for row in found if row.session.invitation.audience == Audience.CLIENT]
    others = [row for row in found if row.session.invitation.audience != Audience.CLIENT]
    theirs = {Audience.RELATIVE} if for_relative else set()
    given = [row for row in others if row.mode == Mode.NAMED and row.session.invitation.audience not in theirs]
    return own, given, len(others) - len(given)


def _entry(row: Submission) -> Entry:
    invitation = row.session.invitation
    who = f" · {invitation.relative.name}" if invitation.relative else ""
    title = f"{invitation.frame_member.round.name}, {date_format(localtime(row.received_at), 'j F Y')}{who}"
    return Entry(title, (*_lines(row), *_notes(row)))


def _lines(row: Submission) -> Iterator[Line]:
    for subject in subjects_of(row):
        yield from (Line(answer.question, _words(answer)) for answer in subject.answers)


def _words(answer: GivenAnswer) -> str:
    if answer.media:
        return _("see the file %(name)s") % {"name": answer.media.id}
    return answer.words or _("rather gave no answer")


def _notes(row: Submission) -> Iterator[Line]:
    for note in row.notes.all():
        yield Line(_("Note of %(day)s") % {"day": date_format(localtime(note.noted_at), "j F Y")}, note.words)


def _as_data(row: Submission) -> dict[str, Any]:
    session = row.session
    return {
        "id": str(row.pk),
        "round": session.invitation.frame_member.round.name,
        "instrument": {"key": session.release.key, "version": session.release.version},
        "audience": session.invitation.audience,
        "informant": row.informant,
        "mode": row.mode,
        "helped": row.helped,
        "language": row.language,
        "received_at": row.received_at.isoformat(),
        "answers": row.answers,
    }


def _begun(client_id: UUID) -> Iterable[dict[str, Any]]:
    own = Draft.objects.filter(**{TO: client_id}, session__invitation__audience=Audience.CLIENT)
    return ({"part": draft.part, "answers": draft.answers} for draft in own.order_by("pk"))


def _kept_aside(client_id: UUID) -> Iterable[dict[str, Any]]:
    own = Quarantine.objects.filter(**{TO: client_id}, session__invitation__audience=Audience.CLIENT)
    return ({"received_at": row.received_at.isoformat(), "content": row.content} for row in own.order_by("pk"))


def _files(client_id: UUID, submissions: set[UUID]) -> Iterator[ExportedFile]:
    """The files that came with those submissions, and what the client made and did not send."""
    about = MediaItem.objects.filter(**{TO: client_id}).select_related("session__invitation")
    for item in about.order_by("pk"):
        unsent = item.submission_id is None and item.session.invitation.audience == Audience.CLIENT
        if item.submission_id in submissions or unsent:
            kind = MediaKind(item.kind).value
            yield ExportedFile(f"media/{kind}-{item.pk}.{ENDINGS.get(item.content_type, 'bin')}", item.file)


def _about_anonymous() -> str:
    return _(
        "What was answered anonymously is not here: nobody can find out which of those answers were given by this "
        "person, so they cannot be looked up, corrected or removed (AVG article 11)."
    )


def _about_withheld(count: int, *, for_relative: bool) -> str:
    if not count:
        return ""
    if for_relative:
        return _(
            "There are also answers about this person that others gave in confidence, or that those close to this "
            "person gave (%(count)s). What they said is theirs and is not here."
        ) % {"count": count}
    return _(
        "There are also answers that others gave in confidence about this person (%(count)s). What they said is theirs "
        "and is not here."
    ) % {"count": count}
