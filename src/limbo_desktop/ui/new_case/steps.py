"""The row of steps: a tick for those done, a filled number for the one now."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.widgets.label import Label


class _Number(QWidget):
    """A circle with a number or a tick."""

    def __init__(self, theme: Theme, number: str, state: int) -> None:
        super().__init__()
        self._theme = theme
        self._number = number
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the circle's side."""
        side = self._theme.u(26)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the circle."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        now = self._state == 0
        painter.setPen(QPen(theme.color("edge" if self._state > 0 else "accent"), 1))
        painter.setBrush(theme.color("accent") if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        if self._state < 0:
            inset = theme.u(5)
            draw_icon(painter, theme, "check", box.adjusted(inset, inset, -inset, -inset), "accent")
            return
        painter.setPen(theme.color("on_accent" if now else "ink2"))
        painter.setFont(theme.font("small_bold" if now else "small"))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._number)


class Steps(QWidget):
    """Shows `names` with the step `now` (from 0); its accessible name says which that is."""

    def __init__(self, theme: Theme, words: Words, names: Sequence[str], now: int) -> None:
        super().__init__()
        self._labels: list[tuple[Label, bool]] = []
        self._rest: list[QWidget] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.u(9))
        for index, name in enumerate(names):
            state = (index > now) - (index < now)
            number = _Number(theme, words.number(index + 1), state)
            if index:
                gap = QWidget()
                gap.setFixedWidth(theme.u(15))
                row.addWidget(gap)
                self._rest.append(gap)
            if state != 0:
                self._rest.append(number)
            row.addWidget(number)
            label = Label(
                theme, name, "title" if state == 0 else "body", "ink" if state == 0 else "ink2"
            )
            label.setMinimumWidth(label.sizeHint().width())
            row.addWidget(label)
            self._labels.append((label, state == 0))
        total = len(names)
        self.setAccessibleName(
            words.t(
                "Step {number} of {total}: {name}", number=now + 1, total=total, name=names[now]
            )
        )

    def set_narrow(self, *, narrow: bool, alone: bool) -> None:
        """In a narrow window name only the step that is now; `alone` shows no other at all."""
        for widget in self._rest:
            widget.setVisible(not alone)
        for label, now in self._labels:
            label.setVisible(now or not narrow)
