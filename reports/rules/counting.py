"""From answers to counts: which items an instrument has, and how many people in each unit gave each code.

A change question counts for its domain and is no question of its own beside it: the same answers counted in two ways
could be played off against each other. Own words are never counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from instruments.answers import Decline
from instruments.definition.model import Definition
from instruments.questions import change_questions, codes_of
from reports.data import Answered, Counts, Item, Section, Table

CHANGE_CODES = ("change", Decline.DONT_KNOW.value, "keep")
HELP = Item(Section.ABOUT, "helped", ("alone", "with_help"))


def items(definition: Definition) -> tuple[Item, ...]:
    """What is counted of an instrument, in the order in which it is asked: domains, then questions."""
    changes = change_questions(definition)
    domains = [Item(Section.DOMAINS, domain, CHANGE_CODES) for domain in changes]
    return (*domains, *_questions(definition, set(changes.values())))


def _questions(definition: Definition, leave_out: set[str]) -> Iterable[Item]:
    for key in definition.question_keys:
        codes = codes_of(definition, key)
        if codes and key not in leave_out:
            numbered = all(isinstance(code, int) for code in codes)
            yield Item(Section.QUESTIONS, key, tuple(map(str, codes)), numbered=numbered)


def tables(definition: Definition, answered: Iterable[Answered], *, with_help: bool) -> tuple[Table, ...]:
    """One table per item. with_help: also how many were helped with answering, which is asked of clients."""
    changes = change_questions(definition)
    asked = {(Section.DOMAINS, domain): question for domain, question in changes.items()}
    counted = items(definition)
    own: dict[Item, dict[UUID, Counts]] = {item: defaultdict(Counter) for item in (*counted, HELP)}
    for one in answered:
        for item in counted:
            code = _code(item, one.answers.get(asked.get((item.section, item.key), item.key)))
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
