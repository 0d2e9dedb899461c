"""What may be agreed, what was said, what comes next: decided without a database."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from instruments.catalogue import builtin
from instruments.questions import change_questions
from supportplans.choices import AgreementState, ChangeAnswer, Step
from supportplans.rules import agreements
from supportplans.rules.change_answers import said
from supportplans.rules.next_step import Standing, next_step, steps
from supportplans.rules.told_back import News, news

DEFINITION = builtin()["mijn-leven"]
QUESTIONS = change_questions(DEFINITION)
ON = date(2026, 11, 22)
CHANGE_ITEMS = st.one_of(
    st.sampled_from([{"value": "keep"}, {"value": "change"}, {"declined": "dont_know"}, {"declined": "rather_not"}]),
    st.none(),
)
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))
states = st.lists(st.sampled_from(AgreementState), max_size=4)


@given(st.fixed_dictionaries(dict.fromkeys(QUESTIONS, CHANGE_ITEMS)))
def test_exactly_what_was_answered_is_said(items: dict[str, Any]) -> None:
    answers = {QUESTIONS[domain]: item for domain, item in items.items() if item is not None}
    expected = {domain: item["value"] for domain, item in items.items() if item and "value" in item}
    assert {one.domain: one.answer.value for one in said(DEFINITION, answers, language="nl")} == expected


def test_the_words_of_another_domain_stay_there() -> None:
    answers = {
        "wonen-anders": {"value": "change"},
        "wonen-wens": {"value": "Een eigen kamer."},
        "dag-anders": {"value": "change"},
        "dag-wens": {"declined": "rather_not"},
    }
    found = {one.domain: one for one in said(DEFINITION, answers, language="nl-x-eenvoudig")}
    assert found["wonen"].words == "Een eigen kamer."
    assert found["dag"].words == ""
    assert (found["wonen"].label, found["wonen"].picture) == ("Waar ik woon", "huis")


def test_what_stays_has_no_words_left_over() -> None:
    answers = {"wonen-anders": {"value": "keep"}, "wonen-wens": {"value": "Toch iets."}}
    assert said(DEFINITION, answers, language="nl")[0].words == ""


@given(st.text(), st.text(), days, days)
def test_an_agreement_stands_exactly_when_what_who_and_when_do(what: str, who: str, due_on: date, on: date) -> None:
    wrong = {fault.field for fault in agreements.made(what=what, who=who, due_on=due_on, on=on)}
    assert ("what" in wrong) == (not what.strip() or len(what) > agreements.WHAT_LENGTH or "\x00" in what)
    assert ("who" in wrong) == (not who.strip() or len(who) > agreements.WHO_LENGTH or "\x00" in who)
    assert ("due_on" in wrong) == (due_on < on or due_on > on + agreements.LONGEST_TERM)


@given(st.timedeltas(min_value=timedelta(0), max_value=agreements.LONGEST_TERM))
def test_today_and_later_is_a_good_day(later: timedelta) -> None:
    assert not agreements.made(what="Samen wandelen", who="Sam", due_on=ON + timedelta(later.days), on=ON)


@given(st.sampled_from(AgreementState), st.sampled_from(AgreementState), st.text(max_size=400))
def test_closing(before: AgreementState, after: AgreementState, reason: str) -> None:
    faults = agreements.closed(before=before, after=after, reason=reason)
    closes = before is AgreementState.MADE and after is not AgreementState.MADE
    readable = len(reason) <= agreements.REASON_LENGTH and "\x00" not in reason
    enough = bool(reason.strip()) or after is not AgreementState.NOT_POSSIBLE
    # Blanks alone are nothing to read and nothing to keep, however many.
    assert (not faults) == (closes and enough and readable)


@given(st.builds(Standing, st.booleans(), st.booleans(), st.booleans(), st.booleans()))
def test_nothing_that_is_to_be_done_is_forgotten(standing: Standing) -> None:
    assert len(steps(standing)) == sum(
        (standing.still_to_ask, standing.wish_waits, standing.over_date, standing.to_tell)
    )
    assert (next_step(standing) is Step.NOTHING) == (not steps(standing))
    assert list(steps(standing)) == sorted(steps(standing), key=list(Step).index)


@given(states)
def test_it_stays_so_is_final(agreed: list[AgreementState]) -> None:
    assert news(ChangeAnswer.KEEP, agreed) is News.STAYS


@given(states)
def test_what_is_told_of_a_wish(agreed: list[AgreementState]) -> None:
    told = news(ChangeAnswer.CHANGE, agreed)
    assert (told is News.TALKING) == (not agreed)
    assert (told is News.NOT_POSSIBLE) == (bool(agreed) and not {*agreed} - {AgreementState.NOT_POSSIBLE})
