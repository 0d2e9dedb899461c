"""`clientvoice organisation`: the first step of a new installation."""

import re
from collections.abc import Callable

import click

from clientvoice.cli.environment import django_ready

USER_NAME = re.compile(r"[\w.@+-]+")
Check = Callable[[click.Context, click.Parameter, str], str]


def at_most(longest: int) -> Check:
    """Return a check that refuses an empty text, or one of more than `longest` characters."""

    def check(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
        if not 1 <= len(value.strip()) <= longest:
            message = f"Use 1 to {longest} characters."
            raise click.BadParameter(message)
        return value.strip()

    return check


def user_name(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Return a user name; refuses one that nobody could sign in with."""
    if not USER_NAME.fullmatch(value):
        message = "Use letters, digits and . @ + - _ only."
        raise click.BadParameter(message)
    return at_most(150)(context, parameter, value)


@click.group()
def organisation() -> None:
    """The organisation itself."""


@organisation.command()
@click.argument("name", callback=at_most(120))
@click.option(
    "--level",
    default="organisatie",
    show_default=True,
    callback=at_most(60),
    help="What the top of your tree is called.",
)
@click.option("--provider/--no-provider", default=True, show_default=True, help="It supports clients itself.")
@click.option(
    "--administrator", required=True, metavar="NAME", callback=at_most(120), help="Name of the first administrator."
)
@click.option("--username", required=True, callback=user_name, help="The name with which the administrator signs in.")
def create(name: str, level: str, administrator: str, username: str, *, provider: bool) -> None:
    """Create an organisation with its first administrator, and print the first password, once."""
    with django_ready():
        from organisations.clock import today
        from organisations.operations.organisations import create_organisation
        from organisations.operations.staff import UserNameTakenError

        try:
            _root, _staff, password = create_organisation(
                name=name,
                level=level,
                is_provider=provider,
                administrator=administrator,
                username=username,
                on=today(),
            )
        except UserNameTakenError as error:
            message = f"Somebody signs in as {username!r} already. Choose another --username."
            raise click.ClickException(message) from error
        click.echo(f"{name} is there. {administrator} signs in as {username} with the password {password}")
        click.echo("This password is shown only now. It works for a week, and asks for another one at once.")
