"""Every built-in instrument, looked at in every way: pages and paper need no database, and paper keeps the codes."""

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.template.loader import render_to_string

from instruments import builtin
from instruments.definition.model import Definition, Question
from instruments.definition.texts import EASY, html_lang
from instruments.previewing import Look, as_asked, look_at, looks, offer, unchecked_languages
from instruments.questions import codes_of
from surveys.views.instruments.looking import preview

EVERY = pytest.mark.parametrize("definition", builtin().values(), ids=builtin().keys())
DECLINES = ["dont_know", "rather_not"]


def few(definition: Definition) -> Iterator[Look]:
    """Give each style, language, audience, variant and number of points at least once: drawing pages takes time."""
    offered = offer(definition)
    yield from (Look(style=style, easy="nl" in offered.levels) for style in offered.styles)
    yield from (Look(language=language) for language in offered.languages if language != "nl")
    yield from (Look(audience=audience, formal=True) for audience in offered.audiences)
    yield from (Look(variant={each.key: value.key}) for each in definition.variants for value in each.values)
    yield from (Look(points=points) for points in offered.points)


def drawn(name: str, definition: Definition, look: Look) -> str:
    return render_to_string(f"preview/{name}.html", preview(definition, look))


@EVERY
def test_every_way_to_look_shows_every_question(definition: Definition) -> None:
    for look in looks(definition):
        view = look_at(definition, look)
        asked = as_asked(definition, look)
        assert [question.key for question in view.questions] == list(asked.question_keys)
        assert view.html_lang == look.language
        assert all(question.text and "{" not in question.text for question in view.questions)


@EVERY
def test_every_page_is_drawn_with_every_question(definition: Definition) -> None:
    for look in few(definition):
        page = drawn("_questions", definition, look)
        for key in as_asked(definition, look).question_keys:
            assert f'data-question="{key}"' in page
        assert f'lang="{look.language}"' in page
        assert "<form" not in page


@EVERY
def test_paper_carries_the_codes_that_are_stored(definition: Definition) -> None:
    for look in (Look(), Look(language=offer(definition).languages[-1], points=3)):
        asked = as_asked(definition, look)
        sheets = drawn("_paper", definition, look).split('<section class="paper-question')[1:]
        for question, sheet in zip(asked.questions, sheets, strict=True):
            codes = [html.unescape(code) for code in re.findall(r"<code>([^<]+)</code>", sheet)]
            assert codes == [*_stored(asked, question), *DECLINES]


def _stored(asked: Definition, question: Question) -> list[str]:
    """The codes of a question, once for each thing that it is asked about."""
    view: Any = next(each for each in look_at(asked, Look()).questions if each.key == question.key)
    codes = [str(option.value) for option in view.options] or list(map(str, codes_of(asked, question.key) or ()))
    return codes * max(1, len(view.rows))


@EVERY
def test_unchecked_texts_are_marked_where_they_stand(definition: Definition) -> None:
    unchecked = unchecked_languages(definition)
    for language in offer(definition).languages:
        page = drawn("_questions", definition, Look(language=language))
        assert ("unchecked" in page) is (language in unchecked)


def test_arabic_is_read_from_right_to_left() -> None:
    right_to_left = [each for each in builtin().values() if "ar" in offer(each).languages]
    assert right_to_left
    for definition in right_to_left:
        assert 'dir="rtl"' in drawn("_questions", definition, Look(language="ar"))
        assert 'dir="rtl"' in drawn("_paper", definition, Look(language="ar"))


def test_the_foot_names_key_version_and_fingerprint() -> None:
    definition = builtin()["moment"]
    context = preview(definition, Look())
    page = render_to_string("preview/_paper.html", context)
    assert f"moment {definition.version}" in page
    assert context["fingerprint"] in page


def test_levels_that_are_promised_are_offered() -> None:
    for definition in builtin().values():
        promised = {html_lang(tag) for tag in definition.languages if EASY in tag.split("-")}
        assert offer(definition).levels == promised
