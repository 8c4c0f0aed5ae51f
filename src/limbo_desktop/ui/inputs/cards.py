"""Lists of small forms: cards that are added, moved and taken out, such as points of a decision."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from limbo_desktop.case.records import Participant, Title, Translation
from limbo_desktop.case.values import FieldValue
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.base import Input
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, Label

Parts = Sequence[tuple[str, Input]]
Values = Mapping[str, Content]
Part = Participant | Title | Translation | dict[str, Content]
"""What one card gives to the record: a part of it, or an object of a list field."""


class RowCard(Card):
    """One card: its inputs under each other and what can be done with it."""

    def __init__(self, theme: Theme, words: Words, parts: Parts, *, titled: bool) -> None:
        super().__init__(theme, padding=12, spacing=8)
        self.parts = dict(parts)
        head = QHBoxLayout()
        first = next(iter(self.parts.values()))
        # Without a title of its own the card begins with the label of its first part.
        self.title = Label(theme, first.label, "label", "ink2")
        if titled:
            self.title = Label(theme, "", "label_bold", "ink2")
        else:
            self.title.setBuddy(first.target())
        head.addWidget(self.title, 1)
        self.up = self._button(theme, "chevron-up", words.t("Move up"))
        self.down = self._button(theme, "chevron-down", words.t("Move down"))
        self.remove = self._button(theme, "x", words.t("Take out"))
        for button, keys in ((self.up, "Alt+Up"), (self.down, "Alt+Down"), (self.remove, "")):
            head.addWidget(button)
            if keys:
                button.setToolTip(
                    words.t("{name} ({keys})", name=button.accessibleName(), keys=keys)
                )
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(button.click)
        self.column.addLayout(head)
        for part in self.parts.values():
            group = QVBoxLayout()
            group.setSpacing(theme.u(4))
            if not part.labelled and (titled or part is not first):
                label = Label(theme, part.label, "label", "ink2")
                label.setBuddy(part.target())
                group.addWidget(label)
            group.addWidget(part)
            self.column.addLayout(group)

    def _button(self, theme: Theme, icon: str, name: str) -> Button:
        return Button(theme, kind=ButtonKind.QUIET, icon=icon, height="small_button", name=name)

    def values(self) -> dict[str, Content]:
        """Return what is filled in, by the name of the part."""
        filled = {name: part.content() for name, part in self.parts.items()}
        return {name: value for name, value in filled.items() if value not in (None, "", [], False)}

    def typed(self) -> dict[str, str]:
        """Return the words that the parts keep, by the name of the part."""
        kept = {name: part.typed() for name, part in self.parts.items()}
        return {name: words for name, words in kept.items() if words}

    def show_values(self, values: Values, typed: Mapping[str, str]) -> None:
        """Show what one card holds."""
        for name, part in self.parts.items():
            part.show_content(values.get(name), typed.get(name, ""))


class CardsInput(Input):
    """Cards in their order; a subclass says what a card holds and what the record gets of it."""

    counted = Signal()
    """Sent when there are more or fewer cards than before."""

    def __init__(self, theme: Theme, words: Words, label: str, add: str) -> None:
        super().__init__(theme, words, label)
        self.cards: list[RowCard] = []
        self.holder = QVBoxLayout()
        self.holder.setSpacing(theme.u(8))
        self.column.addLayout(self.holder)
        self.add_button = Button(theme, add, icon="plus", height="small_button")
        self.add_button.clicked.connect(self._on_add)
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addStretch(1)
        self.column.addLayout(line)

    @abstractmethod
    def parts(self) -> Parts:
        """Return new inputs for one card."""

    @abstractmethod
    def part_of(self, values: Values) -> Part | None:
        """Return what the record gets of a card, None while it lacks what is needed."""

    def values_of(self, part: object) -> Values:
        """Return what a card shows for a part of the record."""
        return (
            asdict(part) if isinstance(part, Participant | Title | Translation) else _values(part)
        )

    def title(self, number: int) -> str:
        """Return the words above the card with this number, from 1; "" where none are due."""
        return ""

    def _on_add(self) -> None:
        card = self._append()
        next(iter(card.parts.values())).target().setFocus()
        self.renumber()

    def _append(self) -> RowCard:
        titled = bool(self.title(1))
        card = RowCard(self.theme, self.words, self.parts(), titled=titled)
        card.remove.clicked.connect(lambda: self._remove(card))
        card.up.clicked.connect(lambda: self._move(card, -1))
        card.down.clicked.connect(lambda: self._move(card, 1))
        for part in card.parts.values():
            part.changed.connect(self.changed)
        self.cards.append(card)
        self.holder.addWidget(card)
        return card

    def renumber(self) -> None:
        """Say of each card which one it is and where it can go."""
        last = len(self.cards) - 1
        for index, card in enumerate(self.cards):
            if title := self.title(index + 1):
                card.title.setText(title)
            card.setAccessibleName(title or self.label)
            card.up.setEnabled(index > 0)
            card.down.setEnabled(index < last)
            card.up.setVisible(last > 0)
            card.down.setVisible(last > 0)
        self.counted.emit()

    def _drop(self, card: RowCard) -> None:
        self.cards.remove(card)
        self.holder.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _remove(self, card: RowCard) -> None:
        self._drop(card)
        self.renumber()
        self.add_button.setFocus()
        self.changed.emit()

    def _move(self, card: RowCard, step: int) -> None:
        index = self.cards.index(card) + step
        self.cards.remove(card)
        self.cards.insert(index, card)
        self.holder.removeWidget(card)
        self.holder.insertWidget(index, card)
        self.renumber()
        button = card.up if step < 0 else card.down
        (button if button.isEnabled() else card.down if step < 0 else card.up).setFocus()
        self.changed.emit()

    def kept(self) -> list[Part]:
        """Return what the record gets, in order."""
        parts = (self.part_of(card.values()) for card in self.cards)
        return [part for part in parts if part is not None]

    def content(self) -> Content:
        """Return the parts of the record as a tuple."""
        # A subclass makes parts of one class, which its record has as a tuple.
        return cast("Content", tuple(self.kept()))

    def typed(self) -> str:
        """Return as JSON what the record cannot hold: unfinished words, unfinished cards."""
        said: list[dict[str, object] | None] = []
        for card in self.cards:
            values, typed = card.values(), card.typed()
            if self.part_of(values) is not None:
                said.append({"typed": typed})
            elif values or typed:
                said.append({"typed": typed, "values": values})
        plain = all(each == {"typed": {}} for each in said)
        return "" if plain else json.dumps(said, ensure_ascii=False)

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show one card for each part of the record, and those that were not finished."""
        parts = list(content) if isinstance(content, list | tuple) else []
        if parts == self.kept() and typed == self.typed():
            return
        rows = _rows([self.values_of(part) for part in parts], typed)
        for card in self.cards[len(rows) :]:
            self._drop(card)
        while len(self.cards) < len(rows):
            self._append()
        for card, (values, words) in zip(self.cards, rows, strict=True):
            card.show_values(values, words)
        self.renumber()

    def target(self) -> Button:
        """Return the button that adds a card."""
        return self.add_button


def _values(part: object) -> Values:
    # An object of a list field: strings and citations by their names.
    return cast("Values", part) if isinstance(part, dict) else {}


def _rows(kept: list[Values], typed: str) -> list[tuple[Values, Mapping[str, str]]]:
    """Return what each card shows; words of another state, with another number of cards, go."""
    plain: list[tuple[Values, Mapping[str, str]]] = [(values, {}) for values in kept]
    if not typed:
        return plain
    said = json.loads(typed)
    if sum("values" not in each for each in said) != len(kept):
        return plain
    left = iter(kept)
    return [(each["values"] if "values" in each else next(left), each["typed"]) for each in said]


class RowsInput(CardsInput):
    """The objects of a list field; `make` gives the inputs of one."""

    def __init__(self, theme: Theme, words: Words, label: str, make: Callable[[], Parts]) -> None:
        super().__init__(theme, words, label, words.t("Add a point"))
        self._make = make

    def parts(self) -> Parts:
        """Return the inputs of one object."""
        return self._make()

    def part_of(self, values: Values) -> Part | None:
        """Return the object."""
        return dict(values) or None

    def title(self, number: int) -> str:
        """Return which point it is."""
        return self.words.t("Point {number}", number=number)

    def content(self) -> Content:
        """Return the objects as a list, None for none."""
        return cast("FieldValue", self.kept()) or None
