"""Reading the past of units that were merged into others."""

from dataclasses import replace

from organisations.data import Grant, Rights
from organisations.models import Unit
from organisations.rules.taking_over import TakenOver, past_below


def past_of(rights: Rights) -> Rights:
    """Return the roles somebody holds over the past of units that were merged into one of theirs: each as it was there.

    For what was asked there and the lists that were made for it: it is nobody's place any more. One query for the
    first who asks.
    """
    if not rights.past:
        rights.past.append(_grants_there(rights))
    return rights.with_grants(rights.past[0])


def with_past(rights: Rights) -> Rights:
    """Return the roles somebody holds, and those over the past of units that were merged into theirs."""
    return rights.with_grants((*rights.grants, *past_of(rights).grants))


def _grants_there(rights: Rights) -> tuple[Grant, ...]:
    merged = Unit.objects.exclude(merged_into=None).values_list("pk", "path", "merged_into__path").order_by("path")
    units = [TakenOver(*row) for row in merged]
    return tuple(
        replace(grant, unit_id=unit.unit_id, path=unit.path)
        for grant in rights.grants
        for unit in past_below(grant.path, units)
    )
