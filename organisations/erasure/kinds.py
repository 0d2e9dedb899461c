"""The kinds of rows that this room holds about a client, with their terms and grounds, and the words of a copy."""

from django.utils.translation import gettext_lazy

from organisations.erasure.base import NEVER, Kind
from organisations.rules.retention import Term

SUPPORT = gettext_lazy("to give support (AVG 6(1)(b), 9(2)(h); UAVG 30)")
SINCE_LEAVING = gettext_lazy("the end of the last placement")
TRACES = gettext_lazy("to show who saw what (NEN 7513; AVG 5(2), 32)")

PERSON = Kind(
    model="organisations.Client",
    label=gettext_lazy("the person: name, number, date of birth"),
    client="pk",
    term=Term.PERSON,
    counts_from=SINCE_LEAVING,
    why=SUPPORT,
    fields=(
        *("number", "first_name", "last_name", "birth_date", "address_form", "provider", "support_worker"),
        *("died_on", "left_on"),
    ),
    tells_where=("support_worker",),
)
PROFILE = Kind(
    model="organisations.AnsweringProfile",
    label=gettext_lazy("how the person answers best"),
    client="client",
    term=Term.PERSON,
    counts_from=SINCE_LEAVING,
    why=SUPPORT,
    fields=(
        *("scale_points", "style", "symbols", "language", "level", "read_aloud", "text_size", "access_mode"),
        "chosen_by_client",
    ),
)
PICTURES = Kind(
    model="organisations.PictureCode",
    label=gettext_lazy("the pictures with which the person opens the own page"),
    client="client",
    term=Term.PERSON,
    counts_from=SINCE_LEAVING,
    why=SUPPORT,
    fields=("sign", "set_at"),
)
PLACEMENTS = Kind(
    model="organisations.Placement",
    label=gettext_lazy("placements"),
    client="client",
    term=Term.PERSON,
    counts_from=SINCE_LEAVING,
    why=SUPPORT,
    fields=("unit", "period", "law", "product", "client_group"),
    tells_where=("unit",),
)
REPRESENTATIONS = Kind(
    model="organisations.Representation",
    label=gettext_lazy("who stands beside the person"),
    client="client",
    term=Term.PERSON,
    counts_from=SINCE_LEAVING,
    why=SUPPORT,
    fields=("relative", "basis", "may_answer", "may_see", "may_decide", "period", "client_agrees", "said_on"),
)
RELATIVES = Kind(
    model="organisations.Relative",
    label=gettext_lazy("relatives who stand beside nobody else"),
    client="representations__client",
    term=Term.PERSON,
    counts_from=SINCE_LEAVING,
    why=SUPPORT,
    also=("organisations.RelativeCode",),
)
PHOTOS = Kind(
    model="organisations.ClientPhoto",
    label=gettext_lazy("the person's own photos"),
    client="client",
    term=Term.MEDIA,
    counts_from=SINCE_LEAVING,
    why=gettext_lazy("because the person or representative said yes (AVG 6(1)(a))"),
    fields=("key", "consent_by", "consent_on"),
)
CORRECTIONS = Kind(
    model="organisations.Correction",
    label=gettext_lazy("facts that were put right"),
    client="client",
    term=Term.PERSON,
    counts_from=SINCE_LEAVING,
    why=gettext_lazy("to show what was put right (AVG 16, 5(2))"),
    fields=("field", "before", "after", "asked_by", "corrected_at"),
)
EXPORTS = Kind(
    model="organisations.PersonExport",
    label=gettext_lazy("exports of the person's data"),
    client="client",
    term=Term.EXPORTS,
    counts_from=gettext_lazy("the day the file was made"),
    why=gettext_lazy("to hand the person their data (AVG 15, 20)"),
    fields=("for_whom", "asked_at", "state"),
)
REQUESTS = Kind(
    model="organisations.ErasureRequest",
    label=gettext_lazy("requests to remove data, without a name once it is done"),
    client="client",
    term=Term.ACCESS_LOG,
    counts_from=gettext_lazy("the day it was done"),
    why=gettext_lazy("to show that data was removed (AVG 5(2))"),
    goes_on=NEVER,
    fields=("asked_by", "asked_on", "ground", "confirmed_at", "due_on", "withdrawn_at", "done_at"),
)
LIFE = (
    Kind(
        model="organisations.Departure",
        label=gettext_lazy("that the person died or the help ended"),
        client="client",
        term=Term.PERSON,
        counts_from=SINCE_LEAVING,
        why=SUPPORT,
        fields=("kind", "happened_on", "noted_at", "returned_on"),
    ),
    Kind(
        model="organisations.FormerNumber",
        label=gettext_lazy("former client numbers"),
        client="client",
        term=Term.PERSON,
        counts_from=SINCE_LEAVING,
        why=SUPPORT,
        fields=("number",),
    ),
    Kind(
        model="organisations.ClientMerge",
        label=gettext_lazy("that two records were made one"),
        client="client",
        term=Term.PERSON,
        counts_from=SINCE_LEAVING,
        why=SUPPORT,
        fields=("merged_at",),
    ),
)
EVENTS = Kind(
    model="organisations.AccessEvent",
    label=gettext_lazy("who looked at the data, and when"),
    client="client_id",
    term=Term.ACCESS_LOG,
    counts_from=gettext_lazy("the day of the event"),
    why=TRACES,
    goes_on=NEVER,
    fields=("at", "actor_kind", "actor_roles", "action"),
)
EMERGENCIES = Kind(
    model="organisations.EmergencyAccess",
    label=gettext_lazy("emergency access to the person's data"),
    client="client",
    term=Term.PERSON,
    counts_from=SINCE_LEAVING,
    why=TRACES,
    fields=(),
)
WORDS = {
    "action": gettext_lazy("what was done"),
    "actor_kind": gettext_lazy("by whom"),
    "actor_roles": gettext_lazy("in what role"),
    "address_form": gettext_lazy("how the person is addressed"),
    "chosen_by_client": gettext_lazy("chosen by the person"),
    "confirmed_at": gettext_lazy("confirmed on"),
    "done_at": gettext_lazy("done on"),
    "due_on": gettext_lazy("to be done on"),
    "kind": gettext_lazy("what happened"),
    "merged_at": gettext_lazy("made one on"),
    "noted_at": gettext_lazy("noted on"),
    "provider": gettext_lazy("organisation"),
    "relative": gettext_lazy("who it is"),
    "returned_on": gettext_lazy("came back on"),
    "set_at": gettext_lazy("chosen on"),
    "state": gettext_lazy("how it stands"),
    "unit": gettext_lazy("where"),
    "withdrawn_at": gettext_lazy("taken back on"),
}
"""What a reader of an export calls the fields without a name of their own; so in each room."""
WITHOUT_SUPPORT = (PROFILE, PICTURES, REPRESENTATIONS)
"""What a care file that stays does not need."""

KINDS = (
    *(PERSON, PROFILE, PICTURES, PLACEMENTS, REPRESENTATIONS, RELATIVES, PHOTOS, CORRECTIONS, EXPORTS, REQUESTS),
    *(*LIFE, EVENTS, EMERGENCIES),
)
"""All of them, in the order in which a copy tells them."""
