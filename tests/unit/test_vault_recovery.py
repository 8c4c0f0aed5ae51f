"""The recovery digits: they are the key, show their own mistakes, and can be typed anywhere."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from limbo_desktop.vault.key import Key
from limbo_desktop.vault.recovery import (
    RecoveryDigitsError,
    RecoveryKey,
    RecoveryLengthError,
    group_fits,
)

KEYS = st.binary(min_size=32, max_size=32)
KEY = Key(bytes(range(100, 132)))


def digits_in(script_zero: str, text: str) -> str:
    return "".join(chr(ord(script_zero) + int(sign)) if sign.isdigit() else sign for sign in text)


@given(KEYS)
def test_the_digits_are_the_key(raw: bytes) -> None:
    written = str(RecoveryKey.of(Key(raw)))
    assert RecoveryKey.parse(written).key().raw == raw


@given(KEYS)
def test_sixteen_groups_of_six_digits_each_a_multiple_of_eleven(raw: bytes) -> None:
    groups = RecoveryKey.of(Key(raw)).groups
    assert len(groups) == 16
    assert all(len(group) == 6 and int(group) % 11 == 0 for group in groups)


def test_words_are_little_endian_as_in_bitlocker() -> None:
    assert RecoveryKey.of(Key(b"\x01\x00" + b"\xff\xff" + bytes(28))).groups[:3] == (
        "000011",
        "720885",
        "000000",
    )


@given(KEYS, st.integers(0, 95), st.integers(1, 9))
def test_every_wrong_digit_shows_its_group(raw: bytes, place: int, shift: int) -> None:
    right = "".join(RecoveryKey.of(Key(raw)).groups)
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    with pytest.raises(RecoveryDigitsError) as caught:
        RecoveryKey.parse(wrong)
    assert caught.value.groups == (place // 6 + 1,)
    assert caught.value.params["groups"] == str(place // 6 + 1)


@given(KEYS, st.integers(0, 15), st.integers(0, 4))
def test_two_neighbours_exchanged_show_their_group(raw: bytes, number: int, place: int) -> None:
    groups = list(RecoveryKey.of(Key(raw)).groups)
    group = groups[number]
    assume(group[place] != group[place + 1])
    groups[number] = group[:place] + group[place + 1] + group[place] + group[place + 2 :]
    with pytest.raises(RecoveryDigitsError) as caught:
        RecoveryKey.parse(" ".join(groups))
    assert caught.value.groups == (number + 1,)


@pytest.mark.parametrize("zero", ["٠", "۰", "०", "０"])
def test_digits_of_every_script_can_be_typed(zero: str) -> None:
    written = str(RecoveryKey.of(KEY))
    assert RecoveryKey.parse(digits_in(zero, written)).key().raw == KEY.raw


@pytest.mark.parametrize("separator", ["", "-", " ", "\n", " - ", "\u200f", "، ", "\u00a0"])
def test_any_separator_or_none_will_do(separator: str) -> None:
    written = separator.join(RecoveryKey.of(KEY).groups)
    assert RecoveryKey.parse(f"  {written}\n").key().raw == KEY.raw


def test_a_short_group_is_named_when_the_others_are_whole() -> None:
    groups = list(RecoveryKey.of(KEY).groups)
    groups[4] = groups[4][:5]
    with pytest.raises(RecoveryDigitsError) as caught:
        RecoveryKey.parse(" ".join(groups))
    assert caught.value.groups == (5,)


@pytest.mark.parametrize("count", [0, 1, 95, 97, 192])
def test_too_few_or_too_many_digits_are_counted(count: int) -> None:
    with pytest.raises(RecoveryLengthError) as caught:
        RecoveryKey.parse("0" * count)
    assert caught.value.found == count
    assert caught.value.params == {"expected": 96, "found": count}


def test_a_group_beyond_sixteen_bits_does_not_fit() -> None:
    assert group_fits("720885")
    assert not group_fits("720896")


@pytest.mark.parametrize("group", ["00011", "0000111", "abcdef", "", "11 11 "])
def test_a_group_of_anything_but_six_digits_does_not_fit(group: str) -> None:
    assert not group_fits(group)


def test_one_group_is_checked_while_it_is_typed_in_any_script() -> None:
    assert group_fits(" ٠٠٠٠١١ ")
    assert not group_fits("٠٠٠٠١٢")


def test_fifteen_right_groups_are_too_few() -> None:
    with pytest.raises(RecoveryLengthError):
        RecoveryKey(RecoveryKey.of(KEY).groups[:15])


def test_only_str_shows_the_digits() -> None:
    recovery = RecoveryKey.of(KEY)
    assert repr(recovery) == "RecoveryKey(…)"
    assert str(recovery) == " ".join(recovery.groups)
    assert recovery == RecoveryKey.parse(str(recovery))
    assert recovery != RecoveryKey.of(Key(bytes(32)))
    assert len({recovery, RecoveryKey.parse(str(recovery))}) == 1
