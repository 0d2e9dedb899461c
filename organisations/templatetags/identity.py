"""The ways to sign in through an organisation's identity provider, for the sign-in page."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from organisations.identity.connections import connections

register = template.Library()
MOST_AS_BUTTONS = 3


@register.inclusion_tag("identity/choices.html")
def identity_choices(onward: str | None) -> dict[str, Any]:
    """Offer each connection by its name; `onward` is the page of this site to which somebody wants to go."""
    query = f"?{urlencode({'next': onward})}" if onward else ""
    ways = [(one.name, reverse("identity-start", kwargs={"key": one.key}) + query) for one in connections()]
    return {"ways": ways, "many": len(ways) > MOST_AS_BUTTONS}
