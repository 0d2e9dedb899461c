"""The closed lists of this room: stored codes with their words on screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Mode(TextChoices):
    """Confidentiality of a round; locked when it opens and said on screen."""

    NAMED = "named", _("by name")
    CONFIDENTIAL = "confidential", _("confidential")
    ANONYMOUS = "anonymous", _("anonymous")


class RoundKind(TextChoices):
    """A timed round has an end; a standing one goes on all year."""

    TIMED = "timed", _("timed")
    STANDING = "standing", _("standing")


class RoundStatus(TextChoices):
    """The life of a round."""

    DRAFT = "draft", _("being prepared")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class Audience(TextChoices):
    """Who answers."""

    CLIENT = "client", _("clients")
    RELATIVE = "relative", _("parents and relatives")
    SUPPORT_WORKER = "support-worker", _("support workers")
    OBSERVER = "observer", _("people who look along")


IN_CASES = frozenset({Audience.SUPPORT_WORKER, Audience.OBSERVER})
"""Who answers about one client beside others: their answers are laid side by side, and never added up."""
IN_RESULTS = frozenset(Audience) - IN_CASES
"""Whose answers a publication counts."""
CHOSEN = tuple(audience for audience in Audience if audience is not Audience.SUPPORT_WORKER)
"""For whom a round chooses a list; a support worker gets the other half of the client's."""


class Informant(TextChoices):
    """From whose eyes the answers come; never pooled with each other."""

    SELF = "self", _("themselves")
    RELATIVE = "relative", _("relative")
    SUPPORT_WORKER = "worker", _("support worker")
    OBSERVER = "observer", _("somebody who looks along")


class CaseKind(TextChoices):
    """Why several people answer about one client."""

    OBSERVATION = "observation", _("observation")
    PAIRED = "paired", _("two lists side by side")


class Perspective(TextChoices):
    """From which side somebody in a case knows the client; in one case each side is there once."""

    FAMILY = "family", _("family")
    TEAM = "team", _("the team")
    OUTSIDE_TEAM = "outside-team", _("outside the team")
    CLIENT = "client", _("the client")
    SUPPORT_WORKER = "support-worker", _("the support worker")


class Outcome(TextChoices):
    """What became of an invitation (AAPOR dispositions, per invitation)."""

    OPEN = "open", _("not yet asked")
    COMPLETE = "complete", _("answered")
    PARTLY = "partly", _("answered in part")
    REFUSED = "refused", _("preferred not to")
    REFUSED_BY_REPRESENTATIVE = "refused_by_representative", _("representative preferred not to")
    NO_FIT = "no_fit", _("no fitting form found")
    NOT_REACHED = "not_reached", _("not reached")
    LEFT = "left", _("left or died before being asked")
    LEFT_AFTER_ASKED = "left_after_asked", _("left or died after being asked")
    DUPLICATE = "duplicate", _("the same person stood in the list twice")


COUNTED_OUTCOMES = frozenset({Outcome.COMPLETE, Outcome.PARTLY})
"""Outcomes that exist exactly when a submission counts."""

NOT_ELIGIBLE = frozenset({Outcome.LEFT, Outcome.DUPLICATE})
"""Who stands outside the denominator: nobody could have asked them, or they were asked under another number."""

GONE = frozenset({Outcome.LEFT, Outcome.LEFT_AFTER_ASKED, Outcome.DUPLICATE})
"""Outcomes that are no word of the person: they follow from what happened since the round opened."""


class FrameEvent(TextChoices):
    """What happened to somebody in the frame since the round opened; their unit in the frozen tree stays."""

    DIED = "died", _("died")
    LEFT = "left", _("help ended")
    MOVED = "moved", _("moved to another team")
    DUPLICATE = "duplicate", _("turned out to stand in the list twice")


class Helped(TextChoices):
    """Who helped with answering."""

    ALONE = "alone", _("by myself")
    READ_ALOUD = "read_aloud", _("somebody read it aloud")
    TOGETHER = "together", _("somebody helped me")


class QuarantineReason(TextChoices):
    """Why something that came in was kept aside for a human instead of being counted."""

    OTHER_CONTENT = "other_content", _("the same id came with other content")
    ALREADY_ANSWERED = "already_answered", _("somebody else answered this invitation first")
    ALREADY_REFUSED = "already_refused", _("this person had already said: I prefer not to")
    ROUND_CLOSED = "round_closed", _("the round had closed")
    CLIENT_LEFT = "client_left", _("this is not asked any more: the client left or died")


class MediaKind(TextChoices):
    """What somebody gave instead of words."""

    PHOTO = "photo", _("photo")
    DRAWING = "drawing", _("drawing")
    VOICE = "voice", _("recording")


class CodePurpose(TextChoices):
    """What an access code opens."""

    ANSWER = "answer", _("answering")


class Advice(TextChoices):
    """What the clients' council thinks of an instrument of the organisation's own."""

    NONE = "none", _("no advice yet")
    POSITIVE = "positive", _("positive")
    NEGATIVE = "negative", _("negative")
