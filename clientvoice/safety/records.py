"""What can be told from the database: backups, keys, accounts and tokens."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clientvoice.safety.base import Finding, Grade
from organisations.erasure import tombstones
from organisations.identity.connections import connections
from organisations.queries import safety
from organisations.queries.data_keys import kept_keys
from organisations.queries.identities import without_unit

Paths = tuple[str, ...] | None
"""The tree paths of whoever looks; None for all."""
BACKUP_AGE = timedelta(days=2)
TRIED_AGE = timedelta(days=90)
KEY_AGE = timedelta(days=365)
TOKEN_IDLE = timedelta(days=90)
STAFF_IDLE = timedelta(days=180)


def from_records(paths: Paths, *, at: datetime) -> Iterator[Finding]:
    """Yield what is found in the database. Ten queries at most, however much there is. Raises DatabaseError."""
    yield from (_backup(at), _tried(at), _tombstones(), *_keys(at), *_connections())
    yield from (_second_step(paths, at), _sleeping(paths, at), _tokens(paths, at))


def _serious() -> Grade:
    """What is an error where real people are asked, and a word of care where things are tried out."""
    return "error" if settings.PRODUCTION else "warning"


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "DATE_FORMAT")


def _backup(at: datetime) -> Finding:
    subject, last = _("Backup"), safety.last_backup()
    mend = _("Let cron run `clientvoice backup --quiet --keep 14` every night; docs/backup.md says how.")
    if last is None:
        return Finding(subject, _serious(), _("never made"), mend)
    when = _("the last one is of %(day)s") % {"day": _day(last)}
    return Finding(subject, _serious(), when, mend) if at - last > BACKUP_AGE else Finding(subject, "ok", when)


def _tried(at: datetime) -> Finding:
    subject, last = _("Backup tried out"), safety.last_tried_backup()
    mend = _("Run `clientvoice backup --verify` once a month: it restores the backup elsewhere and compares.")
    if last is None:
        return Finding(subject, "warning", _("never"), mend)
    when = _("on %(day)s") % {"day": _day(last)}
    return Finding(subject, "warning", when, mend) if at - last > TRIED_AGE else Finding(subject, "ok", when)


def _tombstones() -> Finding:
    subject, erased = _("List of who was erased"), safety.erased()
    file = Path(settings.TOMBSTONE_FILE)
    listed = len(file.read_text(encoding="utf-8").splitlines()) if file.is_file() else 0
    if listed < erased:
        message = _("%(listed)d of %(erased)d stand in it") % {"listed": listed, "erased": erased}
        mend = _("Put TOMBSTONE_FILE back from a backup: without it an older backup would bring people back.")
        return Finding(subject, "error", message, mend)
    try:
        waiting = tombstones.out_of_reach()
    except tombstones.UnreadableTombstoneError as error:
        return Finding(subject, "error", str(error), _("Until then an older backup would bring people back."))
    if waiting:
        mend = _("Put the SECRET_KEY of then in SECRET_KEY_FALLBACKS: else an older backup would bring people back.")
        return Finding(subject, "error", _("%(count)d under a key that is not here") % {"count": waiting}, mend)
    return Finding(subject, "ok", ngettext("%(count)d person", "%(count)d persons", erased) % {"count": erased})


def _keys(at: datetime) -> Iterator[Finding]:
    subject, kept = _("Data keys"), kept_keys()
    lost = [key.id for key in kept if not key.opens]
    if lost or not kept:
        mend = _("Put the DATA_KEY with which they were wrapped in DATA_KEY_FALLBACKS; see docs/encryption.md.")
        named = ", ".join(lost) or _("there is none")
        yield Finding(subject, "error", _("cannot be opened: %(keys)s") % {"keys": named}, mend)
        return
    if not all(key.present for key in kept):
        yield Finding(subject, "warning", _("some need a former DATA_KEY"), _("Run `clientvoice keys rewrap`."))
    current = next(key for key in kept if key.seals)
    made = _("the one in use is of %(day)s") % {"day": _day(current.made_at)}
    if at - current.made_at > KEY_AGE:
        yield Finding(subject, "warning", made, _("Run `clientvoice keys rotate`; nothing has to stop for it."))
    elif all(key.present for key in kept):
        yield Finding(subject, "ok", made)


def _connections() -> Iterator[Finding]:
    """Nothing, where no organisation signs in with an account of its own."""
    subject, all_of_them, lost = _("Sign-in with the organisation's own account"), connections(), without_unit()
    if lost:
        named = ", ".join(one.key for one in lost)
        mend = _("Correct `unit` in IDENTITY_PROVIDERS: until then nobody gets a role by it; docs/sign-in.md.")
        yield Finding(subject, "error", _("its unit does not exist: %(keys)s") % {"keys": named}, mend)
    elif all_of_them:
        yield Finding(subject, "ok", ", ".join(one.name for one in all_of_them))


def _second_step(paths: Paths, at: datetime) -> Finding:
    subject = _("Administrators and quality staff without a second step")
    found = safety.without_second_step(paths, on=localtime(at).date())
    if not found:
        return Finding(subject, "ok", _("none"))
    mend = _("Ask them to set it up on their account page; where it is asked of everybody they are led there.")
    return Finding(subject, _serious(), _people(found), mend, reverse("organisations:staff-list"))


def _sleeping(paths: Paths, at: datetime) -> Finding:
    subject = _("Roles without an end, of people who no longer sign in")
    found = safety.sleeping(paths, on=localtime(at).date(), since=at - STAFF_IDLE)
    if not found:
        return Finding(subject, "ok", _("none"))
    message = _("%(people)s, for half a year or more") % {"people": _people(found)}
    mend = _("Look whether they still work here, and end their roles if not.")
    return Finding(subject, "warning", message, mend, reverse("organisations:staff-list"))


def _people(number: int) -> str:
    return ngettext("%(count)d person", "%(count)d persons", number) % {"count": number}


def _tokens(paths: Paths, at: datetime) -> Finding:
    subject, found = _("API tokens that nobody uses"), safety.unused_tokens(paths, at=at, since=at - TOKEN_IDLE)
    if not found:
        return Finding(subject, "ok", _("none"))
    message = ngettext("%(count)d in the last three months", "%(count)d in the last three months", found)
    mend = _("End those that no program needs.")
    return Finding(subject, "warning", message % {"count": found}, mend, reverse("organisations:token-list"))
