"""Whoever has to use a second step and has none yet may do nothing but set one up."""

from dataclasses import replace

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from organisations.data import Rights
from organisations.models import User
from organisations.queries.accounts import has_second_factor
from organisations.rules.second_factor import is_needed


def held_back(user: User | AnonymousUser, rights: Rights) -> Rights:
    """Return the rights as they are, or none of them while a second step is needed and missing. At most one query."""
    if not settings.REQUIRE_SECOND_FACTOR or not isinstance(user, User) or not is_needed(rights.grants):
        return rights
    return rights if has_second_factor(user) else replace(rights, grants=(), waits=True)
