"""What the language lint says of one text, and what it leaves alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments.language import remarks
from instruments.language.levels import Reader

EASY = "nl-x-eenvoudig"


def codes(text: str, *, tag: str = EASY, asks: bool = True, reader: Reader = Reader.CLIENT) -> set[str]:
    return {remark.code for remark in remarks(text, tag=tag, asks=asks, reader=reader)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hoe vind je het om met al deze mensen te wonen?", "long_sentence"),
        ("Vind je jouw kamer niet te klein?", "negation"),
        ("Is er niemand met wie je praat?", "negation"),
        ("Is er niets dat je niet durft?", "double_negation"),
        ("Hoe vaak zie je jouw familie?", "frequency"),
        ("Luistert de begeleiding altijd naar je?", "frequency"),
        ("Eet je elke keer samen?", "frequency"),
        ("Hoe is het, vergeleken met vorig jaar?", "comparison"),
        ("Gaat het beter dan vroeger?", "comparison"),
        ("Gaat het meer  dan goed?", "comparison"),
        ("Ik ben tevreden over mijn kamer.", "agree"),
        ("Mijn begeleider luistert naar mij", "agree"),
        ("Ben je het ermee eens of oneens?", "agree"),
        ("In hoeverre past dit bij jou?", "agree"),
        ("Ben je tevreden over je kamer?", "yes_no"),
        ("Vind je het leuk?", "yes_no"),
        ("Jouw huis. Is het daar fijn?", "yes_no"),
        ("Luistert de leiding goed naar jou?", "yes_no"),
        ("Hoe vind je je kamer en je huis?", "two_questions"),
        ("Hoe word je geholpen?", "passive"),
        ("Het plan wordt met jou besproken.", "passive"),
        ("Zit je goed in je vel?", "idiom"),
        ("Wat vindt u van uw kamer?", "address"),
        ("Ben je hier klant?", "word"),
        ("Wij gaan een vragenlijst afnemen.", "word"),
        ("Wat vind je van een weigering?", "word"),
        ("Wie is niet in staat om te praten?", "word"),
        ("Hoe vind je jouw dagbesteding?", "word"),
        ("Wie is jouw mentor?", "word"),
        ("Het kan altijd beter.", "better"),
        ("Wat kan beter?", "better"),
        ("Waarom geen 10?", "better"),
        ("Dit is {name}. {worker} helpt je.", "place_first"),
        ("Begeleiders bespreken doelstellingen, voortgang en evaluatie altijd gezamenlijk met jou.", "hard_words"),
    ],
)
def test_it_sees_what_is_hard_to_read_or_to_answer(text: str, code: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hoe vind je je kamer?",
        "Hoe vind je het eten en drinken?",
        "Blijft het zo? Of wil je iets anders?",
        "Stel, je kunt toveren. Wat doe je dan?",
        "Heb je alles kunnen vertellen?",
        "Wat doen we hiermee? Wie mag het lezen?",
        "Mag ik hier iets over vragen?",
        "Wil je hierover praten? Met wie?",
        "Hoe goed luistert {worker} naar jou?",
        "Wat is niet fijn?",
        "Is het hier leuk of vervelend?",
        "Wil je graag een fijn huis?",
        "Wil je nog meer vertellen?",
        "Wat gaat hier al goed?",
        "Is dit nog jouw doel?",
        "Wie is jouw wettelijke mentor?",
        "Wordt het een rustige dag?",
        "Vertel eens over een gewone dag.",
        "Hoe vind je je vader en moeder?",
        "We praten over je huis. Hoe vind je het daar?",
    ],
)
def test_it_leaves_a_plain_question_alone(text: str) -> None:
    assert codes(text) == set()


@pytest.mark.parametrize(
    "text",
    ["Nee, ik wil nog iets zeggen", "Ik weet het niet", "Je mag altijd stoppen.", "Ik ben tevreden over mijn kamer."],
)
def test_what_asks_nothing_may_deny_and_may_state(text: str) -> None:
    assert codes(text, asks=False) == set()


def test_a_word_that_hurts_is_seen_wherever_it_stands() -> None:
    assert codes("Het kan altijd beter", asks=False) == {"better"}
    assert codes("Voor elke klant.", asks=False, reader=Reader.STAFF) == {"word"}


@pytest.mark.parametrize(
    ("tag", "reader", "longest"),
    [
        (EASY, Reader.CLIENT, 10),
        ("nl-x-eenvoudig-u", Reader.CLIENT, 10),
        ("nl", Reader.CLIENT, 15),
        ("nl-x-u", Reader.CLIENT, 15),
        (EASY, Reader.RELATIVE, 15),
        (EASY, Reader.STAFF, 15),
        ("en", Reader.CLIENT, 18),
    ],
)
def test_each_level_has_its_longest_sentence(tag: str, reader: Reader, longest: int) -> None:
    assert "long_sentence" not in codes(" ".join(["nu"] * longest), tag=tag, reader=reader)
    assert "long_sentence" in codes(" ".join(["nu"] * (longest + 1)), tag=tag, reader=reader)


@pytest.mark.parametrize(
    ("tag", "reader", "right", "wrong"),
    [
        ("nl", Reader.CLIENT, "jouw", "uw"),
        (EASY, Reader.CLIENT, "jouw", "uw"),
        ("nl-x-u", Reader.CLIENT, "uw", "jouw"),
        ("nl-x-eenvoudig-u", Reader.CLIENT, "uw", "jouw"),
        ("nl", Reader.RELATIVE, "uw", "jouw"),
    ],
)
def test_a_text_speaks_to_its_reader_in_one_way(tag: str, reader: Reader, right: str, wrong: str) -> None:
    assert codes(f"Dit is {right} kamer.", tag=tag, reader=reader, asks=False) == set()
    assert codes(f"Dit is {wrong} kamer.", tag=tag, reader=reader, asks=False) == {"address"}


def test_the_organisation_decides_how_it_speaks_to_its_own_staff() -> None:
    assert codes("Wat ziet u? Wat zie je?", tag="nl", reader=Reader.STAFF) == set()


def test_staff_may_be_asked_about_day_activities() -> None:
    assert codes("Wat deed Kim op de dagbesteding?", tag="nl", reader=Reader.STAFF) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("How often do you see your family?", "frequency"),
        ("Is it better than last year?", "comparison"),
        ("Do you agree?", "agree"),
        ("Are you happy with your room?", "yes_no"),
    ],
)
def test_the_rules_that_do_not_hang_on_dutch_hold_in_english(text: str, code: str) -> None:
    assert code in codes(text, tag="en")


def test_a_language_of_which_nothing_is_known_gets_no_remark() -> None:
    assert codes("Ne " * 50, tag="tr") == set()


def test_a_remark_says_what_and_how_to_mend_it() -> None:
    remark = remarks("Hoe vaak lach je?", tag=EASY, asks=True)[0]
    assert remark.code == "frequency"
    assert "'Hoe vaak'" in remark.message
    assert "Hoe vind je" in remark.fix


@given(st.text(max_size=200), st.sampled_from(["nl", EASY, "nl-x-u", "en", "ar"]), st.booleans())
def test_any_text_gets_remarks_in_whole_sentences(text: str, tag: str, asks: bool) -> None:  # noqa: FBT001 # hypothesis
    for remark in remarks(text, tag=tag, asks=asks):
        assert remark.message.endswith(".")
        assert remark.fix.endswith(".")
