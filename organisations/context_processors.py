"""What every staff page needs to draw its frame."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from organisations.access import rights
from organisations.navigation import ShownEntry, navigation


def staff(request: HttpRequest) -> dict[str, Any]:
    """Return the language of the page, and the menu, which is made only when a page draws it."""

    def entries() -> list[ShownEntry]:
        return list(navigation.shown_to(rights(request), path=request.path))

    return {"page_language": get_language() or "nl", "navigation": entries}
