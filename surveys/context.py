"""What a new answering session is opened with: parts that other rooms bring.

Each room registers its own at start-up; nobody here knows what the other rooms are.
"""

from collections.abc import Callable
from typing import Any

from instruments.definition.model import Definition
from surveys.models import Invitation

Contributor = Callable[[Invitation, Definition], Any]
"""Gives JSON data for one invitation and the definition by which it is asked; what is empty is left out.

It reads only what this asking needs: in an anonymous round nothing that points at a person.
"""


class Contributors:
    """All parts there are, by the key of the context that each fills."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_key: dict[str, Contributor] = {}

    def register(self, key: str, contributor: Contributor) -> None:
        """Let a room fill this key; raises `ValueError` when another does already."""
        if key in self._by_key:
            message = f"The context has its {key} already."
            raise ValueError(message)
        self._by_key[key] = contributor

    def parts(self, invitation: Invitation, definition: Definition) -> dict[str, Any]:
        """Return what the rooms bring to this session, by the key of the context."""
        brought = ((key, contributor(invitation, definition)) for key, contributor in self._by_key.items())
        return {key: part for key, part in brought if part}


contributors = Contributors()
