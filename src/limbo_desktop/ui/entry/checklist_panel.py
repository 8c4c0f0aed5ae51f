"""The side panel: what a record has already and what would help, each with why it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from limbo_desktop.case.checklist import Item
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, IconLabel, Label
from limbo_desktop.ui.widgets.margins import indented

_PRESENT: Final = 4
_MISSING: Final = 6
"""How many lines are shown before the rest is asked for: a list to help, not to press."""

_INDENT: Final = 28


class ChecklistPanel(QWidget):
    """Shows the checklist of an entry or a document.

    `asked(key)` leads to the field of a line; `put_aside(line)` and `shown_again(line)` silence a
    line and let it count again.
    """

    asked = Signal(str)
    put_aside = Signal(str)
    shown_again = Signal(str)

    def __init__(self, theme: Theme, words: Words, *, hint: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._hint = hint or words.t(
            "The entry is saved as it is. The list only helps to remember."
        )
        self._items: tuple[Item, ...] | None = None
        self._all_shown = False
        self._aside_open = False
        self.setAccessibleName(words.t("What is already there"))
        outer = QVBoxLayout(self)
        edges = (theme.u(8), theme.u(20)) if theme.rtl else (theme.u(20), theme.u(8))
        outer.setContentsMargins(edges[0], theme.u(18), edges[1], theme.u(20))
        outer.setSpacing(0)
        self._outer = outer
        self._body: QWidget | None = None

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show these lines; nothing is made anew while they stay the same."""
        if items != self._items:
            self._items = items
            self._rebuild()

    def _rebuild(self) -> None:
        if self._body is not None:
            self._outer.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.u(3))
        self._fill(column, self._items or ())
        self._outer.addWidget(self._body)
        self._body.show()

    def _fill(self, column: QVBoxLayout, items: Sequence[Item]) -> None:
        theme, words = self._theme, self._words
        head = QVBoxLayout()
        head.setSpacing(theme.u(2))
        head.addWidget(Label(theme, words.t("What is already there"), "h2", wrap=True))
        head.addWidget(Label(theme, self._hint, "small", "ink2", wrap=True))
        column.addLayout(head)
        column.addSpacing(theme.u(6))
        counted = [item for item in items if not item.silenced]
        present = [item for item in counted if item.present]
        some = self._some(present, _PRESENT)
        for item in some:
            column.addWidget(self._line(item))
        self._add_more(column, len(present) - len(some))
        missing = [item for item in counted if not item.present]
        if missing:
            column.addSpacing(theme.u(6))
            column.addWidget(Label(theme, words.t("What would help"), "h2", wrap=True))
        shown = self._some(missing, _MISSING)
        for item in shown:
            column.addWidget(self._missing(item))
        self._add_more(column, len(missing) - len(shown))
        aside = [item for item in items if item.silenced]
        if aside:
            column.addSpacing(theme.u(6))
            self._add_aside(column, aside)
        column.addStretch(1)

    def _line(self, item: Item) -> ChecklistLine:
        line = ChecklistLine(self._theme, self._words, item)
        if item.field:
            line.clicked.connect(lambda: self.asked.emit(item.field))
        else:
            line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return line

    def _missing(self, item: Item) -> QWidget:
        theme, words = self._theme, self._words
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(theme.u(4))
        row.addWidget(self._line(item), 1)
        label = words.t(item.label)
        aside = Button(
            theme,
            kind=ButtonKind.QUIET,
            icon="x",
            height="small_button",
            name=words.t("Put aside: {line}", line=label),
        )
        aside.setToolTip(words.t("Put aside: it does not count here"))
        aside.clicked.connect(lambda: self.put_aside.emit(item.key))
        row.addWidget(aside, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        why = Label(theme, words.t(item.reason), "small", "ink2", wrap=True)
        column.addLayout(indented(theme, why, _INDENT))
        return holder

    def _add_aside(self, column: QVBoxLayout, aside: Sequence[Item]) -> None:
        """The lines that are put aside, folded to their number until asked for."""
        theme, words = self._theme, self._words
        fold = Button(
            theme,
            words.n("{count} line put aside", "{count} lines put aside", len(aside)),
            ButtonKind.LINK,
            icon="chevron-up" if self._aside_open else "chevron-down",
            height="small_button",
            at_start=True,
        )
        fold.clicked.connect(self._turn_aside)
        column.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeading)
        for item in aside if self._aside_open else ():
            row = QHBoxLayout()
            row.setSpacing(theme.u(8))
            label = words.t(item.label)
            row.addWidget(Label(theme, label, "body", "ink2", wrap=True), 1)
            again = Button(
                theme,
                words.t("Show again"),
                ButtonKind.LINK,
                height="small_button",
                name=words.t("Show again: {line}", line=label),
            )
            again.clicked.connect(lambda _=False, key=item.key: self.shown_again.emit(key))
            row.addWidget(again, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)

    def _some(self, items: Sequence[Item], most: int) -> Sequence[Item]:
        """The first of the lines, all of them once asked for; one more is no reason to fold."""
        return items if self._all_shown or len(items) <= most + 1 else items[:most]

    def _add_more(self, column: QVBoxLayout, left: int) -> None:
        if left <= 0:
            return
        more = Button(
            self._theme,
            self._words.n("{count} more", "{count} more", left),
            ButtonKind.LINK,
            icon="chevron-down",
            height="small_button",
            at_start=True,
        )
        more.clicked.connect(self._show_all)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)

    def _show_all(self) -> None:
        self._all_shown = True
        self._rebuild()

    def _turn_aside(self) -> None:
        self._aside_open = not self._aside_open
        self._rebuild()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))


class ChecklistLine(QAbstractButton):
    """A line that leads to its field; a screen reader hears if it is there and why it helps."""

    def __init__(self, theme: Theme, words: Words, item: Item) -> None:
        super().__init__()
        label = words.t(item.label)
        icon, token = ("circle-check", "good") if item.present else ("circle-dashed", "ink3")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.u(4), 0, theme.u(4))
        told = IconLabel(
            theme, icon, token, text=label, style="body", words_colour="ink", units=20, wrap=True
        )
        told.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(told)
        self.setAccessibleName(
            words.t("There: {line}", line=label)
            if item.present
            else words.t("Would help: {line}", line=label)
        )
        self.setAccessibleDescription(words.t(item.reason))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(theme.height("small_button"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if item.field:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the room of the line."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The label paints itself."""
