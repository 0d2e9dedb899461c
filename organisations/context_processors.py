"""What every staff page needs to draw its frame."""

from typing import Any

from django.http import HttpRequest


def staff(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation of the signed-in member of staff."""
    return {"page_language": getattr(request, "LANGUAGE_CODE", "nl")}
