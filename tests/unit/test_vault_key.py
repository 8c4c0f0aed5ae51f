"""The key: which passphrases are the same one, and what it never shows."""

import traceback
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.vault.key import PROFILES, Key, Profile, normalised, wipe

CHEAP = Profile(number=0, memory_kib=64, passes=1, lanes=1)
SALT = bytes(range(16))
KNOWN = "25ce5233cc1e4d37e9bca31bfef41710e40446cd1cb575932791c5fd3780bd3c"


@pytest.mark.parametrize("typed", ["код 2023", "код ٢٠٢٣", "код ۲۰۲۳", "код २०२३", "код ２０２３"])
def test_digits_of_every_script_are_the_same_key(typed: str) -> None:
    assert Key.from_passphrase(typed, SALT, CHEAP).raw == (
        Key.from_passphrase("код 2023", SALT, CHEAP).raw
    )


@pytest.mark.parametrize(("one", "other"), [("й", "й"), ("é", "e\u0301"), ("ﻼ", "لا"), ("ﬁ", "fi")])
def test_composed_and_decomposed_letters_are_the_same_key(one: str, other: str) -> None:
    assert normalised(one) == normalised(unicodedata.normalize("NFD", other))


@pytest.mark.parametrize(("one", "other"), [("a", "A"), ("a b", "ab"), ("a", "а"), (" a", "a")])
def test_letter_case_spaces_and_lookalikes_make_another_key(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_numbered_profiles_never_change() -> None:
    assert PROFILES[-1] == Profile(number=1, memory_kib=262144, passes=3, lanes=4)
    assert [each.number for each in PROFILES] == sorted(
        (each.number for each in PROFILES), reverse=True
    )


def test_a_known_passphrase_gives_a_known_key() -> None:
    key = Key.from_passphrase("correct horse", SALT, CHEAP)
    assert key.raw.hex() == KNOWN


def test_salt_and_profile_change_the_key() -> None:
    key = Key.from_passphrase("x", SALT, CHEAP).raw
    assert key != Key.from_passphrase("x", SALT[::-1], CHEAP).raw
    assert key != Key.from_passphrase("x", SALT, Profile(0, 64, 2, 1)).raw


def test_the_specification_for_sqlcipher_is_key_and_salt_in_hex() -> None:
    assert Key(bytes(32)).spec(SALT) == b"x'" + b"00" * 32 + SALT.hex().encode() + b"'"


def test_a_key_is_never_printed() -> None:
    key = Key(bytes(range(32)))
    assert repr(key) == str(key) == "Key(…)"
    shown = "".join(traceback.format_exception(ValueError(key)))
    assert "Key(…)" in shown
    assert key.raw.hex() not in shown


def test_a_wiped_key_is_zero() -> None:
    key = Key(b"\x07" * 32)
    copy = key.copy()
    key.wipe()
    assert key.raw == bytes(32)
    assert copy.raw == b"\x07" * 32


def test_wiping_overwrites_the_buffer_itself() -> None:
    secret = bytearray(b"secret")
    view = memoryview(secret)
    wipe(secret)
    assert bytes(view) == bytes(6)


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Key(b"short")
