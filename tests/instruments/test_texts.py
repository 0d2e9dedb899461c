"""Languages and reading levels: which text is taken."""

import pytest

from instruments.definition.texts import Labels, Texts, Unchecked, chain, html_lang, narrow


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("nl", ["nl"]),
        ("nl-BE", ["nl-BE", "nl"]),
        ("nl-x-eenvoudig", ["nl-x-eenvoudig", "nl"]),
        ("nl-x-u", ["nl-x-u", "nl-x-eenvoudig-u", "nl"]),
        ("nl-x-eenvoudig-u", ["nl-x-eenvoudig-u", "nl-x-u", "nl-x-eenvoudig", "nl"]),
        ("nl-BE-x-eenvoudig", ["nl-BE-x-eenvoudig", "nl-BE", "nl"]),
    ],
)
def test_a_tag_widens_step_by_step(tag: str, expected: list[str]) -> None:
    assert list(chain(tag)) == expected


def test_the_nearest_offered_language_is_taken() -> None:
    assert narrow("nl-x-eenvoudig", ("en", "nl")) == "nl"
    assert narrow("nl-x-eenvoudig", ("en", "nl-x-eenvoudig", "nl")) == "nl-x-eenvoudig"
    assert narrow("nl", ("en", "nl-x-eenvoudig")) == "nl-x-eenvoudig"
    assert narrow("pl", ("en", "nl")) == "en"


def test_a_text_is_given_in_the_nearest_language() -> None:
    texts = Texts({"nl": "Ja", "en": "Yes"})
    assert texts.in_language("nl-x-eenvoudig") == "Ja"
    assert texts.in_language("en") == "Yes"
    assert texts.in_language("tr") == "Ja"


def test_a_text_is_missing_at_a_level_and_a_label_only_in_a_language() -> None:
    written = {"nl": "Ja"}
    promised = ("nl", "nl-x-eenvoudig", "en")
    assert Texts(written).missing(promised) == ["nl-x-eenvoudig", "en"]
    assert Labels(written).missing(promised) == ["en"]


@pytest.mark.parametrize(
    ("wanted", "taken"), [("nl", "je"), ("nl-x-eenvoudig", "A2"), ("nl-x-u", "u"), ("nl-x-eenvoudig-u", "u")]
)
def test_the_form_of_address_is_kept_longer_than_the_level(wanted: str, taken: str) -> None:
    assert Texts({"nl": "je", "nl-x-eenvoudig": "A2", "nl-x-u": "u"}).in_language(wanted) == taken


def test_nobody_is_addressed_wrongly_where_only_easy_words_have_a_u() -> None:
    assert Texts({"nl": "je", "nl-x-eenvoudig-u": "u"}).in_language("nl-x-u") == "u"


def test_a_text_with_u_is_only_missed_where_the_other_says_je() -> None:
    promised = ("nl", "nl-x-u")
    assert Texts({"nl": "Hoe is het?"}).missing(promised) == []
    assert Texts({"nl": "Hoe is het met jou?"}).missing(promised) == ["nl-x-u"]


def test_an_unchecked_text_says_so_only_where_it_is_taken() -> None:
    texts = Texts({"nl": "Ja", "ar": Unchecked(unchecked="نعم")})
    assert [texts.is_checked(tag) for tag in ("nl", "nl-x-eenvoudig", "ar", "tr")] == [True, True, False, True]
    assert texts.wordings == {"nl": "Ja", "ar": "نعم"}


def test_a_page_gets_a_language_without_our_private_part() -> None:
    assert html_lang("nl-x-eenvoudig") == "nl"
    assert html_lang("en") == "en"
