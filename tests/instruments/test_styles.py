"""What every answer style promises, over every type of question and 2 to 5 points: the same answers, nothing chosen."""

import re
from itertools import product
from typing import Any

import pytest
from django.template.loader import render_to_string

from instruments.definition.loading import load_bytes
from instruments.definition.model import Definition, Goal
from instruments.projection import Situation, project
from instruments.rendering import QuestionView, RenderContext, render
from instruments.styles.base import AnswerStyle
from instruments.styles.registry import answer_styles, preferable_styles, reads_aloud, style_for
from instruments.types.registry import question_types
from instruments.types.shape import Shape

LABELS = {
    2: ("Slecht", "Goed"),
    3: ("Slecht", "Gaat wel", "Goed"),
    4: ("Heel slecht", "Slecht", "Goed", "Heel goed"),
    5: ("Heel slecht", "Slecht", "Gaat wel", "Goed", "Heel goed"),
}
OPTIONS = """
    options:
      - {code: huis, labels: {nl: Mijn huis}, picture: huis}
      - {code: dag, labels: {nl: Mijn dag}, picture: dag}
      - {code: niets, labels: {nl: Niets}, alone: true}
"""
FILE = """\
key: stijlen
version: "1.0"
kind: questionnaire
title: {nl: Stijlen}
introduction: {nl: Een paar vragen.}
owner: De Proefboom
licence: CC-BY-4.0
recognition: {list: null}
fit: {nl: Voor iedereen.}
audiences: [client]
recommended_interval_months: 12
languages: [nl]
domains: [{key: wonen, frame: "schalock:material-wellbeing", labels: {nl: Wonen}}]
scales:
  - key: oordeel
    points: [POINTS]
change: {keep: {nl: Het blijft zo}, change: {nl: Ik wil iets anders}}
questions:
  - {key: kamer, type: scale, scale: oordeel, domain: wonen, texts: {nl: Hoe vind je je kamer?}}
  - {key: cijfer, type: mark, texts: {nl: Welk cijfer geef je?}}
  - {key: anders, type: change, domain: wonen, texts: {nl: Blijft het zo?}}
  - key: keuze
    type: choice
    texts: {nl: Waar wil je over praten?}OPTIONS
  - key: keuzes
    type: choices
    texts: {nl: Waar wil je over praten?}OPTIONS
  - {key: doelen, type: goals, scale: oordeel, texts: {nl: Hoe gaat het met je doelen?}}
  - key: afspraak
    type: agreement
    texts: {nl: Wat gaan we doen?}OPTIONS
  - {key: laat-zien, type: media, media: [photo, drawing, voice], texts: {nl: Wil je iets laten zien?}}
  - {key: alles, type: text, texts: {nl: Heb je alles kunnen vertellen?}}
complete_when: {share: 0.8}
closing: {question: alles, thanks: {nl: Dank je wel.}}
"""
GOALS = (Goal(id="koken", words="Zelf koken"), Goal(id="bus", words="Met de bus"))
EVERY_WAY = pytest.mark.parametrize(("style", "points"), [*product(answer_styles().names(), LABELS)])


def made(points: int) -> Definition:
    """Return a definition with every type of question and a scale of so many points."""
    scale = ", ".join(
        f"{{code: {10 * points + place}, labels: {{nl: {label}}}}}" for place, label in enumerate(LABELS[points])
    )
    text = FILE.replace("POINTS", scale).replace("OPTIONS", OPTIONS.rstrip("\n"))
    return project(load_bytes(text.encode(), file="stijlen.yaml"), Situation(goals=GOALS))


DEFINITIONS = {points: made(points) for points in LABELS}


def shown(style: str, points: int, answers: Any = None) -> dict[str, tuple[QuestionView, str]]:
    """Return each question with the HTML of its answers."""
    view = render(DEFINITIONS[points], RenderContext("nl", style, answers or {}))
    return {q.key: (q, re.sub(r"\s+", " ", render_to_string(q.template, {"q": q}))) for q in view.questions}


def coded(q: QuestionView) -> list[str]:
    return [f"n:{option.value}" if isinstance(option.value, int) else f"s:{option.value}" for option in q.options]


def test_every_type_is_here() -> None:
    assert {question.type for question in DEFINITIONS[5].questions} == set(question_types().names())


@EVERY_WAY
def test_the_codes_and_labels_are_the_same_in_every_style(style: str, points: int) -> None:
    for q, html in shown(style, points).values():
        times = max(len(q.rows), 1)
        sent = re.findall(r'value="([ns]:[^"]+)"', html)
        assert sent == coded(q) * times
        for option in q.options:
            assert html.count(f'class="word">{option.label}</span>') >= times


@EVERY_WAY
def test_nothing_is_chosen_beforehand(style: str, points: int) -> None:
    assert not any(" checked" in html for _q, html in shown(style, points).values())


@EVERY_WAY
def test_every_question_can_be_declined_in_two_ways(style: str, points: int) -> None:
    for q, html in shown(style, points).values():
        assert html.count('value="d:rather_not"') == 1
        assert html.count('value="d:dont_know"') == max(len(q.rows), 1)


@EVERY_WAY
def test_what_was_chosen_before_is_chosen_again(style: str, points: int) -> None:
    code = DEFINITIONS[points].scale("oordeel").points[-1].code
    answers = {"kamer": {"value": code}, "keuzes": {"value": ["dag"]}, "doelen": {"value": {"bus": code}}}
    pages = shown(style, points, answers)
    for key, value in [("kamer", f"n:{code}"), ("keuzes", "s:dag"), ("doelen", f"n:{code}")]:
        chosen = re.findall(r'value="([^"]+)"[^>]* checked', pages[key][1])
        assert chosen == [value]


@EVERY_WAY
def test_a_reason_for_no_answer_is_kept(style: str, points: int) -> None:
    keys = [question.key for question in DEFINITIONS[points].questions if question.type != "goals"]
    pages = shown(style, points, {key: {"declined": "dont_know"} for key in keys})
    for key in keys:
        assert re.findall(r'value="([^"]+)"[^>]* checked', pages[key][1]) == ["d:dont_know"]


@EVERY_WAY
def test_a_style_that_cannot_show_a_type_leaves_it_to_the_default(style: str, points: int) -> None:
    for q, _html in shown(style, points).values():
        can = q.type in answer_styles().get(style).question_types
        assert q.style == (style if can else question_types().get(q.type).default_style)


@pytest.mark.parametrize("points", LABELS)
@pytest.mark.parametrize(("style", "row"), [("faces", "gezicht"), ("thumbs", "duim"), ("pictures", "gezicht")])
def test_each_word_has_the_same_drawing_on_every_scale(style: str, row: str, points: int) -> None:
    of = dict(zip(LABELS[5], (f"{row}-{place}" for place in range(1, 6)), strict=True))
    question = shown(style, points)["kamer"][0]
    assert [option.picture for option in question.options] == [of[label] for label in LABELS[points]]


@pytest.mark.parametrize("points", LABELS)
def test_words_have_bars_and_digits_count_from_one(points: int) -> None:
    words, digits = shown("words", points)["kamer"][1], shown("digits", points)["kamer"][1]
    assert words.count('class="full"') == sum(range(1, points + 1))
    assert re.findall(r'class="digit" aria-hidden="true">(\d)<', digits) == [str(n) for n in range(1, points + 1)]


def test_by_ear_each_answer_is_a_stop_in_a_fixed_order() -> None:
    _q, html = shown("sound", 5)["kamer"]
    assert "data-stops" in html
    assert re.findall(r'class="word">([^<]+)<', html)[:5] == list(LABELS[5])
    assert html.index("d:dont_know") > html.index("n:54")
    assert html.index("d:rather_not") > html.index("d:dont_know")
    assert 'type="radio"' in html


def test_only_sound_reads_by_itself() -> None:
    assert [name for name in answer_styles().names() if reads_aloud(name)] == ["sound"]
    assert not reads_aloud("bestaat-niet")


def test_people_choose_from_styles_that_show_a_judgement() -> None:
    names = {style.name for style in preferable_styles()}
    assert names == {"faces", "thumbs", "words", "digits", "pictures", "sound"}
    scale = question_types().get("scale")
    assert {style_for(scale, name).name for name in names} == names


@pytest.mark.parametrize("style", [*answer_styles()], ids=lambda style: style.name)
def test_every_style_is_named_in_dutch_and_english(style: AnswerStyle) -> None:
    assert {"nl", "en"} <= style.labels.wordings.keys()


def test_a_photo_of_ones_own_stands_big_in_the_place_of_the_drawing() -> None:
    html = render_to_string(
        "components/picture.html", {"key": "kamer", "alt": "Een kamer", "photo": "/answer/photo/1/"}
    )
    assert 'src="/answer/photo/1/"' in html
    assert 'alt="Een kamer"' in html
    assert "<svg" not in html


def test_media_without_script_is_a_file_to_choose() -> None:
    q, html = shown("faces", 5)["laat-zien"]
    assert q.shape is Shape.FILE
    assert 'type="file" id="f-laat-zien" name="f-laat-zien"' in html
    assert "data-photo" in html
    assert "<canvas" in html
    assert "data-record" in html
