"""Who looked at what is about a client, told to that client in easy words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from organisations.choices import Action, ActorKind, AddressForm, Role
from organisations.models import AccessEvent, Client
from organisations.page_names import page_names
from organisations.queries.told_traces import Names, names_for
from organisations.queries.traces import client_ids

LONG = timedelta(days=365)
MOST = 1000
EASY_ROLES: dict[str, str | Promise] = {
    Role.SUPPORT_WORKER: gettext_lazy("your support worker"),
    Role.TEAM_LEADER: gettext_lazy("leads the team"),
    Role.QUALITY: gettext_lazy("sees to good support"),
    Role.ADMINISTRATOR: gettext_lazy("works at the office"),
    Role.COUNCIL: gettext_lazy("sits on the clients' council"),
    Role.LOG_KEEPER: gettext_lazy("checks who looks"),
}
EASY_ACTIONS: dict[str, str | Promise] = {
    Action.VIEW: gettext_lazy("looked at your page"),
    Action.CREATE: gettext_lazy("wrote something down"),
    Action.CHANGE: gettext_lazy("changed something on your page"),
    Action.CORRECT: gettext_lazy("put something right on your page"),
    Action.REMOVE: gettext_lazy("took something away"),
    Action.ERASE: gettext_lazy("wrote down what should be removed"),
    Action.EXPORT: gettext_lazy("made a copy of what is kept about you"),
    Action.PRINT_LETTER: gettext_lazy("made a letter for you"),
    Action.HAND_OVER: gettext_lazy("gave you the tablet"),
    Action.MOVE: gettext_lazy("wrote down that you moved"),
    Action.MERGE: gettext_lazy("made one page of two pages about you"),
    Action.EMERGENCY: gettext_lazy("opened your page because it could not wait"),
    Action.EMERGENCY_ENDED: gettext_lazy("closed your page again"),
    Action.EMERGENCY_SEEN: gettext_lazy("saw that your page was opened"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What one person did in one day. role: in easy words, empty when there is none; what: in easy words."""

    who: str
    role: str
    what: tuple[str, ...]
    hurried: bool


@dataclass(frozen=True, slots=True)
class Day:
    """What was done in one day, by whom."""

    day: date
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """Who looked in the last year, newest first; `more` when there was more than one page can tell."""

    days: tuple[Day, ...]
    more: bool


def who_looked(client: Client, *, on: date) -> Looked:
    """Return who looked at what is about a client in the year up to a day. Seven queries, however much it is."""
    since = timezone.make_aware(datetime.combine(on - LONG, time.min))
    about = AccessEvent.objects.filter(client_id__in=client_ids(client.pk), at__gte=since)
    events = list(about.order_by("-at")[: MOST + 1])
    names, you = names_for(events[:MOST]), _you(client)
    by_day = groupby(events[:MOST], key=lambda event: timezone.localdate(event.at))
    days = (Day(day, tuple(_looks(found, names, you))) for day, found in by_day)
    return Looked(tuple(days), more=len(events) > MOST)


def _you(client: Client) -> str:
    formal = client.address_form == AddressForm.U
    return pgettext("who looked, formal", "you") if formal else pgettext("who looked", "you")


def _looks(events: Iterable[AccessEvent], names: Names, you: str) -> Iterator[Look]:
    """Put together what each person did in a day, in the order of what they did last."""
    people: dict[tuple[str, str], list[AccessEvent]] = {}
    for event in events:
        people.setdefault((_who(event, names, you), _role(event)), []).append(event)
    for (who, role), theirs in people.items():
        what = dict.fromkeys(map(_what, theirs))
        yield Look(who, role, tuple(what), any(one.reason == "emergency" for one in theirs))


def _what(event: AccessEvent) -> str:
    """Return what somebody did, as it follows their name; with what it was where the page has an easy name."""
    page = page_names.easy(event.page)
    if page and event.action == Action.VIEW:
        return _("looked at %(page)s") % {"page": page}
    if page and event.action == Action.CHANGE:
        return _("changed something about %(page)s") % {"page": page}
    return str(EASY_ACTIONS.get(event.action, _("did something with your page")))


def _who(event: AccessEvent, names: Names, you: str) -> str:
    easy = {ActorKind.SYSTEM: _("the computer"), ActorKind.CLIENT: you, ActorKind.TOKEN: _("another computer")}
    if found := easy.get(ActorKind(event.actor_kind)):
        return found
    known = names.people.get(event.actor_id) if event.actor_id else None
    if event.actor_kind == ActorKind.RELATIVE:
        return known or str(ActorKind.RELATIVE.label)
    return known or _("somebody who does not work here any more")


def _role(event: AccessEvent) -> str:
    roles = (role for role in EASY_ROLES if role in event.actor_roles)
    first = next(roles, None)
    return str(EASY_ROLES[first]) if first and event.actor_kind == ActorKind.STAFF else ""
