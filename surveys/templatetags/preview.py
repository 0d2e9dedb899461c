"""What the templates of preview and paper need beside Django's own."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def at(mapping: Mapping[str, int], key: str) -> int | None:
    """Return what a mapping holds under a key, None for nothing."""
    return mapping.get(key)
