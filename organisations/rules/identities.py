"""What the word of an identity provider means here. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from organisations.choices import Role

MOST_VALUES = 500
LONGEST_VALUE = 200
LONGEST_EMAIL = 254
VOUCHED_FOR = timedelta(days=31)
"""For so long a role holds after an identity provider last vouched for somebody; a leaver's roles end by themselves."""

RoleOnUnit = tuple[Role, UUID]


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that somebody has or had. `by_provider`: this connection gave it, nobody gave it by hand."""

    role: RoleOnUnit
    until: date | None
    by_provider: bool

    def holds(self, on: date) -> bool:
        """Return whether the role holds on a day, or will later."""
        return self.until is None or on < self.until


@dataclass(frozen=True, slots=True)
class Changes:
    """What becomes of somebody's roles: given anew, kept on for a while, or ended."""

    give: frozenset[RoleOnUnit]
    keep_on: frozenset[RoleOnUnit]
    end: frozenset[RoleOnUnit]


def claim_values(claims: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return the texts of a claim, each once, sorted; a single text counts as one, anything else as nothing.

    name: the claim's own name, or a path into nested claims such as `realm_access.roles`. A text that is longer than
    200 signs stands for nothing and is left out, and so is whatever comes after the first 500.
    """
    found = claims[name] if name in claims else _inside(claims, name.split("."))
    texts = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    usable = (text.strip() for text in texts[:MOST_VALUES] if isinstance(text, str))
    return tuple(sorted({text for text in usable if 0 < len(text) <= LONGEST_VALUE and text.isprintable()}))


def _inside(claims: Any, path: list[str]) -> Any:
    for step in path:
        claims = claims.get(step) if isinstance(claims, Mapping) else None
    return claims


def says_roles(claims: Mapping[str, Any], name: str) -> bool:
    """Return whether claims say anything about roles at all, were it that there are none."""
    return name in claims or _inside(claims, name.split(".")) is not None


def changes(held: Iterable[HeldRole], wanted: frozenset[RoleOnUnit], *, on: date) -> Changes:
    """Return what to do so that somebody has the roles that the provider says, beside those given by hand.

    A role given by hand stays as it is; one that ended is given anew.
    """
    by_role = {one.role: one for one in held if one.holds(on)}
    ours = {role for role, one in by_role.items() if one.by_provider}
    return Changes(
        give=frozenset(wanted - by_role.keys()), keep_on=frozenset(ours & wanted), end=frozenset(ours - wanted)
    )


def strong_enough(claims: Mapping[str, Any], *, acr: tuple[str, ...], amr: tuple[str, ...]) -> bool:
    """Return whether somebody signed in there as strongly as is demanded: by one of `acr` and one of `amr`, if any."""
    methods = claims.get("amr")
    used = set(methods) if isinstance(methods, list) and all(isinstance(one, str) for one in methods) else set()
    return (not acr or claims.get("acr") in acr) and (not amr or bool(used.intersection(amr)))


def shown_at(claims: Mapping[str, Any], *, former: float | None, at: float) -> float:
    """Return when somebody last showed the provider that it is them, in seconds since 1970, at most `at`.

    former: what counted until now in this browser; None where the provider was asked to ask again, or for a new one.
    A provider that does not tell (`auth_time`, OpenID Connect Core 1.0, 2) is taken to have asked just now then.
    """
    told = claims.get("auth_time")
    if isinstance(told, int | float) and not isinstance(told, bool):
        return min(float(told), at)
    return at if former is None else former


def full_name(claims: Mapping[str, Any]) -> str:
    """Return how somebody is called, in 120 signs at most; empty when the claims do not say."""
    parts = [_text(claims, "given_name"), _text(claims, "family_name")]
    said = (_text(claims, "name"), " ".join(filter(None, parts)), _text(claims, "preferred_username"))
    return next(filter(None, said), "")[:120]


def _text(claims: Mapping[str, Any], name: str) -> str:
    found = claims.get(name)
    usable = isinstance(found, str) and found.isprintable()
    return found.strip() if usable and isinstance(found, str) else ""


def proven_email(claims: Mapping[str, Any]) -> str:
    """Return the e-mail address that the provider says was proven to be this person's; empty without one."""
    email = _text(claims, "email")
    return (
        email if claims.get("email_verified") is True and email.count("@") == 1 and len(email) <= LONGEST_EMAIL else ""
    )
