"""How a photo, drawing or recording leaves: never cached, never taken for anything but what it is."""

import re

from django.http import HttpRequest, HttpResponse

from organisations import files
from organisations.views.serving import served
from surveys.models import MediaItem

RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})\Z")


def media_response(request: HttpRequest, media: MediaItem) -> HttpResponse:
    """Return the file of an item, or the one range of bytes that a player asks for (RFC 9110, section 14)."""
    content = files.content_of(media.file, sealed=True)
    response = served(content, media.content_type)
    response.headers["Accept-Ranges"] = "bytes"
    asked = RANGE.match(request.headers.get("Range", ""))
    first = int(asked[1]) if asked else len(content)
    if not asked or first >= len(content):
        return response
    last = min(int(asked[2] or len(content)), len(content) - 1)
    response.content = content[first : last + 1]
    response.status_code = 206
    response.headers["Content-Range"] = f"bytes {first}-{first + len(response.content) - 1}/{len(content)}"
    return response
