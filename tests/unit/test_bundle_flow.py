"""Laws of how pieces follow one another down the pages."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.bundle.pages.flow import (
    FEWEST_LINES,
    Anchor,
    Cell,
    Columns,
    Kept,
    Piece,
    Placed,
    Row,
    Rule,
    Space,
    Stack,
    Text,
    paginate,
)
from limbo_desktop.bundle.pages.sheet import TEXT_BOTTOM, TEXT_TOP
from limbo_desktop.text.typeset import Block, Span, Style, layout

STYLE = Style(12, 18)
ROOM = TEXT_BOTTOM - TEXT_TOP
HEAD = Kept(Row((Cell(layout([Span("Head", STYLE)], 100), 0),)))


ONE = layout([Span("line", STYLE)], 400)


def block(name: str, lines: int) -> Block:
    """A block whose lines are "name.0", "name.1" and so on."""
    told = (replace(ONE.lines[0], text=f"{name}.{line}") for line in range(lines))
    return replace(ONE, lines=tuple(told))


def lines_of(piece: Piece) -> list[str]:
    """The lines that a piece draws."""
    match piece:
        case Text(shown):
            return [line.text for line in shown.lines]
        case Stack(parts):
            return [line for part in parts for line in lines_of(part)]
        case Columns(first, second):
            return lines_of(first) + lines_of(second)
        case Row(cells):
            return [line.text for cell in cells for line in cell.block.lines]
        case Kept(inner):
            return lines_of(inner)
        case Anchor(name):
            return [name]
        case _:
            return []


def all_lines(pieces: Sequence[Piece]) -> list[str]:
    return sorted(line for piece in pieces for line in lines_of(piece))


def placed_lines(pages: Sequence[Sequence[Placed]]) -> list[str]:
    return sorted(
        line
        for page in pages
        for placed in page
        if placed.piece != HEAD
        for line in lines_of(placed.piece)
    )


SHAPES = ("text", "spaced", "heading", "row", "columns", "stack", "anchor", "space", "rule")


def piece_of(name: str, shape: str, lines: int) -> Piece:
    match shape:
        case "text":
            return Text(block(name, lines))
        case "spaced":
            return Text(block(name, lines), above=20.0)
        case "heading":
            return Kept(Text(block(name, min(lines, 4))))
        case "row":
            return Row((Cell(block(name, lines), 0), Cell(block(f"{name}b", 1), 200, down=3)))
        case "columns":
            label = Kept(Text(block(f"{name}k", 1)))
            return Columns(
                Stack((label, Text(block(name, lines)))),
                Stack((Text(block(f"{name}c", lines // 2 + 1)),)),
                200,
            )
        case "stack":
            return Stack((Rule(), Space(6), Text(block(name, lines))))
        case "anchor":
            return Anchor(name)
        case "space":
            return Space(float(lines))
        case _:
            return Rule()


@st.composite
def stories(draw: st.DrawFn) -> list[Piece]:
    """Pieces as the pages have them: headings, paragraphs, rows, columns, anchors, room, rules."""
    return [
        piece_of(f"p{number}", shape, lines)
        for number, (shape, lines) in enumerate(
            draw(st.lists(st.tuples(st.sampled_from(SHAPES), st.integers(1, 90)), max_size=14))
        )
    ]


@given(stories(), st.booleans())
def test_no_line_is_lost_and_none_is_doubled(pieces: list[Piece], headed: bool) -> None:
    pages = paginate(pieces, head=[HEAD] if headed else [])
    assert placed_lines(pages) == all_lines(pieces)


@given(stories(), st.booleans())
def test_nothing_stands_below_the_end_of_a_page_or_over_something_else(
    pieces: list[Piece], headed: bool
) -> None:
    for page in paginate(pieces, head=[HEAD] if headed else []):
        free = TEXT_TOP
        for placed in page:
            assert placed.top >= free - 1e-6
            free = placed.top + placed.piece.height
            assert free <= TEXT_BOTTOM + 1e-6


@given(stories())
def test_every_page_but_the_first_begins_with_the_head(pieces: list[Piece]) -> None:
    pages = paginate(pieces, head=[HEAD])
    assert all(page[0].piece == HEAD for page in pages[1:])
    assert all(len(page) > 1 for page in pages[1:])


@given(stories())
def test_no_heading_and_no_anchor_ends_a_page_but_the_last(pieces: list[Piece]) -> None:
    pages = paginate(pieces)
    for page in pages[:-1]:
        last = [each.piece for each in page if each.piece.height or isinstance(each.piece, Anchor)]
        assert not isinstance(last[-1], Kept | Anchor) or _heading_only(last)


def _heading_only(pieces: list[Piece]) -> bool:
    """More headings one after another than a page holds."""
    return all(isinstance(piece, Kept | Anchor | Space | Rule) for piece in pieces)


@given(st.integers(1, 200), st.integers(0, 34))
def test_a_paragraph_leaves_no_single_line_on_a_page(lines: int, before: int) -> None:
    pages = paginate([Space(before * 18.0), Text(block("p", lines))])
    parts = [len(lines_of(each.piece)) for page in pages for each in page if lines_of(each.piece)]
    assert sum(parts) == lines
    assert len(parts) == 1 or min(parts) >= FEWEST_LINES


def test_a_row_that_fits_on_a_page_is_never_divided() -> None:
    row = Row((Cell(block("r", 20), 0),))
    pages = paginate([Space(ROOM - 100), row])
    assert [len(page) for page in pages] == [1, 1]
    assert pages[1][0].piece is row


def test_an_anchor_is_on_the_page_of_the_row_that_it_names() -> None:
    pages = paginate([Space(ROOM - 100), Anchor("here"), Row((Cell(block("r", 20), 0),))])
    assert pages[1][0].piece == Anchor("here")


def test_a_table_head_goes_with_its_first_row_over_an_anchor() -> None:
    row = Row((Cell(block("r", 20), 0),))
    pages = paginate([Space(ROOM - 100), HEAD, Anchor("here"), row])
    assert [each.piece for each in pages[1]] == [HEAD, Anchor("here"), row]


def test_a_heading_taller_than_a_page_is_divided() -> None:
    pages = paginate([Anchor("here"), Kept(Row((Cell(block("t", 100), 0),)))])
    assert [len(lines_of(page[-1].piece)) for page in pages] == [37, 37, 26]


def test_room_at_the_top_of_a_page_vanishes() -> None:
    pages = paginate([Text(block("p", 37)), Space(50), Text(block("q", 2))])
    assert pages[1][0].top == TEXT_TOP


def test_nothing_is_one_empty_page() -> None:
    assert paginate([]) == [()]
