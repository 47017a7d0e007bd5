"""Codes and sealed addresses: nobody is named by them, and only the key opens the latter."""

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from bot.identity import Identity, pseudonym

OURS = Identity(b"key")


@given(st.integers(-(2**52), 2**52))
def test_a_sealed_address_is_opened_with_the_key_and_with_no_other(chat: int) -> None:
    sealed = OURS.seal(chat)

    assert Identity(b"key").unseal(sealed) == chat
    assert Identity(b"another key").unseal(sealed) is None


def test_an_address_is_never_sealed_twice_alike() -> None:
    assert len({OURS.seal(7) for _ in range(20)}) == 20


def test_a_sealed_address_does_not_show_the_number() -> None:
    assert "7000000001" not in OURS.seal(7_000_000_001)
    assert len(OURS.seal(1)) == len(OURS.seal(-1_002_000_000_001))


OTHERS = Fernet(Fernet.generate_key()).encrypt(b"7").decode()


@pytest.mark.parametrize("forged", ["", "7", "gAAAAA", "ключ", "\x00", pytest.param(OTHERS, id="sealed by others")])
def test_what_was_never_sealed_opens_to_nothing(forged: str) -> None:
    assert OURS.unseal(forged) is None


def test_a_sealed_address_that_was_tampered_with_opens_to_nothing() -> None:
    sealed = OURS.seal(7)
    other = "A" if sealed[40] != "A" else "B"

    assert OURS.unseal(sealed[:40] + other + sealed[41:]) is None
    assert OURS.unseal(sealed[:-5]) is None


def test_a_code_is_always_the_same_and_is_that_of_the_log() -> None:
    assert OURS.code(7) == Identity(b"key").code(7) == pseudonym(7, b"key")
    assert OURS.code(7) != Identity(b"another key").code(7)


def test_the_key_of_the_codes_does_not_open_addresses() -> None:
    assert OURS.unseal(OURS.code(7)) is None
