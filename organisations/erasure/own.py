"""What this room holds about a client: the person, where they live, who stands beside them, and how they answer."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from organisations.choices import ErasureGround, WhyKept
from organisations.erasure.base import (
    Export,
    ExportedFile,
    Gone,
    Kind,
    Order,
    Removal,
    Section,
    Stayed,
    Subject,
)
from organisations.erasure.kinds import (
    EVENTS,
    EXPORTS,
    KINDS,
    PERSON,
    PHOTOS,
    RELATIVES,
    REQUESTS,
    WITHOUT_SUPPORT,
    WORDS,
)
from organisations.erasure.registry import rooms
from organisations.erasure.tables import about, exported, removed, rows
from organisations.erasure.terms import last_day_over, over_before
from organisations.models import (
    Client,
    ClientPhoto,
    ErasureRequest,
    PersonExport,
    Placement,
    Relative,
    RemovalCertificate,
    User,
)
from organisations.rules.retention import Term


class PeopleRule:
    """The rule of this room. The person stays as long as support is given, or a room on the right needs them."""

    name = "organisations"
    kinds = KINDS

    def export(self, subject: Subject, *, at: datetime) -> Export:
        """Return all of it, photos included; of relatives only who they are to the person."""
        photos = ClientPhoto.objects.filter(client=subject.client_id).order_by("key")
        found = exported(self.kinds, subject, WORDS)
        files = tuple(_photo_file(photo) for photo in photos)
        return Export((*found.sections, *_left_out(subject)), found.data, files)

    @transaction.atomic
    def erase(self, order: Order) -> Removal:
        """Remove the person, or what can go while the person has to stay."""
        in_care = _supported(order.on).filter(client=order.subject.client_id).exists()
        staying = bool(order.so_far.stayed) or (in_care and order.ground != ErasureGround.MISTAKE)
        relatives = list(rows(RELATIVES, order.subject).values_list("pk", flat=True))
        gone = removed(_going(order, staying=staying, in_care=in_care), self.kinds)
        gone += _without_relatives(relatives)
        return Removal(gone, self._stayed(order, in_care=in_care))

    def _stayed(self, order: Order, *, in_care: bool) -> tuple[Stayed, ...]:
        counts = ((kind, rows(kind, order.subject).count()) for kind in self.kinds)
        return tuple(_stay(kind, count, order, in_care=in_care) for kind, count in counts if count)

    @transaction.atomic
    def expire(self, *, provider_id: UUID, on: date, limit: int) -> tuple[Gone, ...]:
        """Remove exports, photos and people whose terms are over, and certificates that nobody needs any more."""
        made = PersonExport.objects.filter(provider=provider_id, asked_at__lt=over_before(Term.EXPORTS, on=on))
        photos = ClientPhoto.objects.filter(provider=provider_id)
        photos = photos.exclude(Exists(_placed_since(last_day_over(Term.MEDIA, on=on), "client")))
        people = _long_gone(provider_id, on)[:limit]
        relatives = list(Relative.objects.filter(representations__client__in=people).values_list("pk", flat=True))
        old = RemovalCertificate.objects.filter(provider=provider_id, made_at__lt=over_before(Term.ACCESS_LOG, on=on))
        asked = ErasureRequest.objects.filter(
            provider=provider_id, client=None, noted_at__lt=over_before(Term.ACCESS_LOG, on=on)
        )
        going = [made, photos, Client.objects.filter(pk__in=list(people)), old, asked]
        return removed(going, self.kinds) + _without_relatives(relatives)


def _going(order: Order, *, staying: bool, in_care: bool) -> list[QuerySet[Any]]:
    """The rows that go: all of the person, or only what nobody needs while the person stays."""
    if not staying:
        return [rows(PHOTOS, order.subject), rows(PERSON, order.subject)]
    unneeded = () if in_care else WITHOUT_SUPPORT
    return [rows(kind, order.subject) for kind in (PHOTOS, EXPORTS, *unneeded)]


def _stay(kind: Kind, count: int, order: Order, *, in_care: bool) -> Stayed:
    if kind in (EVENTS, REQUESTS):
        return Stayed(kind.name, count, None, WhyKept.TRACES)
    if in_care:
        return Stayed(kind.name, count, None, WhyKept.SUPPORT)
    return Stayed(kind.name, count, order.so_far.until, WhyKept.WHOSE_FILE)


def _left_out(subject: Subject) -> Iterator[Section]:
    if subject.hide_places:
        note = _(
            "Where this person lives and who supports them is not here: the address is secret for somebody who stands "
            "beside this person."
        )
        yield Section(_("What is left out"), note=note)


def _photo_file(photo: ClientPhoto) -> ExportedFile:
    return ExportedFile(f"photos/{photo.key}.webp", photo.file)


def _supported(on: date) -> QuerySet[Placement]:
    """Placements that hold today or begin later."""
    return Placement.objects.filter(Q(period__upper_inf=True) | Q(period__endswith__gt=on))


def _placed_since(day: date, client: str) -> QuerySet[Placement]:
    """Placements of the client of an outer row of which the last day is after this one, or that did not end."""
    return _supported(day + timedelta(days=1)).filter(client=OuterRef(client))


def _long_gone(provider_id: UUID, on: date) -> QuerySet[Client, UUID]:
    """Clients who were placed once, not since the term, and about whom no room on the right holds anything."""
    people = Client.objects.filter(provider=provider_id, placements__isnull=False)
    people = people.exclude(Exists(_placed_since(last_day_over(Term.PERSON, on=on), "pk")))
    for room, kind in rooms.kinds():
        if room.name != PeopleRule.name:
            held = apps.get_model(kind.model)._default_manager.filter(about(kind, OuterRef("pk")))  # noqa: SLF001 -- Django's documented name
            people = people.exclude(Exists(held))
    return people.order_by("pk").values_list("pk", flat=True).distinct()


def _without_relatives(relatives: Iterable[UUID]) -> tuple[Gone, ...]:
    """Remove those of the relatives who stand beside nobody any more, with the accounts by which they came in."""
    going = _beside_nobody(relatives)
    accounts = list(going.exclude(user=None).values_list("user", flat=True))
    gone = removed([going], [RELATIVES])
    User.objects.filter(pk__in=accounts, staff=None).delete()
    return gone


def _beside_nobody(relatives: Iterable[UUID]) -> QuerySet[Relative]:
    """Those of the relatives to whom no row of any room points any more, but what goes along with them."""
    found = Relative.objects.filter(pk__in=list(relatives))
    for relation in Relative._meta.related_objects:  # noqa: SLF001 -- Django's documented name
        if relation.related_model._meta.label not in RELATIVES.also:  # noqa: SLF001 -- the same
            found = found.filter(**{f"{relation.name}__isnull": True})
    return found
