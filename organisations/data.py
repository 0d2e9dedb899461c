"""What leaves this room: frozen values without a database behind them."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from organisations.choices import WITHIN_PROVIDER, ActorKind, Role


@dataclass(frozen=True, slots=True)
class Grant:
    """A role on a unit and all below it.

    `path` is the unit's materialised path: everything below starts with it. `within_provider` says that the unit is a
    provider or lies below one, `provider_id` which; only there can a role reach persons.
    """

    role: Role
    unit_id: UUID
    path: str
    within_provider: bool
    provider_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, in which roles at that moment.

    `source` refers to the sign-in or tablet it came through, and cannot be used as one.
    """

    kind: ActorKind
    id: UUID | None = None
    roles: tuple[Role, ...] = ()
    source: str = ""


SYSTEM = Actor(ActorKind.SYSTEM)
"""What happens by itself, such as the work of a night."""


@dataclass(frozen=True, slots=True)
class Note:
    """Somebody or something that a page is about to show; the access log keeps it when the page is ready.

    client_id: None for a list of clients. thing: the kind of what is shown, with its id; never what it says.
    """

    client_id: UUID | None
    provider_id: UUID
    thing: str


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do today. Built once per request; every decision about access reads it.

    `waits`: the name of the page on which something has to be done first; there are no grants until then.

    `opened` are the clients that were opened in an emergency. `source` refers to the sign-in. The getters of protected
    rows note in `notes` whom they gave out, for the access log; see `organisations.tracing`. `past`: the grants over
    what was merged into their places, once somebody asked; see `queries.taking_over`.
    """

    staff_id: UUID | None = None
    name: str = ""
    grants: tuple[Grant, ...] = ()
    opened: tuple[UUID, ...] = ()
    source: str = ""
    token_id: UUID | None = None
    waits: str = ""
    notes: list[Note] = field(default_factory=list, compare=False, repr=False)
    past: list[tuple[Grant, ...]] = field(default_factory=list, compare=False, repr=False)

    @property
    def actor(self) -> Actor:
        """Return who this is, for the access log: the member of staff, or the connected system that acts for one."""
        roles = tuple(sorted({grant.role for grant in self.grants}))
        kind = ActorKind.TOKEN if self.token_id else ActorKind.STAFF
        return Actor(kind, self.token_id or self.staff_id, roles, self.source)

    def outermost(self, *roles: Role) -> tuple["Grant", ...]:
        """Return the grants of the roles that reach anything, without those at or below the unit of another one."""
        held = (grant for grant in self.grants if grant.role in roles and _reaches(grant))
        found: list[Grant] = []
        for grant in sorted(held, key=lambda one: one.path):
            if not found or not grant.path.startswith(found[-1].path):
                found.append(grant)
        return tuple(found)

    def providers(self, *roles: Role) -> frozenset[UUID]:
        """Return the providers in which, or in a part of which, one of the roles is held."""
        return frozenset(grant.provider_id for grant in self.grants if grant.role in roles and grant.provider_id)

    def note(self, client_id: UUID | None, provider_id: UUID, thing: str) -> None:
        """Note that something about a client was given out, to be kept in the access log; once is enough."""
        said = Note(client_id, provider_id, thing)
        if self.grants and said not in self.notes:
            self.notes.append(said)

    def has(self, *roles: Role) -> bool:
        """Return whether any of the roles is held anywhere."""
        return any(grant.role in roles for grant in self.grants)

    def with_grants(self, grants: tuple[Grant, ...]) -> "Rights":
        """Return the rights of the same person with other grants; what is noted by either is noted by both."""
        return replace(self, grants=grants)

    def paths(self, *roles: Role) -> tuple[str, ...]:
        """Return the tree paths below which one of the roles holds; those over persons only count within a provider."""
        return tuple(grant.path for grant in self.grants if grant.role in roles and _reaches(grant))


def _reaches(grant: Grant) -> bool:
    return grant.within_provider or grant.role not in WITHIN_PROVIDER


NOBODY = Rights()
"""The rights of a visitor without a sign-in, or without a staff record."""
