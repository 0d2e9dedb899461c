"""How an export is laid out for a reader."""

import pytest
from django.apps import apps
from django.db.models import Field
from django.utils.functional import Promise
from hypothesis import given
from hypothesis import strategies as st

from organisations.erasure.base import Entry, Line, Section
from organisations.erasure.kinds import WORDS as PEOPLE_WORDS
from organisations.erasure.reading import MOST_COLUMNS, chapters, in_columns
from organisations.erasure.registry import rooms
from supportplans.erasure import WORDS as CARE_WORDS
from surveys.erasure import WORDS as ASKING_WORDS

WORDS = {"organisations": PEOPLE_WORDS, "surveys": ASKING_WORDS, "supportplans": CARE_WORDS}
words = st.text(max_size=4)
entries = st.builds(Entry, st.just("") | words, st.lists(st.builds(Line, words, words), max_size=8).map(tuple))


def entry(**said: str) -> Entry:
    return Entry("", tuple(Line(label, text) for label, text in said.items()))


def test_what_is_alike_stands_in_columns_with_a_hole_where_nothing_was_said() -> None:
    found = in_columns((entry(wat="Wonen", wanneer="toen"), entry(wat="Eten")))
    assert found
    assert found.heads == ("wat", "wanneer")
    assert found.rows == (("Wonen", "toen"), ("Eten", ""))


@pytest.mark.parametrize(
    "listed",
    [
        (entry(wat="Wonen"),),
        (Entry("Voorjaar", (Line("wat", "Wonen"),)), entry(wat="Eten")),
        (Entry("", (Line("wat", "Wonen"), Line("wat", "Eten"))), entry(wat="Eten")),
        tuple(entry(**{f"wat{number}": "x" for number in range(MOST_COLUMNS + 1)}) for _twice in range(2)),
        (entry(), entry()),
    ],
    ids=["one", "titled", "twice", "wide", "empty"],
)
def test_the_rest_stands_under_itself(listed: tuple[Entry, ...]) -> None:
    assert in_columns(listed) is None


@given(st.lists(entries, max_size=5).map(tuple))
def test_no_word_is_lost(listed: tuple[Entry, ...]) -> None:
    for chapter in chapters([Section("Titel", listed)]):
        shown = [cell for row in chapter.columns.rows for cell in row if cell] if chapter.columns else []
        shown += [line.text for one in chapter.entries for line in one.lines if line.text]
        assert sorted(shown) == sorted(line.text for one in listed for line in one.lines if line.text)


def test_on_paper_stand_the_first_ones_and_how_many_more_there_are() -> None:
    (chapter,) = chapters([Section("Titel", tuple(entry(wat=str(number)) for number in range(9)))], most=4)
    assert chapter.columns
    assert ([row[0] for row in chapter.columns.rows], chapter.left_out) == (["0", "1", "2", "3"], 5)


def test_a_section_that_says_nothing_is_left_out_and_one_with_a_note_is_not() -> None:
    assert [one.title for one in chapters([Section("Leeg"), Section("Vol", note="Waarom niet")])] == ["Vol"]


def test_every_field_that_is_exported_has_words_for_a_reader() -> None:
    bare = [
        f"{kind.model}.{name}"
        for room in rooms
        for kind in room.kinds
        for name in kind.fields
        if name not in WORDS[room.name] and _unnamed(apps.get_model(kind.model)._meta.get_field(name))
    ]
    assert bare == []


def _unnamed(field: "Field[object, object]") -> bool:
    """Whether Django made up what a field is called, out of its name in the code."""
    return not isinstance(field.verbose_name, Promise)
