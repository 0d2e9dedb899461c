"""What stands out, said carefully: subjects are named together where chance could have put them in this order."""

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist
from typing import TypeVar

Z = NormalDist().inv_cdf(0.975)
SubjectT = TypeVar("SubjectT")


def wilson(given: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share, from 0 to 1 (Wilson 1927). n must be above 0."""
    share, spread = given / n, Z * Z / n
    middle = (share + spread / 2) / (1 + spread)
    reach = Z / (1 + spread) * sqrt(share * (1 - share) / n + spread / (4 * n))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def standing_out(subjects: Sequence[tuple[SubjectT, int, int]]) -> list[SubjectT]:
    """Of (subject, given, n) those with the highest share, and all that chance alone could have put below them.

    Empty when that would be all of several subjects, or when nobody gave it: then nothing stands out.
    """
    given = [subject for subject in subjects if subject[2] > 0]
    if not any(count for _, count, _ in given):
        return []
    top = max(given, key=lambda subject: subject[1] / subject[2])
    least = wilson(top[1], top[2])[0]
    leading = [subject for subject, count, n in given if wilson(count, n)[1] >= least]
    return [] if len(leading) == len(given) > 1 else leading
