"""A list of small forms: rows that are added, taken out and moved, such as points of a decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.case.values import FieldValue
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.base import Input
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, Label

Parts = Sequence[tuple[str, Input]]


class RowCard(Card):
    """One row: its inputs under each other and what can be done with it."""

    def __init__(self, theme: Theme, words: Words, parts: Parts) -> None:
        super().__init__(theme, padding=12, spacing=8)
        self.parts = parts
        head = QHBoxLayout()
        self.title = Label(theme, "", "label_bold", "ink2")
        head.addWidget(self.title, 1)
        self.up = self._button(theme, "chevron-up", words.t("Move up"))
        self.down = self._button(theme, "chevron-down", words.t("Move down"))
        self.remove = self._button(theme, "x", words.t("Take out"))
        for button in (self.up, self.down, self.remove):
            head.addWidget(button)
        self.column.addLayout(head)
        for _, part in parts:
            label = Label(theme, part.label, "label", "ink2")
            label.setBuddy(part.target())
            group = QVBoxLayout()
            group.setSpacing(theme.u(4))
            group.addWidget(label)
            group.addWidget(part)
            self.column.addLayout(group)

    def _button(self, theme: Theme, icon: str, name: str) -> Button:
        return Button(theme, kind=ButtonKind.QUIET, icon=icon, height="small_button", name=name)

    def values(self) -> dict[str, FieldValue]:
        """Return what is filled in, by the name of the part."""
        filled: dict[str, FieldValue] = {}
        for name, part in self.parts:
            value = part.content()
            if value not in (None, "", []) and not isinstance(value, tuple):
                filled[name] = value
        return filled


class RowsInput(Input):
    """Rows made by `make`, which gives the inputs of one."""

    def __init__(self, theme: Theme, words: Words, label: str, make: Callable[[], Parts]) -> None:
        super().__init__(theme, words, label)
        self._make = make
        self._rows: list[RowCard] = []
        self.holder = QVBoxLayout()
        self.holder.setSpacing(theme.u(8))
        self.column.addLayout(self.holder)
        self.add_button = Button(theme, words.t("Add a point"), icon="plus", height="small_button")
        self.add_button.clicked.connect(self._on_add)
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addStretch(1)
        self.column.addLayout(line)

    def _on_add(self) -> None:
        row = self._append({})
        row.parts[0][1].target().setFocus()

    def _append(self, values: dict[str, object]) -> RowCard:
        row = RowCard(self.theme, self.words, self._make())
        for name, part in row.parts:
            # A part of an object holds what a field of its type holds.
            part.show_content(cast("Content", values.get(name)))
            part.changed.connect(self.changed)
        row.remove.clicked.connect(lambda: self._remove(row))
        row.up.clicked.connect(lambda: self._move(row, -1))
        row.down.clicked.connect(lambda: self._move(row, 1))
        self._rows.append(row)
        self.holder.addWidget(row)
        self._number()
        return row

    def _number(self) -> None:
        last = len(self._rows) - 1
        for index, row in enumerate(self._rows):
            text = self.words.t("Point {number}", number=index + 1)
            row.title.setText(text)
            row.setAccessibleName(text)
            row.up.setEnabled(index > 0)
            row.down.setEnabled(index < last)

    def _remove(self, row: RowCard) -> None:
        self._rows.remove(row)
        self.holder.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._number()
        self.add_button.setFocus()
        self.changed.emit()

    def _move(self, row: RowCard, step: int) -> None:
        index = self._rows.index(row) + step
        self._rows.remove(row)
        self._rows.insert(index, row)
        self.holder.removeWidget(row)
        self.holder.insertWidget(index, row)
        self._number()
        self.changed.emit()

    def content(self) -> Content:
        """Return the rows that hold something."""
        filled = [values for values in (row.values() for row in self._rows) if values]
        # The parts are strings and citations, which is what a list field holds.
        return cast("Content", filled or None)

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show the rows."""
        if content == self.content() and (content or not self._rows):
            return
        for row in self._rows:
            self.holder.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for values in content if isinstance(content, list) else []:
            if isinstance(values, dict):
                self._append(dict(values))

    def target(self) -> QWidget:
        """Return the button that adds a row."""
        return self.add_button
