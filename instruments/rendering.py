"""Turns a definition into what a template or a tablet shows. It needs no session, person or round.

Preview, paper, the answering page and the tablet all come through `render`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from instruments.answer_views import AnswerRenderer, OptionView, PartView, RowView
from instruments.definition.model import Definition, Picture, Question
from instruments.definition.texts import Texts, html_lang, narrow
from instruments.pictures.catalogue import drawings
from instruments.piping import filled
from instruments.projection import variant_words
from instruments.routing import Answers, visible
from instruments.sittings import sittings
from instruments.styles.registry import style_for
from instruments.types.registry import question_types
from instruments.types.shape import Shape


@dataclass(frozen=True, slots=True)
class RenderContext:
    """For whom to render.

    language: wanted tag; the nearest promised one is taken. style: preferred answer style, used where it fits.
    answers: items given so far, by question key. words: what fills the places in the texts, by name.
    photos: address of the person's own picture by the key of the drawing whose place it takes.
    """

    language: str
    style: str | None = None
    answers: Answers = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    photos: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PictureView:
    """A drawing by its key, and what it shows. `photo` is the address of the person's own picture instead, if any."""

    key: str
    alt: str
    photo: str = ""


@dataclass(frozen=True, slots=True)
class DomainView:
    """The subject of a question; its label stands beside its picture."""

    key: str
    label: str
    picture: str | None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question, ready for the template named in it.

    number: counts from 1 over all questions. shape: what an answer looks like; who handles answers asks for it and not
    for the type. prompts: what helps to tell more. checked: whether somebody who speaks the language checked the text.
    sitting: counts from 1 and never goes back among those that are shown; a rest is offered before the next.
    show_when: plain conditions for the tablet's script.
    visible: whether routing shows it with the answers so far. value, declined, quotable: the item given so far, if any.
    """

    key: str
    number: int
    type: str
    shape: Shape
    style: str
    template: str
    text: str
    hint: str
    hint_with_answers: bool
    prompts: tuple[str, ...]
    checked: bool
    sitting: int
    domain: DomainView | None
    picture: PictureView | None
    options: tuple[OptionView, ...]
    rows: tuple[RowView, ...]
    parts: tuple[PartView, ...]
    media: tuple[str, ...]
    core: bool
    asks_change: bool
    quotable_allowed: bool
    max_length: int | None
    show_when: tuple[Mapping[str, str | int | bool], ...]
    enable_behavior: str
    visible: bool
    value: Any
    declined: str | None
    quotable: bool


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """A whole instrument in one language.

    language: the tag that was taken; html_lang: the `lang` attribute. checked: whether the introduction and every
    question were checked by somebody who speaks the language.
    """

    key: str
    version: str
    language: str
    html_lang: str
    title: str
    introduction: str
    what_next: str
    thanks: str
    checked: bool
    questions: tuple[QuestionView, ...]


def render(definition: Definition, context: RenderContext) -> InstrumentView:
    """Give everything that is shown of a definition, also the questions that routing hides for now."""
    language = narrow(context.language, definition.languages)
    # A level or form of address that a text lacks falls back text by text; another language falls back as a whole.
    reading = context.language if html_lang(context.language) == html_lang(language) else language
    reader = _Reader(reading, {**variant_words(definition, {}, reading), **context.words})
    questions = _Questions(definition, context, reader).views()
    what_next = definition.closing.what_next
    return InstrumentView(
        key=definition.key,
        version=definition.version,
        language=language,
        html_lang=html_lang(language),
        title=reader.read(definition.title),
        introduction=reader.read(definition.introduction),
        what_next=reader.read(what_next) if what_next else "",
        thanks=reader.read(definition.closing.thanks),
        checked=definition.introduction.is_checked(reading) and all(question.checked for question in questions),
        questions=questions,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads texts in one language, with their places filled."""

    language: str
    words: Mapping[str, str]

    def read(self, texts: Texts) -> str:
        return filled(texts.in_language(self.language), self.words, self.language)


@dataclass(frozen=True, slots=True)
class _Questions:
    """Renders the questions of one definition for one context."""

    definition: Definition
    context: RenderContext
    reader: _Reader

    def views(self) -> tuple[QuestionView, ...]:
        shown = visible(self.definition, self.context.answers)
        begun = dict(zip(shown, sittings(map(self.definition.question, shown)), strict=True))
        numbered = enumerate(self.definition.questions, start=1)
        return tuple(self._question(question, number, begun) for number, question in numbered)

    def _question(self, question: Question, number: int, begun: Mapping[str, int]) -> QuestionView:
        question_type = question_types().get(question.type)
        style = style_for(question_type, self.context.style)
        item = self._item(question)
        value = item.get("value")
        answers = AnswerRenderer(self.definition, question, style, self.reader.read, self.context.photos)
        return QuestionView(
            key=question.key,
            number=number,
            type=question.type,
            shape=question_type.shape,
            style=style.name,
            template=style.template(question.type),
            text=self.reader.read(question.texts),
            hint=self.reader.read(question.hint) if question.hint else "",
            hint_with_answers=question_type.shows_hint,
            prompts=tuple(map(self.reader.read, question.prompts)),
            checked=question.texts.is_checked(self.reader.language),
            sitting=begun.get(question.key, question.sitting),
            domain=self._domain(question),
            picture=self._picture(question),
            options=answers.options(value),
            rows=answers.rows(value),
            parts=answers.parts(value),
            media=tuple(kind.value for kind in question.media),
            core=question.core,
            asks_change=question_type.asks_change,
            quotable_allowed=question_type.quotable,
            max_length=question_type.max_length,
            show_when=tuple(condition.model_dump(mode="json") for condition in question.show_when),
            enable_behavior=question.enable_behavior,
            visible=question.key in begun,
            value=value,
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
        return DomainView(domain.key, self.reader.read(domain.labels), domain.picture)

    def _picture(self, question: Question) -> PictureView | None:
        if question.picture is None:
            return None
        picture = question.picture
        return PictureView(picture.key, self._alt(picture), self.context.photos.get(picture.key, ""))

    def _alt(self, picture: Picture) -> str:
        """What the definition says of it, else the catalogue; nothing rather than another language."""
        drawing = drawings().get(picture.key)
        alt = picture.alt or (drawing.alt if drawing else None)
        if alt is None or (picture.alt is None and html_lang(self.reader.language) not in alt.wordings):
            return ""
        return self.reader.read(alt)
