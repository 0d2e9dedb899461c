"""Making, using and revoking API tokens."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import get_current_timezone

from organisations.choices import Action, Scope
from organisations.data import Actor
from organisations.models import ApiToken, Staff, Unit
from organisations.operations.traces import record
from organisations.queries.tokens import PREFIX, token_hash
from organisations.queries.units import keeper_of_log
from organisations.rules.tokens import USE_NOTED_EVERY, last_day, use_is_due

TOKEN_BYTES = 32
SHOWN_SIGNS = 4


class BadTokenEndError(Exception):
    """A token ends on a later day, within a year; `latest` is the last day it may have."""

    def __init__(self, latest: date) -> None:
        super().__init__(f"A token ends after today and no later than {latest}.")
        self.latest = latest


@transaction.atomic
def make_token(
    *, owner: Staff, actor: Actor, unit: Unit, name: str, scopes: Iterable[Scope], until: date, at: datetime
) -> tuple[ApiToken, str]:
    """Make a token that is valid until the end of a day; return it and its secret, to be shown once.

    The secret (256 bits) is stored as a hash only. Raises `BadTokenEndError`.
    """
    today = at.astimezone(get_current_timezone()).date()
    if not today < until <= last_day(today):
        raise BadTokenEndError(last_day(today))
    secret = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    token = ApiToken.objects.create(
        owner=owner,
        unit=unit,
        name=name,
        scopes=sorted(scopes),
        token_hash=token_hash(secret),
        ending=secret[-SHOWN_SIGNS:],
        made_at=at,
        expires_at=datetime.combine(until + timedelta(days=1), time.min, get_current_timezone()),
    )
    _trace(token, actor, Action.TOKEN_MADE)
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, actor: Actor, at: datetime) -> None:
    """Let a token no longer in, from its next call on. Once revoked, the moment stays as it is."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        _trace(token, actor, Action.TOKEN_REVOKED)


def _trace(token: ApiToken, actor: Actor, action: Action) -> None:
    provider = keeper_of_log(token.unit)
    record(actor=actor, action=action, client_id=None, provider_id=provider.pk, thing=f"token:{token.pk}")


def note_use(*, token: ApiToken, at: datetime) -> None:
    """Note that a token was used. Written at most once an hour, and by one of many calls at the same moment."""
    if use_is_due(token.last_used_at, at=at):
        before = Q(last_used_at=None) | Q(last_used_at__lte=at - USE_NOTED_EVERY)
        ApiToken.objects.filter(before, pk=token.pk).update(last_used_at=at)
