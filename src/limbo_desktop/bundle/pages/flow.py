"""Pieces that follow one another down the pages: text, rules, room, and how they break."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, runtime_checkable

from limbo_desktop.bundle.pages.sheet import TEXT_BOTTOM, TEXT_TOP, Sheet
from limbo_desktop.bundle.structure import Role
from limbo_desktop.text.typeset import Block

FEWEST_LINES = 2
"""Lines of a paragraph that stay together before and after the end of a page."""

TALLEST = TEXT_BOTTOM - TEXT_TOP - 60
"""A row taller than this may fit no page, below the head of its table: it is divided."""
BEGINNING = 120.0
"""Points of such a row that stay together."""


class Piece(Protocol):
    """Something with a height that draws itself; a long one can be divided."""

    @property
    def height(self) -> float:
        """Points from its top to its bottom."""

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw it with its top at `top`."""

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        """What fits into `room` points, and the rest; None when it cannot be divided there."""


@runtime_checkable
class Begun(Protocol):
    """A piece that says itself how much of it cannot be on another page than its first line."""

    @property
    def beginning(self) -> float:
        """Points from its top."""


@dataclass(frozen=True, slots=True)
class Space:
    """Empty room; it vanishes at the top of a page."""

    height: float

    def draw(self, sheet: Sheet, top: float) -> None:
        """Nothing to draw."""

    def split(self, _room: float) -> None:
        """Never divided."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links lead to; without height, on the page of what follows it."""

    name: str
    height: float = 0.0

    def draw(self, sheet: Sheet, top: float) -> None:
        """Mark the place."""
        sheet.anchor(self.name, top)

    def split(self, _room: float) -> None:
        """Never divided."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line over the whole text width, thick or thin; it vanishes at the top of a page."""

    thickness: float = 1.0
    colour: str = "#14181A"
    height: float = 0.0

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw the line."""
        sheet.rule(top, thickness=self.thickness, colour=self.colour)

    def split(self, _room: float) -> None:
        """Never divided."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph at `start`, with room above it; or a heading, as `role` says.

    `lang` is the language of its words where it is not that of the bundle.  The parts of one that
    is divided have the same `whole`.
    """

    block: Block
    start: float = 0.0
    above: float = 0.0
    role: Role = Role.PARAGRAPH
    lang: str = ""
    whole: object = field(default=None, compare=False)

    @property
    def height(self) -> float:
        """Points with the room above."""
        return self.above + self.block.height

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw the lines."""
        with sheet.tags.element(self.role, lang=self.lang, key=self.whole):
            sheet.block(self.block, self.start, top + self.above)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        """Divide between lines; no line is left alone on either side."""
        count = lines_within(self.block, room - self.above)
        count = min(count, len(self.block.lines) - FEWEST_LINES)
        if count < FEWEST_LINES:
            return None
        whole = self.whole or object()
        rest = replace(self, block=self.block.part(count), above=0.0, whole=whole)
        return replace(self, block=self.block.part(0, count), whole=whole), rest


def lines_within(block: Block, room: float) -> int:
    """How many lines of a block fit into `room` points."""
    used, count = 0.0, 0
    for line in block.lines:
        used += line.height
        if used > room:
            break
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class Stack:
    """Pieces under one another that break where their parts do."""

    parts: tuple[Piece, ...]

    @property
    def height(self) -> float:
        """The sum of the parts."""
        return sum(part.height for part in self.parts)

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw each part below the last."""
        for part in self.parts:
            part.draw(sheet, top)
            top += part.height

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        """Divide between parts, or inside the first that does not fit."""
        used = 0.0
        for index, part in enumerate(self.parts):
            if used + part.height <= room:
                used += part.height
                continue
            halves = part.split(room - used)
            if halves:
                first, rest = halves
                return (
                    Stack((*self.parts[:index], first)),
                    Stack((rest, *self.parts[index + 1 :])),
                )
            if index == 0:
                return None
            return Stack(self.parts[:index]), Stack(self.parts[index:])
        return None


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece that stays on one page with at least the beginning of what follows it.

    Only one that no page could hold is divided.
    """

    piece: Piece

    @property
    def height(self) -> float:
        """That of the piece."""
        return self.piece.height

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw the piece."""
        self.piece.draw(sheet, top)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        """Divide it as the piece divides itself, when it is too tall for a page."""
        return self.piece.split(room) if self.height > TALLEST else None


@dataclass(frozen=True, slots=True)
class Ending(Kept):
    """What closes the pieces before it: on its page stands the end of the last of them as well."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece with its place on a page."""

    top: float
    piece: Piece


def paginate(
    pieces: Iterable[Piece],
    *,
    head: Sequence[Piece] = (),
    top: float = TEXT_TOP,
    bottom: float = TEXT_BOTTOM,
) -> list[tuple[Placed, ...]]:
    """Place pieces on as many pages as they need; `head` is repeated from the second page on."""
    queue = list(reversed(list(pieces)))
    pages: list[tuple[Placed, ...]] = []
    placed: list[Placed] = []
    y = start = top

    def turn() -> None:
        nonlocal placed, y, start
        pages.append(tuple(placed))
        placed, y = [], top
        for piece in head:
            placed.append(Placed(y, piece))
            y += piece.height
        start = y

    while queue:
        piece = queue.pop()
        if y <= start and pages:
            if isinstance(piece, Space | Rule):
                continue
            piece = _at_top(piece)
        room, ending = bottom - y, _ending(queue)
        if piece.height + max(_company(piece, queue), ending) <= room:
            placed.append(Placed(y, piece))
            y += piece.height
            continue
        if ending:
            room = min(room, piece.height - 1)
        halves = piece.split(room)
        if halves is not None:
            first, rest = halves
            placed.append(Placed(y, first))
            queue.append(rest)
        elif y <= start:
            # nothing can be done but to let it run over the end of its own page
            placed.append(Placed(y, piece))
            y += piece.height
            continue
        else:
            queue.append(piece)
        turn()
    if len(placed) > (len(head) if pages else 0) or not pages:
        pages.append(tuple(placed))
    return pages


def _at_top(piece: Piece) -> Piece:
    """A heading or a paragraph without the room above it."""
    match piece:
        case Kept(inner):
            return replace(piece, piece=_at_top(inner))
        case Text():
            return replace(piece, above=0.0)
        case _:
            return piece


def _company(piece: Piece, queue: Sequence[Piece]) -> float:
    """What must stand on the same page below a heading or an anchor: the beginning of the next."""
    if not isinstance(piece, Kept | Anchor):
        return 0.0
    return beginning_of(reversed(queue))


def _ending(queue: Sequence[Piece]) -> float:
    """How much of what closes a piece must stand below the end of it; 0 when nothing does."""
    needed = 0.0
    for piece in reversed(queue):
        needed += piece.height
        if isinstance(piece, Ending):
            return needed if needed <= TALLEST / 2 else 0.0
        if not isinstance(piece, Space):
            break
    return 0.0


def _beginning(piece: Piece) -> float:
    """How much of a piece cannot be on another page than its first line."""
    match piece:
        case Text(block) if len(block.lines) >= 2 * FEWEST_LINES:
            return piece.above + block.part(0, FEWEST_LINES).height
        case Stack(parts):
            return beginning_of(parts)
        case Begun():
            return piece.beginning
        case _:
            return piece.height if piece.height <= TALLEST else BEGINNING


def beginning_of(parts: Iterable[Piece]) -> float:
    """How much of pieces under one another cannot be on another page than the first line."""
    needed = 0.0
    for part in parts:
        if not isinstance(part, Kept | Space | Rule | Anchor):
            return needed + _beginning(part)
        needed += part.height
    return needed
