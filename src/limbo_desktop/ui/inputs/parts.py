"""The record's own parts: people with their roles, translations, the grounds."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.case.records import Participant, Translation
from limbo_desktop.case.values import WORDS, Value
from limbo_desktop.text.names import NAMES
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.base import Around, Input
from limbo_desktop.ui.inputs.languages import language_options
from limbo_desktop.ui.inputs.rows import RowCard
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.inputs.small import ChoiceInput
from limbo_desktop.ui.inputs.text import LongInput, TextInput
from limbo_desktop.ui.inputs.tokens import PeopleInput
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, Chip
from limbo_desktop.ui.widgets.flow import FlowLayout


class CardsInput(Input):
    """Cards of inputs that are added and taken out; a subclass says what a card holds."""

    def __init__(self, theme: Theme, words: Words, label: str, add: str) -> None:
        super().__init__(theme, words, label)
        self._cards: list[RowCard] = []
        self.holder = QVBoxLayout()
        self.holder.setSpacing(theme.u(8))
        self.column.addLayout(self.holder)
        self.add_button = Button(theme, add, icon="plus", height="small_button")
        self.add_button.clicked.connect(self._on_add)
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addStretch(1)
        self.column.addLayout(line)

    def _on_add(self) -> None:
        card = self.append(None)
        card.parts[0][1].target().setFocus()

    @abstractmethod
    def parts(self) -> Sequence[tuple[str, Input]]:
        """Return new inputs for one card."""

    def append(self, content: object) -> RowCard:
        """Add a card; `content` is what it shows, None for an empty one."""
        card = RowCard(self.theme, self.words, self.parts())
        card.up.hide()
        card.down.hide()
        card.remove.clicked.connect(lambda: self._remove(card))
        for name, part in card.parts:
            value = getattr(content, name, None)
            part.show_content(value)
            part.changed.connect(self.changed)
        self._cards.append(card)
        self.holder.addWidget(card)
        return card

    def _remove(self, card: RowCard) -> None:
        self._cards.remove(card)
        self.holder.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.add_button.setFocus()
        self.changed.emit()

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show one card for each part of the record."""
        parts = content if isinstance(content, tuple) else ()
        if parts == self.content():
            return
        for card in list(self._cards):
            self.holder.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        for part in parts:
            self.append(part)

    def texts(self) -> list[dict[str, str]]:
        """Return what the cards hold, as text."""
        return [
            {name: str(part.content() or "") for name, part in card.parts} for card in self._cards
        ]

    def target(self) -> QWidget:
        """Return the button that adds a card."""
        return self.add_button


class ParticipantsInput(CardsInput):
    """People of the entry, each with a role in free words."""

    def __init__(self, theme: Theme, words: Words, label: str, around: Around) -> None:
        self._around = around
        super().__init__(theme, words, label, words.t("Add a person"))

    def parts(self) -> Sequence[tuple[str, Input]]:
        """Return who and in which role."""
        words = self.words
        return (
            ("person", PeopleInput(self.theme, words, words.t("Who"), self._around, several=False)),
            ("role", TextInput(self.theme, words, words.t("In which role"))),
        )

    def content(self) -> Content:
        """Return who takes part."""
        each = (Participant(card["person"], card["role"]) for card in self.texts())
        return tuple(part for part in each if part.person)


class TranslationsInput(CardsInput):
    """The account in other languages, and who translated it."""

    def __init__(self, theme: Theme, words: Words, label: str, around: Around) -> None:
        self._around = around
        self._kept: dict[RowCard, Translation] = {}
        super().__init__(theme, words, label, words.t("Add a translation"))

    def parts(self) -> Sequence[tuple[str, Input]]:
        """Return language, title, text and by whom."""
        theme, words = self.theme, self.words
        by: list[tuple[str, str]] = [
            ("self", words.t("By me")),
            ("machine", words.t("By a machine")),
            ("certified", words.t("By a certified translator")),
        ]
        by += [(f"person:{key}", name) for key, name in self._around.names().items()]
        languages = language_options(words, self._around.languages)
        return (
            ("lang", ChoiceInput(theme, words, words.t("Language"), languages)),
            ("title", TextInput(theme, words, words.t("Title"))),
            ("text", LongInput(theme, words, words.t("Translation"), lines=3)),
            ("by", ChoiceInput(theme, words, words.t("Translated by"), by)),
        )

    def content(self) -> Content:
        """Return the translations that hold anything."""
        each = (
            Translation(
                card["lang"], card["title"], card["text"], card["by"], card["by"] == "certified"
            )
            for card in self.texts()
        )
        return tuple(part for part in each if part.text or part.title)


class GroundsInput(Input):
    """The grounds of the 1951 Convention that the entry speaks of; any number."""

    def __init__(self, theme: Theme, words: Words, label: str) -> None:
        super().__init__(theme, words, label)
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme.u(7), line=theme.height("chip"), rtl=theme.rtl)
        flow.setContentsMargins(0, 0, 0, 0)
        self.chips: dict[str, Chip] = {}
        for ground in WORDS[Value.GROUND]:
            chip = Chip(
                theme, words.t(NAMES[Value.GROUND][ground]), checkable=True, tick=True, icon="plus"
            )
            chip.toggled.connect(lambda _: self.changed.emit())
            self.chips[ground] = chip
            flow.addWidget(chip)
        self.column.addWidget(holder)

    def content(self) -> Content:
        """Return the grounds that are ticked."""
        return tuple(ground for ground, chip in self.chips.items() if chip.isChecked())

    def show_content(self, content: Content, typed: str = "") -> None:
        """Tick the grounds."""
        chosen = content if isinstance(content, tuple) else ()
        for ground, chip in self.chips.items():
            chip.blockSignals(True)
            chip.setChecked(ground in chosen)
            chip.blockSignals(False)

    def target(self) -> QWidget:
        """Return the first chip."""
        return next(iter(self.chips.values()))
