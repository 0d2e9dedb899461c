"""What can be answered: scales, options and the labels of the change question."""

from pydantic import Field

from instruments.definition.base import Frozen, Key
from instruments.definition.texts import Labels


class Picture(Frozen):
    """A drawing beside a question, by its key in the picture set.

    alt: what it shows in words; left out, what the catalogue of drawings says.
    """

    key: Key
    alt: Labels | None = None


class Point(Frozen):
    """One answer of a scale. The code is stored and never changes its meaning."""

    code: int = Field(description="a whole number that is stored and never changes its meaning")
    labels: Labels
    picture: Key | None = None


class Option(Frozen):
    """One answer of a choice. The code is stored and never changes its meaning.

    alone: of several answers, this one goes with no other, such as "none of these".
    """

    code: Key = Field(description="a short word that is stored and never changes its meaning")
    labels: Labels
    picture: Key | None = None
    alone: bool = False


class Scale(Frozen):
    """Answers in order, from the negative to the positive end. Another set of labels is another scale.

    top, bottom: how many points at either end results read together ("good or very good").
    """

    key: Key
    points: tuple[Point, ...] = Field(min_length=2, max_length=5)
    top: int = Field(default=1, ge=1, le=2)
    bottom: int = Field(default=1, ge=1, le=2)


class ChangeLabels(Frozen):
    """Both answers of every change question of the instrument."""

    keep: Labels
    change: Labels
