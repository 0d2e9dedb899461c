"""`clientvoice instruments`: look at, check, publish and preview what can be asked."""

import json
from pathlib import Path
from typing import Any

import click

from clientvoice.cli.environment import django_ready
from clientvoice.cli.previewing import as_html, as_text, look_of
from instruments.catalogue import builtin
from instruments.definition.faults import DefinitionError
from instruments.definition.loading import Review, load_file, review_file
from instruments.definition.model import Definition
from instruments.definition.schema import schema as definition_schema
from instruments.definition.texts import html_lang
from instruments.previewing import unchecked_languages
from instruments.serialising import canonical_json, sha256


class Source(click.ParamType[Definition]):
    """The key of a built-in instrument, or the path of a definition file."""

    name = "KEY or FILE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Definition:
        if value in builtin():
            return builtin()[value]
        path = Path(value)
        if not path.is_file():
            known = ", ".join(sorted(builtin()))
            self.fail(f"{value!r} is neither a file nor a built-in instrument ({known}).", param, ctx)
        try:
            return load_file(path)
        except DefinitionError as error:
            self.fail(str(error), param, ctx)


@click.group()
def instruments() -> None:
    """What can be asked: built in, or in a file of your own."""


@instruments.command("list")
def list_() -> None:
    """Show the built-in instruments: kind, who answers, languages (* = not yet checked), and recognition."""
    for key, definition in sorted(builtin().items()):
        title = definition.title.in_language(definition.languages[0])
        click.echo(f"{key}  {definition.version}  {len(definition.questions)} questions  {title}")
        click.echo(
            f"    {definition.kind}; {', '.join(definition.audiences)}; {_languages(definition)}; {_listed(definition)}"
        )


def _languages(definition: Definition) -> str:
    unchecked = unchecked_languages(definition)
    return " ".join(tag + ("*" if html_lang(tag) in unchecked else "") for tag in definition.languages)


def _listed(definition: Definition) -> str:
    recognition = definition.recognition
    if recognition.list_name is None:
        return "not a recognised instrument"
    period = f"{recognition.from_date or ''}–{recognition.until_date or ''}".strip("–")
    return " ".join(filter(None, [recognition.list_name, recognition.status, period]))


@instruments.command()
@click.argument("source", type=Source())
def show(source: Definition) -> None:
    """Print the definition as JSON, as it is frozen in a release, after its fingerprint."""
    click.echo(f"SHA-256 {sha256(source)}", err=True)
    click.echo(json.dumps(json.loads(canonical_json(source)), ensure_ascii=False, indent=2))


@instruments.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print faults and warnings as JSON.")
def validate(file: Path, *, as_json: bool) -> None:
    """Check a definition file: what is wrong in it, where, and how to mend it.

    Faults keep it from being used: then the command exits with 1. Warnings are about plain language.
    """
    review = review_file(file)
    found = [*review.faults, *review.warnings]
    if as_json:
        click.echo(json.dumps([fault.as_dict() for fault in found], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join([*map(str, found), f"{file}: {_counted(review)}."]))
    if review.faults:
        raise SystemExit(1)


def _counted(review: Review) -> str:
    """How many faults and warnings there are; a file whose shape is wrong is not read for warnings."""
    numbers = ((len(review.faults), "fault"), (len(review.warnings), "warning"))
    told = [f"{number} {name}{'' if number == 1 else 's'}" for number, name in numbers if number]
    return " and ".join(told) or "no faults"


@instruments.command()
def schema() -> None:
    """Print the JSON Schema of a definition file."""
    click.echo(json.dumps(definition_schema(), ensure_ascii=False, indent=2))


@instruments.command()
@click.argument("source", type=Source(), required=False)
@click.option("--all", "every", is_flag=True, help="Publish every built-in instrument.")
def publish(source: Definition | None, *, every: bool) -> None:
    """Freeze the definition as a release that rounds can use. The same key and version can never mean two contents.

    Publishing the same again changes nothing.
    """
    if every is (source is not None):
        raise click.UsageError("Name one instrument or file, or say --all.")
    wanted = [source] if source else [builtin()[key] for key in sorted(builtin())]
    with django_ready():
        refused = [definition for definition in wanted if not _published(definition)]
        if refused:
            raise SystemExit(1)


def _published(definition: Definition) -> bool:
    """Publish one and say so; say why where that cannot be."""
    from organisations.clock import now
    from surveys.operations.releases import ReleaseConflictError, publish_release

    try:
        release = publish_release(definition=definition, at=now())
    except ReleaseConflictError as error:
        click.echo(f"Error: {error}", err=True)
        return False
    click.echo(f"Published {release.key} {release.version} ({release.sha256[:12]}).")
    return True


@instruments.command()
@click.argument("source", type=Source())
@click.option("--audience", default="", help="Who answers: client, relative, support-worker or observer.")
@click.option("--variant", "variants", multiple=True, help="Such as leeftijd=van-8-tot-11; once for each variant.")
@click.option("--points", default=0, help="How many points a scale has, where that can be chosen.")
@click.option("--style", default="", help="Answer style, such as faces, words or sound.")
@click.option("--language", "tag", default="nl", show_default=True, help="Language tag, such as nl-x-eenvoudig.")
@click.option("--formal", is_flag=True, help='Spoken to with "u".')
@click.option("--paper", is_flag=True, help="The form to fill in with a pen, with the stored codes.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write one HTML file instead.")
def preview(source: Definition, *, paper: bool, html: Path | None, **chosen: Any) -> None:
    """Show every question with its answers, as somebody would be asked them. Needs no database and stores nothing."""
    look = look_of(source, **chosen)
    if html is None:
        click.echo(as_text(source, look, paper=paper))
        return
    try:
        html.write_text(as_html(source, look, paper=paper), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{html} cannot be written: {error.strerror}.") from error
    click.echo(f"Wrote {html}.")
