"""The closed lists of this room: stored codes with their words on screen."""

from django.conf import settings
from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from instruments.styles.registry import preferable_styles


class Role(TextChoices):
    """What a member of staff may do on a unit and all below it; roles combine."""

    SUPPORT_WORKER = "support_worker", _("support worker")
    TEAM_LEADER = "team_leader", _("team leader")
    QUALITY = "quality", _("quality staff")
    ADMINISTRATOR = "administrator", _("administrator")
    COUNCIL = "council", _("clients' council")


PERSON_ROLES = frozenset({Role.SUPPORT_WORKER, Role.TEAM_LEADER})
"""Roles that see persons: their names, invitations, wishes and agreements."""


class AddressForm(TextChoices):
    """How somebody likes to be spoken to."""

    JE = "je", _("informal (je)")
    U = "u", _("formal (u)")


class Law(TextChoices):
    """The law under which support is given."""

    WLZ = "wlz", "Wlz"
    WMO = "wmo", "Wmo"
    JEUGDWET = "jeugdwet", "Jeugdwet"
    PGB = "pgb", "pgb"


class Product(TextChoices):
    """What is given on a placement; a client has at most one placement per product at a time."""

    LIVING = "living", _("living")
    DAY = "day", _("day activities")
    AMBULANT = "ambulant", _("ambulant support")


class ClientGroup(TextChoices):
    """The sector's groups; rounds and results select on them."""

    LVB = "lvb", "LVB+"
    EVB = "evb", "EVB+"
    EMB = "emb", "EMB"
    YOUTH = "youth", _("youth")
    AMBULANT = "ambulant", _("ambulant")


class RepresentationBasis(TextChoices):
    """Why a relative may act beside a client."""

    PARENT = "parent", _("parent")
    GUARDIAN = "guardian", _("guardian (voogd)")
    FOSTER_PARENT = "foster_parent", _("foster parent")
    MENTOR = "mentor", _("mentor appointed by the court")
    CURATOR = "curator", _("curator")
    FAMILY = "family", _("family or friend")


def answer_styles() -> list[tuple[str, str]]:
    """Return the looks of answers that a client may prefer, each with its name on screen: those that are plugged in."""
    language = get_language() or settings.LANGUAGE_CODE
    return [(style.name, style.labels.in_language(language)) for style in preferable_styles()]


class ConsentBy(TextChoices):
    """Who said that a photo of a client may be used."""

    CLIENT = "client", _("the client")
    REPRESENTATIVE = "representative", _("the representative")


class ReadingLevel(TextChoices):
    """Reading level of the texts a client sees."""

    A2 = "a2", _("easy language (A2)")
    B1 = "b1", _("plain language (B1)")


class TextSize(IntegerChoices):
    """Text size on the answering screens, in per cent."""

    NORMAL = 100, "100 %"
    LARGE = 125, "125 %"
    LARGEST = 150, "150 %"


class AccessMode(TextChoices):
    """How a client works the tablet."""

    TOUCH = "touch", _("touch")
    KEYBOARD = "keyboard", _("keyboard")
    SWITCH = "switch", _("switch")
