"""Publishing the instruments that come with the project and with installed packages, so that rounds can ask them."""

import click

from instruments.catalogue import builtin


def publish_ours() -> bool:
    """Publish what is not published yet, and say so of what is refused; whether nothing was. Needs Django and data."""
    from organisations.clock import now
    from surveys.operations.releases import publish_all

    refused = publish_all(definitions=builtin().values(), at=now())
    for error in refused:
        click.echo(f"Not published: {error}", err=True)
    return not refused
