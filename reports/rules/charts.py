"""From published figures to what a page draws: nothing here knows more than the publication says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reports.rules.wording import in_language

MOST_IN_A_BAR = 5
WIDTH_PER_DIGIT = 2.4
"""Per cent of the width of a bar, on a phone, that one digit of a number takes."""
COLUMN_TOP, COLUMN_HEIGHT = 22, 100
CHANGE_SHADES = {"change": "strong", "dont_know": "middle", "keep": "light"}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that could be given: its code, its words, and how it is drawn."""

    code: str
    label: str
    shade: str


@dataclass(frozen=True, slots=True)
class Segment:
    """People who gave one answer: its part of a bar, and its column. Widths in per cent, heights in px."""

    answer: Answer
    count: int
    start: str
    width: str
    middle: str
    number_fits: bool
    column: str
    column_middle: str
    column_width: str
    top: int
    height: int

    @property
    def number_at(self) -> int:
        """Where the number stands above its column."""
        return self.top - 6


@dataclass(frozen=True, slots=True)
class Chart:
    """One figure, in the form in which it was published."""

    key: str
    label: str
    form: str
    n: int = 0
    segments: tuple[Segment, ...] = ()
    mean: float | None = None
    end: str = ""
    """Whether a coarse mean is open below (`lower`) or above (`higher`)."""
    nearly_all: str = ""
    share: int = 0
    numbered: bool = False
    lowest: Answer | None = None
    highest: Answer | None = None
    """Both ends of the scale of a numbered figure."""

    @property
    def in_columns(self) -> bool:
        """Whether it has too many answers for one bar."""
        return len(self.segments) > MOST_IN_A_BAR

    def count(self, code: str) -> int:
        """How many people gave this answer; 0 where that is not published."""
        return next((segment.count for segment in self.segments if segment.answer.code == code), 0)

    def per_cent(self, code: str) -> int:
        """The same in whole per cent of those who answered."""
        return round(100 * self.count(code) / self.n) if self.n else 0

    @property
    def change_per_cent(self) -> int:
        """Of those who answered, how many want something else."""
        return self.per_cent("change")


def chart(
    key: str, label: str, figure: Mapping[str, Any], answers: Sequence[Answer], *, numbered: bool = False
) -> Chart:
    """Draw a figure. A numbered figure that is counted also gets its mean."""
    blank = Chart(key, label, "withheld", n=figure.get("n", 0), numbered=numbered)
    if numbered:
        blank = replace(blank, lowest=answers[0], highest=answers[-1])
    if "counts" in figure:
        mean = _mean(figure["counts"]) if numbered else None
        return replace(blank, form="counts", segments=_segments(figure["counts"], answers), mean=mean)
    if "mean_band" in figure:
        return replace(blank, form="mean_band", mean=figure["mean_band"], end=_end(figure, answers))
    return replace(blank, **_nearly_all(figure["at_least"], answers)) if "at_least" in figure else blank


def _nearly_all(at_least: Mapping[str, int], answers: Sequence[Answer]) -> dict[str, Any]:
    [(code, share)] = at_least.items()
    words = next((answer.label for answer in answers if answer.code == code), code)
    return {"form": "at_least", "nearly_all": words, "share": share}


def _segments(counts: Mapping[str, int], answers: Sequence[Answer]) -> tuple[Segment, ...]:
    given = [counts.get(answer.code, 0) for answer in answers]
    n, most, column = max(1, sum(given)), max(1, *given), 100 / len(answers)
    return tuple(
        Segment(
            answer=answer,
            count=count,
            start=_per_cent(100 * sum(given[:place]) / n),
            width=_per_cent(100 * count / n),
            middle=_per_cent(100 * (sum(given[:place]) + count / 2) / n),
            number_fits=100 * count / n >= WIDTH_PER_DIGIT * (1 + len(str(count))),
            column=_per_cent(column * (place + 0.1)),
            column_middle=_per_cent(column * (place + 0.5)),
            column_width=_per_cent(column * 0.8),
            top=COLUMN_TOP + COLUMN_HEIGHT - round(COLUMN_HEIGHT * count / most),
            height=round(COLUMN_HEIGHT * count / most),
        )
        for place, (answer, count) in enumerate(zip(answers, given, strict=True))
    )


def _per_cent(number: float) -> str:
    return f"{number:.2f}%"


def _mean(counts: Mapping[str, int]) -> float:
    return round(sum(int(code) * count for code, count in counts.items()) / sum(counts.values()), 1)


def _end(figure: Mapping[str, Any], answers: Sequence[Answer]) -> str:
    """The outermost bands lie half a step inside the scale."""
    lowest, highest = int(answers[0].code), int(answers[-1].code)
    if figure["mean_band"] <= lowest + 0.5 and highest - lowest > 1:
        return "lower"
    return "higher" if figure["mean_band"] >= highest - 0.5 and highest - lowest > 1 else ""


def answers_of(question: Mapping[str, Any], language: str) -> list[Answer]:
    """The answers of a question in order, from light to dark where they are few."""
    given = question["answers"]
    return [
        Answer(answer["code"], in_language(answer["label"], language), f"shade-{number}-{len(given)}")
        for number, answer in enumerate(given, start=1)
    ]
