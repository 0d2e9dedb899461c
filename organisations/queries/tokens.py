"""Reads about API tokens."""

import hashlib
import re
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from organisations.choices import Role
from organisations.data import Rights
from organisations.models import ApiToken
from organisations.queries.trees import below
from organisations.rules.tokens import TOKEN_MAKERS

PREFIX = "cv_"
SHAPE = re.compile(r"cv_[A-Za-z0-9_-]{43}", re.ASCII)
"""By this shape a scanner finds a token that somebody left in a repository or a log."""


def token_hash(secret: str) -> str:
    """Return what is stored of a token. It is random and has 256 bits, so a fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_by_secret(secret: str, *, at: datetime) -> ApiToken | None:
    """Return the token, with its owner, account and unit, that has this secret and is valid at a moment. One query.

    The secret is found by its hash: how long that takes tells nothing about a secret with 256 random bits.
    """
    if not SHAPE.fullmatch(secret):
        return None
    valid = ApiToken.objects.filter(revoked_at=None, expires_at__gt=at).select_related("owner__user", "unit")
    return valid.filter(token_hash=token_hash(secret)).first()


def tokens_seen_by(rights: Rights) -> QuerySet[ApiToken]:
    """Return one's own tokens and, for an administrator, those of the own units, the newest first."""
    mine = Q(owner_id=rights.staff_id) if rights.staff_id and rights.has(*TOKEN_MAKERS) else Q(pk__in=[])
    of_units = below(rights.paths(Role.ADMINISTRATOR), "unit__path")
    return ApiToken.objects.filter(mine | of_units).select_related("owner", "unit").order_by("-made_at", "pk")


def seen_token(rights: Rights, token_id: UUID) -> ApiToken:
    """Return one such token that is not revoked; raises `Http404` for a stranger."""
    return get_object_or_404(tokens_seen_by(rights).filter(revoked_at=None), pk=token_id)
