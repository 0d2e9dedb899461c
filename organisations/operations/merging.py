"""Making two records of one client one. There is no way back, so what is shown before is exactly what is done."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Field, Model
from django.utils.translation import gettext as _

from organisations.choices import Action
from organisations.data import Actor
from organisations.life.registry import followers
from organisations.merging.base import Line, Pair
from organisations.merging.registry import parts
from organisations.models import Client, ClientMerge, Departure
from organisations.operations.departures import staff_id_of
from organisations.operations.traces import record


class MergeRefusedError(Exception):
    """The two cannot be merged; the message says why and what to do."""


class MergeChangedError(Exception):
    """What would happen differs from what was shown; nothing was written."""


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What a merge would do, and what stands in its way."""

    pair: Pair
    lines: tuple[Line, ...]
    obstacles: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """A hash of all that would happen: it differs when anything does."""
        said = repr((str(self.pair.kept.pk), str(self.pair.gone.pk), self.lines, self.obstacles))
        return hashlib.sha256(said.encode()).hexdigest()


def foresee(pair: Pair) -> MergePlan:
    """Return what merging would do now, without doing it."""
    lines = [line for part in parts for line in part.foreseen(pair)]
    return MergePlan(pair, tuple(lines), tuple(_obstacles(pair)))


def _obstacles(pair: Pair) -> list[str]:
    if pair.kept.pk == pair.gone.pk:
        return [_("This is one and the same record.")]
    if pair.kept.provider_id != pair.gone.provider_id:
        return [_("These records are of two providers. Rights over persons stop there.")]
    return [sentence for part in parts for sentence in part.obstacles(pair)]


@transaction.atomic
def merge_clients(*, kept_id: UUID, gone_id: UUID, shown: str, actor: Actor, at: datetime) -> ClientMerge:
    """Let everything about the record `gone_id` be about `kept_id`, and remove it; its number is still recognised.

    `shown` is the fingerprint of the plan that somebody agreed to. Raises `MergeRefusedError` and `MergeChangedError`;
    then nothing is written.
    """
    # Always in the same order: two who merge the same two the other way round wait for each other's end, not for ever.
    held = Client.objects.select_for_update().filter(pk__in=[kept_id, gone_id]).order_by("pk")
    found = {client.pk: client for client in held}
    if len(found) < len({kept_id, gone_id}):
        raise MergeRefusedError(_("One of the two records does not exist any more."))
    plan = foresee(Pair(found[kept_id], found[gone_id]))
    if plan.obstacles:
        raise MergeRefusedError(" ".join(plan.obstacles))
    if plan.fingerprint != shown:
        raise MergeChangedError
    went_on = _went_on(plan.pair)
    for part in parts:
        part.merge(plan.pair, staff_id=staff_id_of(actor), at=at)
    for departure in Departure.objects.filter(pk__in=went_on):
        for follower in followers:
            follower.mistaken(departure, staff_id=staff_id_of(actor), at=at)
    return _finished(plan, actor, at)


def _went_on(pair: Pair) -> list[UUID]:
    """The notes that support of the record that goes ended, while it goes on under the number that stays."""
    if pair.kept.is_gone:
        return []
    standing = Departure.objects.filter(client=pair.gone, undone_at=None, returned_on=None)
    return list(standing.values_list("pk", flat=True))


def _finished(plan: MergePlan, actor: Actor, at: datetime) -> ClientMerge:
    kept, gone = plan.pair.kept, plan.pair.gone
    done = ClientMerge.objects.create(
        provider_id=kept.provider_id,
        client=kept,
        former_id=gone.pk,
        moved={line.key: line.moves for line in plan.lines},
        merged_by_id=staff_id_of(actor),
        merged_at=at,
    )
    _refuse_to_lose(gone)
    gone.delete()
    record(
        actor=actor,
        action=Action.MERGE,
        client_id=kept.pk,
        provider_id=kept.provider_id,
        thing=f"client:{done.former_id}",
    )
    return done


def about_clients() -> Sequence[tuple[type[Model], "Field[object, object]"]]:
    """Return every model with a key to a client, and that key."""
    fields = ((model, field) for model in apps.get_models() for field in model._meta.fields)  # noqa: SLF001 -- Django's documented name
    return [(model, field) for model, field in fields if field.is_relation and field.related_model is Client]


def _refuse_to_lose(gone: Client) -> None:
    """A row that still points at the record would go with it in silence; better nothing happens than that."""
    for model, field in about_clients():
        if model._default_manager.filter(**{field.name: gone}).exists():  # noqa: SLF001 -- Django's documented name
            message = f"{model.__name__} was not merged."
            raise RuntimeError(message)
