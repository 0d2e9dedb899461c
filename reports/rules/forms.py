"""The forms in which a group's answers may be published: counted exactly, nearly everybody, or a coarse mean."""

from fractions import Fraction
from math import floor

from reports.data import Counts, Item
from reports.rules.thresholds import END_SHARE

STEP = Fraction(1, 2)
WITHHELD: dict[str, object] = {"withheld": True}


def people(counts: Counts) -> int:
    """How many people gave one of the codes."""
    return sum(counts.values())


def end_code(counts: Counts, exact_ends: int) -> str | None:
    """The code that nearly everybody gave, when the group is so small that it would say too much of each of them."""
    n = people(counts)
    if not 0 < n < exact_ends:
        return None
    code, given = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
    return code if given * 100 >= n * END_SHARE else None


def mean_band(item: Item, counts: Counts) -> Fraction:
    """The mean in half steps, kept one half step inside the scale: the outermost bands mean "or lower", "or higher".

    Without that, a mean at the very end would say what each member of the group answered.
    """
    lowest, highest = item.ends
    n = people(counts)
    mean = Fraction(sum(int(code) * given for code, given in counts.items()), n)
    nearest = floor(mean / STEP + Fraction(1, 2)) * STEP
    return max(lowest + STEP, min(highest - STEP, nearest))


def counted(item: Item, counts: Counts) -> dict[str, object]:
    """Every code with its number of people."""
    return {"n": people(counts), "counts": {code: counts[code] for code in item.codes}}


def nearly_all(code: str, counts: Counts) -> dict[str, object]:
    """Only that at least this share, in per cent, gave the code; withheld when fewer did."""
    n = people(counts)
    return {"n": n, "at_least": {code: END_SHARE}} if counts[code] * 100 >= n * END_SHARE else WITHHELD


def banded(item: Item, counts: Counts) -> dict[str, object]:
    """Only the mean, coarsely."""
    return {"n": people(counts), "mean_band": float(mean_band(item, counts))}
