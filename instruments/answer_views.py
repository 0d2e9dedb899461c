"""What can be chosen or written in one question, ready for a template."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from instruments.definition.model import Code, Definition, Option, Point, Question
from instruments.definition.texts import Texts
from instruments.styles.base import AnswerStyle
from instruments.types.base import QuestionType
from instruments.types.registry import question_types
from instruments.types.shape import Shape


@dataclass(frozen=True, slots=True)
class OptionView:
    """One answer to choose from. `position` counts from 1. The label stands beside the picture, which needs no alt.

    alone: of several answers, this one goes with no other. graded: it is a point of a scale, in order with the others.
    photo: address of what takes the drawing's place, if any.
    """

    value: Code
    label: str
    picture: str | None
    position: int
    chosen: bool
    alone: bool = False
    graded: bool = False
    photo: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """One of the things that the same is asked about. `field`: the name of its field in a form."""

    id: str
    field: str
    words: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """One field of a record. `field`: its name in a form; value: what was given so far, if anything."""

    name: str
    field: str
    shape: Shape
    max_length: int | None
    optional: bool
    value: Any


@dataclass(frozen=True, slots=True)
class AnswerRenderer:
    """Renders the answers to one question in one style; `read` gives a text in the wanted language.

    `photos` holds the address of what takes a drawing's place. Whatever `value` is given as the answer so far, also one
    of another shape, chooses at most what is like it.
    """

    definition: Definition
    question: Question
    style: AnswerStyle
    read: Callable[[Texts], str]
    photos: Mapping[str, str]

    @property
    def question_type(self) -> QuestionType:
        """The type of the question."""
        return question_types().get(self.question.type)

    def options(self, value: object) -> tuple[OptionView, ...]:
        """Give everything that can be chosen."""
        options = self.question_type.options(self.definition, self.question)
        pictures = [self.style.picture(option, place, len(options)) for place, option in enumerate(options)]
        chosen = _chosen(value)
        return tuple(
            OptionView(
                value=option.code,
                label=self.read(option.labels),
                picture=picture,
                position=place + 1,
                chosen=option.code in chosen,
                alone=isinstance(option, Option) and option.alone,
                graded=isinstance(option, Point),
                photo=self.photos.get(picture or "", ""),
            )
            for place, (option, picture) in enumerate(zip(options, pictures, strict=True))
        )

    def rows(self, value: object) -> tuple[RowView, ...]:
        """Give everything that the same is asked about."""
        codes = value if isinstance(value, Mapping) else {}
        rows = self.question_type.rows(self.definition, self.question)
        names = {row.id: f"a-{self.question.key}-{row.id}" for row in rows}
        return tuple(RowView(row.id, names[row.id], row.words, self.options(codes.get(row.id))) for row in rows)

    def parts(self, value: object) -> tuple[PartView, ...]:
        """Give the fields of a record: chosen ones are named as every choice (`a-`), written ones as words (`w-`)."""
        given = value if isinstance(value, Mapping) else {}
        return tuple(
            PartView(
                name=part.name,
                field=f"{'a' if part.shape is Shape.SEVERAL else 'w'}-{self.question.key}-{part.name}",
                shape=part.shape,
                max_length=part.max_length,
                optional=part.optional,
                value=given.get(part.name),
            )
            for part in self.question_type.parts
        )


def _chosen(value: object) -> tuple[object, ...]:
    """The codes in an answer of any shape; a record holds them in one of its fields."""
    if isinstance(value, Mapping):
        return tuple(code for given in value.values() if isinstance(given, list) for code in given)
    return tuple(value) if isinstance(value, list) else (value,)
