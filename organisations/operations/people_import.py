"""Importing people from a file: all of it or nothing."""

import hashlib
from collections import Counter
from datetime import date

from django.db import transaction
from django.db.models import Q

from organisations.choices import Action
from organisations.data import SYSTEM, Actor
from organisations.importing.base import Fault
from organisations.models import Unit
from organisations.operations.people_writing import write_people
from organisations.operations.traces import event, keep
from organisations.queries.roster import preview_import
from organisations.queries.trees import paths_above
from organisations.rules.import_plan import ImportPlan, Status


class RosterFaultsError(Exception):
    """The file has faults, so nothing was written; `faults` says where and how to mend them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class RosterChangedError(Exception):
    """The file, or what is known, differs from what was shown before, so nothing was written."""


@transaction.atomic
def import_people(
    *, unit: Unit, content: bytes, on: date, shown: str | None = None, actor: Actor = SYSTEM
) -> ImportPlan:
    """Import a file with people at or below a unit and return what was done; the same file again does nothing.

    The access log of each provider keeps that it was done, and how many people were new or changed. `shown` is the
    `fingerprint` of what somebody agreed to. A fixed number of queries. Raises `importing.RosterRefusedError`,
    `RosterFaultsError` or `RosterChangedError`, and then nothing is written.
    """
    _one_at_a_time(unit)
    plan = preview_import(unit=unit, content=content, on=on)
    if plan.faults:
        raise RosterFaultsError(plan.faults)
    if shown is not None and shown != fingerprint(content, plan):
        raise RosterChangedError
    write_people(plan, on=on)
    _trace(plan, actor)
    return plan


def _trace(plan: ImportPlan, actor: Actor) -> None:
    counts = Counter((person.key[0], person.status) for person in plan.people)
    keep(
        event(
            actor=actor,
            action=Action.IMPORT,
            client_id=None,
            provider_id=provider_id,
            thing=f"people:new-{counts[provider_id, Status.NEW]}-changed-{counts[provider_id, Status.CHANGED]}",
        )
        for provider_id in sorted({provider_id for provider_id, _status in counts})
    )


def fingerprint(content: bytes, plan: ImportPlan) -> str:
    """Return a hash of a file and of what importing it would do: it differs when either does."""
    return hashlib.sha256(content + repr(plan).encode("utf-8")).hexdigest()


def _one_at_a_time(unit: Unit) -> None:
    """Lock the providers that the import may touch, so that two imports cannot both add the same client."""
    touched = Unit.objects.filter(Q(path__startswith=unit.path) | Q(path__in=paths_above(unit.path)), is_provider=True)
    list(touched.select_for_update().order_by("path").values_list("pk"))
