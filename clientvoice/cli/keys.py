"""`clientvoice keys`: the keys with which texts and files are sealed (docs/encryption.md)."""

import click

from clientvoice.cli.environment import django_ready

AT_ONCE = 1_000


@click.group()
def keys() -> None:
    """The keys with which what people said is sealed."""


@keys.command("list")
def list_keys() -> None:
    """Show every data key: what it does, when it was made, and whether DATA_KEY opens it. Never a key itself."""
    with django_ready():
        from organisations.queries.data_keys import kept_keys

        found = kept_keys()
        for one in found:
            opens = "opens" if one.present else "needs a former DATA_KEY: run `clientvoice keys rewrap`"
            use = "seals what is new" if one.seals else one.kind.value
            click.echo(f"{one.id}  {one.made_at:%Y-%m-%d}  {use}, {opens if one.opens else 'CANNOT BE OPENED'}")
    raise SystemExit(0 if found and all(one.opens for one in found) else 1)


@keys.command()
def rotate() -> None:
    """Make a new data key. Every process seals with it within a minute; former keys still open what they sealed."""
    with django_ready():
        from organisations.clock import now
        from organisations.operations.data_keys import rotate as rotated

        click.echo(f"{rotated(at=now()).id} seals what is new, in every process within a minute.")
        click.echo("What can be sealed anew follows by itself; `clientvoice keys reseal` does it now.")


@keys.command()
def reseal() -> None:
    """Seal what may change anew with the current key, all of it, now. Stop it when you like: it goes on from there."""
    with django_ready():
        from organisations.clock import now
        from organisations.operations.resealing import reseal as resealed

        while not resealed(limit=AT_ONCE, at=now()):
            click.echo(".", nl=False)
        click.echo("Done. Submissions never change, so they keep the key with which they came in.")


@keys.command()
def rewrap() -> None:
    """Wrap all data keys with the present DATA_KEY, after it was changed. Nothing that is sealed changes."""
    with django_ready():
        from organisations.operations.data_keys import rewrap as rewrapped

        changed, lost = rewrapped()
        click.echo(f"{changed} wrapped anew.")
        if lost:
            message = f"Neither DATA_KEY nor DATA_KEY_FALLBACKS open: {', '.join(lost)}. Keep both as they are."
            raise click.ClickException(message)
        click.echo("Restart every process; then only backups from before need DATA_KEY_FALLBACKS: keep it with those.")
