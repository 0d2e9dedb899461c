"""The group `clientvoice` and its commands."""

import click

from clientvoice.cli.access import access
from clientvoice.cli.backups import backup, restore
from clientvoice.cli.benchmarks import bench
from clientvoice.cli.demonstration import demo
from clientvoice.cli.doctor import doctor
from clientvoice.cli.environment import ending_in_order, refuse_old_python
from clientvoice.cli.erasing import erase
from clientvoice.cli.instruments import instruments
from clientvoice.cli.keys import keys
from clientvoice.cli.organisation import organisation
from clientvoice.cli.people import people
from clientvoice.cli.probing import healthy
from clientvoice.cli.serving import beat, migrate, serve, worker


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="clientvoice", message="clientvoice %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Let clients of disability care and youth care tell what they think, and do something with it.

    Settings come from the environment (see .env.example). Without DATABASE_URL and REDIS_URL a database and a Redis are
    started for as long as the command runs.
    """
    refuse_old_python()
    context.with_resource(ending_in_order())


DATA = (migrate, organisation, people, instruments, keys, backup, restore, erase)
RUNNING = (demo, serve, worker, beat, healthy, doctor, access, bench)
for command in (*RUNNING, *DATA):
    main.add_command(command)
