"""The tables of asking."""

from surveys.models.answering import (
    WHOLE,
    AnsweringSession,
    Draft,
    LosingDraft,
    Quarantine,
    SnapshotItem,
    Submission,
)
from surveys.models.case import Case
from surveys.models.invitation import AccessCode, FrameMember, Invitation, OutcomeChange
from surveys.models.media import MediaItem
from surveys.models.proposal import InstrumentProposal
from surveys.models.release import Release
from surveys.models.removing import AnswerNote, ErasedFigure
from surveys.models.round import Round, RoundRelease, RoundUnit

__all__ = [
    "WHOLE",
    "AccessCode",
    "AnswerNote",
    "AnsweringSession",
    "Case",
    "Draft",
    "ErasedFigure",
    "FrameMember",
    "InstrumentProposal",
    "Invitation",
    "LosingDraft",
    "MediaItem",
    "OutcomeChange",
    "Quarantine",
    "Release",
    "Round",
    "RoundRelease",
    "RoundUnit",
    "SnapshotItem",
    "Submission",
]
