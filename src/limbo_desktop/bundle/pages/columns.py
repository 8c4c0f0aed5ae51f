"""Columns that stay in step under a head, over as many pages as they need."""

from contextlib import nullcontext
from dataclasses import dataclass, field, replace

from limbo_desktop.bundle.pages.flow import Piece, Space, Stack, beginning_of
from limbo_desktop.bundle.pages.sheet import Sheet
from limbo_desktop.bundle.pages.styles import HAIR_INK
from limbo_desktop.bundle.structure import Role

UNDER_HEAD = 4.0
"""Points between the head of a column and its text."""
_RULE = 0.6

Side = tuple[Stack, ...]
"""What stands beside one another in a row, from the line's start: a stack for each column."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows of stacks beside one another; all sides of a row begin at one height.

    Where a page ends every side is divided there, and the head stands on the next page again, also
    over a column that has ended: from a page with words in one half only pdfium copies them without
    spaces.  Each column is drawn to its end before the next one begins, so that whoever copies a
    page gets one text and then the other; to who does not see them a column is one, over all of its
    pages, as the `whole` says.  At `rule_at` stands a fine rule, at 0 none.
    """

    head: Side
    rows: tuple[Side, ...]
    rule_at: float = 0.0
    whole: object = field(default=None, compare=False)
    goes_on: bool = False

    @property
    def height(self) -> float:
        """The head and all rows, each as high as its tallest side."""
        return sum(map(_height, (self.head, *self.rows)))

    @property
    def beginning(self) -> float:
        """How much of it cannot be on another page than its first line."""
        sides = self.rows[0] if self.rows else ()
        return _height(self.head) + max((beginning_of(side.parts) for side in sides), default=0.0)

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw column by column, and the rule along all of them."""
        for column in range(len(self.head)):
            key = self.whole and (self.whole, column)
            with sheet.tags.element(Role.DIVISION, key=key):
                with sheet.tags.artifact() if self.goes_on else nullcontext():
                    self.head[column].draw(sheet, top)
                at = top + _height(self.head)
                for row in self.rows:
                    row[column].draw(sheet, at)
                    at += _height(row)
        if self.rule_at:
            sheet.upright(self.rule_at, top, top + self.height, _RULE, HAIR_INK)

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Divide between rows, or all sides of a row at the same height."""
        left = room - _height(self.head)
        begun = replace(self, whole=self.whole or object())
        rest = replace(begun, goes_on=True)
        for index, row in enumerate(self.rows):
            if _height(row) <= left:
                left -= _height(row)
                continue
            halves = [_cut(side, left) for side in row]
            cut = [each for each in halves if each is not None]
            if len(cut) == len(row):
                firsts, rests = tuple(each[0] for each in cut), tuple(each[1] for each in cut)
                return (
                    replace(begun, rows=(*self.rows[:index], firsts)),
                    replace(rest, rows=(rests, *self.rows[index + 1 :])),
                )
            if index == 0:
                return None
            return replace(begun, rows=self.rows[:index]), replace(rest, rows=self.rows[index:])
        return None


def _height(row: Side) -> float:
    return max(side.height for side in row)


def _cut(stack: Stack, room: float) -> tuple[Stack, Stack] | None:
    if stack.height <= room:
        return stack, Stack(())
    halves = stack.split(room)
    if halves is None:
        return None
    first, rest = halves
    return Stack((first,)), Stack((Space(UNDER_HEAD), rest))
