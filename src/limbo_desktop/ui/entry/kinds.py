"""The choice of a kind for a new entry: sixteen of them, by lane, each with its mark."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.lanes import LANES
from limbo_desktop.case.marks import mark_of
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.marks import LIST, draw_mark
from limbo_desktop.ui.theme.metrics import RADIUS_CARD
from limbo_desktop.ui.widgets import IconLabel, Label, Paragraph


class KindButton(QAbstractButton):
    """One kind: its mark and its name on a card."""

    def __init__(self, theme: Theme, text: str, kind: str) -> None:
        super().__init__()
        self._theme = theme
        self._kind = kind
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("radius", theme.u(RADIUS_CARD))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _paragraph(self) -> Paragraph:
        theme = self._theme
        return Paragraph(self.text(), theme.font("body"), theme.line("body"), theme.rtl, lines=1)

    def sizeHint(self) -> QSize:
        """Return the size that shows mark and name."""
        u = self._theme.u
        width = self._paragraph().natural_width() + u(14 + LIST + 12 + 14)
        return QSize(width, u(52))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the name would be cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint card, mark and name."""
        theme = self._theme
        u = theme.u
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("sunken" if self.underMouse() else "surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, u(RADIUS_CARD), u(RADIUS_CARD))
        side = u(LIST)
        x = self.width() - u(14) - side if theme.rtl else u(14)
        mark = QRectF(x, (self.height() - side) / 2, side, side)
        draw_mark(painter, theme, mark_of(self._kind), mark)
        paragraph = self._paragraph()
        start = u(14) + side + u(12)
        width = self.width() - start - u(14)
        left = u(14) if theme.rtl else start
        top = (self.height() - paragraph.line) / 2
        paragraph.draw(painter, QRectF(left, top, width, paragraph.line), theme.color("ink"))


class KindChooser(QWidget):
    """Asks what happened; `chosen` carries the name of the kind."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._buttons: list[list[KindButton]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(8))
        column.addWidget(Label(theme, words.t("What is it about?"), "h2"))
        hint = words.t("What fits roughly is enough. A note takes anything.")
        column.addWidget(IconLabel(theme, "", text=hint, words_colour="ink2", wrap=True))
        self._labels: list[Label] = []
        for lane in LANES:
            label = Label(theme, words.t(lane.label), "label_bold", "ink2")
            self._labels.append(label)
            row = []
            for kind in KINDS.values():
                if kind.lane is lane:
                    button = KindButton(theme, words.t(kind.label), kind.name)
                    button.clicked.connect(lambda _=False, name=kind.name: self.chosen.emit(name))
                    row.append(button)
            self._buttons.append(row)
        column.addSpacing(theme.u(6))
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.u(8))
        column.addLayout(self._grid)
        column.addStretch(1)
        self.set_columns(3)

    def set_columns(self, columns: int) -> None:
        """Lay the kinds out in this many columns."""
        grid = self._grid
        while grid.count():
            grid.takeAt(0)
        for number in range(3):
            grid.setColumnStretch(number, 1 if number < columns else 0)
        row = 0
        for label, buttons in zip(self._labels, self._buttons, strict=True):
            grid.addWidget(label, row, 0, 1, columns)
            for number, button in enumerate(buttons):
                grid.addWidget(button, row + 1 + number // columns, number % columns)
            row += 2 + (len(buttons) - 1) // columns

    def button(self, kind: str) -> KindButton:
        """Return the button of `kind`."""
        for row in self._buttons:
            for button in row:
                if button._kind == kind:
                    return button
        raise KeyError(kind)

    def focus_first(self) -> None:
        """Put the focus onto the first kind."""
        self._buttons[0][0].setFocus()
