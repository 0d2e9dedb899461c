"""The closed lists of this room: stored codes with their words on screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ChangeAnswer(TextChoices):
    """What somebody said for a domain: it stays so, or something else is wanted."""

    KEEP = "keep", _("it stays so")
    CHANGE = "change", _("something else is wanted")


class AgreementState(TextChoices):
    """The life of an agreement."""

    MADE = "made", _("agreed")
    DONE = "done", _("done")
    NOT_POSSIBLE = "not_possible", _("not possible")
    ENDED_BY_DEATH = "ended_died", _("ended: the client died")
    ENDED_BY_LEAVING = "ended_left", _("ended: the help ended")


class WishEnd(TextChoices):
    """Why a wish waits no more although nothing came of it."""

    DIED = "died", _("the client died")
    LEFT = "left", _("the help ended")


class HandOverState(TextChoices):
    """Where a hand-over between two providers stands."""

    SENT = "sent", _("sent")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("sent back")
    WITHDRAWN = "withdrawn", _("taken back")


class ClientReply(TextChoices):
    """What the client says of an agreement afterwards."""

    YES = "yes", _("yes")
    A_BIT = "a_bit", _("a bit")
    NO = "no", _("no")


class Step(TextChoices):
    """What there is to do for a client, in the order in which it comes first."""

    ASK = "ask", _("still to ask")
    AGREE = "agree", _("wish waits")
    LOOK_BACK = "look_back", _("over date")
    TELL = "tell", _("to tell back")
    NOTHING = "nothing", _("nothing to do")
