"""What somebody has to do before anything else: choose a password of their own, and set up a second step if needed."""

from dataclasses import replace

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from organisations.data import Rights
from organisations.models import User
from organisations.queries.accounts import has_second_factor
from organisations.rules.second_factor import is_needed

PASSWORD_PAGE, SECOND_FACTOR_PAGE = "account_change_password", "mfa_index"


def held_back(user: User | AnonymousUser, rights: Rights) -> Rights:
    """Return the rights as they are, or none of them with the page that comes first. At most one query."""
    page = _first_page(user, rights) if isinstance(user, User) else ""
    return replace(rights, grants=(), waits=page) if page else rights


def _first_page(user: User, rights: Rights) -> str:
    if user.first_password_until is not None:
        return PASSWORD_PAGE
    needed = settings.REQUIRE_SECOND_FACTOR and is_needed(rights.grants)
    return SECOND_FACTOR_PAGE if needed and not has_second_factor(user) else ""
