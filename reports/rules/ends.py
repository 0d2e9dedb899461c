"""Both ends of a subject's answers together: which share of them is at the top of their scale, and at the bottom.

It adds up published counts only, of questions on one scale; where one of them is withheld it says nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from instruments.scoring import end_shares
from reports.rules.charts import Chart, Segment

FEWEST = 2
"""Of one question the figure itself says all."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The ends of one scale within a subject. Shares in whole per cent of the answers to its questions."""

    questions: int
    top: int
    top_label: str
    bottom: int
    bottom_label: str


def ends_of(questions: Sequence[tuple[Mapping[str, Any], Chart]]) -> tuple[Ends, ...]:
    """The ends per scale of a subject's questions, each with its published words and its figure."""
    by_scale: dict[str, list[tuple[Mapping[str, Any], Chart]]] = {}
    for words, chart in questions:
        if words.get("scale"):
            by_scale.setdefault(words["scale"], []).append((words, chart))
    found = (_ends(asked) for asked in by_scale.values() if len(asked) >= FEWEST)
    return tuple(ends for ends in found if ends is not None)


def _ends(asked: Sequence[tuple[Mapping[str, Any], Chart]]) -> Ends | None:
    words, charts = asked[0][0], [chart for _, chart in asked]
    if any(chart.form != "counts" for chart in charts):
        return None
    together = [sum(counts) for counts in zip(*(_counts(chart) for chart in charts), strict=True)]
    spread = end_shares(together, top=words["top"], bottom=words["bottom"])
    segments = charts[0].segments
    top, bottom = segments[-words["top"] :], segments[: words["bottom"]]
    return Ends(len(charts), _per_cent(spread.top), _labels(top), _per_cent(spread.bottom), _labels(bottom))


def _counts(chart: Chart) -> list[int]:
    return [segment.count for segment in chart.segments]


def _per_cent(share: float | None) -> int:
    return round(100 * (share or 0))


def _labels(ends: Sequence[Segment]) -> str:
    return " · ".join(segment.answer.label for segment in ends)
