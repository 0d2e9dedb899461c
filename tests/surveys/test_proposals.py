"""An organisation's own list: brought in, advised on, published, taken back."""

import html
import re
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from surveys.choices import Advice
from surveys.models import InstrumentProposal, Release
from surveys.operations.proposals import ProposalRefusedError, note_advice, publish_proposal, withdraw_proposal
from tests.cast import Cast, SignIn
from tests.surveys.asking import AT
from tests.surveys.own_lists import advised, own_file, proposal_of, published

EDIT = ("owner: De Proefboom", "owner: De Buurman")


@pytest.fixture(autouse=True)
def _in_english(client: Browser) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def text_of(response: Any) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def upload(browser: Browser, unit: Any, content: bytes, name: str = "proef.yaml") -> Any:
    """Send a file as the page does."""
    file = SimpleUploadedFile(name, content, content_type="text/yaml")
    return browser.post(reverse("surveys:proposal-create"), {"unit": unit.pk, "file": file})


def test_a_right_file_is_kept_for_its_unit(cast: Cast, signed_in: SignIn) -> None:
    answer = upload(signed_in(cast.farid), cast.location, own_file())
    kept = InstrumentProposal.objects.get()
    assert answer["Location"] == reverse("surveys:proposal-detail", args=(kept.pk,))
    assert (kept.owner, kept.key, kept.version, bytes(kept.content)) == (cast.location, "proef", "1.0", own_file())
    assert not Release.objects.filter(key="proef").exists()


def test_the_same_content_twice_is_one_proposal(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.farid)
    answers = [upload(browser, cast.location, own_file() + end) for end in (b"", b"# a remark changes nothing\n")]
    assert answers[0]["Location"] == answers[1]["Location"]
    upload(browser, cast.team, own_file())
    assert InstrumentProposal.objects.count() == 2


def test_faults_are_listed_and_nothing_is_kept(cast: Cast, signed_in: SignIn) -> None:
    content = own_file().replace(b"type: mark", b"type: marc").replace(b"key: proef", b"keyy: proef")
    page = text_of(upload(signed_in(cast.farid), cast.location, content))
    assert "proef.yaml:" in page
    assert "line 1 keyy" in page
    assert not InstrumentProposal.objects.exists()


BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b"\x00\xff\xfe", "not UTF-8"),
        (b"a" * 1_000_001, "larger than"),
        (BOMB, "aliases"),
        (b"!!python/object/apply:os.system [ls]", "Tags"),
        (b"[" * 5000, "deeper than"),
        (b"key: a\nkey: b\n", "twice"),
    ],
)
def test_hostile_files_are_refused_kindly(cast: Cast, signed_in: SignIn, content: bytes, said: str) -> None:
    answer = upload(signed_in(cast.farid), cast.location, content, name="<script>alert(1)</script>.yaml")
    assert answer.status_code == 200
    assert said in text_of(answer)
    assert b"<script>alert" not in answer.content
    assert not InstrumentProposal.objects.exists()


@pytest.mark.parametrize("given", [{}, {"unit": "x"}, {"unit": "ffffffff-ffff-4fff-8fff-ffffffffffff"}])
def test_a_form_without_file_or_unit_says_so(cast: Cast, signed_in: SignIn, given: dict[str, str]) -> None:
    answer = signed_in(cast.farid).post(reverse("surveys:proposal-create"), given)
    assert "This is not right yet" in text_of(answer)


def test_nobody_brings_in_a_list_for_a_unit_of_others(cast: Cast, signed_in: SignIn) -> None:
    assert "This is not right yet" in text_of(upload(signed_in(cast.farid), cast.other_provider, own_file()))
    assert "This is not right yet" in text_of(upload(signed_in(cast.farid), cast.cooperative, own_file()))
    assert not InstrumentProposal.objects.exists()


def test_an_edited_file_with_a_published_version_is_refused_saying_what_differs(cast: Cast, signed_in: SignIn) -> None:
    published(cast.location, cast.gerda)
    before = InstrumentProposal.objects.count()
    page = text_of(upload(signed_in(cast.farid), cast.location, own_file(EDIT)))
    assert 'Give this one another version: version: "1.1".' in page
    assert "Owner: first De Proefboom, now De Buurman." in page
    assert InstrumentProposal.objects.count() == before


def test_warnings_stand_apart_and_keep_nobody_from_publishing(cast: Cast, signed_in: SignIn) -> None:
    waiting = proposal_of(cast.location, cast.gerda, ("Hoe vind je je kamer?", "Hoe vaak vind je je kamer niet goed?"))
    page = text_of(signed_in(cast.gerda).get(reverse("surveys:proposal-detail", args=(waiting.pk,))))
    assert "could be easier" in page
    assert "Publish" in page


def test_the_council_says_what_it_thinks(cast: Cast, signed_in: SignIn) -> None:
    waiting = proposal_of(cast.location, cast.gerda)
    given = {"advice": "negative", "words": "Te moeilijk voor ons.", "on": "2026-09-01"}
    signed_in(cast.hans).post(reverse("surveys:proposal-advice", args=(waiting.pk,)), given)
    waiting.refresh_from_db()
    assert (waiting.advice, waiting.advice_words, waiting.advised_on) == (
        "negative",
        "Te moeilijk voor ons.",
        date(2026, 9, 1),
    )
    assert waiting.advice_by == cast.hans
    page = text_of(signed_in(cast.gerda).get(reverse("surveys:proposal-detail", args=(waiting.pk,))))
    assert "Te moeilijk voor ons." in page
    assert "noted by Hans" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"advice": "positive", "words": " ", "on": "2026-09-01"},
        {"advice": "positive", "words": "Goed.", "on": ""},
        {"advice": "great", "words": "Goed.", "on": "2026-09-01"},
        {"advice": "positive", "words": "a\x00b", "on": "2026-09-01"},
    ],
)
def test_an_advice_needs_words_and_a_day(cast: Cast, signed_in: SignIn, wrong: dict[str, str]) -> None:
    waiting = proposal_of(cast.location, cast.gerda)
    answer = signed_in(cast.hans).post(reverse("surveys:proposal-advice", args=(waiting.pk,)), wrong)
    assert "This is not right yet" in text_of(answer)
    waiting.refresh_from_db()
    assert waiting.advice == Advice.NONE


def test_publishing_without_advice_asks_why(cast: Cast, signed_in: SignIn) -> None:
    waiting = proposal_of(cast.location, cast.gerda)
    url = reverse("surveys:proposal-publish", args=(waiting.pk,))
    browser = signed_in(cast.gerda)
    assert "Say why you do not wait for it" in text_of(browser.post(url, {"reason": " "}))
    assert not Release.objects.filter(key="proef").exists()
    browser.post(url, {"reason": "De raad vergadert pas in mei."})
    release = Release.objects.get(key="proef")
    assert release.owner == cast.location
    page = text_of(browser.get(reverse("surveys:proposal-detail", args=(waiting.pk,))))
    assert "De raad vergadert pas in mei." in page
    assert "cannot be removed" in page


def test_publishing_against_the_advice_asks_why(cast: Cast, signed_in: SignIn) -> None:
    waiting = proposal_of(cast.location, cast.gerda)
    note_advice(proposal_id=waiting.pk, advice=Advice.NEGATIVE, words="Te lang.", on=date(2026, 9, 1), staff=cast.gerda)
    url = reverse("surveys:proposal-publish", args=(waiting.pk,))
    browser = signed_in(cast.gerda)
    refused = text_of(browser.post(url, {"reason": ""}))
    assert "advises against it" in refused
    assert "Te lang." in refused
    browser.post(url, {"reason": "Hij is intussen korter."})
    assert Release.objects.filter(key="proef").count() == 1
    page = text_of(browser.get(reverse("surveys:proposal-detail", args=(waiting.pk,))))
    assert "against the advice" in page
    assert "Hij is intussen korter." in page


def test_with_advice_no_reason_is_asked_and_twice_is_once(cast: Cast) -> None:
    waiting = advised(proposal_of(cast.location, cast.gerda), cast.gerda)
    first, again = (publish_proposal(proposal_id=waiting.pk, reason="", staff=cast.gerda, at=AT) for _time in range(2))
    assert first == again
    assert Release.objects.filter(key="proef").count() == 1


def test_two_contents_that_wait_with_one_version_cannot_both_be_published(cast: Cast, signed_in: SignIn) -> None:
    first, second = (advised(proposal_of(cast.location, cast.gerda, *edits), cast.gerda) for edits in ([], [EDIT]))
    browser = signed_in(cast.gerda)
    browser.post(reverse("surveys:proposal-publish", args=(first.pk,)))
    page = text_of(browser.post(reverse("surveys:proposal-publish", args=(second.pk,))))
    assert "was published before with another content" in page
    assert Release.objects.get(key="proef").sha256 == first.sha256


def test_a_proposal_is_withdrawn_and_taken_up_again(cast: Cast, signed_in: SignIn) -> None:
    waiting = advised(proposal_of(cast.location, cast.gerda), cast.gerda)
    browser, publish = signed_in(cast.gerda), reverse("surveys:proposal-publish", args=(waiting.pk,))
    browser.post(reverse("surveys:proposal-withdraw", args=(waiting.pk,)))
    assert "Take it up again" in text_of(browser.get(reverse("surveys:proposal-detail", args=(waiting.pk,))))
    assert "Take it up again first" in text_of(browser.post(publish))
    browser.post(reverse("surveys:proposal-take-up", args=(waiting.pk,)))
    browser.post(publish)
    assert Release.objects.filter(key="proef").exists()


def test_uploading_again_what_was_withdrawn_takes_it_up(cast: Cast, signed_in: SignIn) -> None:
    waiting = proposal_of(cast.location, cast.gerda)
    withdraw_proposal(proposal_id=waiting.pk, at=AT)
    upload(signed_in(cast.farid), cast.location, own_file())
    waiting.refresh_from_db()
    assert waiting.withdrawn_at is None


def test_what_is_published_stays(cast: Cast) -> None:
    waiting = advised(proposal_of(cast.location, cast.gerda), cast.gerda)
    publish_proposal(proposal_id=waiting.pk, reason="", staff=cast.gerda, at=AT)
    with pytest.raises(ProposalRefusedError, match="cannot be removed"):
        withdraw_proposal(proposal_id=waiting.pk, at=AT)
    with pytest.raises(ProposalRefusedError):
        note_advice(proposal_id=waiting.pk, advice=Advice.NEGATIVE, words="x", on=AT.date(), staff=cast.hans)
