"""From answers to counts: which items an instrument has, and how many people in each unit gave each code.

A change question counts for its domain and is no question of its own beside it: the same answers counted in two ways
could be played off against each other. Own words are never counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from instruments.answers import Decline
from instruments.definition.model import Definition
from instruments.measuring import Measure, measures
from instruments.questions import change_questions
from reports.data import Answered, Counts, Item, Section, Table

CHANGE_CODES = ("change", Decline.DONT_KNOW.value, "keep")
HELP = Item(Section.ABOUT, "helped", ("alone", "with_help"))


def items(definition: Definition) -> tuple[Item, ...]:
    """What is counted of an instrument, in the order in which it is asked: domains, then questions."""
    changes = change_questions(definition)
    domains = [Item(Section.DOMAINS, domain, CHANGE_CODES) for domain in changes]
    return (*domains, *(_item(measure) for measure in counted_measures(definition)))


def counted_measures(definition: Definition) -> tuple[Measure, ...]:
    """Give the measures that are published by themselves: all but the change questions."""
    leave_out = set(change_questions(definition).values())
    return tuple(measure for measure in measures(definition) if measure.question.key not in leave_out)


def _item(measure: Measure) -> Item:
    return Item(Section.QUESTIONS, measure.key, tuple(map(str, measure.codes)), numbered=measure.numbered)


def tables(definition: Definition, answered: Iterable[Answered], *, with_help: bool) -> tuple[Table, ...]:
    """One table per item. with_help: also how many were helped with answering, which is asked of clients."""
    asked = {(Section.DOMAINS, domain): question for domain, question in change_questions(definition).items()}
    asked |= {(Section.QUESTIONS, measure.key): measure.question.key for measure in counted_measures(definition)}
    counted = items(definition)
    own: dict[Item, dict[UUID, Counts]] = {item: defaultdict(Counter) for item in (*counted, HELP)}
    for one in answered:
        for item in counted:
            code = _code(item, one.answers.get(asked[item.section, item.key]))
            if code is not None:
                own[item][one.unit][code] += 1
        own[HELP][one.unit]["with_help" if one.helped else "alone"] += 1
    return tuple(Table(item, own[item]) for item in ((*counted, HELP) if with_help else counted))


def _code(item: Item, answer: Mapping[str, object] | None) -> str | None:
    """The code that counts: the value, or for a domain that somebody did not know."""
    if answer is None:
        return None
    said = answer.get("value", answer.get("declined"))
    return str(said) if not isinstance(said, bool) and str(said) in item.codes else None


def people(answered: Iterable[Answered]) -> dict[UUID, int]:
    """People who answered, by the unit in which they are counted."""
    return Counter(one.unit for one in answered)
