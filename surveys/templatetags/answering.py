"""What the templates of the answering pages need beside Django's own."""

import json
import re
from typing import Any

from django import template

register = template.Library()
SENTENCE = re.compile(r"[^.!?]+[.!?]*")


@register.filter(name="json")
def as_json(value: Any) -> str:
    """Return the value as JSON for a data attribute; the template escapes it."""
    return json.dumps(value, ensure_ascii=False, default=dict)


@register.filter
def coded(code: int | str) -> str:
    """Return a code as the plain form sends it: `n:4` for a number, `s:keep` for a word."""
    return f"n:{code}" if isinstance(code, int) else f"s:{code}"


@register.filter
def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with its closing mark."""
    return [found.strip() for found in SENTENCE.findall(text) if found.strip()]
