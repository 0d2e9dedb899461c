"""Removing what is kept about a client: asked, foreseen, confirmed, done after some days, never undone by a backup."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.choices import Action, AskedBy, ErasureGround, RemovalCause
from organisations.data import SYSTEM, Actor
from organisations.erasure import tombstones
from organisations.erasure.base import Order, Removal, Subject
from organisations.erasure.carrying_out import certified, in_all_rooms
from organisations.models import Client, ErasureRequest, RemovalCertificate, Tombstone
from organisations.operations.traces import record

OPEN = {"withdrawn_at": None, "done_at": None}
NOBODY = UUID(int=0)


class ErasureRefusedError(Exception):
    """This cannot be done now; the message says why and what can be done."""


def foresee(order: Order) -> Removal:
    """Return exactly what an erasure would remove and keep: it is done, counted, and undone."""
    with transaction.atomic():
        found = in_all_rooms(order, lambda work: work())
        transaction.set_rollback(True)
    return found


@transaction.atomic
def request_erasure(
    *, client: Client, asked_by: AskedBy, asked_on: date, ground: ErasureGround, actor: Actor, at: datetime
) -> ErasureRequest:
    """Note who asks to remove a client's data, on what ground, and what would go and stay. Nothing is removed yet.

    Raises ErasureRefusedError while another request about the client is under way.
    """
    order = Order(Subject(client.id, client.provider_id), ground, timezone.localdate(at))
    try:
        with transaction.atomic():
            made = ErasureRequest.objects.create(
                provider_id=client.provider_id,
                client=client,
                asked_by=asked_by,
                asked_on=asked_on,
                ground=ground,
                foreseen=foresee(order).as_dict(),
                noted_by_id=actor.id,
                noted_at=at,
            )
    except IntegrityError as error:
        raise ErasureRefusedError(_("A removal of this person's data is under way already.")) from error
    _trace(order.subject, actor, f"erasure:{made.pk}", "asked")
    return made


@transaction.atomic
def confirm_erasure(*, request_id: UUID, actor: Actor, at: datetime) -> ErasureRequest:
    """Let the removal be done after the days in which it can be withdrawn; confirming again changes nothing.

    Raises ErasureRefusedError when it was withdrawn or done.
    """
    found = _open_request(request_id)
    if found.confirmed_at is None:
        found.confirmed_by_id, found.confirmed_at = actor.id, at
        found.due_on = timezone.localdate(at) + timedelta(days=settings.ERASURE_DAYS)
        found.save(update_fields=("confirmed_by", "confirmed_at", "due_on"))
        _trace(_subject(found), actor, f"erasure:{found.pk}", "confirmed")
    return found


@transaction.atomic
def withdraw_erasure(*, request_id: UUID, actor: Actor, at: datetime) -> ErasureRequest:
    """Take a request back before it is done. Raises ErasureRefusedError when it was withdrawn, begun or done."""
    found = _open_request(request_id)
    if RemovalCertificate.objects.filter(request=found).exists():
        raise ErasureRefusedError(_("The removal has begun and cannot be withdrawn any more."))
    found.withdrawn_by_id, found.withdrawn_at = actor.id, at
    found.save(update_fields=("withdrawn_by", "withdrawn_at"))
    _trace(_subject(found), actor, f"erasure:{found.pk}", "withdrawn")
    return found


def erase_due(*, at: datetime) -> int:
    """Do every removal whose day has come; returns how many. One that fails leaves the others alone."""
    due = ErasureRequest.objects.filter(**OPEN, due_on__lte=timezone.localdate(at)).order_by("due_on", "pk")
    return sum(erase(request_id=request_id, at=at) for request_id in due.values_list("pk", flat=True))


def erase(*, request_id: UUID, at: datetime) -> bool:
    """Do one removal whose day has come; returns whether there was anything to do.

    The mark of the person is written first, so that nothing that went can come back. Then each room removes its part in
    a transaction of its own, together with its line on the certificate: what was interrupted goes on where it was.
    """
    begun = _begun(request_id, at)
    if begun is None:
        return False
    found, certificate = begun
    subject = _subject(found)
    mark = tombstones.mark(subject.client_id, subject.provider_id)
    stone = tombstones.Stone(mark, ErasureGround(found.ground), certificate.made_at)
    if found.client_id:
        tombstones.write(stone)
    in_all_rooms(Order(subject, stone.ground, timezone.localdate(at)), partial(certified, certificate.pk))
    with transaction.atomic():
        _remember(stone)
        ErasureRequest.objects.filter(pk=found.pk).update(done_at=at)
        _trace(subject, SYSTEM, f"erasure:{found.pk}", "done")
    return True


@transaction.atomic
def _begun(request_id: UUID, at: datetime) -> tuple[ErasureRequest, RemovalCertificate] | None:
    """The request with its certificate, begun now or before; None when its day has not come or it is done."""
    due = ErasureRequest.objects.select_for_update().filter(**OPEN, due_on__lte=timezone.localdate(at))
    found = due.filter(pk=request_id).first()
    if found is None:
        return None
    return found, RemovalCertificate.objects.get_or_create(
        request=found,
        defaults={"provider_id": found.provider_id, "cause": RemovalCause.REQUEST, "made_at": at, "content": {}},
    )[0]


def _subject(found: ErasureRequest) -> Subject:
    """The client; nobody, when the person went already and only the end is still to be written down."""
    return Subject(found.client_id or NOBODY, found.provider_id)


def _open_request(request_id: UUID) -> ErasureRequest:
    found = ErasureRequest.objects.select_for_update().filter(**OPEN, pk=request_id).first()
    if found is None:
        raise ErasureRefusedError(_("This removal was withdrawn or done already."))
    return found


def _trace(subject: Subject, actor: Actor, thing: str, what: str = "") -> None:
    """Keep in the access log that somebody asked for, confirmed, withdrew or did a removal."""
    record(
        actor=actor,
        action=Action.ERASE,
        client_id=subject.client_id,
        provider_id=subject.provider_id,
        thing=thing,
        reason=what,
    )


def erase_again(*, at: datetime | None = None) -> int:
    """Erase everybody once more who was erased after the backup that was put back; returns how many were.

    Reads `TOMBSTONE_FILE`; a line that the database knows was done here and is left alone, so what came in about a
    person since then stays. Safe to repeat. Raises UnreadableTombstoneError.
    """
    known = set(Tombstone.objects.values_list("mark", "erased_at"))
    unknown = [stone for stone in tombstones.read() if (stone.mark, stone.erased_at) not in known]
    subjects = _by_mark() if unknown else {}
    return sum(_once_more(stone, subjects.get(stone.mark), at or timezone.now()) for stone in unknown)


def _once_more(stone: tombstones.Stone, subject: Subject | None, at: datetime) -> int:
    removed = Removal()
    if subject is not None:
        order = Order(subject, stone.ground, timezone.localdate(stone.erased_at))
        removed = in_all_rooms(order, lambda work: work())
    with transaction.atomic():
        _remember(stone)
        if subject is not None and removed.gone:
            RemovalCertificate.objects.create(
                provider_id=subject.provider_id, cause=RemovalCause.AGAIN, made_at=at, content=removed.as_dict()
            )
            _trace(subject, SYSTEM, "erasure:again")
    return int(bool(removed.gone))


def _by_mark() -> dict[str, Subject]:
    """Every client by the marks that they have under the keys of now and before."""
    people = Client.objects.values_list("pk", "provider_id").iterator(chunk_size=2000)
    return {mark: Subject(*ids) for ids in people for mark in tombstones.marks(*ids)}


def _remember(stone: tombstones.Stone) -> None:
    Tombstone.objects.get_or_create(mark=stone.mark, erased_at=stone.erased_at, defaults={"ground": stone.ground})
