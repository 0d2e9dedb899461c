"""`clientvoice people`: bring people in from a file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clientvoice.cli.environment import django_ready

if TYPE_CHECKING:
    from organisations.importing.base import Fault
    from organisations.models import Unit
    from organisations.rules.import_plan import ImportPlan


@click.group()
def people() -> None:
    """Clients, their places and their relatives."""


@people.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--unit", "unit_name", metavar="UNIT", help="Name, path (Location/Team) or id of the unit to import below."
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and store nothing.")
def import_(file: Path, unit_name: str | None, *, dry_run: bool) -> None:
    """Import people from a CSV file: all of it, or nothing when a line is wrong.

    The format is described in docs/people-import.md. The same file twice changes nothing. Exits with 1 when the file
    has faults, each told with its line, its column and how to mend it.
    """
    with django_ready():
        from django.utils import translation

        from organisations.importing.base import RosterRefusedError
        from organisations.operations.people_import import RosterFaultsError

        with translation.override("en"):
            unit = _unit(unit_name)
            try:
                plan = _run(unit, _bytes(file), dry_run=dry_run)
            except RosterRefusedError as error:
                raise click.ClickException(str(error)) from error
            except RosterFaultsError as error:
                _show_faults(file, error.faults)
                raise SystemExit(1) from error
            _show_plan(plan, dry_run=dry_run)


def _run(unit: "Unit", content: bytes, *, dry_run: bool) -> "ImportPlan":
    """Return what was done, or would be; raises what the operation raises."""
    from organisations.clock import today
    from organisations.operations.people_import import RosterFaultsError, import_people
    from organisations.queries.roster import preview_import

    if not dry_run:
        return import_people(unit=unit, content=content, on=today())
    plan = preview_import(unit=unit, content=content, on=today())
    if plan.faults:
        raise RosterFaultsError(plan.faults)
    return plan


def _bytes(file: Path) -> bytes:
    """Return what is in a file, and one byte too many of a file that is too big."""
    from organisations.importing.base import MAX_BYTES

    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _unit(name: str | None) -> "Unit":
    """Return the unit of a name, path or id; without one, the top of the only tree. Raises click.ClickException."""
    from organisations.models import Unit
    from organisations.queries.trees import units_named

    found = units_named(name) if name else list(Unit.objects.filter(depth=1))
    if len(found) == 1:
        return found[0]
    asked = f"called {name!r}" if name else "at the top"
    fix = (
        "Give --unit a longer path, such as Location/Team, or an id."
        if found
        else "Look at the names on the page Units."
    )
    message = f"There are {len(found)} units {asked}. {fix}"
    raise click.ClickException(message)


def _show_faults(file: Path, faults: "tuple[Fault, ...]") -> None:
    for fault in faults:
        column = f", {fault.column}" if fault.column else ""
        click.echo(f"{file}:{fault.line}{column}: {fault.message} {fault.fix}", err=True)
    click.echo(f"{len(faults)} faults. Nothing was stored.", err=True)


def _show_plan(plan: "ImportPlan", *, dry_run: bool) -> None:
    from organisations.rules.import_plan import Status

    counts = {status: len(plan.with_status(status)) for status in Status}
    click.echo(
        f"{counts[Status.NEW]} new, {counts[Status.CHANGED]} changed, {counts[Status.UNCHANGED]} as before."
        + (" Nothing was stored (--dry-run)." if dry_run else "")
    )
