"""`clientvoice instruments`: look at, check, publish and preview what can be asked."""

import json
from pathlib import Path

import click

from clientvoice.cli.environment import django_ready
from instruments.catalogue import builtin
from instruments.definition.faults import DefinitionError
from instruments.definition.loading import Review, load_file, review_file
from instruments.definition.model import Definition
from instruments.definition.schema import schema as definition_schema
from instruments.rendering import QuestionView, RenderContext, render
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
    """Show the built-in instruments."""
    for key, definition in sorted(builtin().items()):
        title = definition.title.in_language(definition.languages[0])
        click.echo(f"{key}  {definition.version}  {len(definition.questions)} questions  {title}")


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
@click.argument("source", type=Source())
def publish(source: Definition) -> None:
    """Freeze the definition as a release that rounds can use. The same key and version can never mean two contents."""
    with django_ready():
        from organisations.clock import now
        from surveys.operations.releases import ReleaseConflictError, publish_release

        try:
            release = publish_release(definition=source, at=now())
        except ReleaseConflictError as error:
            raise click.ClickException(str(error)) from error
        click.echo(f"Published {release.key} {release.version} ({release.sha256[:12]}).")


@instruments.command()
@click.argument("source", type=Source())
@click.option("--language", default="nl", show_default=True, help="Language tag, such as nl-x-eenvoudig.")
def preview(source: Definition, language: str) -> None:
    """Print every question with its answers, as somebody would be asked them."""
    view = render(source, RenderContext(language=language))
    click.echo(f"{view.title} ({view.key} {view.version}, {view.language})\n\n{view.introduction}\n")
    for question in view.questions:
        click.echo(_shown(question))
    click.echo(view.thanks)


def _shown(question: QuestionView) -> str:
    domain = f"[{question.domain.label}] " if question.domain else ""
    condition = " (only after some answers)" if question.show_when else ""
    answers = "".join(f"   ( ) {option.label}\n" for option in question.options) or "   ____________\n"
    return f"{question.number}. {domain}{question.text}{condition}\n{answers}"
