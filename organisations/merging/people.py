"""The part of this room: placements, profile, photos, representations, numbers and what was noted about leaving."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from organisations.merging.base import Line, Pair, Part, along, repoint
from organisations.models import (
    AnsweringProfile,
    Client,
    ClientMerge,
    ClientPhoto,
    Correction,
    Departure,
    EmergencyAccess,
    ErasureRequest,
    FormerNumber,
    PersonExport,
    PictureCode,
    Placement,
    Representation,
)
from organisations.rules.merging import Span, left_over

ALONG = (Correction, EmergencyAccess, PersonExport, ErasureRequest, ClientMerge, FormerNumber)
"""What goes along as it is."""
DEPARTURES = Departure._meta.label  # noqa: SLF001 -- Django's documented name
OWN: tuple[type[Model], ...] = (AnsweringProfile, PictureCode)
"""Of what there is one per person; that of the record that stays holds."""


class PeopleMerge(Part):
    """Whatever both records say, the record that stays is right; what only the other says is added."""

    models = (*OWN, ClientPhoto, Departure, Placement, Representation, *ALONG)

    def obstacles(self, pair: Pair) -> list[str]:
        """A removal under way, and two records of which one died or left, have to be settled first."""
        found = []
        if bool(pair.kept.died_on) != bool(pair.gone.died_on):
            found.append(_("One of the two is noted as deceased. Note it for both, or take it back."))
        if pair.kept.left_on and not pair.gone.left_on:
            found.append(_("Support under the number that stays has ended. Keep the other number."))
        if ErasureRequest.objects.filter(client__in=[pair.kept, pair.gone], done_at=None, withdrawn_at=None).exists():
            found.append(_("A removal of data is under way for one of the two. Finish or withdraw it first."))
        return found

    def foreseen(self, pair: Pair) -> list[Line]:
        """Say what becomes of each kind."""
        lines = [_placements(pair), _worker(pair), _address_form(pair), *_own(pair), *_unlike(pair)]
        words = {
            Correction: _("corrections"),
            EmergencyAccess: _("times opened in an emergency"),
            PersonExport: _("copies for the person"),
            Departure: _("notes about leaving"),
            FormerNumber: _("former numbers"),
        }
        lines += (_with_what_goes_on(line, pair) for line in along(pair, words))
        return [line for line in lines if line is not None]

    def merge(self, pair: Pair, *, staff_id: UUID | None, at: datetime) -> None:
        """Do it."""
        _merge_placements(pair)
        if _takes_worker(pair):
            Client.objects.filter(pk=pair.kept.pk).update(support_worker=pair.gone.support_worker_id)
        for model in OWN:
            if _has(model, pair.kept):
                model._default_manager.filter(client=pair.gone).delete()  # noqa: SLF001 -- Django's documented name
            repoint(model, pair)
        _keep_what_is_withheld(pair)
        for model, field in ((ClientPhoto, "key"), (Representation, "relative")):
            for row in _given_way(model, field, pair):
                row.delete()
            repoint(model, pair)
        standing = Departure.objects.filter(client=pair.gone, undone_at=None, returned_on=None)
        standing.update(undone_at=at, undone_by_id=staff_id)
        for plain in (*ALONG, Departure):
            repoint(plain, pair)
        FormerNumber.objects.create(provider_id=pair.kept.provider_id, number=pair.gone.number, client=pair.kept)


def _with_what_goes_on(line: Line, pair: Pair) -> Line:
    goes_on = line.key == DEPARTURES and pair.gone.left_on and not pair.kept.is_gone
    note = _("Support goes on under the number that stays, so what ended with leaving is open again.")
    return replace(line, note=note) if goes_on else line


def _placements(pair: Pair) -> Line | None:
    rows = list(_spans(pair))
    cut = any(spans != [_span(row)] for row, spans in rows)
    note = _("Days that both records tell are told once, as the number that stays has them.") if cut else ""
    moves = sum(1 for _row, spans in rows if spans)
    return Line("Placement", _("placements"), moves, len(rows) - moves, note) if rows else None


def _spans(pair: Pair) -> Iterator[tuple[Placement, list[Span]]]:
    """Each placement of the record that goes, with the days of it that are new."""
    told: dict[str, list[Span]] = defaultdict(list)
    for row in Placement.objects.filter(client=pair.kept):
        told[row.product].append(_span(row))
    for row in Placement.objects.filter(client=pair.gone).order_by("period"):
        yield row, left_over(_span(row), told[row.product])


def _span(row: Placement) -> Span:
    return Span(row.period.lower, row.period.upper)


def _merge_placements(pair: Pair) -> None:
    for row, spans in list(_spans(pair)):
        if not spans:
            row.delete()
        for number, span in enumerate(spans):
            row.pk = row.pk if number == 0 else uuid4()
            row.client, row.period = pair.kept, DateRange(span.since, span.until)
            row.save(force_insert=number > 0)


def _worker(pair: Pair) -> Line | None:
    """The own support worker: that of the number that stays, and without one that of the other."""
    ours, theirs = pair.kept.support_worker_id, pair.gone.support_worker_id
    if theirs in {None, ours}:
        return None
    note = "" if _takes_worker(pair) else _("The own support worker of the number that stays, stays.")
    return Line("support_worker", _("own support worker"), int(not note), int(bool(note)), note)


def _takes_worker(pair: Pair) -> bool:
    return pair.kept.support_worker_id is None and pair.gone.support_worker_id is not None


def _address_form(pair: Pair) -> Line | None:
    """Whether somebody is addressed with je or u: as the number that stays has it."""
    if pair.kept.address_form == pair.gone.address_form:
        return None
    said = {"form": pair.kept.get_address_form_display()}
    note = _("The number that stays says: %(form)s. Ask which is right.") % said
    return Line("address_form", _("je or u"), 0, 1, note)


def _own(pair: Pair) -> Iterator[Line]:
    """The profile and the pictures: of each there is one per person, and that of the number that stays holds."""
    labels: dict[type[Model], str] = {
        AnsweringProfile: _("how this person answers"),
        PictureCode: _("own pictures to sign in with"),
    }
    for model in OWN:
        kept, gone = (_has(model, one) for one in (pair.kept, pair.gone))
        if gone:
            note = _("What the number that stays has, stays. Look at it together.") if kept else ""
            yield Line(model.__name__, labels[model], int(not kept), int(kept), note)


def _has(model: type[Model], client: Client) -> bool:
    return model._default_manager.filter(client=client).exists()  # noqa: SLF001 -- Django's documented name


def _unlike(pair: Pair) -> Iterator[Line]:
    """Photos and representations: one of a kind stays."""
    words = {
        (ClientPhoto, "key"): (_("own photos"), _("Where both have a photo, that of the number that stays is kept.")),
        (Representation, "relative"): (
            _("relatives"),
            _(
                "Where the same relative stands beside both, what the number that stays says holds; a secret address "
                "and a no of the client hold from either."
            ),
        ),
    }
    for (model, field), (label, note) in words.items():
        both = _given_way(model, field, pair).count()
        own = model._default_manager.filter(client=pair.gone).count()  # noqa: SLF001 -- Django's documented name
        if own:
            yield Line(model.__name__, label, own - both, both, note if both else "")


def _keep_what_is_withheld(pair: Pair) -> None:
    """A secret address, and a no of the client, hold whichever record says it: a relative sees no more by a merge."""
    for row in Representation.objects.filter(client=pair.gone):
        same = Representation.objects.filter(client=pair.kept, relative=row.relative_id)
        if row.hide_places:
            same.update(hide_places=True)
        if row.client_agrees is False:
            same.update(client_agrees=False, said_on=row.said_on)


def _given_way(model: type[Model], field: str, pair: Pair) -> QuerySet[Model]:
    """The rows of the record that goes of which the other has one too."""
    rows = model._default_manager  # noqa: SLF001 -- Django's documented name
    return rows.filter(client=pair.gone, **{f"{field}__in": rows.filter(client=pair.kept).values(field)})
