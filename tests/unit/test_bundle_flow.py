"""Laws of how pieces follow one another down the pages."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from limbo_desktop.bundle.pages.columns import UNDER_HEAD, Columns
from limbo_desktop.bundle.pages.flow import (
    FEWEST_LINES,
    Anchor,
    Ending,
    Kept,
    Piece,
    Placed,
    Rule,
    Space,
    Stack,
    Text,
    paginate,
)
from limbo_desktop.bundle.pages.sheet import TEXT_BOTTOM, TEXT_TOP, Sheet
from limbo_desktop.bundle.pages.tables import Cell, Row, together
from limbo_desktop.bundle.pages.tags import Tags
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
        case Columns(_, rows):
            return [line for row in rows for side in row for line in lines_of(side)]
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
            head = Stack((Text(block("label", 1)),))
            sides = (
                (Stack((Text(block(f"{name}{row}", count), above=6.0),)), other)
                for row, count in enumerate((lines, 3, lines // 2 + 1, 1))
                for other in (Stack((Text(block(f"{name}{row}b", lines // 3 + 1)),)),)
            )
            return Columns((head, head), tuple(sides), 200)
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


def test_a_heading_at_the_top_of_a_page_has_no_room_above_it() -> None:
    title = Kept(Text(block("title", 1), above=14))
    pages = paginate([Text(block("p", 37)), title, Text(block("q", 2))])
    assert [each.top for each in pages[1]] == [TEXT_TOP, TEXT_TOP + 18]
    assert paginate([title])[0][0].piece == title


def test_a_rule_that_closes_what_stood_on_the_page_before_does_not_open_the_next_one() -> None:
    pages = paginate([Text(block("p", 37)), Space(7.5), Rule(), Space(18), Text(block("q", 2))])
    assert [type(each.piece) for each in pages[1]] == [Text]


@given(st.integers(0, 40), st.integers(2, 60))
def test_no_row_of_a_list_is_alone_under_its_head_or_on_the_last_page(
    before: int, count: int
) -> None:
    rows = [Row((Cell(block(f"r{place}", 1), 0),)) for place in range(count)]
    pages = paginate([Text(block("before", before + 1)), HEAD, *together(rows)], head=[HEAD])
    told = [
        sum(line.startswith("r") for each in page for line in lines_of(each.piece))
        for page in pages
    ]
    assert sum(told) == count
    assert 1 not in told


def test_text_that_goes_on_stands_as_far_under_the_head_of_its_column_as_at_its_beginning() -> None:
    head = Stack((Text(block("label", 1)),))
    row = tuple(Stack((Text(block("t", 60), above=UNDER_HEAD),)) for _ in range(2))
    _, page = paginate([Columns((head, head), (row,), 200)])
    piece = page[0].piece
    assert isinstance(piece, Columns)
    assert [side.parts[0] for side in piece.rows[0]] == [Space(UNDER_HEAD)] * 2


@given(st.integers(1, 60), st.integers(1, 12), st.sampled_from(["text", "columns", "stack"]))
def test_what_closes_an_account_never_stands_without_its_last_lines(
    lines: int, closing: int, shape: str
) -> None:
    account = piece_of("p", shape, lines)
    pages = paginate(
        [Text(block("facts", 3)), account, Space(18), Ending(Text(block("end", closing)))]
    )
    assert placed_lines(pages) == all_lines(
        [Text(block("facts", 3)), account, Text(block("end", closing))]
    )
    last = [line for placed in pages[-1] for line in lines_of(placed.piece)]
    assert any(line.startswith("p") for line in last)
    assert sum(line.startswith("end") for line in last) == closing


def test_nothing_is_one_empty_page() -> None:
    assert paginate([]) == [()]


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=1, max_size=12))
def test_columns_stay_in_step_and_their_head_stands_on_every_page(
    counts: list[tuple[int, int]],
) -> None:
    head = Stack((Text(block("label", 2)),))
    rows = [
        tuple(Stack((Text(block(f"{row}.{side}", count)),)) for side, count in enumerate(pair))
        for row, pair in enumerate(counts)
    ]
    pages = paginate([Text(block("before", 20)), Columns((head, head), tuple(rows), 200)])
    told: list[list[str]] = [[], []]
    for page in pages:
        for piece in (placed.piece for placed in page):
            if not isinstance(piece, Columns):
                continue
            assert piece.head == (head, head)
            assert piece.rows
            for row in piece.rows:
                for side, stack in enumerate(row):
                    told[side] += lines_of(stack)
    for side in (0, 1):
        wanted = [
            f"{row}.{side}.{line}" for row, pair in enumerate(counts) for line in range(pair[side])
        ]
        assert told[side] == wanted


@given(st.integers(4, 200), st.integers(4, 200))
def test_no_line_of_a_column_is_alone_before_or_after_the_end_of_a_page(
    first: int, second: int
) -> None:
    head = Stack((Text(block("label", 1)),))
    row = tuple(Stack((Text(block("t", count)),)) for count in (first, second))
    for page in paginate([Columns((head, head), (row,), 200)]):
        for placed in page:
            assert isinstance(placed.piece, Columns)
            for side in (side for each in placed.piece.rows for side in each):
                assert len(lines_of(side)) != 1


def test_a_column_is_drawn_to_its_end_before_the_next_one_begins() -> None:
    drawn: list[str] = []

    class Told:
        """Says when it is drawn."""

        height = 20.0

        def __init__(self, name: str) -> None:
            self.name = name

        def draw(self, _sheet: Sheet, top: float) -> None:
            drawn.append(f"{self.name} {top:g}")

        def split(self, _room: float) -> None:
            """Never divided."""

    class Ruled:
        """Takes the rule, and what is said of the columns."""

        tags = Tags(Canvas(""), "en")

        def upright(self, start: float, top: float, bottom: float, *_look: object) -> None:
            drawn.append(f"rule {start:g} {top:g} {bottom:g}")

    def side(*names: str) -> Stack:
        return Stack(tuple(Told(name) for name in names))

    columns = Columns(
        (side("A"), side("B")), ((side("a"), side("b", "b")), (side("c"), side("d"))), 9
    )
    columns.draw(Ruled(), 0)  # type: ignore[arg-type]  # all that columns themselves ask of a sheet
    assert drawn == ["A 0", "a 20", "c 60", "B 0", "b 20", "b 40", "d 60", "rule 9 0 80"]
