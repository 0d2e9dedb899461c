"""An instrument as somebody would see it, without anybody: for whom, in which words, with which answers.

Nothing is stored and nobody is asked. Pages, paper and the command line all look through here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from instruments.definition.model import Audience, Definition, Goal
from instruments.definition.texts import EASY, FORMAL, Texts, html_lang, tag_of
from instruments.definition.walking import texts_in
from instruments.projection import Situation, chosen, project, variant_words
from instruments.rendering import InstrumentView, RenderContext, render
from instruments.styles.registry import preferable_styles

EXAMPLE_GOALS: Mapping[str, tuple[str, ...]] = {
    "nl": ("Zelf koken", "Alleen met de bus"),
    "en": ("Cook by myself", "Take the bus alone"),
}
"""Goals stand in a client's own words; these show where they come."""


@dataclass(frozen=True, slots=True)
class Look:
    """How to look at an instrument. What is None or empty is as the instrument has it itself.

    language: a language without level or form of address. easy: at level A2. formal: with "u".
    """

    audience: Audience | None = None
    variant: Mapping[str, str] = field(default_factory=dict)
    points: int | None = None
    style: str | None = None
    language: str = "nl"
    easy: bool = False
    formal: bool = False

    @property
    def tag(self) -> str:
        """The language tag with level and form of address."""
        return tag_of(self.language, easy=self.easy, formal=self.formal)


@dataclass(frozen=True, slots=True)
class Offer:
    """In which ways an instrument can be looked at; a list with one thing leaves nothing to choose.

    levels, forms: languages that have texts of their own at level A2, and with "u".
    """

    audiences: tuple[Audience, ...]
    points: tuple[int, ...]
    styles: tuple[str, ...]
    languages: tuple[str, ...]
    levels: frozenset[str]
    forms: frozenset[str]


def offer(definition: Definition) -> Offer:
    """Give every way in which the instrument can be looked at."""
    tags = definition.languages
    return Offer(
        audiences=definition.audiences,
        points=_points(definition),
        styles=_styles(definition),
        languages=tuple(dict.fromkeys(map(html_lang, tags))),
        levels=frozenset(html_lang(tag) for tag in tags if EASY in tag.split("-")),
        forms=frozenset(html_lang(tag) for tag in tags if FORMAL in tag.split("-")),
    )


def _points(definition: Definition) -> tuple[int, ...]:
    """How many points somebody may get; nothing where every question has a single scale."""
    keys = {
        key
        for question in definition.questions
        if question.other_scales
        for key in (question.scale, *question.other_scales)
    }
    return tuple(sorted({len(definition.scale(key).points) for key in keys}, reverse=True))


def _styles(definition: Definition) -> tuple[str, ...]:
    """The styles that somebody may prefer and that show some question of it."""
    types = {question.type for question in definition.questions}
    return tuple(style.name for style in preferable_styles() if types & style.question_types)


def look_at(definition: Definition, look: Look, photos: Mapping[str, str] | None = None) -> InstrumentView:
    """Give the instrument as it looks in this way, with every question that is ever asked so.

    photos: addresses of the pictures that take the place of drawings, by the keys of these.
    """
    projected = as_asked(definition, look)
    context = RenderContext(
        language=look.tag,
        style=look.style or definition.style,
        words=variant_words(definition, look.variant, look.tag),
        photos=photos or {},
    )
    return render(projected, context)


def as_asked(definition: Definition, look: Look) -> Definition:
    """Give the definition as it would be asked in this way, of somebody with two goals."""
    words = EXAMPLE_GOALS.get(look.language, EXAMPLE_GOALS["en"])
    situation = Situation(
        audience=look.audience,
        variant=chosen(definition, look.variant),
        points=look.points,
        goals=tuple(Goal(id=str(number), words=goal) for number, goal in enumerate(words, start=1)),
    )
    return project(definition, situation)


def looks(definition: Definition) -> Iterator[Look]:
    """Give every way to look at an instrument, each variant and number of points once."""
    offered = offer(definition)
    for audience in offered.audiences:
        for language, easy, formal in _words(offered):
            for style in offered.styles or ("",):
                yield Look(audience, style=style or None, language=language, easy=easy, formal=formal)
    for variant in definition.variants:
        for value in variant.values:
            yield Look(variant={variant.key: value.key})
    for points in offered.points:
        yield Look(points=points)


def _words(offered: Offer) -> Iterator[tuple[str, bool, bool]]:
    for language in offered.languages:
        for easy in (False, True)[: 1 + (language in offered.levels)]:
            for formal in (False, True)[: 1 + (language in offered.forms)]:
                yield language, easy, formal


def unchecked_languages(definition: Definition) -> frozenset[str]:
    """Give the languages with a text that nobody who speaks the language has checked."""
    return frozenset(html_lang(tag) for _path, texts in texts_in(definition) for tag in _unchecked(texts))


def _unchecked(texts: Texts) -> Iterator[str]:
    return (tag for tag in texts.wordings if not texts.is_checked(tag))
