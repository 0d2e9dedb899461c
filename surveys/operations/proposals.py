"""An instrument of an organisation's own: uploaded, advised on, published, withdrawn or taken up again."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from instruments.definition.loading import load_bytes
from instruments.definition.model import Definition
from instruments.serialising import from_json, sha256, to_json
from organisations.models import Staff, Unit
from organisations.queries.pictures import picture_keys
from surveys.choices import Advice
from surveys.models import InstrumentProposal, Release
from surveys.operations.releases import publish_release, refuse_other_content, title_of


class ProposalRefusedError(Exception):
    """This cannot be done with the proposal. `field` names what to change, the message says how."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def propose(*, owner: Unit, content: bytes, file: str, staff: Staff, at: datetime) -> InstrumentProposal:
    """Keep an instrument that somebody uploaded for a unit. The same content again gives the same proposal.

    It may use the pictures of the unit and of those above. One that was withdrawn is taken up again. Raises
    DefinitionError for a file with faults, and ReleaseConflictError when the unit published this key and version before
    with another content.
    """
    definition = load_bytes(content, file=file, pictures=picture_keys(owner))
    published = Release.objects.filter(owner=owner, key=definition.key, version=definition.version).first()
    if published:
        refuse_other_content(published, definition)
    proposal, made = InstrumentProposal.objects.select_for_update(of=("self",)).get_or_create(
        owner=owner,
        sha256=sha256(definition),
        defaults={**_said(definition), "content": content, "uploaded_by": staff, "uploaded_at": at},
    )
    if not made and proposal.withdrawn_at:
        _save(proposal, withdrawn_at=None)
    return proposal


def _said(definition: Definition) -> dict[str, object]:
    return {
        "key": definition.key,
        "version": definition.version,
        "title": title_of(definition),
        "definition": to_json(definition),
    }


@transaction.atomic
def note_advice(*, proposal_id: UUID, advice: Advice, words: str, on: date | None, staff: Staff) -> InstrumentProposal:
    """Note what the clients' council thinks of an instrument; a later advice takes the place of an earlier one.

    Raises ProposalRefusedError when the advice has no words or no day, or the instrument is published or withdrawn.
    """
    proposal = _waiting(proposal_id)
    if advice == Advice.NONE:
        return _save(proposal, advice=advice, advice_words="", advised_on=None, advice_by=None)
    if not words.strip():
        raise ProposalRefusedError("words", _("Write in a few words what the council said."))
    if on is None:
        raise ProposalRefusedError("on", _("Choose the day on which the council gave its advice."))
    return _save(proposal, advice=advice, advice_words=words.strip(), advised_on=on, advice_by=staff)


_WHY = {
    Advice.NONE: lambda: _("The clients' council gave no advice yet. Say why you do not wait for it."),
    Advice.NEGATIVE: lambda: _("The clients' council advises against it. Say why you publish it all the same."),
}


@transaction.atomic
def publish_proposal(*, proposal_id: UUID, reason: str, staff: Staff, at: datetime) -> Release:
    """Publish an own instrument for its unit and all below it. Publishing it again gives the same release.

    Raises ProposalRefusedError without a reason where the council advised against it or not at all, or when it was
    withdrawn, and ReleaseConflictError when this key and version were published meanwhile with another content.
    """
    proposal = _locked(proposal_id)
    if proposal.release:
        return proposal.release
    if proposal.withdrawn_at:
        raise ProposalRefusedError("", _("This instrument was withdrawn. Take it up again first."))
    if proposal.needs_reason and not reason.strip():
        raise ProposalRefusedError("reason", _WHY[Advice(proposal.advice)]())
    release = publish_release(definition=from_json(proposal.definition), at=at, owner=proposal.owner)
    _save(proposal, release=release, published_by=staff, reason=reason.strip() if proposal.needs_reason else "")
    return release


@transaction.atomic
def withdraw_proposal(*, proposal_id: UUID, at: datetime) -> InstrumentProposal:
    """Take an own instrument back before it is published. Raises ProposalRefusedError when it is published."""
    proposal = _locked(proposal_id)
    if proposal.release_id:
        raise ProposalRefusedError(
            "", _("This instrument is published. What is published stays, and cannot be removed.")
        )
    return _save(proposal, withdrawn_at=proposal.withdrawn_at or at)


@transaction.atomic
def take_up_again(*, proposal_id: UUID) -> InstrumentProposal:
    """Undo the withdrawal of an own instrument; one that was not withdrawn stays as it is."""
    return _save(_locked(proposal_id), withdrawn_at=None)


def _waiting(proposal_id: UUID) -> InstrumentProposal:
    """Return a proposal, locked, that is neither published nor withdrawn."""
    proposal = _locked(proposal_id)
    if proposal.release_id or proposal.withdrawn_at:
        raise ProposalRefusedError(
            "", _("This instrument is published or withdrawn, so nothing changes about it any more.")
        )
    return proposal


def _locked(proposal_id: UUID) -> InstrumentProposal:
    rows = InstrumentProposal.objects.select_for_update(of=("self",)).select_related("owner", "release")
    return rows.get(pk=proposal_id)


def _save(proposal: InstrumentProposal, **changes: object) -> InstrumentProposal:
    for name, value in changes.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=list(changes))
    return proposal
