"""How a text falls into sentences and words, and how hard it reads."""

import pytest

from instruments.language.words import lix, sentences, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Klaar. Dank je wel.", ["Klaar.", "Dank je wel."]),
        ("Wat doen we hiermee? Wie mag het lezen?", ["Wat doen we hiermee?", "Wie mag het lezen?"]),
        ("Vertel eens\nover je dag", ["Vertel eens", "over je dag"]),
        ("Om 14.30 uur.", ["Om 14.30 uur."]),
        ("Echt waar?!", ["Echt waar?!"]),
        ("…", []),
        ("", []),
    ],
)
def test_a_text_falls_into_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_placeholder_is_one_word() -> None:
    assert words("Hoe goed luistert {worker} naar jou?") == ["Hoe", "goed", "luistert", "{worker}", "naar", "jou"]
    assert words("zo'n A-viertje, oké") == ["zo'n", "A-viertje", "oké"]


def test_lix_is_the_one_of_bjornsson() -> None:
    assert lix("Hoe vind je je kamer?") == 5
    assert lix("Heb je alles kunnen vertellen?") == 5 + 100 / 5
    assert lix("Hoe is het? Vertel eens iets.") == pytest.approx(3)
    assert lix("?!") == 0
    assert lix("{organisation_word} is er") == 3
