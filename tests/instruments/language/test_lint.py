"""Every text of a definition is judged for those who read it."""

from instruments.definition.faults import path_text
from instruments.definition.loading import load_bytes
from instruments.language.lint import lint
from tests.instruments.sample import SAMPLE


def remarked(content: str) -> dict[str, str]:
    """Give the messages of the lint by path."""
    problems = lint(load_bytes(content.encode(), file="proef.yaml"))
    return {path_text(problem.path): problem.message for problem in problems}


def edited(*pairs: tuple[str, str]) -> str:
    content = SAMPLE
    for old, new in pairs:
        assert old in content
        content = content.replace(old, new, 1)
    return content


def test_a_plain_definition_gives_no_remark() -> None:
    assert remarked(SAMPLE) == {}


def test_every_part_with_words_is_read() -> None:
    content = edited(
        ("nl: Proef,", "nl: Voor elke klant,"),
        ("nl: Voor iedereen.", "nl: Voor de klant."),
        ("nl: Wonen", "nl: De klant"),
        ("nl: Gaat wel", "nl: Als klant"),
        ("nl: Het blijft zo", "nl: De klant blijft"),
        ("nl: Kies een antwoord.", "nl: Kies als klant."),
        ("nl: Een kamer,", "nl: Een klant,"),
        ("{nl: Ja, en", "{nl: De klant, en"),
        ("nl: Dank je wel.", "nl: Dag klant."),
    )
    assert list(remarked(content)) == [
        "title.nl",
        "fit.nl",
        "domains[0].labels.nl",
        "scales[0].points[1].labels.nl",
        "change.keep.nl",
        "questions[0].hint.nl",
        "questions[0].picture.alt.nl",
        "questions[4].options[0].labels.nl",
        "closing.thanks.nl",
    ]


def test_only_what_asks_is_judged_as_a_question() -> None:
    content = edited(
        ("nl: Kies een antwoord.", "nl: Vind je het leuk?"), ("nl: Hoe vind je je kamer?", "nl: Leuk hier?")
    )
    assert list(remarked(content)) == ["questions[0].texts.nl"]


def test_relatives_are_asked_with_u_and_staff_as_one_likes() -> None:
    assert "questions[0].texts.nl" in remarked(edited(("[client, relative]", "[relative]")))
    assert remarked(edited(("[client, relative]", "[support-worker]"))) == {}


def test_another_wording_is_judged_for_those_who_read_it() -> None:
    content = edited(
        ("[client, relative]", "[client, support-worker]"),
        (
            "    hint:",
            "    texts_for: {support-worker: {nl: 'Hoe vindt u de dagbesteding?', en: How is it?}}\n    hint:",
        ),
    )
    assert remarked(content) == {}
    assert "questions[0].texts_for.support-worker.nl" in remarked(content.replace("de dagbesteding", "de klanten"))


def test_a_label_without_an_easy_wording_is_judged_as_easy_because_it_is_shown_there() -> None:
    eleven = "Dit is de kamer waar ik nu in woon en slaap"
    easy = [
        (f"nl: {text}", f"nl: {text}, nl-x-eenvoudig: {text}") for text in ("Een paar vragen.", "Kies een antwoord.")
    ]
    assert remarked(edited(("{nl: Ja, en", f"{{nl: {eleven}, en"))) == {}
    questions = ["Hoe vind je je kamer?", "Blijft het zo?", "Wat wil je anders?", "Welk cijfer geef je?"]
    easy += [(f"nl: {text}", f"nl: {text}, nl-x-eenvoudig: {text}") for text in questions]
    easy += [
        (f"nl: {text}", f"nl: {text}, nl-x-eenvoudig: {text}") for text in ("Heb je alles verteld?", "Dank je wel.")
    ]
    content = edited(("{nl: Ja, en", f"{{nl: {eleven}, en"), ("[nl, en]", "[nl, nl-x-eenvoudig, en]"), *easy)
    assert list(remarked(content)) == ["questions[4].options[0].labels.nl"]


def test_a_language_that_is_not_promised_is_not_read() -> None:
    assert remarked(edited(("{nl: Proef, en: Trial}", "{nl: Proef, en: Trial, nl-x-u: De klant}"))) == {}


def test_words_with_u_are_easy_where_easy_words_are_promised_too() -> None:
    """Somebody may need both: easy words, and "u"."""
    long = "Hoe vindt u het om met al deze mensen te wonen?"
    formal = edited(("{nl: Hoe vind je je kamer?", f"{{nl: Hoe vind je je kamer?, nl-x-u: '{long}'"))
    needed = [("Welk cijfer geef je?", "Welk cijfer geeft u?"), ("Wat wil je anders?", "Wat wilt u anders?")]
    needed += [("Heb je alles verteld?", "Heeft u alles verteld?"), ("Dank je wel.", "Dank u wel.")]
    for said, politely in needed:
        formal = formal.replace(f"nl: {said}", f"nl: {said}, nl-x-u: {politely}")
    formal = formal.replace("[nl, en]", "[nl, nl-x-u, en]")
    assert remarked(formal) == {}
    easy = ["Een paar vragen.", "Kies een antwoord.", "Hoe vind je je kamer?", "Blijft het zo?"]
    both = formal.replace("[nl, nl-x-u, en]", "[nl, nl-x-eenvoudig, nl-x-u, en]")
    for said in [*easy, *(said for said, _ in needed)]:
        both = both.replace(f"nl: {said}", f"nl: {said}, nl-x-eenvoudig: {said}")
    assert list(remarked(both)) == ["questions[0].texts.nl-x-u"]
