"""Direction of text and isolation: a foreign name never moves the words around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.text.bidi import (
    CONTROLS,
    FSI,
    LRI,
    PDI,
    RLE,
    RLO,
    direction_of,
    has_rtl,
    isolate,
    ltr,
    shielded,
    strip_controls,
)

ANY_TEXT = st.text(
    st.one_of(st.sampled_from(sorted(CONTROLS)), st.sampled_from("aя عב1.("), st.characters())
)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Петя", "ltr"),
        ("رنا", "rtl"),
        ("123 رنا", "rtl"),
        ("(Silta) رنا", "ltr"),
        (f"{FSI}Silta{PDI} رنا", "rtl"),
        ("٣", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_first_strong_character_decides(text: str, direction: str) -> None:
    assert direction_of(text) == direction


def test_text_without_direction_takes_that_of_its_place() -> None:
    assert direction_of("12:30", "rtl") == "rtl"


def test_nothing_is_isolated_twice_and_nothing_stays_nothing() -> None:
    assert isolate(isolate("رنا")) == f"{FSI}رنا{PDI}"
    assert ltr(isolate("رنا")) == f"{FSI}رنا{PDI}"
    assert isolate("") == ""
    assert ltr("a/b") == f"{LRI}a/b{PDI}"


def test_two_isolates_side_by_side_are_not_one() -> None:
    two = f"{isolate('a')}{isolate('b')}"
    assert isolate(two) == f"{FSI}{two}{PDI}"


@pytest.mark.parametrize("hostile", [f"name{RLO}gpj.exe", f"{PDI}name", f"{RLE}name{PDI}", FSI])
def test_controls_that_would_reach_out_are_taken_away(hostile: str) -> None:
    inside = isolate(hostile)[1:-1]
    assert not CONTROLS & set(inside)


@given(ANY_TEXT)
def test_isolation_keeps_the_text_and_always_closes(text: str) -> None:
    once = isolate(text)
    assert strip_controls(once) == strip_controls(text)
    assert isolate(once) == once
    assert sum(c in {FSI, LRI, "\u2067"} for c in once) == once.count(PDI)


@given(ANY_TEXT)
def test_stripped_text_has_no_controls(text: str) -> None:
    assert not CONTROLS & set(strip_controls(text))


def test_right_to_left_is_seen_anywhere_in_a_text() -> None:
    assert has_rtl("Silta رنا")
    assert has_rtl("٣")
    assert not has_rtl("Silta itään ry, Лоймаа")


def test_an_id_in_an_arabic_line_is_kept_in_one_piece() -> None:
    held = shielded("قرار مصلحة الهجرة 4410-B/2024")
    assert held == f"قرار مصلحة الهجرة {LRI}4410-B/2024{PDI}"
    assert shielded("decision 4410-B/2024") == "decision 4410-B/2024"
    assert shielded("رقم LV-7: 33") == "رقم LV-7: 33", "a letter first holds by itself"
    assert shielded("يوم 22/11/2023") == "يوم 22/11/2023"
