"""An instrument in the words of the page: what staff want to know before they choose it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from instruments.definition.model import Definition, Question, Scale
from instruments.definition.texts import EASY, FORMAL, Texts, html_lang
from instruments.piping import filled
from instruments.previewing import unchecked_languages
from instruments.projection import every_word
from instruments.questions import codes_of
from instruments.recognition import SENTENCES, counts_for_three_years, criteria_met, criteria_missing, standing
from surveys.instrument_words import AUDIENCES, CRITERIA, KINDS, RELATIONS, language_name, style_name


@dataclass(frozen=True, slots=True)
class Language:
    """A language in which an instrument can be asked; checked: whether every text was, by somebody who speaks it."""

    name: str
    tag: str
    checked: bool
    easy: bool
    formal: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the page lists it. codes: what is stored; empty for own words."""

    key: str
    text: str
    after: bool
    intimate: bool
    codes: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A domain with its questions."""

    label: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class ScaleWords:
    """A scale: its points in order, each with its code."""

    key: str
    points: tuple[tuple[int, str], ...]


class Described:
    """A definition in the language of the page."""

    def __init__(self, definition: Definition, *, on: date) -> None:
        self.definition, self.on = definition, on
        self.language = get_language() or "nl"
        self.words = every_word(definition, self.language)

    def say(self, texts: Texts) -> str:
        """Return a text in the language of the page, as it reads to anybody: no place in it stays empty."""
        return filled(texts.in_language(self.language), self.words, self.language)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.say(self.definition.title)

    @property
    def fit(self) -> str:
        """For whom it is meant."""
        return self.say(self.definition.fit)

    @property
    def introduction(self) -> str:
        """What the respondent reads first."""
        return self.say(self.definition.introduction)

    @property
    def kind(self) -> str:
        """How it is used."""
        return str(KINDS[self.definition.kind])

    @property
    def audiences(self) -> str:
        """Who answers."""
        return ", ".join(str(AUDIENCES[audience]) for audience in self.definition.audiences)

    @property
    def informants(self) -> str:
        """How many people answer, and from which sides they know the client; empty where one does."""
        needed = self.definition.informants_needed
        if needed == 1:
            return ""
        sides = ", ".join(str(RELATIONS[relation]) for relation in self.definition.relations)
        people = ngettext("%(count)s person", "%(count)s people", needed) % {"count": needed}
        return f"{people}: {sides}" if sides else people

    @property
    def recognition(self) -> str:
        """Whether it stands on a recognised list today."""
        found = self.definition.recognition
        days = {"from": found.from_date, "until": found.until_date}
        words = {name: day.strftime("%d-%m-%Y") if day else "" for name, day in days.items()}
        return _(SENTENCES[standing(found, self.on)]) % (words | {"list": found.list_name or ""})

    @property
    def three_years(self) -> str:
        """Whether asking with it today counts for the rule that everybody is asked once in three years."""
        if counts_for_three_years(self.definition.recognition, self.on):
            return _("Counts for asking everybody once in three years.")
        return _("Does not count for asking everybody once in three years.")

    @property
    def criteria(self) -> list[str]:
        """What the sector asks of an instrument and this one does."""
        return [str(CRITERIA[criterion]) for criterion in criteria_met(self.definition)]

    @property
    def missing_criteria(self) -> list[str]:
        """What the sector asks of an instrument and this one does not do."""
        return [str(CRITERIA[criterion]) for criterion in criteria_missing(self.definition)]

    @property
    def languages(self) -> list[Language]:
        """In which languages it can be asked, with what is different in them."""
        unchecked, tags = unchecked_languages(self.definition), self.definition.languages
        return [
            Language(
                name=language_name(language),
                tag=language,
                checked=language not in unchecked,
                easy=any(html_lang(tag) == language and EASY in tag.split("-") for tag in tags),
                formal=any(html_lang(tag) == language and FORMAL in tag.split("-") for tag in tags),
            )
            for language in dict.fromkeys(map(html_lang, tags))
        ]

    @property
    def checked_languages(self) -> list[Language]:
        """Languages whose texts were all checked by somebody who speaks them."""
        return [language for language in self.languages if language.checked]

    @property
    def unchecked_languages(self) -> list[Language]:
        """The other languages."""
        return [language for language in self.languages if not language.checked]

    @property
    def style(self) -> str:
        """The answer style that goes with it."""
        return style_name(self.definition.style) if self.definition.style else ""

    @property
    def interval(self) -> str:
        """How often it is best asked."""
        months = self.definition.recommended_interval_months
        if months % 12 == 0:
            return ngettext("every year", "every %(count)s years", months // 12) % {"count": months // 12}
        return ngettext("every month", "every %(count)s months", months) % {"count": months}

    @property
    def sittings(self) -> list[tuple[int, int]]:
        """The sittings, each with how many of its questions everybody gets."""
        questions = self.definition.questions
        numbers = sorted({question.sitting for question in questions})
        everybody = (question.sitting for question in questions if not question.show_when)
        counts = list(everybody)
        return [(number, counts.count(number)) for number in numbers]

    @property
    def variants(self) -> list[tuple[str, str]]:
        """By what it is asked differently, and the values of that."""
        return [
            (self.say(variant.labels), ", ".join(self.say(value.labels) for value in variant.values))
            for variant in self.definition.variants
        ]

    @property
    def scales(self) -> list[ScaleWords]:
        """The scales with their points."""
        return [self._scale(scale) for scale in self.definition.scales]

    def _scale(self, scale: Scale) -> ScaleWords:
        return ScaleWords(scale.key, tuple((point.code, self.say(point.labels)) for point in scale.points))

    @property
    def subjects(self) -> list[Subject]:
        """What it asks, subject by subject in the order of asking; what has no subject stands without a name."""
        questions = self.definition.questions
        return [self._subject(domain, list(group)) for domain, group in groupby(questions, lambda one: one.domain)]

    def _subject(self, domain: str | None, questions: Sequence[Question]) -> Subject:
        label = self.say(self.definition.domain(domain).labels) if domain else ""
        return Subject(label, tuple(map(self._asked, questions)))

    def _asked(self, question: Question) -> Asked:
        codes = codes_of(self.definition, question.key) or ()
        return Asked(
            key=question.key,
            text=self.say(question.texts),
            after=bool(question.show_when),
            intimate=question.intimate,
            codes=_listed(codes),
        )


def _listed(codes: Iterable[object]) -> str:
    return ", ".join(map(str, codes))
