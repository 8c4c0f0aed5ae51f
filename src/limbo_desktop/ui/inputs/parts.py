"""The record's own parts: people with their roles, translations, the grounds."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from limbo_desktop.case.records import Participant, Translation
from limbo_desktop.case.values import WORDS, Value
from limbo_desktop.text.names import NAMES
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.around import Around
from limbo_desktop.ui.inputs.base import Input
from limbo_desktop.ui.inputs.cards import CardsInput, Part, Parts, Values
from limbo_desktop.ui.inputs.languages import language_options
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.inputs.small import ChoiceInput, TickInput
from limbo_desktop.ui.inputs.text import LongInput, TextInput
from limbo_desktop.ui.inputs.tokens import PeopleInput
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Chip
from limbo_desktop.ui.widgets.flow import FlowLayout


class ParticipantsInput(CardsInput):
    """People of the entry, each with a role in free words."""

    def __init__(self, theme: Theme, words: Words, label: str, around: Around) -> None:
        super().__init__(theme, words, label, words.t("Add a person"))
        self._around = around

    def parts(self) -> Parts:
        """Return who and in which role."""
        theme, words = self.theme, self.words
        return (
            ("person", PeopleInput(theme, words, words.t("Who"), self._around, several=False)),
            ("role", TextInput(theme, words, words.t("In which role"))),
        )

    def part_of(self, values: Values) -> Part | None:
        """Return who takes part, once it is somebody of the case."""
        person, role = str(values.get("person", "")), str(values.get("role", ""))
        return Participant(person, role) if person else None


class TranslationsInput(CardsInput):
    """The account in other languages, and who translated it."""

    def __init__(self, theme: Theme, words: Words, label: str, around: Around) -> None:
        super().__init__(theme, words, label, words.t("Add a translation"))
        self._around = around

    def parts(self) -> Parts:
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
            ("text", LongInput(theme, words, words.t("Translation"), lines=4)),
            ("title", TextInput(theme, words, words.t("Title"))),
            ("by", ChoiceInput(theme, words, words.t("Translated by"), by)),
            ("certified", TickInput(theme, words, words.t("The translator is certified"))),
        )

    def part_of(self, values: Values) -> Part | None:
        """Return the translation, once it has words."""
        lang, title, text, by = (str(values.get(x, "")) for x in ("lang", "title", "text", "by"))
        certified = by == "certified" or values.get("certified") is True
        return Translation(lang, title, text, by, certified) if text or title else None


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
