"""Directions of characters: the cases of the Unicode Consortium, and texts made to be slow."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from limbo_desktop.text.typeset.levels import base_level, levels, visual_order

_CASES = Path(__file__).parents[1] / "data" / "unicode" / "BidiCharacterTest-sample.txt"
_TRAILING = {"WS", "FSI", "LRI", "RLI", "PDI", "RLE", "LRE", "RLO", "LRO", "PDF", "BN"}


def _cases() -> Iterator[tuple[str, int, int, list[str], list[str]]]:
    for line in _CASES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            codes, direction, base, expected, order = line.split(";")
            text = "".join(chr(int(code, 16)) for code in codes.split())
            yield text, int(direction), int(base), expected.split(), order.split()


def _with_line_ends(text: str, resolved: list[int], base: int) -> list[int]:
    """Rule L1 for a paragraph that is one line."""
    at_end = True
    for index in range(len(text) - 1, -1, -1):
        cls = unicodedata.bidirectional(text[index])
        if cls in {"S", "B"}:
            at_end = True
            resolved[index] = base
        elif cls in _TRAILING and at_end:
            resolved[index] = base
        else:
            at_end = False
    return resolved


def test_levels_and_order_are_those_of_the_unicode_consortium() -> None:
    checked = 0
    for text, direction, base, expected, order in _cases():
        found_base = base_level(text) if direction == 2 else direction
        assert found_base == base, text
        resolved = _with_line_ends(text, levels(text, base), base)
        kept = [index for index, level in enumerate(expected) if level != "x"]
        assert [str(resolved[index]) for index in kept] == [expected[index] for index in kept], text
        in_line = visual_order(kept, [resolved[index] for index in kept])
        assert [str(index) for index in in_line] == order, text
        checked += 1
    assert checked > 1000


def test_a_page_of_signs_between_two_words_is_resolved_without_recursion() -> None:
    text = "ا" + " -" * 20_000 + "ب"
    assert set(levels(text, 0)) == {1}


def test_a_page_of_isolates_that_never_end_is_resolved_in_one_walk() -> None:
    assert len(levels("\u2068" * 50_000 + "ا", 0)) == 50_001


def test_brackets_opened_a_thousand_times_are_only_signs() -> None:
    text = "ا" + "(" * 1000 + "a"
    assert levels(text, 1)[1:-1] == [1] * 1000


def test_deeper_embeddings_than_the_standard_allows_change_nothing() -> None:
    assert max(levels("\u202b\u202a" * 200 + "a", 0)) <= 126
