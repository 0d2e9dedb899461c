"""`clientvoice erase`: nobody who was erased comes back."""

import click

from clientvoice.cli.environment import django_ready

MISSING_KEY = (
    "a SECRET_KEY that is not here, and recognise nobody. Put it in SECRET_KEY_FALLBACKS and run"
    " `clientvoice erase --again`."
)


@click.command()
@click.option("--again", is_flag=True, required=True, help="Erase again whom a backup that was put back brought back.")
def erase(*, again: bool) -> None:
    """Erase again everybody who stands in TOMBSTONE_FILE and is there still. Safe to repeat.

    A restore and every start of the worker do this by themselves. Removals that somebody asked for are made on the page
    Personal data.
    """
    assert again  # noqa: S101 -- click insists on it
    with django_ready():
        from organisations.erasure.tombstones import UnreadableTombstoneError, out_of_reach
        from organisations.operations.erasure import erase_again

        try:
            people = erase_again()
        except UnreadableTombstoneError as error:
            raise click.ClickException(str(error)) from error
        click.echo(f"{people} people were erased again." if people else "Nobody had come back.")
        if waiting := out_of_reach():
            raise click.ClickException(f"{waiting} marks are of {MISSING_KEY}")
