"""A field for several people of the case: the chosen ones, each with a cross, and a list to add."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Choice, Label


class PeopleField(QWidget):
    """`people` are pairs of an id and a name; `value` are the ids that were chosen."""

    edited = Signal()

    def __init__(self, theme: Theme, words: Words, label: str) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._label = label
        self._people: dict[str, str] = {}
        self._value: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.u(4))
        self._column.addWidget(Label(theme, label, "label", "ink2"))
        self._chosen = QVBoxLayout()
        self._chosen.setSpacing(theme.u(4))
        self._column.addLayout(self._chosen)
        self.choice = Choice(theme, label, [])
        self.choice.activated.connect(self._add)
        self._column.addWidget(self.choice)

    @property
    def value(self) -> tuple[str, ...]:
        """Return the ids of the chosen people."""
        return tuple(self._value)

    def set_value(self, people: Sequence[tuple[str, str]], chosen: Sequence[str]) -> None:
        """Offer `people` and show those `chosen`; an id that nobody has is kept unseen."""
        self._people = dict(people)
        self._value = list(chosen)
        self._show()

    def _add(self) -> None:
        person = self.choice.value
        if person and person not in self._value:
            self._value.append(person)
            self._show()
            self.edited.emit()

    def _remove(self, person: str) -> None:
        self._value.remove(person)
        self._show()
        self.choice.setFocus()
        self.edited.emit()

    def _show(self) -> None:
        while (item := self._chosen.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for person in self._value:
            if person not in self._people:
                continue
            name = self._people[person]
            button = Button(
                self._theme, name, ButtonKind.QUIET, icon="x", height="small_button", at_start=True
            )
            button.setAccessibleName(self._words.t("Take out: {name}", name=name))
            button.clicked.connect(lambda _=False, who=person: self._remove(who))
            self._chosen.addWidget(button)
        self.choice.clear()
        self.choice.addItem(self._words.t("Add a person…"), "")
        for person, name in self._people.items():
            if person not in self._value:
                self.choice.addItem(name, person)
        self.choice.setEnabled(self.choice.count() > 1)
