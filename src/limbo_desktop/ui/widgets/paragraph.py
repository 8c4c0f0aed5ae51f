"""Lays out a paragraph with the line height of the type scale and paints it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from limbo_desktop.ui.widgets.direction import direction_of

UNBOUNDED: Final = 1 << 20


@dataclass(frozen=True)
class Paragraph:
    """Text to lay out: every line is `line` pixels high, whatever fonts its letters fall back to.

    `lines` limits the number of lines, 0 means no limit; the last one is elided when text is left.
    Text starts where the layout's lines start, even if it runs the other way, unless
    `align_by_text`.  The spans in `marks`, from and to, are drawn as `mark` says.
    """

    text: str
    font: QFont
    line: int
    rtl: bool = False
    lines: int = 0
    centred: bool = False
    align_by_text: bool = False
    marks: tuple[tuple[int, int], ...] = ()
    mark: QTextCharFormat | None = None
    _heights: dict[float, int] = field(default_factory=dict, init=False, compare=False, repr=False)

    def layout(self, width: float) -> list[QTextLayout]:
        """Return the laid-out blocks, one for each line break in the text, placed from 0, 0."""
        blocks: list[QTextLayout] = []
        y = 0.0
        count = 0
        for block in self.text.split("\n"):
            if self.lines and count >= self.lines:
                break
            layout, count, y = self._block(block, width, count, y)
            blocks.append(layout)
        return blocks

    def _block(
        self, text: str, width: float, count: int, y: float, room: float | None = None
    ) -> tuple[QTextLayout, int, float]:
        """Lay out one block; what does not fit on the last line ends in an ellipsis.

        `room` is what the last line is cut to: less each time that the cut line still breaks.
        """
        room = width if room is None else room
        layout = QTextLayout(text, self.font)
        layout.setTextOption(self._option(text))
        layout.setCacheEnabled(True)
        layout.setFormats(self._formats(text))
        layout.beginLayout()
        baseline = self._baseline()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            last = self.lines and count == self.lines - 1
            if last and line.textStart() + line.textLength() < len(text):
                start = line.textStart()
                layout.endLayout()
                metrics = QFontMetricsF(self.font)
                shown = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, room)
                # Laid out again with what fits, from the block's first line.
                earlier = layout.lineCount() - 1
                return self._block(
                    text[:start] + shown,
                    width,
                    count - earlier,
                    y - earlier * self.line,
                    room - self.line / 4,
                )
            line.setPosition(QPointF(0, y + baseline - line.ascent()))
            y += self.line
            count += 1
            if last:
                break
        layout.endLayout()
        return layout, count, y

    def _formats(self, text: str) -> list[QTextLayout.FormatRange]:
        """Return the marks in what is left of the text; only a text of one block has any."""
        found: list[QTextLayout.FormatRange] = []
        if self.mark is None:
            return found
        for start, end in self.marks:
            piece = QTextLayout.FormatRange()
            piece.start = start
            piece.length = min(end, len(text)) - start
            piece.format = self.mark
            if piece.length > 0:
                found.append(piece)
        return found

    def _baseline(self) -> float:
        """Return the distance from a line's top to its baseline, the same for every script."""
        metrics = QFontMetricsF(self.font)
        ascent, descent = metrics.ascent(), metrics.descent()
        if self.rtl:
            # Naskh reaches deeper under the line than Noto Sans: its letters sit a little higher.
            return (self.line - ascent - descent) / 2 + ascent - self.line * 0.02
        return (self.line - ascent - descent) / 2 + ascent

    def _option(self, text: str) -> QTextOption:
        otherwise = Qt.LayoutDirection.RightToLeft if self.rtl else Qt.LayoutDirection.LeftToRight
        direction = direction_of(text, otherwise=otherwise)
        option = QTextOption()
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        absolute = Qt.AlignmentFlag.AlignAbsolute
        rtl = direction is Qt.LayoutDirection.RightToLeft if self.align_by_text else self.rtl
        if self.centred:
            option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        else:
            side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            option.setAlignment(side | absolute)
        return option

    def height(self, width: float) -> int:
        """Return the height in pixels at `width` pixels; a layout asks for it again and again."""
        known = self._heights.get(width)
        if known is None:
            lines = sum(block.lineCount() for block in self.layout(width))
            known = self._heights[width] = max(1, lines) * self.line
        return known

    def natural_width(self) -> int:
        """Return the width in pixels that the longest line takes when nothing wraps."""
        return self._widest

    @cached_property
    def _widest(self) -> int:
        widest = 0.0
        for block in self.layout(UNBOUNDED):
            for index in range(block.lineCount()):
                widest = max(widest, block.lineAt(index).naturalTextWidth())
        return int(widest) + 1

    def draw(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        """Draw the text from the top of `box` in `colour`, within its width."""
        painter.setPen(colour)
        for block in self.layout(box.width()):
            block.draw(painter, box.topLeft())
