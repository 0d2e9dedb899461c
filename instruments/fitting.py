"""Which instruments fit a person, and how each is asked best: variant, points, style, language and reading level.

A proposal only says what can be: a scale, style and language that the definition has. The person's own choice wins
wherever the definition knows it; where it does not, the reason says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from instruments.advice import PLAIN_LEVEL, Advice, Advised, Person, advise, communicates
from instruments.definition.model import Audience, Definition, Kind
from instruments.definition.suiting import Communication, Suits, Variant
from instruments.definition.texts import EASY, html_lang, narrow, tag_of
from instruments.projection import SOME_GOALS, Situation, project
from instruments.reasons import Reason
from instruments.styles.registry import styles_for
from instruments.types.registry import question_types

DIMENSIONS = ("age", "client_groups", "products", "communication")


@dataclass(frozen=True, slots=True)
class Proposal:
    """How one instrument goes with one person.

    reasons: why it fits, or why not. points: of the scales, None where nothing is asked on a scale. language: the tag
    in which it is asked, with its reading level and form of address. level: a2 or b1. checked: whether somebody who
    speaks the language checked the texts.
    """

    definition: Definition
    fits: bool
    reasons: tuple[Reason, ...]
    variant: Mapping[str, str]
    points: Advised[int] | None
    style: Advised[str]
    language: Advised[str]
    level: Advised[str]
    checked: bool


def propose(definitions: Iterable[Definition], person: Person) -> tuple[Proposal, ...]:
    """Give a proposal for every instrument: those that fit first, the closest fit on top."""
    return tuple(sorted((proposal(one, person) for one in definitions), key=lambda found: _rank(found, person)))


def proposal(definition: Definition, person: Person) -> Proposal:
    """Give how one instrument goes with a person."""
    advice = advise(person)
    against = tuple(_against(definition, person, advice))
    variant = variant_for(definition, person)
    asked = project(definition, Situation(audience=_audience(definition), variant=variant, goals=SOME_GOALS))
    language = _language(definition, person, advice)
    return Proposal(
        definition=definition,
        fits=not against,
        reasons=against or tuple(_in_favour(definition, person)),
        variant=variant,
        points=_points(asked, advice.points),
        style=_style(asked, advice),
        language=language,
        level=_level(definition, advice),
        checked=is_checked(definition, language.value),
    )


def variant_for(definition: Definition, person: Person) -> Mapping[str, str]:
    """Give the value of each variant that suits this person best; of equals, the one named first."""
    return MappingProxyType({variant.key: _value(variant, person) for variant in definition.variants})


def is_checked(definition: Definition, language: str) -> bool:
    """Whether somebody who speaks the language checked every question and the introduction."""
    texts = (definition.introduction, *(question.texts for question in definition.questions))
    return all(text.is_checked(language) for text in texts)


def _value(variant: Variant, person: Person) -> str:
    def closeness(place: int) -> tuple[bool, int, int]:
        suits = variant.values[place].suits
        return bool(_mismatches(suits, person)), -len(_matches(suits, person)), place

    return variant.values[min(range(len(variant.values)), key=closeness)].key


def _held(suits: Suits | None, person: Person) -> Iterator[tuple[str, bool]]:
    """Whether each named dimension holds; what is not known of the person is left out."""
    if suits is None:
        return
    if suits.ages and person.age is not None:
        yield "age", suits.ages.hold(person.age)
    known: Mapping[str, Iterable[str]] = {
        "client_groups": person.client_groups,
        "products": person.products,
        "communication": communicates(person),
    }
    for name, values in known.items():
        wanted = getattr(suits, name)
        if wanted and values:
            yield name, bool(set(wanted) & set(values))


def _matches(suits: Suits | None, person: Person) -> list[str]:
    return [name for name, holds in _held(suits, person) if holds]


def _mismatches(suits: Suits | None, person: Person) -> list[str]:
    return [name for name, holds in _held(suits, person) if not holds]


def _against(definition: Definition, person: Person, advice: Advice) -> Iterator[Reason]:
    asks_client = Audience.CLIENT in definition.audiences
    if person.shows and asks_client and definition.kind is not Kind.OBSERVATION:
        yield Reason("no_self_report")
        return
    if definition.kind is Kind.OBSERVATION and _speaks(person):
        yield Reason("speaks_for_themselves")
    for name in _mismatches(definition.suits, person):
        params = {name: ",".join(getattr(definition.suits, name))} if name in {"client_groups", "products"} else {}
        yield Reason(f"not_{name}", params)
    if asks_client and not _has_language(definition, advice.language.value):
        yield Reason("language_missing", {"language": advice.language.value})


def _speaks(person: Person) -> bool:
    known = communicates(person)
    return bool(known) and Communication.BEHAVIOUR not in known


def _in_favour(definition: Definition, person: Person) -> Iterator[Reason]:
    if definition.kind is Kind.OBSERVATION:
        yield Reason("observation")
    elif Audience.CLIENT not in definition.audiences:
        yield Reason("others_answer")
    matches = _matches(definition.suits, person)
    yield from map(Reason, matches)
    if not matches:
        yield Reason("for_everybody")


def _rank(found: Proposal, person: Person) -> tuple[bool, bool, bool, int, bool, str, str]:
    definition = found.definition
    asks_others = Audience.CLIENT not in definition.audiences and definition.kind is not Kind.OBSERVATION
    is_pulse = definition.kind is Kind.PULSE
    closeness = -len(_matches(definition.suits, person))
    return not found.fits, asks_others, is_pulse, closeness, not found.checked, definition.key, definition.version


def _audience(definition: Definition) -> Audience:
    return Audience.CLIENT if Audience.CLIENT in definition.audiences else definition.audiences[0]


def _points(asked: Definition, advised: Advised[int]) -> Advised[int] | None:
    """The advised number where a scale has it, else the nearest with fewer, else the shortest there is."""
    keys = {key for question in asked.questions if question.scale for key in (question.scale, *question.other_scales)}
    lengths = sorted(len(asked.scale(key).points) for key in keys)
    if not lengths:
        return None
    nearest = max((length for length in lengths if length <= advised.value), default=lengths[0])
    if nearest == advised.value:
        return advised
    return Advised(nearest, Reason("points_nearest", {"wanted": advised.value, "points": nearest}))


def _style(asked: Definition, advice: Advice) -> Advised[str]:
    """The best style that some question of this instrument can show."""
    offered = list(dict.fromkeys(_styles_in(asked)))
    wanted = [*advice.styles[:-1], *_of_list(asked), advice.styles[-1]]
    found = next((one for one in wanted if one.value in offered), None)
    if found is None or (advice.style.own and not found.own):
        return Advised(found.value if found else offered[0], Reason("style_not_here"))
    return found


def _of_list(asked: Definition) -> Iterator[Advised[str]]:
    if asked.style:
        yield Advised(asked.style, Reason("style_of_list"))


def _styles_in(asked: Definition) -> Iterator[str]:
    """Every style that some question can show; those of scales first, as style matters most there."""
    types = {question.type: question for question in asked.questions}
    for name in sorted(types, key=lambda name: (not types[name].scale, name)):
        yield from (style.name for style in styles_for(question_types().get(name)))


def _has_language(definition: Definition, language: str) -> bool:
    return language in map(html_lang, definition.languages)


def _language(definition: Definition, person: Person, advice: Advice) -> Advised[str]:
    wanted = advice.language.value
    easy = advice.level.value != PLAIN_LEVEL
    offered = narrow(tag_of(wanted, easy=easy, formal=person.formal), definition.languages)
    if not _has_language(definition, wanted):
        return Advised(offered, Reason("language_missing", {"language": wanted}))
    return Advised(offered, advice.language.reason)


def _level(definition: Definition, advice: Advice) -> Advised[str]:
    """The advised level where the language has both, else the only one there is."""
    written = {tag for tag in definition.languages if html_lang(tag) == advice.language.value}
    has_easy = any(f"-x-{EASY}" in tag for tag in written)
    has_plain = any(f"-x-{EASY}" not in tag for tag in written)
    if has_easy == has_plain:
        return advice.level
    return Advised("a2" if has_easy else PLAIN_LEVEL, Reason("level_only"))
