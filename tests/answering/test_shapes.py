"""Answers of every shape without script: one plain form, whatever a question asks for."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.utils.translation import gettext, override
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from supportplans.models import Goal
from surveys.models import Draft, Submission
from tests.answering.places import seat
from tests.cast import Cast
from tests.supportplans.rows import wanted_goal
from tests.surveys.all_shapes import open_shapes

FORM = "/answer/form/"
ALONE = "One of these answers goes with no other. Choose only that one, or only the others."
TORN = "You gave an answer, and also chose to give none. Choose one of the two."
DONT_KNOW = "d:dont_know"


@pytest.fixture
def goals(cast: Cast) -> list[Goal]:
    """Anna has two goals."""
    return [wanted_goal(cast.anna), wanted_goal(cast.anna, "Leren fietsen")]


@pytest.fixture
def anna(client: Browser, cast: Cast, goals: list[Goal]) -> Browser:
    """Anna sits before the questions."""
    assert goals
    open_shapes(cast.provider)
    seat(client, cast.anna)
    return client


def fields(goals: list[Goal], **changes: Any) -> dict[str, Any]:
    """Return a form in which everything is answered; underscores stand for hyphens."""
    cooking, cycling = goals
    filled: dict[str, Any] = {
        "submission": str(uuid4()),
        "a-dag": "n:3",
        "a-menu": ["s:geld", "s:werk"],
        "w-werk": "Ik maak stoelen.",
        f"a-doelen-{cooking.pk}": "n:4",
        f"a-doelen-{cycling.pk}": DONT_KNOW,
        f"a-doel-blijft-{cooking.pk}": "s:ja",
        f"a-doel-blijft-{cycling.pk}": "s:nee",
        "w-afspraak-what": " Samen naar de markt.\r\nOp zaterdag. ",
        "a-afspraak-who": ["s:ik"],
        "w-afspraak-when": "2030-02-01",
        "a-alles-verteld": "s:ja",
    }
    return filled | changes


def test_answers_of_every_shape_are_stored_as_they_were_said(anna: Browser, goals: list[Goal]) -> None:
    assertRedirects(anna.post(FORM, fields(goals)), "/answer/done/", fetch_redirect_response=False)
    cooking, cycling = (str(goal.pk) for goal in goals)
    assert Submission.objects.get().answers == {
        "dag": {"value": 3},
        "menu": {"value": ["werk", "geld"]},
        "werk": {"value": "Ik maak stoelen."},
        "doelen": {"value": {cooking: 4}},
        "doel-blijft": {"value": {cooking: "ja", cycling: "nee"}},
        "afspraak": {"value": {"what": "Samen naar de markt.\nOp zaterdag.", "who": ["ik"], "when": "2030-02-01"}},
        "alles-verteld": {"value": "ja"},
    }


def test_every_shape_may_be_declined(anna: Browser, goals: list[Goal]) -> None:
    keys = ("dag", "menu", "doelen", "doel-blijft", "afspraak", "alles-verteld")
    anna.post(FORM, {f"a-{key}": "d:rather_not" for key in keys})
    assert Submission.objects.get().answers == {key: {"declined": "rather_not"} for key in keys}
    assert goals


def test_who_does_not_know_it_of_any_goal_does_not_know(anna: Browser, goals: list[Goal]) -> None:
    anna.post(FORM, fields(goals) | {f"a-doelen-{goal.pk}": DONT_KNOW for goal in goals})
    assert Submission.objects.get().answers["doelen"] == {"declined": "dont_know"}


def test_an_agreement_needs_no_day(anna: Browser, goals: list[Goal]) -> None:
    anna.post(FORM, fields(goals) | {"w-afspraak-when": ""})
    assert Submission.objects.get().answers["afspraak"]["value"]["when"] is None


@pytest.mark.parametrize(
    ("changes", "named", "told"),
    [
        ({"a-menu": ["s:werk", "d:rather_not"]}, "q-menu", TORN),
        ({"a-menu": ["s:werk", "s:niets"]}, "q-menu", ALONE),
        ({"a-menu": ["s:werk", "s:sport"]}, "q-menu", ""),
        ({"a-menu": []}, "q-menu", "Choose an answer. You may also choose: I don't know."),
        ({"a-afspraak-who": []}, "q-afspraak", "Choose who is going to do it."),
        ({"w-afspraak-what": ""}, "q-afspraak", "Write down what is going to happen."),
        ({"w-afspraak-when": "2030-02-30"}, "q-afspraak", "A day is written as year, month and day: 2026-09-14."),
        ({"w-afspraak-when": "x" * 9000}, "q-afspraak", ""),
        ({"a-afspraak": "d:dont_know"}, "q-afspraak", TORN),
        ({"a-doelen": "d:dont_know"}, "q-doelen", TORN),
        ({"a-dag": "m:00000000-0000-4000-8000-000000000000"}, "q-dag", ""),
        ({"w-menu": "woorden"}, "q-menu", "The answer is of the wrong type."),
        ({"w-doelen": "woorden"}, "q-doelen", "The answer is of the wrong type."),
    ],
)
def test_what_is_not_right_yet_leads_to_its_question_and_loses_nothing(
    anna: Browser, goals: list[Goal], changes: dict[str, Any], named: str, told: str
) -> None:
    response = anna.post(FORM, fields(goals) | {"w-werk": ""} | changes)
    assertContains(response, f'href="#{named}"', status_code=422)
    assert response.content.decode().count("checked") > 5
    assert Submission.objects.count() == 0
    with override("nl"):
        words = gettext(told) if told else ""
    assert words in unescape(response.content.decode())


def test_a_draft_comes_back_with_all_that_was_filled_in(anna: Browser, goals: list[Goal]) -> None:
    filled = fields(goals) | {"a-afspraak-who": []}
    assert anna.post("/answer/pause/", filled | {"revision": "0"}).status_code == 200
    assert Draft.objects.get().answers["afspraak"]["value"]["who"] is None
    page = anna.get(FORM).content.decode()
    chosen = re.findall(r'name="([^"]+)"\s+value="([^"]+)"[^>]* checked', page)
    assert ("a-menu", "s:werk") in chosen
    assert ("a-menu", "s:geld") in chosen
    assert (f"a-doelen-{goals[0].pk}", "n:4") in chosen
    assert "Samen naar de markt." in page
    assert 'value="2030-02-01"' in page


def test_the_page_asks_about_each_goal_in_the_clients_own_words(anna: Browser) -> None:
    page = anna.get(FORM)
    assertContains(page, "Zelf koken", count=2)
    assertContains(page, 'data-shape="rows"', count=2)
    assertNotContains(page, "checked")


def test_without_goals_nothing_is_asked_about_them(client: Browser, cast: Cast) -> None:
    open_shapes(cast.provider)
    seat(client, cast.anna)
    assertNotContains(client.get(FORM), 'data-shape="rows"')


def test_prompts_are_a_list_and_what_depends_says_on_what(anna: Browser) -> None:
    page = anna.get(FORM).content.decode()
    question = page[page.index('id="q-werk"') : page.index('id="q-doelen"')]
    assert question.count("data-prompt") == 3
    assert "Waar wil je over praten?" in question
    assert "Mijn werk" in question
