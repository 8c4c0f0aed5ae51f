"""The squares of the small calendar: buttons, so that each has its own name for a screen reader."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from limbo_desktop.ui.inputs.calendar_model import Cell, Level, Move
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import RADIUS
from limbo_desktop.ui.widgets import Paragraph

_SIDE = 44
_KEYS = {
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_PageUp: Move.PAGE_BACK,
    Qt.Key.Key_PageDown: Move.PAGE_ON,
    Qt.Key.Key_Home: Move.START,
    Qt.Key.Key_End: Move.END,
}
_FAR = {Move.PAGE_BACK: Move.FAR_BACK, Move.PAGE_ON: Move.FAR_ON}


class Square(QAbstractButton):
    """One day, month or year: its words and, in small below them, the other calendar's."""

    def __init__(self, theme: Theme, width: int, cell: Cell) -> None:
        super().__init__()
        self._theme = theme
        self._width = width
        self.cell = cell
        self.today = False
        self.setCheckable(True)
        self.setProperty("radius", theme.u(RADIUS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cell(self, cell: Cell, *, chosen: bool, today: bool, reached: bool) -> None:
        """Stand for another day; `reached` is the one square that Tab leads to."""
        self.cell = cell
        self.today = today
        self.setChecked(chosen)
        self.setAccessibleName(cell.name)
        focus = Qt.FocusPolicy.StrongFocus if reached else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(focus)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that shows both numbers."""
        both = self._theme.line("body") + self._theme.line("small")
        return QSize(self._theme.u(self._width), max(self._theme.u(_SIDE), both))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which something would be cut."""
        return QSize(self._theme.u(min(self._width, 36)), self.sizeHint().height())

    def nextCheckState(self) -> None:
        """Stay as it is: what is chosen is told from outside."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key but Space to the grid: a button would look for a neighbour itself."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover colour."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover colour away."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, frame of today and the two numbers."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        ground = "accent" if chosen else "sunken" if self.underMouse() else ""
        painter.setPen(Qt.PenStyle.NoPen)
        if self.today and not chosen:
            painter.setPen(QPen(theme.color("accent"), max(1, theme.u(1))))
        painter.setBrush(theme.color(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, theme.u(RADIUS), theme.u(RADIUS))
        ink = "on_accent" if chosen else "ink" if self.cell.inside else "ink3"
        second = "on_accent" if chosen else "ink2" if self.cell.inside else "ink3"
        style = "title" if self.today or chosen else "body"
        lines = 1 if self.cell.small else 2  # the longest names of Islamic months need two
        main = Paragraph(
            self.cell.text, theme.font(style), theme.line(style), theme.rtl, lines, centred=True
        )
        tall = main.height(self.width())
        small = Paragraph(
            self.cell.small, theme.font("small"), theme.line("small"), theme.rtl, 1, centred=True
        )
        height = tall + (small.line if self.cell.small else 0)
        top = (self.height() - height) / 2
        main.draw(painter, QRectF(0, top, self.width(), tall), theme.color(ink))
        if self.cell.small:
            line = QRectF(0, top + main.line, self.width(), small.line)
            small.draw(painter, line, theme.color(second))


class Squares(QWidget):
    """A grid of squares of which Tab reaches one and the arrow keys the others.

    `moved(Move)` when a key asks for another square, `pressed(date)` for a click or Enter.
    """

    moved = Signal(object)
    pressed = Signal(object)

    def __init__(self, theme: Theme, level: Level, width: int) -> None:
        super().__init__()
        self._theme = theme
        self._level = level
        self._width = width
        self._squares: list[Square] = []
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(theme.u(2))

    def show_cells(
        self, cells: Sequence[Cell], at: int, chosen: frozenset[int], today: int, top: int = 0
    ) -> None:
        """Show `cells`; `at`, `chosen` and `today` are their numbers, `top` the rows above them."""
        columns = self._level.value
        while len(self._squares) < len(cells):
            number = len(self._squares)
            square = Square(self._theme, self._width, cells[number])
            square.clicked.connect(lambda _=False, own=square: self.pressed.emit(own.cell.at))
            self.grid.addWidget(square, top + number // columns, number % columns)
            self._squares.append(square)
        for number, square in enumerate(self._squares):
            square.setVisible(number < len(cells))
            if number < len(cells):
                square.show_cell(
                    cells[number],
                    chosen=number in chosen,
                    today=number == today,
                    reached=number == at,
                )

    def focus_square(self, at: int) -> None:
        """Give the focus to the square with this number."""
        self._squares[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows, Page Up and Down, Home and End lead elsewhere; Enter presses the square."""
        key = Qt.Key(event.key())
        focused = next((square for square in self._squares if square.hasFocus()), None)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and focused is not None:
            self.pressed.emit(focused.cell.at)
            return
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            on = (key == Qt.Key.Key_Right) != self._theme.rtl
            self.moved.emit(Move.ON if on else Move.BACK)
            return
        move = _KEYS.get(key)
        if move is None:
            super().keyPressEvent(event)
            return
        far = event.modifiers() & (
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        )
        self.moved.emit(_FAR.get(move, move) if far else move)
