"""What a view declares about who may open it. Its guard enforces that; whoever wants the whole list reads it here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from organisations.choices import Role

ViewT = TypeVar("ViewT", bound=Callable[..., Any])


class Door(StrEnum):
    """What lets somebody in at an address."""

    ANYBODY = "anybody"
    ROLE = "role"
    SIGN_IN = "sign-in"
    ANSWERING = "answering"
    """The code of a letter, or the secret of an answering session."""
    TABLET = "tablet"
    """A tablet of the team: to take it up, to give it to a client, or to put it to rest."""
    CLIENT = "client"
    """The own page of a client, at a tablet of the team."""
    RELATIVE = "relative"
    LINK = "link"
    """A link that was mailed, or a signature of another system: the address is of no use without it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may open an address. `roles` say whom of the staff; behind the door the getters say which rows."""

    door: Door
    roles: frozenset[Role] = frozenset()


def staff(*roles: Role) -> Rule:
    """Return the rule of an address for staff with any of the roles."""
    return Rule(Door.ROLE, frozenset(roles))


def declares(rule: Rule) -> Callable[[ViewT], ViewT]:
    """Leave a rule on a view, where `rule_of` finds it; to be used by what enforces it."""

    def leave(view: ViewT) -> ViewT:
        view.rule = rule  # type: ignore[attr-defined]  # as Django's own decorators mark views
        return view

    return leave


def rule_of(view: Callable[..., Any]) -> Rule | None:
    """Return what a view, or the class of a view of the API, declares; None when it declares nothing."""
    found: Rule | None = getattr(view, "rule", None) or getattr(getattr(view, "cls", None), "rule", None)
    return found
