"""Rows of cells under a head that is repeated on every page: the pieces of tables and lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from limbo_desktop.bundle.pages.flow import (
    BEGINNING,
    TALLEST,
    Kept,
    Piece,
    beginning_of,
    lines_within,
)
from limbo_desktop.bundle.pages.sheet import TEXT_WIDTH, THIN, Sheet
from limbo_desktop.bundle.pages.styles import HAIR_INK
from limbo_desktop.bundle.structure import Role
from limbo_desktop.text.typeset import Block


@dataclass(frozen=True, slots=True)
class Cell:
    """Text in a column of a row; cells that begin at one place are one.

    Of a row that is none of a table or list `role` says what it is.
    """

    block: Block
    start: float
    down: float = 0.0
    role: Role = Role.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with a rule under it; divided only when no page could hold it.

    The rule of a head is thick: it opens the block.  `draw_more` draws what is no text (a mark);
    `link` makes the whole row lead somewhere.  `role` is ROW, ITEM of a list, CONTENTS_ITEM, or
    DIVISION where each cell stands for itself; cells are read in the order in which they are given.
    Of `facts` the first cell is the head of the row; `bare` is a row of somebody else's table, of
    which nobody knows a head.  The parts of a row that is divided have the same `whole`, and so has
    a head wherever it is repeated.
    """

    cells: tuple[Cell, ...]
    above: float = 3.0
    below: float = 3.0
    link: str = ""
    ruled: bool = True
    rule_start: float = 0.0
    head: bool = False
    role: Role = Role.ROW
    facts: bool = False
    bare: bool = False
    whole: object = field(default=None, compare=False)
    draw_more: Callable[[Sheet, float], None] | None = field(default=None, compare=False)

    @property
    def height(self) -> float:
        """The tallest cell with the room around it."""
        tallest = max((cell.down + cell.block.height for cell in self.cells), default=0.0)
        return self.above + tallest + self.below

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw the cells, the rule and the link."""
        tags = sheet.tags
        kind = {"head": self.head, "facts": self.facts, "bare": self.bare}
        with tags.row(self.role, key=self.whole, **kind) as cells:
            for cell in self.cells:
                with cells.at(cell.start, cell.role):
                    sheet.block(cell.block, cell.start, top + self.above + cell.down)
            if self.link:
                sheet.row_link(0.0, top, TEXT_WIDTH, self.height, self.link)
        if self.draw_more is not None:
            self.draw_more(sheet, top + self.above)
        bottom = top + self.height
        if self.ruled:
            width = TEXT_WIDTH - self.rule_start
            if self.head:
                sheet.rule(bottom, self.rule_start, width)
            else:
                sheet.rule(bottom, self.rule_start, width, thickness=THIN, colour=HAIR_INK)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        """Divide the lines of every cell, only if the row is taller than a page."""
        if self.height <= TALLEST or room < BEGINNING:
            return None
        inner = room - self.above - self.below
        counts = [lines_within(cell.block, inner - cell.down) for cell in self.cells]
        # what stands under another cell still does so on the next page
        begun = zip(self.cells, counts, strict=True)
        ends = (
            cell.down + cell.block.part(0, count).height
            for cell, count in begun
            if count < len(cell.block.lines)
        )
        passed = min(ends, default=0.0)
        first = [
            replace(cell, block=cell.block.part(0, count))
            for cell, count in zip(self.cells, counts, strict=True)
        ]
        rest = [
            replace(cell, block=cell.block.part(count), down=max(0.0, cell.down - passed))
            for cell, count in zip(self.cells, counts, strict=True)
        ]
        whole = self.whole or object()
        return (
            replace(self, cells=tuple(first), ruled=False, whole=whole),
            replace(self, cells=tuple(rest), draw_more=None, whole=whole),
        )


def together(rows: Sequence[Piece]) -> list[Piece]:
    """Rows of a list of which none stands alone, neither under the head nor on the last page."""
    alone = {0, len(rows) - 2}
    return [
        Kept(row) if place in alone and len(rows) > 1 else row for place, row in enumerate(rows)
    ]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head, which is repeated where they go on over the end of a page."""

    head: Piece
    rows: tuple[Piece, ...]

    @property
    def height(self) -> float:
        """The head and all rows."""
        return self.head.height + sum(row.height for row in self.rows)

    @property
    def beginning(self) -> float:
        """How much of it cannot be on another page than its first line."""
        return self.head.height + beginning_of(self.rows)

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw the head, and each row below the last."""
        for piece in (self.head, *self.rows):
            piece.draw(sheet, top)
            top += piece.height

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        """Divide between rows; inside the first only if no page could hold it."""
        left = room - self.head.height
        for index, row in enumerate(self.rows):
            if row.height <= left:
                left -= row.height
                continue
            if index:
                return (
                    replace(self, rows=self.rows[:index]),
                    replace(self, rows=self.rows[index:]),
                )
            halves = row.split(left) if row.height > TALLEST and left >= BEGINNING else None
            if halves is None:
                return None
            first, rest = halves
            return replace(self, rows=(first,)), replace(self, rows=(rest, *self.rows[1:]))
        return None
