"""How a photo, drawing or recording leaves: never cached, never taken for anything but what it is."""

import re

import structlog
from django.http import Http404, HttpRequest, HttpResponse

from organisations import files
from organisations.sealing import SealBrokenError
from organisations.views.serving import served
from surveys.models import MediaItem

log = structlog.get_logger(__name__)
RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})\Z")


def media_response(request: HttpRequest, media: MediaItem) -> HttpResponse:
    """Return the file of an item, or the one range of bytes that a player asks for (RFC 9110, section 14).

    Raises `Http404` when it is gone or cannot be opened any more.
    """
    content = _content(media)
    response = served(content, media.content_type)
    response.headers["Accept-Ranges"] = "bytes"
    asked = RANGE.match(request.headers.get("Range", ""))
    first = int(asked[1]) if asked else len(content)
    last = min(int(asked[2] or len(content)), len(content) - 1) if asked else 0
    if first > last:
        return response
    response.content = content[first : last + 1]
    response.status_code = 206
    response.headers["Content-Range"] = f"bytes {first}-{first + len(response.content) - 1}/{len(content)}"
    return response


def _content(media: MediaItem) -> bytes:
    try:
        return files.content_of(media.file, sealed=True)
    except (FileNotFoundError, SealBrokenError) as error:
        log.warning("media_unreadable", error=type(error).__name__)
        raise Http404 from error
