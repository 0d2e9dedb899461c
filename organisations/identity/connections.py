"""The connections with identity providers, as whoever runs the installation describes them.

They stand in the settings and not in a table: each one holds a secret and says which machine this server asks, so they
belong to who runs the server. Which role a claim gives is for the administrators of the organisation: see `ClaimRole`.
"""

from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator, model_validator

LOWER_DOMAIN = r"^[a-z0-9.-]+$"


class Connection(BaseModel):
    """One organisation's identity provider, and how it is trusted.

    `unit`: roles are given only at or below it, and its administrators say which. `hosts`: further hosts that the
    provider names for its keys or tokens, such as `oauth2.googleapis.com:443`. `domains`: the e-mail domains for which
    the provider's word is believed when somebody who was invited comes for the first time.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    key: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    name: str = Field(min_length=1, max_length=80)
    unit: UUID
    issuer: str = Field(max_length=300)
    client_id: str = Field(min_length=1, max_length=300)
    client_secret: str = Field(default="", repr=False)
    client_secret_file: Path | None = None
    roles_claim: str = Field(default="roles", min_length=1)
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    domains: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    local_password: bool = True
    required_acr: tuple[str, ...] = ()
    required_amr: tuple[str, ...] = ()
    prompt: str = Field(default="", pattern=r"^(|login|select_account|consent)$")

    @field_validator("issuer")
    @classmethod
    def _issuer(cls, value: str) -> str:
        if not is_safe(value) or urlsplit(value).query or urlsplit(value).fragment:
            raise ValueError("write the whole address of the issuer, beginning with https://")
        return value

    @field_validator("domains", mode="after")
    @classmethod
    def _lower(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(domain.lower().removeprefix("@") for domain in value)

    @model_validator(mode="after")
    def _openid(self) -> "Connection":
        if "openid" not in self.scopes:
            raise ValueError("scopes: `openid` must be among them")
        if not _readable(self):
            raise ValueError("client_secret or client_secret_file: one of them is needed, with a secret in it")
        return self

    @property
    def secret(self) -> str:
        """Return the secret that this installation shares with the provider."""
        return self.client_secret or (self.client_secret_file.read_text().strip() if self.client_secret_file else "")

    def may_be_asked(self, url: str) -> bool:
        """Return whether an address that the provider names lies on one of its own hosts; no other is ever asked."""
        return is_safe(url) and urlsplit(url).netloc.lower() in {urlsplit(self.issuer).netloc.lower(), *self.hosts}

    def believes(self, email: str) -> bool:
        """Return whether the provider's word about who holds an e-mail address counts."""
        return email.rpartition("@")[2].lower() in self.domains


def _readable(connection: Connection) -> bool:
    try:
        return bool(connection.secret)
    except OSError:
        return False


def is_safe(url: str) -> bool:
    """Return whether an address is https; outside production plain http to this very machine is well too."""
    parts = urlsplit(url)
    if not parts.hostname or parts.username or parts.password:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and not settings.PRODUCTION and _is_here(parts.hostname))


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def connections() -> tuple[Connection, ...]:
    """Return all connections by name. Raises `ImproperlyConfigured` with what is wrong and where."""
    return _read(settings.IDENTITY_PROVIDERS)


def connection(key: str) -> Connection | None:
    """Return one of them, None for an unknown key."""
    return next((one for one in connections() if one.key == key), None)


@lru_cache(maxsize=8)
def _read(text: str) -> tuple[Connection, ...]:
    try:
        found = TypeAdapter(tuple[Connection, ...]).validate_json(text or "[]")
    except ValidationError as error:
        raise ImproperlyConfigured(_told(error)) from None  # the cause would repeat the secret
    for subject in ("key", "issuer"):
        if len({getattr(one, subject) for one in found}) < len(found):
            message = f"IDENTITY_PROVIDERS: two entries have the same {subject}."
            raise ImproperlyConfigured(message)
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def _told(error: ValidationError) -> str:
    faults = error.errors(include_input=False, include_url=False, include_context=False)
    lines = (f"{'.'.join(map(str, fault['loc'])) or 'the whole'}: {fault['msg']}" for fault in faults)
    return "IDENTITY_PROVIDERS is not right. " + "; ".join(lines)
