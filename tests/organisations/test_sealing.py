"""What is sealed can be read by this installation alone, in the place where it was sealed."""

from base64 import urlsafe_b64encode

import pytest
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from organisations.choices import KeyKind
from organisations.clock import now
from organisations.models import DataKey
from organisations.operations.data_keys import rewrap, rotate
from organisations.queries.data_keys import kept_keys
from organisations.sealing import (
    KeyLostError,
    SealBrokenError,
    fingerprint,
    is_sealed,
    keyring,
    open_text,
    seal,
    seal_text,
    unseal,
)
from organisations.sealing.envelope import HEADER
from organisations.sealing.wrapping import new_row
from tests.keys import OTHER, locked_out, read_anew

pytestmark = pytest.mark.django_db
CONTENT = b"a photo of Anna's room"
WORDS = "Ik wil een hond. 🐕"


def test_what_is_sealed_can_be_read_again_and_shows_nothing() -> None:
    sealed = seal(CONTENT, bound_to="photos/1")
    assert unseal(sealed, bound_to="photos/1") == CONTENT
    assert CONTENT not in sealed
    assert seal(CONTENT, bound_to="photos/1") != sealed


def test_words_are_sealed_as_text() -> None:
    sealed = seal_text(WORDS, bound_to="wish")
    assert (is_sealed(sealed), is_sealed(WORDS)) == (True, False)
    assert sealed.isascii()
    assert open_text(sealed, bound_to="wish") == WORDS


def test_changed_or_foreign_bytes_are_refused() -> None:
    sealed = bytearray(seal(CONTENT, bound_to="a"))
    sealed[30] ^= 1
    for broken in (bytes(sealed), bytes(sealed[:HEADER]), bytes(sealed[: HEADER + 5]), b"", b"GIF89a", CONTENT):
        with pytest.raises(SealBrokenError):
            unseal(broken, bound_to="a")
    words = seal_text(WORDS, bound_to="a")
    for torn in (words[:-3], words[:HEADER], f"{words[:HEADER]}é", WORDS, ""):
        with pytest.raises(SealBrokenError):
            open_text(torn, bound_to="a")


def test_what_was_sealed_for_one_place_does_not_open_in_another() -> None:
    with pytest.raises(SealBrokenError):
        unseal(seal(CONTENT, bound_to="photos/1"), bound_to="photos/2")
    with pytest.raises(SealBrokenError):
        open_text(seal_text(WORDS, bound_to="wish"), bound_to="goal")


def test_a_new_key_seals_and_the_former_one_still_opens(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with read_anew():
        before = seal_text(WORDS, bound_to="a")
        made = rotate(at=now())
        keyring.reload()
        after = seal_text(WORDS, bound_to="a")
        assert (after[4:12], before[4:12] == after[4:12]) == (made.id, False)
        with django_assert_num_queries(0):
            assert open_text(before, bound_to="a") == open_text(after, bound_to="a") == WORDS


def test_a_process_that_does_not_know_the_new_key_yet_looks_it_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with read_anew():
        known = keyring.reload()
        made = rotate(at=now())
        keyring.reload()
        sealed = seal_text(WORDS, bound_to="a")
        keyring._Kept.ring = known
        monkeypatch.setattr(keyring, "PATIENCE", 0)
        assert made.id not in known.opened
        assert open_text(sealed, bound_to="a") == WORDS


def test_rewrapping_lets_the_secret_change_and_leaves_what_is_sealed_alone(settings: Settings) -> None:
    sealed, mark = seal_text(WORDS, bound_to="a"), fingerprint(WORDS)
    former = settings.DATA_KEY
    with locked_out(), pytest.raises(KeyLostError, match=sealed[4:12]):
        open_text(sealed, bound_to="a")
    with read_anew():
        settings.DATA_KEY, settings.DATA_KEY_FALLBACKS = OTHER, [former]
        keyring.forget()
        assert open_text(sealed, bound_to="a") == WORDS
        assert {one.present for one in kept_keys()} == {False}
        assert rewrap() == (len(KeyKind), [])
        assert rewrap() == (0, [])
        settings.DATA_KEY_FALLBACKS = []
        keyring.forget()
        assert (open_text(sealed, bound_to="a"), fingerprint(WORDS)) == (WORDS, mark)
        assert {one.opens for one in kept_keys()} == {True}
        settings.DATA_KEY = former
        rows = {one.id for one in kept_keys() if not one.opens}
        assert rewrap() == (0, sorted(rows, key=[*DataKey.objects.values_list("pk", flat=True)].index))
        settings.DATA_KEY, settings.DATA_KEY_FALLBACKS = former, [OTHER]
        rewrap()


def test_a_lost_key_is_named_and_not_looked_for_at_every_text(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    sealed = f"cv1:0badc0de:{seal_text(WORDS, bound_to='a')[HEADER:]}"
    with read_anew():
        keyring.reload()
        for _text in range(3):
            with django_assert_num_queries(0), pytest.raises(KeyLostError, match="0badc0de"):
                open_text(sealed, bound_to="a")


def test_without_any_key_nothing_is_sealed() -> None:
    with locked_out():
        with pytest.raises(KeyLostError):
            seal_text(WORDS, bound_to="a")
        with pytest.raises(KeyLostError):
            fingerprint(WORDS)


def test_fingerprints_are_the_same_for_the_same_words_and_there_is_one_key_of_them() -> None:
    assert fingerprint(WORDS) == fingerprint(WORDS) != fingerprint(f"{WORDS} ")
    with pytest.raises(IntegrityError), transaction.atomic():
        DataKey.objects.create(**new_row(KeyKind.FINGERPRINT), made_at=now())


def test_a_wrapped_key_opens_under_its_own_id_only() -> None:
    with read_anew():
        sealed = seal_text(WORDS, bound_to="a")
        other = rotate(at=now())
        DataKey.objects.filter(pk=sealed[4:12]).update(wrapped=other.wrapped)
        keyring.forget()
        with pytest.raises(KeyLostError):
            open_text(sealed, bound_to="a")


def test_what_was_sealed_with_the_secret_key_itself_still_opens(settings: Settings) -> None:
    purpose = b"clientvoice.organisations.sealing"
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(settings.SECRET_KEY.encode())
    sealed = Fernet(urlsafe_b64encode(derived)).encrypt(CONTENT)
    assert unseal(sealed, bound_to="photos/1") == CONTENT
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-" * 5
    with pytest.raises(SealBrokenError):
        unseal(sealed, bound_to="photos/1")
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(sealed, bound_to="photos/1") == CONTENT
