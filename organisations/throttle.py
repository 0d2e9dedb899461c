"""Limits on guessing, kept in Redis. A limit that cannot count, as Redis is away, refuses (it fails closed)."""

import math
import time
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter


class ThrottleError(Exception):
    """A try is refused before it is looked at."""


class TooManyTriesError(ThrottleError):
    """The limit is spent; `retry_after` is the number of whole seconds until there is room again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Too many tries; try again in {retry_after} seconds.")
        self.retry_after = retry_after


class ThrottleAwayError(ThrottleError):
    """Redis is away, so tries cannot be counted and none is allowed."""


@dataclass(frozen=True)
class Throttle:
    """A limit such as `5/15 minutes` on one kind of try, counted apart for every id.

    A try is spent before it is judged, so that tries at the same moment cannot slip through together; a right one is
    given back, so that only wrong ones count.
    """

    name: str
    limit: str

    def spend(self, *ids: str) -> None:
        """Spend a try for each id. Raises `TooManyTriesError` or `ThrottleAwayError`; nothing may be judged then."""
        try:
            spent = [not limiter().hit(self._item, self.name, one) for one in ids]
            waits = [self._seconds_left(one) for one, over in zip(ids, spent, strict=True) if over]
        except StorageError as error:
            raise ThrottleAwayError from error
        if waits:
            raise TooManyTriesError(max(waits))

    def give_back(self, *ids: str) -> None:
        """Give a spent try back for each id. Raises `ThrottleAwayError`."""
        try:
            for one in ids:
                limiter().hit(self._item, self.name, one, cost=-1)
        except StorageError as error:
            raise ThrottleAwayError from error

    @property
    def _item(self) -> RateLimitItem:
        return parse(self.limit)

    def _seconds_left(self, one: str) -> int:
        ends_at = limiter().get_window_stats(self._item, self.name, one).reset_time
        return max(1, math.ceil(ends_at - time.time()))


@cache
def limiter() -> FixedWindowRateLimiter:
    """Return the counter in Redis of this process; waits two seconds at most."""
    storage = storage_from_string(settings.REDIS_URL, wrap_exceptions=True, socket_connect_timeout=2, socket_timeout=2)
    return FixedWindowRateLimiter(storage)
