"""Sealing anew what accounts hold in no sealed field: secrets of second steps, and tokens to ask a provider with."""

from collections.abc import Callable, Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
from django.db.models import QuerySet

from organisations.models import IdentitySession
from organisations.operations.identity_sessions import bound_to
from organisations.sealing import SealBrokenError, envelope, keyring, seal, unseal
from organisations.sealing.columns import Batch

SECRETS = ("secret", "seed")
"""Where a second step keeps what is sealed: that of an app, and that from which recovery codes follow."""
Step = Callable[..., Batch]


def reseal_tokens(*, after: str | None, limit: int) -> Batch:
    """Seal the next tokens anew with which identity providers are asked again."""
    return _each(IdentitySession.objects.exclude(refresh_token=b""), _token, after, limit)


def reseal_second_steps(*, after: str | None, limit: int) -> Batch:
    """Seal the secrets of the next second steps anew."""
    return _each(Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN), _second_step, after, limit)


OF_ACCOUNTS: Mapping[str, Step] = {"identity-sessions": reseal_tokens, "second-steps": reseal_second_steps}


def _each(rows: QuerySet[Any], change: Callable[[Any], None], after: str | None, limit: int) -> Batch:
    beyond = rows.filter(pk__gt=after) if after else rows
    found = list(beyond.order_by("pk").values_list("pk", flat=True)[:limit])
    unreadable = sum(not _changed(rows, pk, change) for pk in found)
    return Batch(str(found[-1]) if found else None, len(found), unreadable)


@transaction.atomic
def _changed(rows: QuerySet[Any], pk: Any, change: Callable[[Any], None]) -> bool:
    """Change one row, held meanwhile; return whether it could be opened. One that went meanwhile stays away."""
    row = rows.select_for_update().filter(pk=pk).first()
    try:
        if row is not None:
            change(row)
    except SealBrokenError:
        return False
    return True


def _token(session: IdentitySession) -> None:
    sealed = bytes(session.refresh_token)
    if envelope.key_id_of(sealed) != keyring.current().id:
        session.refresh_token = seal(unseal(sealed, bound_to=bound_to(session)), bound_to=bound_to(session))
        session.save(update_fields=["refresh_token"])


def _second_step(step: Authenticator) -> None:
    old = {name: sealed for name in SECRETS if (sealed := step.data.get(name)) and _is_old(sealed)}
    if old:
        step.data |= {name: encrypt(decrypt(sealed)) for name, sealed in old.items()}
        step.save(update_fields=["data"])


def _is_old(sealed: str) -> bool:
    return envelope.key_id_of(sealed) != keyring.current().id
