"""A line in which somebody or something is named; a list under it offers what fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView

from limbo_desktop.text.searching import normalised
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import LineEdit
from limbo_desktop.ui.widgets.bare import make_bare

Known = Callable[[], Mapping[str, Sequence[str]]]
"""What can be chosen now: the names of each by its id, the one to show first."""

_MOST: Final = 30
"""Rows of the list; a name that stands further down is found by one more letter."""


def matching(text: str, known: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Return ids with the name that fits: every word of `text` begins a word of the name.

    Letters are compared as the search does: ё as е, Arabic without marks, in every script of
    every name.  "" fits all.
    """
    wanted = normalised(text).split()
    found = []
    for key, names in known.items():
        for name in names:
            words = _words(name)
            if all(any(word.startswith(each) for word in words) for each in wanted):
                found.append((key, name))
                break
    return found


@lru_cache(maxsize=1 << 16)
def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared; ten thousand titles, at each letter."""
    return tuple(normalised(name).split())


class NameEdit(LineEdit):
    """A bare line; `chosen` carries the id of what was taken, `unknown` a name that nothing has.

    `add` is the msgid of the last row, "Add {name}", where unknown names can be taken.
    """

    chosen = Signal(str)
    unknown = Signal(str)
    back_at_start = Signal()
    focused = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Words,
        name: str,
        known: Known,
        *,
        placeholder: str,
        add: str = "",
    ) -> None:
        super().__init__(theme, name, placeholder=placeholder)
        make_bare(self)
        self.setFixedHeight(theme.u(26))
        self.setProperty("ownFocus", True)
        self._words = words
        self._known = known
        self._add = add
        self._found: list[str] = []
        self._rows = QStringListModel(self)
        self._list = QCompleter(self._rows, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setWidget(self)
        self._popup = QListView()
        self._list.setPopup(self._popup)
        self._popup.setAccessibleName(name)
        self._popup.setLayoutDirection(theme.direction)
        self._list.activated.connect(lambda _: self._take(self._popup.currentIndex().row()))
        self.textEdited.connect(self._offer)

    def offer_all(self) -> None:
        """Show the whole list, for whom nothing comes to mind to type."""
        self._offer("")

    def _offer(self, text: str) -> None:
        known = self._known()
        found = matching(text, known)[:_MOST]
        self._found = [key for key, _ in found]
        rows = [self._row(known[key][0], name) for key, name in found]
        name = text.strip()
        if name and self._add and not self._exact(name, known):
            self._found.append("")
            rows.append(self._words.t(self._add, name=name))
        self._rows.setStringList(rows)
        if not rows or not self.hasFocus():
            self._popup.hide()
            return
        self._list.complete()
        self._popup.setCurrentIndex(self._popup.model().index(0, 0))

    def _row(self, first: str, fitting: str) -> str:
        if fitting == first:
            return first
        return self._words.t("{first}, {second}", first=first, second=fitting)

    def _exact(self, name: str, known: Mapping[str, Sequence[str]]) -> str:
        wanted = normalised(name)
        exact = (k for k, names in known.items() if wanted in map(normalised, names))
        return next(exact, "")

    def _take(self, row: int) -> None:
        """Take a row of the list; without one the name as it is written."""
        name = self.text().strip()
        key = self._found[row] if 0 <= row < len(self._found) else self._exact(name, self._known())
        self._popup.hide()
        if key:
            self.forget()
            self.chosen.emit(key)
        elif name and self._add:
            self.forget()
            self.unknown.emit(name)

    def sizeHint(self) -> QSize:
        """Return room for a name."""
        return QSize(self._theme.u(150), self._theme.u(26))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters, and for what the empty line says."""
        said = self.fontMetrics().horizontalAdvance(self.placeholderText()) + self._theme.u(8)
        return QSize(max(self._theme.u(110), said), self._theme.u(26))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame around the line."""
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame around the line."""
        super().focusOutEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the marked row on Enter; Backspace at the start takes out the last one."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._popup.currentIndex().row() if self._popup.isVisible() else -1)
        elif key == Qt.Key.Key_Down and not self._popup.isVisible():
            self._offer(self.text())
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.back_at_start.emit()
        else:
            super().keyPressEvent(event)
