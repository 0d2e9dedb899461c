"""How the description of the API tells of tokens and of the scope that each call needs."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from organisations.api.tokens import TokenAuthentication, token_scope
from organisations.choices import Scope


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself
    """How the description of the API tells of tokens."""

    target_class = TokenAuthentication
    name = "apiToken"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """Return the scheme, with what each scope is for."""
        scopes = "\n".join(f"- `{scope.value}`: {scope.label}" for scope in Scope)
        words = f"A token that a member of staff made. It reaches what its owner reaches today. Scopes:\n\n{scopes}"
        return {"type": "http", "scheme": "bearer", "bearerFormat": "cv_…", "description": words}

    def get_security_requirement(self, auto_schema: AutoSchema) -> dict[str, list[Any]] | list[dict[str, list[Any]]]:
        """Return the requirement for a call that takes tokens, nothing for one that does not."""
        return {self.name: []} if token_scope(auto_schema.view) else []


class ScopedSchema(AutoSchema):
    """The description of a call, with the scope that a token needs for it."""

    def get_extensions(self) -> dict[str, Any]:
        """Return the scope as `x-token-scope`."""
        scope = token_scope(self.view)
        return {"x-token-scope": scope.value} if scope else {}
