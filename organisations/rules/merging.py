"""Which days of one placement are not told by others already. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since`, until (not with) `until`; without `until` it goes on."""

    since: date
    until: date | None = None

    @property
    def end(self) -> date:
        """The day on which it ends, for comparing: one that goes on ends after all others."""
        return self.until or date.max


def left_over(span: Span, others: Iterable[Span]) -> list[Span]:
    """Return the parts of a span that none of the others covers, in order; none of them is empty."""
    found, since = [], span.since
    for other in sorted(others, key=lambda each: each.since):
        if other.end <= since or other.since >= span.end:
            continue
        if other.since > since:
            found.append(Span(since, other.since))
        since = max(since, other.end)
    if since < span.end:
        found.append(Span(since, span.until))
    return found
