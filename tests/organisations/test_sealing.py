"""What is sealed can be read by this installation alone."""

import pytest
from pytest_django import Settings

from organisations.sealing import SealBrokenError, seal, unseal

CONTENT = b"a photo of Anna's room"


def test_what_is_sealed_can_be_read_again_and_shows_nothing() -> None:
    sealed = seal(CONTENT)
    assert unseal(sealed) == CONTENT
    assert CONTENT not in sealed
    assert seal(CONTENT) != sealed


def test_changed_or_foreign_bytes_are_refused() -> None:
    sealed = bytearray(seal(CONTENT))
    sealed[30] ^= 1
    for broken in (bytes(sealed), b"", b"GIF89a", CONTENT):
        with pytest.raises(SealBrokenError):
            unseal(broken)


def test_a_new_key_opens_what_the_former_one_sealed_and_another_key_does_not(settings: Settings) -> None:
    former = settings.SECRET_KEY
    sealed = seal(CONTENT)
    settings.SECRET_KEY = "another-key-" * 5
    with pytest.raises(SealBrokenError):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(sealed) == CONTENT
