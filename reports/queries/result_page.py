"""Published results of one unit, as a page shows them: read from the publication and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from reports.data import Place, Section
from reports.models import Publication, PublishedGroup
from reports.queries.response_beside import Beside, Response
from reports.rules.charts import CHANGE_SHADES, Answer, Chart, answers_of, chart
from reports.rules.ends import Ends, ends_of
from reports.rules.headline import standing_out
from reports.rules.wording import in_language
from surveys.choices import Audience

Texts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """A domain with its questions; the last one of a page may be without a name."""

    label: str
    questions: tuple[Chart, ...]
    ends: tuple[Ends, ...]


@dataclass(frozen=True, slots=True)
class Below:
    """A unit right below the shown one, with its figures per domain."""

    place: Place
    n: int
    withheld: bool
    domains: tuple[Chart, ...]
    beside: Beside | None

    @property
    def tells_nothing(self) -> bool:
        """Whether not one of its figures may be shown."""
        return self.withheld or all(chart.form == "withheld" for chart in self.domains)


@dataclass(frozen=True, slots=True)
class AudienceResults:
    """What one audience said in one unit."""

    audience: str
    title: str
    n: int
    withheld: bool
    domains: tuple[Chart, ...]
    subjects: tuple[Subject, ...]
    helped: Chart | None
    below: tuple[Below, ...]
    beside: Beside | None
    version: str
    anew: tuple[str, ...]
    """Questions that this version asks differently, so that they cannot be compared with those of before."""

    @property
    def by_change(self) -> list[Chart]:
        """Domains with the most wanted change first; those without numbers last."""
        return sorted(self.domains, key=lambda found: (found.form != "counts", -found.change_per_cent))

    @property
    def counted_domains(self) -> list[Chart]:
        """Domains of which the numbers are published."""
        return [found for found in self.domains if found.form == "counts"]

    @property
    def standing_out(self) -> str:
        """Domains in which change is wanted most, in words, as far as chance lets us say so."""
        found = standing_out([(found.label, found.count("change"), found.n) for found in self.counted_domains])
        names = [label[:1].lower() + label[1:] for label in found]
        together = _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]} if names else ""
        return together if len(names) > 1 else "".join(names)

    @property
    def people(self) -> str:
        """Who this audience is, in words."""
        return str(Audience(self.audience).label)

    @property
    def mostly_keep(self) -> bool:
        """Whether most change answers are that it stays like this."""
        return self.keep * 2 > self.change_answers

    @property
    def keep(self) -> int:
        """How many of the change answers are that it stays like this."""
        return sum(found.count("keep") for found in self.counted_domains)

    @property
    def change_answers(self) -> int:
        """How many change answers there are."""
        return sum(found.n for found in self.counted_domains)

    @property
    def with_means(self) -> list[Chart]:
        """Questions that have a mean beside their distribution."""
        questions = (question for subject in self.subjects for question in subject.questions)
        return [question for question in questions if question.form == "counts" and question.mean is not None]

    @property
    def below_domains(self) -> tuple[Chart, ...]:
        """The heads of the table of units below."""
        return self.below[0].domains if self.below else ()


def results_of(
    publication: Publication, place: Place, places: Sequence[Place], response: Response, language: str
) -> tuple[AudienceResults, ...]:
    """What each audience said in a unit, and in the units right below it, clients first. One query.

    response: who was asked, to stand beside the results; what is not in it is left out.
    """
    below = sorted((other for other in places if other.parent == place.unit), key=lambda other: other.name)
    shown = {place.unit, *(other.unit for other in below)}
    groups = PublishedGroup.objects.filter(publication=publication, unit_id__in=shown).order_by("audience", "informant")
    by_audience: dict[str, dict[UUID, PublishedGroup]] = {}
    for group in groups:
        by_audience.setdefault(group.audience, {})[group.unit_id] = group
    pages = (_Words(audience, publication.texts[audience], response, language) for audience in by_audience)
    return tuple(_audience(words, by_audience[words.audience], place, below) for words in pages)


@dataclass(frozen=True, slots=True)
class _Words:
    """What every figure of one audience is shown with."""

    audience: str
    texts: Texts
    response: Response
    language: str

    def say(self, texts: Mapping[str, str]) -> str:
        """The words in the language of the page."""
        return in_language(texts, self.language)

    def beside(self, unit: UUID) -> Beside | None:
        """The response in a unit."""
        return self.response.get((self.audience, unit))


def _audience(
    words: _Words, groups: Mapping[UUID, PublishedGroup], place: Place, below: Iterable[Place]
) -> AudienceResults:
    group = groups[place.unit]
    return AudienceResults(
        audience=words.audience,
        title=words.say(words.texts["title"]),
        n=group.n,
        withheld=group.withheld,
        domains=_domains(words, group),
        subjects=() if group.withheld else _subjects(words, group),
        helped=_helped(group),
        below=tuple(_below(words, groups[other.unit], other) for other in below),
        beside=words.beside(place.unit),
        version=words.texts.get("version", ""),
        anew=tuple(words.say(question["text"]) for question in words.texts.get("anew", ())),
    )


def _below(words: _Words, group: PublishedGroup, place: Place) -> Below:
    return Below(place, group.n, group.withheld, _domains(words, group), words.beside(place.unit))


def _domains(words: _Words, group: PublishedGroup) -> tuple[Chart, ...]:
    figures, answers = group.results.get(Section.DOMAINS, {}), change_answers()
    return tuple(
        chart(domain["key"], words.say(domain["label"]), figures.get(domain["key"], {}), answers)
        for domain in words.texts["domains"]
        if domain["counted"]
    )


def change_answers() -> list[Answer]:
    """The three change answers in words, as results call them."""
    words = {"change": _("wants something else"), "dont_know": _("doesn't know"), "keep": _("keep it like this")}
    return [Answer(code, words[code], shade) for code, shade in CHANGE_SHADES.items()]


def _subjects(words: _Words, group: PublishedGroup) -> tuple[Subject, ...]:
    names = {domain["key"]: words.say(domain["label"]) for domain in words.texts["domains"]}
    found: dict[str, list[tuple[Texts, Chart]]] = {}
    for question in words.texts["questions"]:
        asked = (question, _question(words, question, group))
        found.setdefault(names.get(question["domain"], ""), []).append(asked)
    return tuple(Subject(name, tuple(chart for _, chart in asked), ends_of(asked)) for name, asked in found.items())


def _question(words: _Words, question: Texts, group: PublishedGroup) -> Chart:
    figure = group.results.get(Section.QUESTIONS, {}).get(question["key"], {})
    answers = answers_of(question, words.language)
    return chart(question["key"], _asked(words, question), figure, answers, numbered=question["numbered"])


def _asked(words: _Words, question: Texts) -> str:
    """The question; where it was asked with another number of answers as well, with that number."""
    text = words.say(question["text"])
    if not question.get("other_scale"):
        return text
    return _("%(question)s (with %(points)s answers)") % {"question": text, "points": len(question["answers"])}


def _helped(group: PublishedGroup) -> Chart | None:
    figure = group.results.get(Section.ABOUT, {}).get("helped")
    answers = [Answer("with_help", _("with help"), "strong"), Answer("alone", _("by themselves"), "light")]
    return chart("helped", _("Help with answering"), figure, answers) if figure else None
