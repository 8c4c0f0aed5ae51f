"""Shows what changed in a text: what is gone struck through, what is new underlined and tinted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.history.word_diff import Mark, Piece
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Paragraph

_STYLE = "body"
_LINE = 72
"""Longer texts begin where their script begins; a value stands under its label."""


class DiffLabel(QWidget):
    """Wrapped text of pieces; its accessible name says what is gone and what is new."""

    def __init__(self, theme: Theme, words: Words, pieces: tuple[Piece, ...]) -> None:
        super().__init__()
        self._theme = theme
        self._pieces = pieces
        text = "".join(piece.text for piece in pieces)
        self._paragraph = Paragraph(
            text,
            theme.font(_STYLE),
            theme.line(_STYLE),
            rtl=theme.rtl,
            align_by_text=len(text) > _LINE,
        )
        gone, new = (_joined(pieces, mark) for mark in (Mark.GONE, Mark.NEW))
        self.setAccessibleName(words.t("Gone: {gone}. New: {new}.", gone=gone, new=new))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the size wrapped at 72 letters."""
        width = min(self._paragraph.natural_width(), self._theme.u(480))
        return QSize(width, self._paragraph.height(width))

    def minimumSizeHint(self) -> QSize:
        """Return the room of a word."""
        return QSize(self._theme.u(48), self._theme.line(_STYLE))

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at `width` pixels."""
        return self._paragraph.height(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text with its marks."""
        painter = QPainter(self)
        painter.setPen(self._theme.color("ink"))
        box = QRectF(self.rect())
        start = 0
        for block in self._paragraph.layout(box.width()):
            length = len(block.text())
            _mark(block, self._ranges(start, start + length), box.width())
            block.draw(painter, box.topLeft())
            start += length + 1

    def _ranges(self, first: int, last: int) -> list[QTextLayout.FormatRange]:
        """The marks of a block that begins at `first` and ends before `last` of the whole text."""
        ranges: list[QTextLayout.FormatRange] = []
        at = 0
        for piece in self._pieces:
            start, end = max(at, first), min(at + len(piece.text), last)
            if piece.mark is not Mark.SAME and start < end:
                marked = QTextLayout.FormatRange()
                marked.start = start - first
                marked.length = end - start
                marked.format = self._format(piece.mark)
                ranges.append(marked)
            at += len(piece.text)
        return ranges

    def _format(self, mark: Mark) -> QTextCharFormat:
        theme, said = self._theme, QTextCharFormat()
        if mark is Mark.GONE:
            said.setFontStrikeOut(True)
            said.setForeground(theme.color("ink2"))
            said.setBackground(theme.color("sunken"))
        else:
            said.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            said.setForeground(theme.color("ink"))
            said.setBackground(theme.color("accent_soft"))
        return said


def _mark(block: QTextLayout, ranges: list[QTextLayout.FormatRange], width: float) -> None:
    """Give a laid-out block its marks: its lines break and stand as before.

    As selections they would be painted over the text, every letter twice.
    """
    places = [block.lineAt(index).position() for index in range(block.lineCount())]
    block.setFormats(ranges)
    block.beginLayout()
    for place in places:
        line = block.createLine()
        line.setLineWidth(width)
        line.setPosition(place)
    block.endLayout()


def _joined(pieces: tuple[Piece, ...], mark: Mark) -> str:
    return " … ".join(piece.text.strip() for piece in pieces if piece.mark is mark) or "–"
