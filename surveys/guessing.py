"""The brake on guessing letter codes: only wrong codes spend it, and without Redis nobody gets in.

With 5,000 living codes of 50 bits and the whole day's allowance spent, the chance of one hit is about 4 in a million.
"""

from functools import cache
from math import ceil

from django.conf import settings
from django.utils.crypto import salted_hmac
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from organisations.clock import now

PER_ADDRESS = RateLimitItemPerMinute(10, namespace="codes")
ALTOGETHER = RateLimitItemPerMinute(600, namespace="codes-all")


class TooManyGuessesError(Exception):
    """Too many wrong codes came; try again after `wait` seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


class UnguardedError(Exception):
    """The counter of wrong codes cannot be reached, so no code may be tried."""


def check(address: str) -> None:
    """Let an address try a code. Raises TooManyGuessesError or UnguardedError."""
    for limit, name in _limits(address):
        try:
            free = _limiter().test(limit, name)
            wait = 0 if free else ceil(_limiter().get_window_stats(limit, name).reset_time - now().timestamp())
        except StorageError as error:
            raise UnguardedError from error
        if not free:
            raise TooManyGuessesError(max(wait, 1))


def spend(address: str) -> None:
    """Count one wrong code. Raises UnguardedError."""
    try:
        for limit, name in _limits(address):
            _limiter().hit(limit, name)
    except StorageError as error:
        raise UnguardedError from error


def _limits(address: str) -> tuple[tuple[RateLimitItem, str], ...]:
    """Both limits with the name they count under; an address is hashed, so that Redis knows none."""
    return ((PER_ADDRESS, salted_hmac("surveys.guessing", address).hexdigest()), (ALTOGETHER, "all"))


@cache
def _limiter() -> FixedWindowRateLimiter:
    options: dict[str, float | str | bool] = {"socket_timeout": 2.0, "socket_connect_timeout": 2.0}
    return FixedWindowRateLimiter(storage_from_string(settings.REDIS_URL, wrap_exceptions=True, **options))
