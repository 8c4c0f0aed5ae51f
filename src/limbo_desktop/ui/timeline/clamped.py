"""Text cut to a number of lines: whole lines first, then one that ends in an ellipsis."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from limbo_desktop.ui.widgets import Paragraph


def draw_clamped(
    painter: QPainter, paragraph: Paragraph, box: QRectF, colour: QColor, lines: int
) -> None:
    """Draw at most `lines` lines of `paragraph`, whose text has no line breaks, into `box`."""
    whole = replace(paragraph, lines=0)
    layout = whole.layout(box.width())[0]
    if layout.lineCount() <= lines:
        whole.draw(painter, box, colour)
        return
    start = layout.lineAt(lines - 1).textStart()
    if lines > 1:
        replace(whole, text=paragraph.text[:start].rstrip()).draw(painter, box, colour)
    rest = QRectF(box.topLeft() + QPointF(0, (lines - 1) * paragraph.line), box.bottomRight())
    replace(whole, text=paragraph.text[start:], lines=1).draw(painter, rest, colour)
