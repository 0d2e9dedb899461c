"""Turns a definition into what a template or a tablet shows. It needs no session, person or round.

Preview, paper, the answering page and the tablet all come through `render`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from instruments.definition.model import Code, Definition, Question
from instruments.definition.texts import html_lang, narrow
from instruments.routing import Answers, visible
from instruments.styles.base import AnswerStyle
from instruments.styles.registry import style_for
from instruments.types.base import QuestionType
from instruments.types.registry import question_types


@dataclass(frozen=True, slots=True)
class RenderContext:
    """For whom to render.

    language: wanted tag; the nearest promised one is taken. style: preferred answer style, used where it fits.
    answers: items given so far, by question key.
    """

    language: str
    style: str | None = None
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OptionView:
    """One answer to choose from. `position` counts from 1. The label stands beside the picture, which needs no alt."""

    value: Code
    label: str
    picture: str | None
    position: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class PictureView:
    """A drawing by its key, and what it shows."""

    key: str
    alt: str


@dataclass(frozen=True, slots=True)
class DomainView:
    """The subject of a question; its label stands beside its picture."""

    key: str
    label: str
    picture: str | None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question, ready for the template named in it.

    number: counts from 1 over all questions. show_when: plain conditions for the tablet's script. visible: whether
    routing shows it with the answers so far. value, declined, quotable: the item given so far, if any.
    """

    key: str
    number: int
    type: str
    style: str
    template: str
    text: str
    hint: str
    domain: DomainView | None
    picture: PictureView | None
    options: tuple[OptionView, ...]
    core: bool
    asks_change: bool
    quotable_allowed: bool
    max_length: int | None
    show_when: tuple[Mapping[str, str | int | bool], ...]
    enable_behavior: str
    visible: bool
    value: Code | None
    declined: str | None
    quotable: bool


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """A whole instrument in one language. `language` is the tag that was taken, `html_lang` the `lang` attribute."""

    key: str
    version: str
    language: str
    html_lang: str
    title: str
    introduction: str
    thanks: str
    questions: tuple[QuestionView, ...]


def render(definition: Definition, context: RenderContext) -> InstrumentView:
    """Give everything that is shown of a definition, also the questions that routing hides for now."""
    language = narrow(context.language, definition.languages)
    return InstrumentView(
        key=definition.key,
        version=definition.version,
        language=language,
        html_lang=html_lang(language),
        title=definition.title.in_language(language),
        introduction=definition.introduction.in_language(language),
        thanks=definition.closing.thanks.in_language(language),
        questions=_Questions(definition, context, language).views(),
    )


@dataclass(frozen=True, slots=True)
class _Questions:
    """Renders the questions of one definition for one context."""

    definition: Definition
    context: RenderContext
    language: str

    def views(self) -> tuple[QuestionView, ...]:
        shown = visible(self.definition, self.context.answers)
        numbered = enumerate(self.definition.questions, start=1)
        return tuple(self._question(question, number, shown) for number, question in numbered)

    def _question(self, question: Question, number: int, shown: tuple[str, ...]) -> QuestionView:
        question_type = question_types().get(question.type)
        style = style_for(question_type, self.context.style)
        item = self._item(question)
        return QuestionView(
            key=question.key,
            number=number,
            type=question.type,
            style=style.name,
            template=style.template(question.type),
            text=question.texts.in_language(self.language),
            hint=question.hint.in_language(self.language) if question.hint else "",
            domain=self._domain(question),
            picture=self._picture(question),
            options=self._options(question, question_type, style, item.get("value")),
            core=question.core,
            asks_change=question_type.asks_change,
            quotable_allowed=question_type.quotable,
            max_length=question_type.max_length,
            show_when=tuple(condition.model_dump(mode="json") for condition in question.show_when),
            enable_behavior=question.enable_behavior,
            visible=question.key in shown,
            value=item.get("value"),
            declined=item.get("declined"),
            quotable=item.get("quotable", False),
        )

    def _item(self, question: Question) -> Mapping[str, Any]:
        """What was given so far; nothing when a refused form holds something that is no item."""
        item = self.context.answers.get(question.key)
        return item if isinstance(item, Mapping) else {}

    def _domain(self, question: Question) -> DomainView | None:
        if question.domain is None:
            return None
        domain = self.definition.domain(question.domain)
        return DomainView(domain.key, domain.labels.in_language(self.language), domain.picture)

    def _picture(self, question: Question) -> PictureView | None:
        if question.picture is None:
            return None
        return PictureView(question.picture.key, question.picture.alt.in_language(self.language))

    def _options(
        self, question: Question, question_type: QuestionType, style: AnswerStyle, chosen: Code | None
    ) -> tuple[OptionView, ...]:
        options = question_type.options(self.definition, question)
        return tuple(
            OptionView(
                value=option.code,
                label=option.labels.in_language(self.language),
                picture=style.picture(option, place, len(options)),
                position=place + 1,
                chosen=option.code == chosen,
            )
            for place, option in enumerate(options)
        )
