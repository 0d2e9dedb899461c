"""What a template and the tablet get to see."""

from typing import Any

import pytest

from instruments import builtin
from instruments.api import to_api
from instruments.rendering import OptionView, PictureView, QuestionView, RenderContext, render
from tests.instruments.sample import sample


def question(key: str, **context: Any) -> QuestionView:
    view = render(sample(), RenderContext(**{"language": "nl", **context}))
    return next(question for question in view.questions if question.key == key)


def test_faces_stand_beside_the_words_and_the_codes_stay() -> None:
    assert question("kamer", style="faces").options == (
        OptionView(value=1, label="Slecht", picture="gezicht-2", position=1, chosen=False, graded=True),
        OptionView(value=2, label="Gaat wel", picture="gezicht-3", position=2, chosen=False, graded=True),
        OptionView(value=3, label="Goed", picture="klaar", position=3, chosen=False, graded=True),
    )


def test_words_with_bars_have_no_faces_and_the_same_codes() -> None:
    view = question("kamer", style="words")
    assert (view.style, view.template) == ("words", "questions/scale/words.html")
    assert [(option.value, option.picture) for option in view.options] == [(1, None), (2, None), (3, None)]


@pytest.mark.parametrize("style", [None, "buttons", "smoke-signals"])
def test_a_style_that_does_not_fit_gives_way_to_the_default(style: str | None) -> None:
    assert question("kamer", style=style).template == "questions/scale/faces.html"


def test_the_change_question_shows_both_sides() -> None:
    view = question("anders")
    shown = [(option.value, option.label, option.picture) for option in view.options]
    assert shown == [("keep", "Het blijft zo", "blijft-zo"), ("change", "Ik wil iets anders", "iets-anders")]
    assert view.asks_change


def test_a_mark_has_ten_digits_in_every_language() -> None:
    labels = [option.label for option in question("cijfer", language="en").options]
    assert labels == [str(mark) for mark in range(1, 11)]


def test_own_words_have_a_longest_length_and_may_be_quoted() -> None:
    view = question("wens")
    assert (view.options, view.max_length, view.quotable_allowed) == ((), 4_000, True)


def test_answers_so_far_are_shown_and_route() -> None:
    answers = {"kamer": {"value": 2}, "anders": {"declined": "dont_know"}}
    assert [option.chosen for option in question("kamer", answers=answers).options] == [False, True, False]
    assert question("anders", answers=answers).declined == "dont_know"
    assert question("cijfer", answers=answers).visible
    assert not question("wens", answers=answers).visible


def test_a_refused_form_can_be_shown_again_whatever_it_held() -> None:
    view = question("kamer", answers={"kamer": "3", "anders": None})
    assert (view.value, view.declined, view.quotable) == (None, None, False)


@pytest.mark.parametrize("answers", [{}, {"menu": {"value": ["veilig"]}, "modules": {"value": ["werk", "hulp"]}}])
def test_what_closes_goes_with_the_sitting_before_it(answers: dict[str, Any]) -> None:
    view = render(builtin()["tevreden"], RenderContext("nl", answers=answers))
    sittings = [question.sitting for question in view.questions if question.visible]
    assert sittings == sorted(sittings)
    assert set(sittings) == ({1, 2, 3, 4, 5} if answers else {1, 2, 3})


def test_the_subject_and_the_picture_come_along() -> None:
    view = question("kamer", language="en")
    assert view.domain is not None
    assert (view.domain.key, view.domain.label, view.domain.picture) == ("wonen", "Living", "huis")
    assert view.picture == PictureView(key="kamer", alt="A room")
    assert view.hint == "Choose an answer."


def test_a_reading_level_is_taken_where_it_is_promised_and_else_its_language() -> None:
    easy = RenderContext(language="nl-x-eenvoudig")
    view = render(builtin()["mijn-leven"], easy)
    assert (view.language, view.html_lang) == ("nl-x-eenvoudig", "nl")
    assert view.questions[0].text == "Hoe vind je je kamer?"
    assert render(sample(), easy).language == "nl"


def test_a_language_nobody_promised_gives_the_first() -> None:
    assert render(sample(), RenderContext(language="tr")).language == "nl"


def test_the_tablet_gets_codes_labels_and_conditions() -> None:
    questions = {question["key"]: question for question in to_api(sample(), RenderContext("en", "words"))["questions"]}
    assert questions["kamer"]["options"][0] == {"code": 1, "label": "Bad", "picture": None, "alone": False}
    assert questions["kamer"]["style"] == "words"
    assert questions["wens"]["show_when"] == [{"question": "anders", "operator": "=", "answer": "change"}]
    assert questions["cijfer"]["enable_behavior"] == "any"
    assert questions["cijfer"]["domain"] is None
