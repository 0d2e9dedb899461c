"""What can be told from the settings alone."""

from collections.abc import Iterator
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from clientvoice.embedded import is_embedded
from clientvoice.safety.base import Finding

NOWHERE = ("console", "dummy", "locmem", "filebased")  # backends that bring mail to nobody
THIS_MACHINE = "localhost"


def from_settings(*, at: datetime) -> Iterator[Finding]:
    """Yield what is found in the settings."""
    yield from (_secret(), _data_key(), _hosts(), _https(), _debug(), _database(), _mail(), _second_step())
    yield _disclosure(at)


def _secret() -> Finding:
    make = _("`clientvoice doctor --new-secret` makes one.")
    if settings.SECRET_KEY == settings.DEVELOPMENT_KEY:
        return Finding("SECRET_KEY", "warning", _("the public one, for trying out"), make)
    if len(settings.SECRET_KEY) < settings.SECRET_KEY_LENGTH:
        return Finding("SECRET_KEY", "error", _("too short"), make)
    return Finding("SECRET_KEY", "ok", _("set"))


def _data_key() -> Finding:
    make = _("`clientvoice doctor --new-secret` makes one; docs/encryption.md says how to change it.")
    if settings.DATA_KEY == settings.DEVELOPMENT_DATA_KEY:
        return Finding("DATA_KEY", "warning", _("the public one, for trying out"), make)
    if settings.DATA_KEY in {settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS}:
        return Finding("DATA_KEY", "warning", _("the same as SECRET_KEY"), make)
    return Finding("DATA_KEY", "ok", _("set"))


def _hosts() -> Finding:
    mend = _("Set ALLOWED_HOSTS to the names of the site, with commas.")
    if "*" in settings.ALLOWED_HOSTS:
        return Finding("ALLOWED_HOSTS", "error", _("lets every name in"), mend)
    if not settings.ALLOWED_HOSTS:
        return Finding("ALLOWED_HOSTS", "error", _("empty: every request is refused"), mend)
    return Finding("ALLOWED_HOSTS", "ok", ", ".join(settings.ALLOWED_HOSTS))


def _https() -> Finding:
    mend = _("Set BASE_URL to the https address of the site.")
    if settings.HTTPS:
        return Finding("BASE_URL", "ok", settings.BASE_URL)
    if settings.PRODUCTION or not _on_this_machine():
        return Finding("BASE_URL", "error", _("without https: others on the way can read along"), mend)
    return Finding("BASE_URL", "ok", _("%(address)s, this machine alone") % {"address": settings.BASE_URL})


def _on_this_machine() -> bool:
    host = urlsplit(settings.BASE_URL).hostname or ""
    try:
        return host == THIS_MACHINE or ip_address(host).is_loopback
    except ValueError:
        return False


def _debug() -> Finding:
    if settings.DEBUG:
        mend = _("Take DEBUG out of the settings: pages of errors show what is in memory.")
        return Finding("DEBUG", "error", _("on"), mend)
    return Finding("DEBUG", "ok", _("off"))


def _database() -> Finding:
    subject = _("Database")
    if is_embedded(str(connection.get_connection_params().get("host", ""))):
        mend = _("Set DATABASE_URL and REDIS_URL to a server that is looked after, before real people are asked.")
        return Finding(subject, "warning", _("the embedded one, for trying out"), mend)
    return Finding(subject, "ok", _("a server of its own"))


def _mail() -> Finding:
    subject = _("Mail")
    if settings.EMAIL_BACKEND.split(".")[-2] in NOWHERE:
        mend = _("Set EMAIL_URL; until then nobody gets an invitation, or word that something of theirs was changed.")
        return Finding(subject, "warning", _("reaches nobody"), mend)
    return Finding(subject, "ok", _("is sent"))


def _second_step() -> Finding:
    subject = _("Second step when signing in")
    if settings.REQUIRE_SECOND_FACTOR:
        return Finding(subject, "ok", _("asked of administrators and quality staff"))
    mend = _("Set REQUIRE_SECOND_FACTOR=true; the next sign-in leads them to set it up.")
    return Finding(subject, "error" if settings.PRODUCTION else "warning", _("asked of nobody"), mend)


def _disclosure(at: datetime) -> Finding:
    subject = _("Where to report a leak")
    mend = _("Set SECURITY_CONTACT, and SECURITY_EXPIRES to a day within a year; docs/responsible-disclosure.md.")
    if not settings.SECURITY_CONTACT:
        return Finding(subject, "warning", _("nowhere: /.well-known/security.txt does not exist"), mend)
    if settings.SECURITY_EXPIRES is None or at.date() >= settings.SECURITY_EXPIRES:
        return Finding(subject, "warning", _("/.well-known/security.txt is no longer valid"), mend)
    return Finding(subject, "ok", _("in /.well-known/security.txt"))
