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
    LOG_KEEPER = "log_keeper", _("keeper of the access log")


PERSON_ROLES = frozenset({Role.SUPPORT_WORKER, Role.TEAM_LEADER})
"""Roles that see persons: their names, invitations, wishes and agreements."""
WITHIN_PROVIDER = PERSON_ROLES | {Role.LOG_KEEPER}
"""Roles that stop at the provider: held above one they reach nothing."""


class Scope(TextChoices):
    """What an API token may be used for. Each call of the API that takes tokens names one of these."""

    RESPONSE_READ = "response:read", _("read the response of rounds")
    PUBLICATION_READ = "publication:read", _("read published results")


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


class DepartureKind(TextChoices):
    """Why somebody is no client any more."""

    DIED = "died", _("died")
    LEFT = "left", _("help ended")


class KeyKind(TextChoices):
    """What a data key does."""

    SEALING = "sealing", _("seals texts and files")
    FINGERPRINT = "fingerprint", _("makes fingerprints")


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


class ActorKind(TextChoices):
    """Who did something that the access log keeps."""

    STAFF = "staff", _("member of staff")
    CLIENT = "client", _("client")
    RELATIVE = "relative", _("relative")
    TOKEN = "token", _("connected system")
    SYSTEM = "system", _("clientvoice itself")
    UNKNOWN = "unknown", _("unknown")


class Action(TextChoices):
    """What somebody did: the closed list of the access log."""

    VIEW = "view", _("looked at")
    LIST = "list", _("looked at a list")
    EXPORT = "export", _("took out")
    CREATE = "create", _("added something")
    CHANGE = "change", _("changed something")
    REMOVE = "remove", _("removed something")
    CORRECT = "correct", _("put something right")
    ERASE = "erase", _("erased")
    MERGE = "merge", _("merged two clients")
    MOVE = "move", _("moved")
    IMPORT = "import", _("imported people")
    PRINT_LETTER = "print_letter", _("printed a letter")
    HAND_OVER = "hand_over", _("gave the tablet")
    EMERGENCY = "emergency", _("opened in an emergency")
    EMERGENCY_ENDED = "emergency_ended", _("closed after an emergency")
    EMERGENCY_SEEN = "emergency_seen", _("noted an emergency")
    SIGN_IN = "sign_in", _("signed in")
    SIGN_IN_FAILED = "sign_in_failed", _("failed to sign in")
    SIGN_OUT = "sign_out", _("signed out")
    INVITE = "invite", _("invited to sign in")
    ROLE_GIVEN = "role_given", _("gave a role")
    ROLE_ENDED = "role_ended", _("ended a role")
    PASSWORD_RENEWED = "password_renewed", _("renewed a password")
    FACTOR_RESET = "factor_reset", _("reset a second factor")
    TOKEN_MADE = "token_made", _("made an API token")
    TOKEN_REVOKED = "token_revoked", _("revoked an API token")
    LOG_REMOVED = "log_removed", _("removed old entries of the log")
    BACKUP = "backup", _("made a backup")
    RESTORE = "restore", _("put a backup back")


class ErasureGround(TextChoices):
    """On what ground the data of a client is removed; it decides what goes and what has to stay."""

    NO_LONGER = "no_longer", _("the data is no longer needed, or somebody takes their yes back (AVG article 17)")
    CARE_FILE = "care_file", _("somebody asks to destroy the care file (Burgerlijk Wetboek 7:455, Jeugdwet 7.3.9)")
    MISTAKE = "mistake", _("this person was never supported here; the data was entered by mistake")


class AskedBy(TextChoices):
    """Who asks for something about a client's data."""

    CLIENT = "client", _("the client")
    REPRESENTATIVE = "representative", _("the representative")
    ORGANISATION = "organisation", _("the organisation itself")


class ExportState(TextChoices):
    """The life of an export of somebody's data."""

    WAITING = "waiting", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("did not work out")


class FileKind(TextChoices):
    """The kind of a file for a spreadsheet."""

    XLSX = "xlsx", _("Excel (XLSX)")
    CSV = "csv", _("plain text (CSV)")


class WhyKept(TextChoices):
    """Why something had to stay when data was removed."""

    CARE_FILE = "care_file", _("a care file is kept for twenty years from its last change (BW 7:454, Jeugdwet 7.3.8)")
    RESTS_ON = "rests_on", _("the care file rests on these answers")
    WHOSE_FILE = "whose_file", _("to say whose care file it is, as long as that stays")
    SUPPORT = "support", _("as long as this person gets support here")
    TRACES = "traces", _("to show who saw what, and that data was removed (NEN 7513; AVG 5(2))")


class RemovalCause(TextChoices):
    """Why data was removed."""

    REQUEST = "request", _("somebody asked for it")
    TERM = "term", _("the term was over")
    AGAIN = "again", _("removed again after a backup was put back")


class MailKind(TextChoices):
    """What a mail is about."""

    INVITATION = "invitation", _("invitation")
    PASSWORD_RESET = "password_reset", _("new password")
    PASSWORD_CHANGED = "password_changed", _("password changed")
    EMAIL_CONFIRM = "email_confirm", _("confirm an address")
    EMAIL_CHANGED = "email_changed", _("address changed")
    FACTOR_ADDED = "factor_added", _("second step added")
    FACTOR_REMOVED = "factor_removed", _("second step removed")
    FACTOR_RESET = "factor_reset", _("second step reset")
    RELATIVE_LINK = "relative_link", _("link for a relative")


class EmergencyGround(TextChoices):
    """Why somebody opens a client of another team."""

    CRISIS = "crisis", _("a crisis or an accident")
    DANGER = "danger", _("somebody may be in danger")
    STANDING_IN = "standing_in", _("I stand in for a colleague at this moment")
    NOBODY_THERE = "nobody_there", _("nobody of the client's own team can be reached")
    OTHER = "other", _("something else")
