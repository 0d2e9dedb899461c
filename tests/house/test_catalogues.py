"""Every word on screen stands in the Dutch and in the English catalogue; those of who answers in four more."""

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from clientvoice import catalogues

NEEDED = sorted(["en", "nl", *settings.RESPONDENT_LANGUAGES])


def test_every_language_has_a_catalogue() -> None:
    assert catalogues.languages() == NEEDED


@pytest.mark.parametrize("language", NEEDED)
def test_no_word_is_missing(language: str) -> None:
    """Run `make words` to take new words into the catalogues, then fill in those of every language but English."""
    assert [(message.id, message.locations) for message in catalogues.missing(language)] == []


@pytest.mark.parametrize("language", NEEDED)
def test_placeholders_are_the_same_on_both_sides(language: str) -> None:
    faults = [(message.id, list(message.check())) for message in catalogues.read(language) if list(message.check())]
    assert faults == []


@pytest.mark.parametrize("language", NEEDED)
def test_places_that_the_page_fills_are_the_same_on_both_sides(language: str) -> None:
    """The script of the page fills `{n}`; Babel knows only the other kind of place."""
    faults = [
        message.id
        for message in catalogues.read(language)
        if isinstance(message.id, str) and message.string and _places(message.id) != _places(str(message.string))
    ]
    assert faults == []


def _places(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))


@pytest.mark.parametrize("language", NEEDED)
def test_a_catalogue_says_whether_somebody_checked_it(language: str) -> None:
    told = "Not yet checked by anybody who speaks" in catalogues.read(language).header_comment
    assert told == (language in settings.UNCHECKED_LANGUAGES)


@pytest.mark.parametrize("language", settings.RESPONDENT_LANGUAGES)
def test_a_language_of_respondents_has_their_words_alone(language: str) -> None:
    wanted = {(message.id, message.context) for message in catalogues.in_code(language)}
    assert {(message.id, message.context) for message in catalogues.read(language)} == wanted


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project of one room, with an empty Dutch catalogue."""
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path / "locale")
    monkeypatch.setattr(catalogues, "ROOMS", ("room",))
    (tmp_path / "room").mkdir()
    catalogue = catalogues.path_of("nl")
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n', encoding="utf-8")
    return tmp_path / "room"


def test_words_of_code_and_templates_are_found(room: Path) -> None:
    (room / "words.py").write_text('_("One")\nngettext("%(n)s day", "%(n)s days", n)\npgettext("month", "May")\n')
    (room / "page.html").write_text(
        "<p>\n    {% if a %}\n  {% translate 'Two' %}\n{% endif %}\n"
        "{% blocktranslate count n=n trimmed %}\n  a cat\n{% plural %}\n  {{ n }} cats\n{% endblocktranslate %}"
    )
    found = {(message.context, message.id) for message in catalogues.missing("nl")}
    assert found == {
        (None, "One"),
        (None, ("%(n)s day", "%(n)s days")),
        ("month", "May"),
        (None, "Two"),
        (None, ("a cat", "%(n)s cats")),
    }


def test_a_new_word_of_respondents_is_missed_in_their_languages(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "OF_RESPONDENTS", ("room/answering/",))
    monkeypatch.setattr(catalogues, "OF_STAFF", {"room/answering/staff.html"})
    shutil.copytree(catalogues.path_of("nl").parents[1], catalogues.path_of("tr").parents[1])
    (room / "answering").mkdir()
    (room / "answering" / "page.html").write_text("{% translate 'One' %}")
    (room / "answering" / "staff.html").write_text("{% translate 'Two' %}")
    (room / "words.py").write_text('_("Three")\n')
    assert [message.id for message in catalogues.missing("tr")] == ["One"]
    assert len(catalogues.missing("nl")) == 3


def test_new_words_come_in_empty_and_old_ones_go(room: Path) -> None:
    (room / "words.py").write_text('_("One")\n')
    catalogues.update()
    assert '\nmsgid "One"\nmsgstr ""\n' in catalogues.path_of("nl").read_text(encoding="utf-8")
    (room / "words.py").write_text('_("Two")\n')
    catalogues.update()
    assert "One" not in catalogues.path_of("nl").read_text(encoding="utf-8")
    assert [message.id for message in catalogues.missing("nl")] == ["Two"]


def test_binary_catalogue_follows_its_source(room: Path) -> None:
    catalogues.refresh()
    binary = catalogues.path_of("nl").with_suffix(".mo")
    before = binary.stat().st_mtime_ns
    catalogues.refresh()
    assert binary.stat().st_mtime_ns == before
    binary.unlink()
    catalogues.refresh()
    assert binary.exists()
    shutil.rmtree(room)
