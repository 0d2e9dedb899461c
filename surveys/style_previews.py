"""What each answer style looks like, small, for whoever chooses one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import get_language

from instruments.definition.answering import Point
from instruments.definition.texts import Labels
from instruments.styles.registry import answer_styles

POINTS = (
    Point(code=1, labels=Labels({"nl": "Slecht", "en": "Bad"})),
    Point(code=2, labels=Labels({"nl": "Gaat wel", "en": "Okay"})),
    Point(code=3, labels=Labels({"nl": "Goed", "en": "Good"})),
)


@dataclass(frozen=True, slots=True)
class PreviewedPoint:
    """One answer of a preview."""

    position: int
    label: str
    picture: str | None


@dataclass(frozen=True, slots=True)
class StylePreview:
    """One style to choose, or the proposal when it has no points. templates: the style's own small look comes first."""

    radio: BoundWidget
    templates: tuple[str, ...] = ()
    points: tuple[PreviewedPoint, ...] = ()


def previews(field: BoundField) -> Iterator[StylePreview]:
    """Yield every choice of the form's field for the style, in order, as it looks on a scale of three."""
    known = answer_styles()
    for radio in field:
        name = str(radio.data["value"])
        if name in known:
            templates = (f"questions/preview/{name}.html", "questions/preview/any.html")
            yield StylePreview(radio, templates, tuple(_points(name)))
        else:
            yield StylePreview(radio)


def _points(name: str) -> Iterator[PreviewedPoint]:
    style, language = answer_styles().get(name), get_language() or "nl"
    for place, point in enumerate(POINTS):
        picture = style.picture(point, place, len(POINTS))
        yield PreviewedPoint(place + 1, point.labels.in_language(language), picture)
