"""For whom a file is, whole or only what is new, in which language: the fields above the cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.bundle.options import Choice as Picked
from limbo_desktop.bundle.options import Options, Reader, SavedChoice, choice_of, layout_of
from limbo_desktop.text.language import LANGUAGES
from limbo_desktop.text.words import Words
from limbo_desktop.ui.bundle.given import day_of, what_was_made
from limbo_desktop.ui.bundle.second_language import SecondLanguage
from limbo_desktop.ui.bundle.size_choice import SizeChoice
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Choice, Field, SegmentedSwitch

if TYPE_CHECKING:
    from limbo_desktop.vault.bundles import MadeBundle


class Picks(QWidget):
    """`changed` when the person picked something else; `choice` is what else narrows the file."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self._made: Mapping[str, MadeBundle] = {}
        self.choice = Picked()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(12))
        whom = words.t("For whom")
        readers = [
            ("lawyer", words.t("Lawyer: all but private")),
            ("authority", words.t("Authority: only what is for all")),
            ("translator", words.t("Translator: accounts, no answers, no exhibits")),
            ("own", words.t("Own print: private entries too")),
        ]
        self.reader = Choice(theme, whom, readers, "lawyer")
        self.reader.activated.connect(lambda _: self._other_reader())
        column.addWidget(Field(theme, whom, self.reader))
        late = words.t("Whole, or only what is new")
        self.late = Choice(theme, late, [("", words.t("Everything"))])
        self.late.activated.connect(lambda _: self.changed.emit())
        self._late_field = Field(theme, late, self.late)
        self._late_field.hide()
        column.addWidget(self._late_field)
        label = words.t("Language of titles and dates")
        spoken = [(each.code, each.own_name) for each in LANGUAGES]
        self.language = SegmentedSwitch(theme, label, spoken, words.language.code, wide=True)
        self.language.changed.connect(lambda _: self._other_language())
        column.addWidget(Field(theme, label, self.language))
        self.second = SecondLanguage(theme, words)
        self.second.beside(self.language.value)
        self.second.changed.connect(self.changed)
        column.addWidget(self.second)
        self.size_choice = SizeChoice(theme, words)
        self.size_choice.changed.connect(self.changed)
        column.addWidget(self.size_choice)

    def options(self) -> Options:
        """Return the options as they are picked now."""
        earlier = self._made.get(self.late.value)
        return Options(
            self.language.value,
            Reader(self.reader.value),
            self.choice,
            given=earlier.given if earlier else None,
            preset=self.size_choice.preset,
            second=self.second.value,
            layout=self.second.layout_value,
        )

    def saved(self) -> SavedChoice:
        """Return what is kept of them under a name."""
        return SavedChoice(self.choice, self.second.value, self.second.layout_value)

    def take_saved(self, saved: SavedChoice) -> None:
        """Take up what was kept; a second language that is the first one now is none."""
        self.choice = saved.choice
        self.second.choose(saved.second, saved.layout)

    def _other_language(self) -> None:
        self.second.beside(self.language.value)
        self.changed.emit()

    def show_log(self, made: Sequence[MadeBundle]) -> None:
        """Offer what the chosen readers have, to be supplemented; the last one first."""
        words, chosen = self._words, self.late.value
        theirs = [each for each in reversed(made) if each.reader == self.reader.value]
        self._made = {str(each.number): each for each in theirs}
        self.late.clear()
        self.late.addItem(words.t("Everything"), "")
        for each in theirs:
            what = what_was_made(each, words)
            said = words.t("New since {date}: {what}", date=day_of(each, words), what=what)
            self.late.addItem(said, str(each.number))
        self.late.choose(chosen)
        self._late_field.setVisible(bool(theirs))

    def _other_reader(self) -> None:
        """What other readers have is nothing to supplement for these."""
        self.late.choose("")
        self.changed.emit()

    def as_state(self) -> dict[str, object]:
        """Return what is picked, as plain values."""
        return {
            "reader": self.reader.value,
            "lang": self.language.value,
            "second": self.second.value,
            "layout": self.second.layout_value.value,
            "size": self.size_choice.preset.name,
            "choice": self.choice.as_json(),
        }

    def take_up(self, state: Mapping[str, object]) -> None:
        """Pick what `as_state` returned."""
        self.reader.choose(str(state.get("reader") or ""))
        self.language.choose(str(state.get("lang") or self.language.value))
        self.second.beside(self.language.value)
        self.second.choose(str(state.get("second") or ""), layout_of(state.get("layout")))
        self.size_choice.choose(str(state.get("size") or ""))
        saved = state.get("choice")
        if isinstance(saved, dict):
            self.choice = choice_of(saved)
