"""`clientvoice doctor`: what is wrong with this installation, and how to mend it."""

import secrets

import click

from clientvoice.checkup import before_django, with_django
from clientvoice.cli.environment import django_ready
from clientvoice.safety.base import Finding

MARKS = {"ok": "ok  ", "warning": "look", "error": "FAIL"}


@click.command()
@click.option("--new-secret", is_flag=True, help="Only print a new value for SECRET_KEY.")
def doctor(*, new_secret: bool) -> None:
    """Check this installation and say how to mend what is wrong; exits with 1 when something is."""
    if new_secret:
        click.echo(secrets.token_urlsafe(60))
        return
    findings = [*map(_told, before_django())]
    if not any(finding.grade == "error" for finding in findings):
        findings += _checked_with_django()
    wrong = sum(finding.grade == "error" for finding in findings)
    click.echo("\nEverything needed is in order." if not wrong else f"\n{wrong} to mend.")
    raise SystemExit(1 if wrong else 0)


def _checked_with_django() -> list[Finding]:
    with django_ready():
        from django.utils import translation

        with translation.override("en"):
            return [*map(_told, with_django())]


def _told(finding: Finding) -> Finding:
    mend = f"\n       {finding.mend}" if finding.mend else ""
    click.echo(f"{MARKS[finding.grade]}  {finding.subject}: {finding.message}{mend}")
    return finding
