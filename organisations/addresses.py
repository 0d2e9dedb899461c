"""Where a call comes from, as far as it can be told, for the brake on guessing."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

IPV6_HOUSEHOLD = 64  # bits; a household holds a whole /64 and may use a fresh address for every call


def address_of(request: HttpRequest) -> str:
    """Return the address of the caller; behind our own proxy the last one that it added itself."""
    behind_proxy = settings.SECURE_PROXY_SSL_HEADER is not None
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() if behind_proxy else ""
    return _household(forwarded or request.META.get("REMOTE_ADDR", ""))


def _household(text: str) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, IPV6_HOUSEHOLD), strict=False))
    return str(address)
