"""Every word on screen stands in the Dutch and in the English catalogue."""

import shutil
from pathlib import Path

import pytest

from clientvoice import catalogues

NEEDED = ["en", "nl"]


def test_both_languages_have_a_catalogue() -> None:
    assert catalogues.languages() == NEEDED


@pytest.mark.parametrize("language", NEEDED)
def test_no_word_is_missing(language: str) -> None:
    """Run `make words` to take new words into the catalogues, then fill in the Dutch ones."""
    assert [(message.id, message.locations) for message in catalogues.missing(language)] == []


@pytest.mark.parametrize("language", NEEDED)
def test_placeholders_are_the_same_on_both_sides(language: str) -> None:
    faults = [(message.id, list(message.check())) for message in catalogues.read(language) if list(message.check())]
    assert faults == []


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
