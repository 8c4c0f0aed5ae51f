"""What the picture is drawn on: a page of the bundle, or a file of its own.

Distances are points; `start` counts from line start, `top` from the upper edge down, as on a Sheet.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Protocol

from limbo_desktop.bundle.base import PAGE_HEIGHT
from limbo_desktop.bundle.pages.marks import PAPER, draw_mark
from limbo_desktop.bundle.pages.sheet import Sheet
from limbo_desktop.bundle.pages.styles import ink
from limbo_desktop.bundle.structure import Role
from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.marks import Mark
from limbo_desktop.case.picture.extent import shades
from limbo_desktop.text.typeset import Block

DASHES = (2.0, 1.6)


@dataclass(frozen=True, slots=True)
class Box:
    """A place in the picture, from its upper start corner."""

    start: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height


class Surface(Protocol):
    """Draws the few things that a picture is made of."""

    def block(self, block: Block, start: float, top: float, lang: str = "") -> None:
        """Draw laid-out text; `lang` where it is not the language of the picture."""
        ...

    def line(
        self,
        at: tuple[float, float],
        to: tuple[float, float],
        width: float,
        colour: str,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a line from a start and top to another."""
        ...

    def bar(self, box: Box, stroke: str, fill: str, radius: float) -> None:
        """Draw an outlined bar."""
        ...

    def faded(self, box: Box, stroke: str, fill: str, seen: Box) -> None:
        """Draw a dashed bar that fades towards its upper and its lower end, as far as `seen`."""
        ...

    def clear(self, box: Box) -> None:
        """Make a place empty."""
        ...

    def mark(self, mark: Mark, certainty: Certainty, start: float, top: float, size: float) -> None:
        """Draw the mark of a kind."""
        ...

    def entry(self, title: str, description: str) -> AbstractContextManager[None]:
        """What is drawn inside is this entry, for those who do not see it."""
        ...


class PaperSurface:
    """A page of the bundle."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._canvas = sheet.canvas
        self._in_entry = False

    def block(self, block: Block, start: float, top: float, lang: str = "") -> None:
        """Draw laid-out text with its links: that of an entry for itself, all other in the figure.

        The typesetter finds the language of every letter.
        """
        del lang
        told = self._sheet.tags.element(Role.PARAGRAPH) if self._in_entry else nullcontext()
        with told:
            self._sheet.block(block, start, top)

    def line(
        self,
        at: tuple[float, float],
        to: tuple[float, float],
        width: float,
        colour: str,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a line."""
        (x1, top1), (x2, top2) = at, to
        left = self._sheet.frame.left
        self._canvas.saveState()
        self._canvas.setStrokeColor(ink(colour))
        self._canvas.setLineWidth(width)
        if dash:
            self._canvas.setDash(*dash)
        self._canvas.line(left(x1, 0), PAGE_HEIGHT - top1, left(x2, 0), PAGE_HEIGHT - top2)
        self._canvas.restoreState()

    def bar(self, box: Box, stroke: str, fill: str, radius: float) -> None:
        """Draw an outlined bar."""
        self._canvas.saveState()
        self._round(box, stroke, fill, radius)
        self._canvas.restoreState()

    def _round(self, box: Box, stroke: str, fill: str, radius: float) -> None:
        canvas = self._canvas
        canvas.setStrokeColor(ink(stroke))
        canvas.setFillColor(ink(fill))
        canvas.setLineWidth(0.9)
        left, bottom = self._sheet.frame.left(box.start, box.width), PAGE_HEIGHT - box.bottom
        canvas.roundRect(left, bottom, box.width, box.height, radius, stroke=1, fill=1)

    def faded(self, box: Box, stroke: str, fill: str, seen: Box) -> None:
        """Draw a dashed bar in slices, mixed with the paper's white: paper knows no faint ink."""
        canvas = self._canvas
        for first, last, strength in shades():
            top = max(seen.top - 1, box.top + box.height * first - (1 if first == 0 else 0))
            bottom = min(seen.bottom + 1, box.top + box.height * last + (1 if last >= 1 else 0))
            if bottom <= top:
                continue
            canvas.saveState()
            slice_ = canvas.beginPath()
            left = self._sheet.frame.left(box.start, box.width)
            slice_.rect(left - 1, PAGE_HEIGHT - bottom, box.width + 2, bottom - top)
            canvas.clipPath(slice_, stroke=0, fill=0)
            canvas.setDash(*DASHES)
            self._round(box, mixed(stroke, strength), mixed(fill, strength), box.width / 2)
            canvas.restoreState()

    def clear(self, box: Box) -> None:
        """Make a place white."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillColor(ink(PAPER))
        left, bottom = self._sheet.frame.left(box.start, box.width), PAGE_HEIGHT - box.bottom
        canvas.rect(left, bottom, box.width, box.height, stroke=0, fill=1)
        canvas.restoreState()

    def mark(self, mark: Mark, certainty: Certainty, start: float, top: float, size: float) -> None:
        """Draw the mark of a kind."""
        draw_mark(self._sheet, mark, certainty, start, top, size, apart=True)

    @contextmanager
    def entry(self, title: str, description: str) -> Iterator[None]:
        """Draw what is inside: the words stand on the page."""
        del title, description
        self._in_entry = True
        try:
            yield
        finally:
            self._in_entry = False


def mixed(colour: str, strength: float) -> str:
    """Return `colour` on white as if it were only so strong, from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * strength):02X}" for part in parts)
