"""Instruments of an organisation's own, for tests: brought in and published by the same operations that people use."""

from datetime import date

from organisations.models import Staff, Unit
from surveys.choices import Advice
from surveys.models import InstrumentProposal, Release
from surveys.operations.proposals import note_advice, propose, publish_proposal
from tests.instruments.sample import SAMPLE
from tests.surveys.asking import AT


def own_file(*edits: tuple[str, str]) -> bytes:
    """Return the file of a small own list, with pieces of it replaced."""
    text = SAMPLE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def proposal_of(owner: Unit, staff: Staff, *edits: tuple[str, str]) -> InstrumentProposal:
    """Return an own list that waits for its publication."""
    return propose(owner=owner, content=own_file(*edits), file="proef.yaml", staff=staff, at=AT)


def advised(proposal: InstrumentProposal, staff: Staff) -> InstrumentProposal:
    """Return the list with the council's blessing."""
    words = "Een fijne lijst, en niet te lang."
    return note_advice(proposal_id=proposal.pk, advice=Advice.POSITIVE, words=words, on=date(2026, 9, 1), staff=staff)


def published(owner: Unit, staff: Staff, *edits: tuple[str, str]) -> Release:
    """Return an own list that rounds can ask."""
    waiting = advised(proposal_of(owner, staff, *edits), staff)
    return publish_proposal(proposal_id=waiting.pk, reason="", staff=staff, at=AT)
