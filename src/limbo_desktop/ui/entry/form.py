"""The form of an entry: its fields in one or two columns, the first ones and, on asking, all."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from limbo_desktop.case.kinds import lane_of
from limbo_desktop.case.records import Event
from limbo_desktop.case.values import WORDS, Value
from limbo_desktop.marking import N_
from limbo_desktop.text.names import LABELS, NAMES
from limbo_desktop.text.words import Words
from limbo_desktop.ui.entry.layout import Slot, more_slots, rows_of, short_slots
from limbo_desktop.ui.inputs.base import Around, Input
from limbo_desktop.ui.inputs.cited import CitedInput
from limbo_desktop.ui.inputs.date import DateInput
from limbo_desktop.ui.inputs.languages import language_options
from limbo_desktop.ui.inputs.make import make_input
from limbo_desktop.ui.inputs.parts import GroundsInput, ParticipantsInput, TranslationsInput
from limbo_desktop.ui.inputs.sheet import Sheet, content_of, tidy, with_content
from limbo_desktop.ui.inputs.small import ChoiceInput, TimeInput
from limbo_desktop.ui.inputs.text import LongInput, TextInput
from limbo_desktop.ui.inputs.tokens import PeopleInput
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Label, Rule


class Cell(QWidget):
    """A label and its input."""

    def __init__(self, theme: Theme, label: str, part: Input) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(3))
        self.label = Label(theme, label, "label", "ink2")
        self.label.setBuddy(part.target())
        column.addWidget(self.label)
        column.addWidget(part)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)


class EntryForm(QWidget):
    """Shows and gives back a Sheet; `changed` is sent when the person changed something."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Words, event: Event, around: Around) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._around = around
        self._kind = event.kind
        self._lane = lane_of(event).name
        self._columns = 2
        self.inputs: dict[str, Input] = {}
        self._cells: dict[str, Cell] = {}
        self._more_made = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.u(14))
        self._short, self._more = self._grid(), self._grid()
        self._column.addLayout(self._short)
        self._papers = QVBoxLayout()
        self._papers.setSpacing(theme.u(14))
        self._column.addLayout(self._papers)
        self._column.addLayout(self._more)
        for slot in short_slots(self._kind):
            self._make(slot)
        self._papers.addWidget(Rule(theme))
        self._papers.addWidget(self.inputs["documents"])
        self._place()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.u(16))
        grid.setVerticalSpacing(self._theme.u(10))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    @property
    def more_count(self) -> int:
        """Return how many fields stand under “more”."""
        return len(more_slots(self._kind))

    def show_more(self, sheet: Sheet) -> None:
        """Add the further fields, filled from `sheet`, and go to the first."""
        if self._more_made:
            return
        self._more_made = True
        slots = more_slots(self._kind)
        for slot in slots:
            self._make(slot)
            self._fill(slot.key, sheet)
        self._place()
        self.inputs[slots[0].key].target().setFocus()

    def set_columns(self, columns: int) -> None:
        """Lay the fields out in one or two columns."""
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        parts = [(self._short, short_slots(self._kind))]
        if self._more_made:
            parts.append((self._more, more_slots(self._kind)))
        for grid, slots in parts:
            while grid.count():
                grid.takeAt(0)
            shown = tuple(slot for slot in slots if slot.key != "documents")
            for row, group in enumerate(rows_of(shown, self._columns)):
                whole = self._columns == 1 or group[0].wide
                for column, slot in enumerate(group):
                    grid.addWidget(self._cells[slot.key], row, column, 1, 2 if whole else 1)

    def _make(self, slot: Slot) -> None:
        part = self._input(slot)
        part.changed.connect(self.changed)
        self.inputs[slot.key] = part
        if slot.key != "documents":
            self._cells[slot.key] = Cell(self._theme, part.label, part)

    def _input(self, slot: Slot) -> Input:
        theme, words, around = self._theme, self._words, self._around
        if slot.field is not None:
            return make_input(theme, words, slot.field, around)
        label = words.t(_LABELS.get(slot.key) or LABELS[f"event.{slot.key}"])
        match slot.key:
            case "when":
                return DateInput(theme, words, label, lane=self._lane)
            case "time":
                return TimeInput(theme, words, label)
            case "account.text":
                return LongInput(theme, words, label, lines=4)
            case "account.lang":
                return ChoiceInput(theme, words, label, language_options(words, around.languages))
            case "country":
                return ChoiceInput(theme, words, label, _countries(words))
            case "knowledge":
                names = NAMES[Value.KNOWLEDGE]
                options = [(word, words.t(names[word])) for word in WORDS[Value.KNOWLEDGE]]
                return ChoiceInput(theme, words, label, [(v, str(w)) for v, w in options])
            case _:
                return self._linked(slot.key, label)

    def _linked(self, key: str, label: str) -> Input:
        theme, words, around = self._theme, self._words, self._around
        match key:
            case "told_by":
                return PeopleInput(theme, words, label, around, several=False)
            case "told_authority":
                return DateInput(theme, words, label)
            case "people":
                return ParticipantsInput(theme, words, label, around)
            case "documents":
                cited = CitedInput(theme, words, label, around)
                cited.covered = self._kind == "threat" and around.cover
                return cited
            case "translations":
                return TranslationsInput(theme, words, label, around)
            case "grounds":
                return GroundsInput(theme, words, label)
            case _:
                return TextInput(theme, words, label)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show `sheet` in the fields; what is the same already keeps cursor and focus."""
        for key in self.inputs:
            self._fill(key, sheet)

    def _fill(self, key: str, sheet: Sheet) -> None:
        typed = sheet.typed.get(key, "")
        self.inputs[key].show_content(content_of(sheet.event, key), typed)

    def sheet(self, base: Sheet) -> Sheet:
        """Return `base` with what the fields hold now; fields not shown keep what `base` has."""
        event = base.event
        typed = {key: text for key, text in base.typed.items() if key not in self.inputs}
        for key, part in self.inputs.items():
            content = part.content()
            if content is None and isinstance(content_of(event, key), tuple):
                content = ()
            event = with_content(event, key, content)
            if words := part.typed():
                typed[key] = words
        if event.account.text and not event.account.lang:
            language = self._words.language.code
            event = replace(event, account=replace(event.account, lang=language))
        return Sheet(tidy(event), typed)

    def focus_first(self) -> None:
        """Put the focus into the first field."""
        self.inputs["when"].target().setFocus()


def _countries(words: Words) -> list[tuple[str, str]]:
    """Return every country with its name, in the order of the language's letters."""
    known = map(str, words.language.locale.territories)
    codes = [code for code in known if len(code) == 2 and code.isalpha() and code not in _NONE]
    named: list[tuple[str, str]] = [(code, words.country(code)) for code in codes]
    return sorted(named, key=lambda pair: pair[1])


_NONE = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
"""Codes that CLDR names and that are no country."""

_LABELS = {
    "when": N_("When it was"),
    "when_source": N_("How the date is known"),
    "translations": N_("Translations"),
    "account.text": N_("In your own words"),
    "account.lang": N_("Language of your words"),
}
