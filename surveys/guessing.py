"""The brake on guessing letter codes: only wrong codes spend it, and without Redis nobody gets in.

With 5,000 living codes of 50 bits and the whole day's allowance spent, the chance of one hit is about 4 in a million.
"""

from math import ceil

from django.utils.crypto import salted_hmac
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.errors import StorageError

from organisations.clock import now
from organisations.throttle import limiter

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
            free = limiter().test(limit, name)
            wait = 0 if free else ceil(limiter().get_window_stats(limit, name).reset_time - now().timestamp())
        except StorageError as error:
            raise UnguardedError from error
        if not free:
            raise TooManyGuessesError(max(wait, 1))


def spend(address: str) -> None:
    """Count one wrong code. Raises UnguardedError."""
    try:
        for limit, name in _limits(address):
            limiter().hit(limit, name)
    except StorageError as error:
        raise UnguardedError from error


def _limits(address: str) -> tuple[tuple[RateLimitItem, str], ...]:
    """Both limits with the name they count under; an address is hashed, so that Redis knows none."""
    return ((PER_ADDRESS, salted_hmac("surveys.guessing", address).hexdigest()), (ALTOGETHER, "all"))
