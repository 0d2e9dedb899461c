"""Removing what is kept about a client: asked, foreseen, confirmed, done after some days, never undone by a backup."""

from datetime import date, datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.choices import Action, AskedBy, ErasureGround, RemovalCause
from organisations.data import SYSTEM, Actor
from organisations.erasure import tombstones
from organisations.erasure.base import Order, Removal, Subject
from organisations.erasure.carrying_out import in_all_rooms
from organisations.erasure.tombstones import Stone
from organisations.models import Client, ClientMerge, ErasureRequest, RemovalCertificate, Tombstone
from organisations.operations.traces import record

log = structlog.get_logger(__name__)

OPEN = {"withdrawn_at": None, "done_at": None}


class ErasureRefusedError(Exception):
    """This cannot be done now; the message says why and what can be done."""


def foresee(order: Order) -> Removal:
    """Return exactly what an erasure would remove and keep: it is done, counted, and undone."""
    with transaction.atomic():
        found = in_all_rooms(order)
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
    _trace(made, actor, "asked")
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
        _trace(found, actor, "confirmed")
    return found


@transaction.atomic
def withdraw_erasure(*, request_id: UUID, actor: Actor, at: datetime) -> ErasureRequest:
    """Take a request back before it is done. Raises ErasureRefusedError when it was withdrawn, begun or done."""
    found = _open_request(request_id)
    if RemovalCertificate.objects.filter(request=found).exists():
        raise ErasureRefusedError(_("The removal has begun and cannot be withdrawn any more."))
    found.withdrawn_by_id, found.withdrawn_at = actor.id, at
    found.save(update_fields=("withdrawn_by", "withdrawn_at"))
    _trace(found, actor, "withdrawn")
    return found


def erase_due(*, at: datetime) -> int:
    """Do every removal whose day has come; returns how many. One that fails waits for the next run, alone."""
    due = ErasureRequest.objects.filter(**OPEN, due_on__lte=timezone.localdate(at)).order_by("due_on", "pk")
    return sum(_erase_or_wait(request_id, at) for request_id in due.values_list("pk", flat=True))


def _erase_or_wait(request_id: UUID, at: datetime) -> bool:
    try:
        return erase(request_id=request_id, at=at)
    except (DatabaseError, OSError) as error:
        log.warning("erasure_failed", request=str(request_id), error=type(error).__name__)
        return False


def erase(*, request_id: UUID, at: datetime) -> bool:
    """Do one removal whose day has come; returns whether there was anything to do.

    The marks of the person are written first, so that nothing that went can come back. Then every room removes its
    part, in one transaction with the certificate: interrupted, nothing went, and it is done from the beginning.
    """
    stones = _begun(request_id, at)
    for stone in stones:
        tombstones.write(stone)
    return _carried_out(request_id, stones, at)


@transaction.atomic
def _begun(request_id: UUID, at: datetime) -> list[Stone]:
    """Begin a removal whose day has come, which cannot be withdrawn any more; returns the marks of the person.

    They are those of the own id, and of each record that was merged into this one: a backup may have them apart.
    """
    found = _due_request(request_id, at)
    if found is None:
        return []
    certificate, _made = RemovalCertificate.objects.get_or_create(
        request=found,
        defaults={"provider_id": found.provider_id, "cause": RemovalCause.REQUEST, "made_at": at, "content": {}},
    )
    former = ClientMerge.objects.filter(client=found.client_id).order_by("merged_at", "pk")
    ids = [found.client_id, *former.values_list("former_id", flat=True)]
    marks = [tombstones.mark(one, found.provider_id) for one in ids if one]
    return [Stone(mark, ErasureGround(found.ground), certificate.made_at) for mark in marks]


@transaction.atomic
def _carried_out(request_id: UUID, stones: list[Stone], at: datetime) -> bool:
    """Remove, and write down what went; False when its day has not come, or another worker did it.

    Of somebody who is gone already, by a term that was over, there is nothing more to remove.
    """
    found = _due_request(request_id, at)
    if found is None:
        return False
    removed = Removal()
    if found.client_id:
        order = Order(Subject(found.client_id, found.provider_id), ErasureGround(found.ground), timezone.localdate(at))
        removed = in_all_rooms(order)
    for stone in stones:
        _remember(stone)
    RemovalCertificate.objects.filter(request=found).update(content=removed.as_dict())
    ErasureRequest.objects.filter(pk=found.pk).update(done_at=at)
    _trace(found, SYSTEM, "done")
    return True


def _due_request(request_id: UUID, at: datetime) -> ErasureRequest | None:
    """A request whose day has come, held together with its person: whoever writes about that person now waits."""
    due = ErasureRequest.objects.select_for_update().filter(**OPEN, due_on__lte=timezone.localdate(at))
    found = due.filter(pk=request_id).first()
    if found is not None and found.client_id:
        _hold(found.client_id)
    return found


def _hold(client_id: UUID) -> bool:
    """Hold a person for the rest of the transaction; returns whether they are there."""
    return Client.objects.select_for_update().filter(pk=client_id).first() is not None


def _open_request(request_id: UUID) -> ErasureRequest:
    found = ErasureRequest.objects.select_for_update().filter(**OPEN, pk=request_id).first()
    if found is None:
        raise ErasureRefusedError(_("This removal was withdrawn or done already."))
    return found


def _trace(found: ErasureRequest, actor: Actor, what: str) -> None:
    """Keep in the access log that somebody asked for, confirmed, withdrew or did a removal."""
    _record(found.client_id, found.provider_id, actor, f"erasure:{found.pk}", what)


def _record(client_id: UUID | None, provider_id: UUID, actor: Actor, thing: str, what: str = "") -> None:
    record(
        actor=actor,
        action=Action.ERASE,
        client_id=client_id,
        provider_id=provider_id,
        thing=thing,
        reason=what,
    )


def erase_again(*, at: datetime | None = None) -> int:
    """Erase everybody once more who was erased after the backup that was put back; returns how many were.

    Reads `TOMBSTONE_FILE`; a line that the database knows was done here and is left alone, so what came in about a
    person since then stays; one with a mark under a key that is not here waits for that key. Safe to repeat. Raises
    UnreadableTombstoneError.
    """
    known = set(Tombstone.objects.values_list("mark", "erased_at"))
    recognised = (stone for stone in tombstones.read() if stone.can_be_recognised)
    unknown = [stone for stone in recognised if (stone.mark, stone.erased_at) not in known]
    subjects = _by_mark() if unknown else {}
    return sum(_once_more(stone, subjects.get(stone.mark), at or timezone.now()) for stone in unknown)


@transaction.atomic
def _once_more(stone: Stone, subject: Subject | None, at: datetime) -> int:
    removed = Removal()
    if subject is not None and _hold(subject.client_id):
        removed = in_all_rooms(Order(subject, stone.ground, timezone.localdate(stone.erased_at)))
    _remember(stone)
    if subject is None or not removed.gone:
        return 0
    RemovalCertificate.objects.create(
        provider_id=subject.provider_id, cause=RemovalCause.AGAIN, made_at=at, content=removed.as_dict()
    )
    _record(subject.client_id, subject.provider_id, SYSTEM, "erasure:again")
    return 1


def _by_mark() -> dict[str, Subject]:
    """Every client by the marks that they have under the keys of now and before."""
    people = Client.objects.values_list("pk", "provider_id").iterator(chunk_size=2000)
    return {mark: Subject(*ids) for ids in people for mark in tombstones.marks(*ids)}


def _remember(stone: Stone) -> None:
    Tombstone.objects.get_or_create(mark=stone.mark, erased_at=stone.erased_at, defaults={"ground": stone.ground})
