"""`clientvoice access`: who may open what, as papers."""

from pathlib import Path

import click

from clientvoice.cli.environment import templates_ready


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def access(folder: Path) -> None:
    """Write access-matrix.md and who-sees-what.md into FOLDER, from the rules by which this site works."""
    templates_ready()
    from clientvoice.access_rules.papers import papers

    for name, words in papers().items():
        (folder / name).write_text(words, encoding="utf-8")
        click.echo(folder / name)
