"""One identity provider, described by variables: the short way for an installation that has no more than one."""

import json

from clientvoice.variables import Environment

LISTS = ("scopes", "domains", "hosts", "required_acr", "required_amr")
TEXTS = ("key", "name", "unit", "client_id", "client_secret", "roles_claim", "prompt")


def one_provider(env: Environment) -> str:
    """Return the entry of IDENTITY_PROVIDERS that the variables `OIDC_…` make, as JSON; empty without `OIDC_ISSUER`."""
    issuer = env.str("OIDC_ISSUER", default="")
    if not issuer:
        return ""
    entry: dict[str, object] = {"issuer": issuer, "key": "oidc"}
    entry |= {name: text for name in TEXTS if (text := env.str(f"OIDC_{name.upper()}", default=""))}
    entry |= {name: words for name in LISTS if (words := env.list(f"OIDC_{name.upper()}", default=[]))}
    entry["local_password"] = env.bool("OIDC_LOCAL_PASSWORD", default=True)
    return json.dumps([entry])
