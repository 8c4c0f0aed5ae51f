"""The recovery sheet on paper: how it is drawn, and how it gets there without a file on a disk.

It says nothing of whose it is: no name of a case, of a file, of this program, no date.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPainter

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme

TITLE: Final = "document"
"""What the computer's and the printer's lists of jobs show, in every language."""

_WIDTH, _HEIGHT = 480.0, 680.0
"""The room that the sheet wants, in points; A4 and Letter have it within their margins."""
_COLUMNS: Final = 2
_FIRST_ROW: Final = 96.0
_ROW: Final = 60.0
_HALF: Final = 3


def draw_sheet(
    device: QPagedPaintDevice, theme: Theme, words: Words, groups: Sequence[str]
) -> bool:
    """Draw the groups onto one page of `device`; False when it takes nothing."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        room = painter.viewport()
        scale = min(room.width() / _WIDTH, room.height() / _HEIGHT)
        painter.scale(scale, scale)
        width = room.width() / scale
        start = Qt.AlignmentFlag.AlignRight if theme.rtl else Qt.AlignmentFlag.AlignLeft
        start |= Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextWordWrap
        painter.setLayoutDirection(theme.direction)
        painter.setPen(Qt.GlobalColor.black)
        painter.setFont(_font(theme, "h1", 20))
        painter.drawText(QRectF(0, 0, width, 30), start, words.t("Sheet of digits"))
        painter.setFont(_font(theme, "body", 11))
        hint = words.t(
            "Keep this paper away from the computer, where nobody looks for it. Without these "
            "digits nothing can be recovered."
        )
        painter.drawText(QRectF(0, 38, width, 44), start, hint)
        for at, digits in enumerate(groups):
            _draw_group(painter, theme, words, at, digits, width)
    finally:
        ended = painter.end()
    return ended


def _draw_group(
    painter: QPainter, theme: Theme, words: Words, at: int, digits: str, width: float
) -> None:
    row, column = divmod(at, _COLUMNS)
    cell = QRectF(0, 0, width / _COLUMNS, 40)
    side = _COLUMNS - 1 - column if theme.rtl else column
    cell.moveTo(side * cell.width(), _FIRST_ROW + row * _ROW)
    number = QRectF(cell.left(), cell.top(), 30, 40)
    box = QRectF(cell.left() + 40, cell.top(), 170, 40)
    if theme.rtl:
        number.moveRight(cell.right())
        box.moveRight(cell.right() - 40)
    middle = Qt.AlignmentFlag.AlignVCenter
    near = Qt.AlignmentFlag.AlignLeft if theme.rtl else Qt.AlignmentFlag.AlignRight
    painter.setFont(_font(theme, "small", 11))
    painter.drawText(number, near | Qt.AlignmentFlag.AlignAbsolute | middle, words.number(at + 1))
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setFont(_font(theme, "digits", 28))
    spaced = f"{digits[:_HALF]} {digits[_HALF:]}"
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | middle, spaced)
    painter.restore()
    painter.drawLine(box.bottomLeft(), box.bottomRight())


def _font(theme: Theme, style: str, points: int) -> QFont:
    """The window's letters in points of the sheet, which the painter has made its unit."""
    font = QFont(theme.font(style))
    font.setPixelSize(points)
    return font


def spool_in_memory(platform: str = sys.platform, root: Path = Path("/")) -> bool:
    """From now on let what this process prints pass through memory only; False when it cannot.

    On Linux the library of CUPS writes what it prints into a file of TMPDIR first (cupsTempFd) and
    removes it afterwards; on a disk the digits would stay.  Windows and macOS hand the page to the
    system's own queue.
    """
    if not platform.startswith("linux"):
        return True
    folder = memory_folder(root)
    if folder is None:
        return False
    os.environ["TMPDIR"] = str(folder)
    return True


def memory_folder(root: Path = Path("/")) -> Path | None:
    """A folder that the kernel keeps in memory and in which we may write (proc(5), mountinfo)."""
    try:
        table = (root / "proc/self/mountinfo").read_text("utf-8", "replace")
    except OSError:
        return None
    for line in table.splitlines():
        mount, _, rest = line.partition(" - ")
        parts = mount.split()
        if len(parts) < 5 or rest.split()[:1] not in (["tmpfs"], ["ramfs"]):
            continue
        where = root / parts[4].lstrip("/")
        if _is_for_us(parts[4]) and os.access(where, os.W_OK | os.X_OK):
            return where
    return None


def _is_for_us(mount: str) -> bool:
    return mount == "/dev/shm" or mount.startswith("/run/user/")  # noqa: S108 - it is memory
