"""How an uploaded picture leaves: never cached where others could find it, never taken for anything but a picture."""

from django.http import HttpResponse

from organisations.imaging import CONTENT_TYPE


def served(content: bytes, content_type: str = CONTENT_TYPE) -> HttpResponse:
    """Return the bytes of a cleaned picture, or of another file that was judged by its content, as a response."""
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": "inline",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)
