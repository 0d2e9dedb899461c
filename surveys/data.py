"""What goes in and out of this room: frozen values without a database behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from instruments.definition.model import Definition
from organisations.choices import AskedBy
from surveys.choices import Audience, Helped, Informant, MediaKind, Mode, Outcome

Answers = Mapping[str, Any]
"""Items by question key: `{"value": …}` or `{"declined": reason}`."""


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """An answering session and the secret with which it may be answered. The secret exists nowhere else."""

    session_id: UUID
    secret: str


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: an answering session with what a submission of it needs."""

    session_id: UUID
    provider_id: UUID
    invitation_id: UUID
    informant: Informant
    mode: Mode
    release_sha256: str
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class IncomingSubmission:
    """What a device sends: answers under an id it made itself. `order_shown` None: as routing shows the questions."""

    id: UUID
    answers: Answers
    style: str = ""
    helped: Helped = Helped.ALONE
    language: str = "nl"
    order_shown: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class IncomingMedia:
    """A photo, drawing or recording as a device sends it, under an id it made itself, for one question."""

    id: UUID
    question: str
    kind: MediaKind
    content: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof of a stored submission; `created` is False when this was a repeat."""

    receipt: str
    created: bool


@dataclass(frozen=True, slots=True)
class SubmissionData:
    """A stored submission with all that its aftermath needs.

    `round_unit_id` is the client's unit of now-or-never: the live unit behind the frozen one, None when it is gone.
    """

    id: UUID
    provider_id: UUID
    round_id: UUID
    client_id: UUID
    unit_id: UUID | None
    relative_id: UUID | None
    mode: Mode
    audience: Audience
    informant: Informant
    helped: Helped
    answers: Answers
    definition: Definition
    received_at: datetime
    followed_up_at: datetime | None
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class CountedSubmission:
    """A submission that counts in a round, without a person: `round_unit_id` is the node of the round's own tree."""

    submission_id: UUID
    round_unit_id: UUID
    audience: Audience
    informant: Informant
    helped: Helped
    answers: Answers


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A unit as it stood when the round opened. `unit_id` is the live unit, None when it is gone."""

    id: UUID
    parent_id: UUID | None
    unit_id: UUID | None
    path: str
    name: str
    level: str
    is_provider: bool

    @property
    def public_id(self) -> UUID:
        """The id by which others know the unit: that of the live unit, or its own when that is gone."""
        return self.unit_id or self.id


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """Somebody who can still be asked: for the list of a support worker."""

    id: UUID
    round_id: UUID
    round_name: str
    client_id: UUID
    relative_id: UUID | None
    relative_name: str
    audience: Audience
    outcome: Outcome
    mode: Mode
    closes_on: date
    begun: bool


@dataclass(frozen=True, slots=True)
class Norm:
    """The norm for the response at one unit: `needed` persons are still to answer; 0 when it is reached."""

    percentage: int
    needed: int

    @property
    def reached(self) -> bool:
        """Whether enough people answered."""
        return self.needed == 0


@dataclass(frozen=True, slots=True)
class UnitResponse:
    """The response of one audience in one unit and all below it.

    `response` is AAPOR RR1 and `coverage` invited / eligible, both shares from 0 to 1, None without a denominator.
    `norm` is there only at the level at which the round judges it. `other` is the number of those with a reason for not
    answering, where the reasons themselves are merged; `outcomes` then leaves them out.
    """

    node: TreeNode
    audience: Audience
    eligible: int
    invited: int
    outcomes: Mapping[Outcome, int]
    complete: int
    response: float | None
    coverage: float | None
    norm: Norm | None = None
    other: int | None = None

    @property
    def asked(self) -> int:
        """Return of how many people `response` is a share: those invited but who left before being asked."""
        return self.invited - self.outcomes.get(Outcome.LEFT, 0)


@dataclass(frozen=True, slots=True)
class RoundResponse:
    """The response of a round, per unit (parents before children) and audience."""

    round_id: UUID
    norm_percentage: int
    norm_level: str
    units: tuple[UnitResponse, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class GivenMedia:
    """A photo, drawing or recording that was given instead of words."""

    id: UUID
    kind: MediaKind


@dataclass(frozen=True, slots=True)
class GivenNote:
    """What somebody said later that an answer should be, who, when, and which member of staff noted it."""

    words: str
    said_by: AskedBy
    noted_at: datetime
    noted_by: str


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """A question and its answer in words: a label, a literal text (`quoted`), or "" when somebody rather gave none.

    `declined` is then the reason: a code of `instruments.answers.Decline`.
    """

    question: str
    words: str
    quoted: bool
    declined: str
    media: GivenMedia | None = None
    notes: tuple[GivenNote, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenSubject:
    """The answers about one domain, in the order asked; `label` is "" for questions without a domain.

    `picture` is the key of the domain's drawing, "" when it has none.
    """

    label: str
    answers: tuple[GivenAnswer, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """All that one person answered by name: the client, or a relative when there is a `relative_name`.

    `html_lang` is the language in which was asked. A relative is not asked who helped.
    """

    submission_id: UUID
    relative_name: str
    given_at: datetime
    helped: Helped | None
    html_lang: str
    subjects: tuple[GivenSubject, ...]

    @property
    def direction(self) -> str:
        """Return in which direction that language is read: `rtl` or `ltr`."""
        return "rtl" if self.html_lang in settings.LANGUAGES_BIDI else "ltr"
