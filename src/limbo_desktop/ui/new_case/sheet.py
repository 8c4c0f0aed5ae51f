"""The sixteen groups of the recovery sheet, some of them covered while they are typed back."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.widgets.painting import draw_hatch
from limbo_desktop.ui.widgets.reflow import Reflow

HALF = 3


class _Group(QWidget):
    """One group: its number, its six digits on a line, or the hatch over them."""

    def __init__(self, theme: Theme, words: Words, number: int, digits: str) -> None:
        super().__init__()
        self._theme = theme
        self._tr = words
        self._number = number
        self._digits = digits
        self._covered = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.cover(covered=False)

    def cover(self, *, covered: bool) -> None:
        """Cover or show the digits, for a screen reader too."""
        self._covered = covered
        name = (
            self._tr.t("Group {number}, covered", number=self._number)
            if covered
            else self._tr.t(
                "Group {number}: {digits}",
                number=self._number,
                digits=self._tr.identifier(" ".join(self._digits)),
            )
        )
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for number and digits."""
        u = self._theme.u
        return QSize(u(150), u(45))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the number and the digits, left-to-right in every language."""
        theme = self._theme
        u = theme.u
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        number = QRectF(0, 0, u(20), u(36))
        box = QRectF(u(30), 0, min(self.width() - u(30), u(118)), u(36))
        if theme.rtl:
            number.moveRight(self.width())
            box.moveRight(self.width() - u(30))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("ink3"))
        align = Qt.AlignmentFlag.AlignRight if not theme.rtl else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            number, align | Qt.AlignmentFlag.AlignVCenter, self._tr.number(self._number)
        )
        if self._covered:
            draw_hatch(painter, theme, box.adjusted(0, u(1), 0, -u(1)))
            side = u(16)
            place = QRectF(0, 0, side, side)
            place.moveCenter(box.center())
            draw_icon(painter, theme, "eye-off", place, "ink")
            return
        painter.setFont(theme.font("digits"))
        painter.setPen(theme.color("ink"))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        text = f"{self._digits[:HALF]} {self._digits[HALF:]}"
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.fillRect(
            QRectF(box.left(), box.bottom() + u(1), box.width(), 1), theme.color("line")
        )


class Sheet(Reflow):
    """The groups in rows of four or two; in Arabic rows begin at the right, digits do not."""

    def __init__(self, theme: Theme, words: Words, groups: Sequence[str]) -> None:
        self._groups = [
            _Group(theme, words, number, digits) for number, digits in enumerate(groups, 1)
        ]
        super().__init__(theme, self._groups, 148, (4, 2, 1))

    def cover(self, numbers: Collection[int]) -> None:
        """Cover the groups of these numbers (from 1) and show all others."""
        for number, group in enumerate(self._groups, 1):
            group.cover(covered=number in numbers)
