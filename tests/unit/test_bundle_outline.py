"""The bookmarks pane as lines that know their neighbours."""

from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.bundle.base import Bookmark
from limbo_desktop.bundle.outline import Line, lines_of

LEVELS = st.lists(st.integers(0, 4), max_size=40)


def lines(levels: Sequence[int]) -> Sequence[Line]:
    return lines_of([Bookmark(f"{at}", at, level=level) for at, level in enumerate(levels)])


def under(found: Sequence[Line], parent: int) -> Iterator[int]:
    number = found[parent].first
    while number:
        yield number
        number = found[number].after


def down(found: Sequence[Line], parent: int = 0, depth: int = 0) -> Iterator[tuple[int, int]]:
    for number in under(found, parent):
        yield number, depth
        yield from down(found, number, depth + 1)


@given(LEVELS)
def test_bookmarks_keep_their_order_and_are_one_deeper_than_the_one_before_at_most(
    levels: list[int],
) -> None:
    found = lines(levels)
    before = -1
    for at, (number, depth) in enumerate(down(found), start=1):
        assert number == at
        assert depth == min(levels[at - 1], before + 1)
        before = depth
    assert len(list(down(found))) == len(levels)


@given(LEVELS)
def test_each_knows_its_neighbours_and_how_many_stand_under_it(levels: list[int]) -> None:
    found = lines(levels)
    for parent, line in enumerate(found):
        children = list(under(found, parent))
        assert line.count == len(children)
        assert line.last == (children[-1] if children else 0)
        assert [found[each].before for each in children] == [0, *children[:-1]][: len(children)]
        assert all(found[each].parent == parent for each in children)


def test_a_line_is_spelled_with_its_keys_in_order_and_folded() -> None:
    found = lines([0, 1, 1, 0])
    spelled = found[1].spelled(lambda line: b"L%d" % line, lambda page, _top: b"P%d" % page)
    assert spelled == (
        b"<< /Count -2 /Dest P0 /First L2 /Last L3 /Next L4 /Parent L0 /Title (0) >>"
    )
    root = found[0].spelled(lambda line: b"L%d" % line, lambda page, _top: b"P%d" % page)
    assert root == b"<< /Count 2 /First L1 /Last L4 /Type /Outlines >>"
