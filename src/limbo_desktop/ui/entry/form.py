"""The form of an entry: its fields in one or two columns, the first ones and, on asking, all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from limbo_desktop.case.kinds import lane_of
from limbo_desktop.case.records import Event
from limbo_desktop.text.words import Words
from limbo_desktop.ui.entry.kind_change import field_of, kept_answers, with_kept
from limbo_desktop.ui.entry.layout import (
    TRANSLATIONS,
    WHEN,
    Slot,
    field_slot,
    more_slots,
    places_of,
    short_slots,
)
from limbo_desktop.ui.inputs.around import Around
from limbo_desktop.ui.inputs.base import Input
from limbo_desktop.ui.inputs.cited import CitedInput
from limbo_desktop.ui.inputs.date import DateInput
from limbo_desktop.ui.inputs.form import Cell, Form
from limbo_desktop.ui.inputs.make import make_input
from limbo_desktop.ui.inputs.parts import ParticipantsInput, TranslationsInput
from limbo_desktop.ui.inputs.sheet import Sheet
from limbo_desktop.ui.inputs.text import LongInput
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Label, Rule
from limbo_desktop.ui.widgets.scrolling import bring_into_sight


class EntryForm(Form):
    """Shows and gives back the sheet of an entry."""

    def __init__(self, theme: Theme, words: Words, sheet: Sheet[Event], around: Around) -> None:
        super().__init__(theme, words, around)
        event = sheet.record
        self.kind = event.kind
        self._lane = lane_of(event).name
        self._columns = 2
        self._widened = ""
        self._cells: dict[str, Cell] = {}
        self._more_made = False
        self._translated = bool(event.translations)
        self.kept: dict[str, Input] = {}
        self._kept_slots = tuple(_kept_slots(sheet))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.u(14))
        self._short, self._others, self._more = self._grid(), self._grid(), self._grid()
        self._column.addLayout(self._short)
        self._papers = QVBoxLayout()
        self._papers.setSpacing(theme.u(14))
        self._column.addLayout(self._papers)
        if self._kept_slots:
            self._say_kept()
        self._column.addLayout(self._others)
        self._column.addLayout(self._more)
        for slot in self._slots():
            self._make(slot)
        for slot in self._kept_slots:
            self._make_kept(slot)
        self._papers.addWidget(Rule(theme))
        self._papers.addWidget(self.inputs["documents"])
        self._place()

    def _say_kept(self) -> None:
        theme, words = self.theme, self.words
        self._column.addWidget(Rule(theme))
        self._column.addWidget(Label(theme, words.t("Kept from another kind"), "h2"))
        hint = words.t(
            "This kind of entry does not ask for these answers. They stay here and leave in no"
            " file; an emptied field goes."
        )
        self._column.addWidget(Label(theme, hint, "small", "ink2", wrap=True))

    def _slots(self) -> tuple[Slot, ...]:
        return short_slots(self.kind, translated=self._translated)

    def _more_slots(self) -> tuple[Slot, ...]:
        return more_slots(self.kind, translated=self._translated)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.u(16))
        grid.setVerticalSpacing(self.theme.u(10))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    @property
    def more_count(self) -> int:
        """Return how many fields stand under “more”."""
        return len(self._more_slots())

    def show_more(self, sheet: Sheet[Event]) -> None:
        """Add the further fields, filled from `sheet`, and go to the first."""
        if self._more_made:
            return
        self._more_made = True
        slots = self._more_slots()
        for slot in slots:
            self._make(slot)
            self.fill(slot.key, sheet)
        self._place()
        self.inputs[slots[0].key].target().setFocus()

    def set_columns(self, columns: int) -> None:
        """Lay the fields out in one or two columns."""
        if columns != self._columns:
            self._columns = columns
            self._place()

    def widen(self, key: str, *, wide: bool) -> None:
        """Give a field the whole width while its calendar is open."""
        self._widened = key if wide else ""
        self._place()

    def _place(self) -> None:
        parts = [(self._short, self._slots()), (self._others, self._kept_slots)]
        if self._more_made:
            parts.append((self._more, self._more_slots()))
        for grid, _ in parts:
            while grid.count():
                grid.takeAt(0)
        for grid, slots in parts:
            shown = tuple(
                replace(slot, wide=slot.wide or slot.key == self._widened)
                for slot in slots
                if slot.key in self._cells
            )
            for at in places_of(shown, self._columns, beside=self._translated):
                grid.addWidget(self._cells[at.key], at.row, at.column, at.rows, at.columns)

    def _follow_translations(self) -> None:
        """Put the translations beside the own words once there is one, and back with the last."""
        translations = self.inputs.get(TRANSLATIONS.key)
        translated = isinstance(translations, TranslationsInput) and bool(translations.cards)
        if translated == self._translated or not self._more_made:
            return
        self._translated = translated
        self._place()
        focus = self.focusWidget()
        if focus is not None:
            bring_into_sight(focus)

    def _make(self, slot: Slot) -> None:
        part = self.hold(slot.key, self._input(slot))
        if slot.key != "documents":
            self._cells[slot.key] = Cell(self.theme, part)

    def _make_kept(self, slot: Slot) -> None:
        """Make the field of an answer that another kind asked for."""
        part = make_input(self.theme, self.words, slot.field, self.around)
        part.changed.connect(lambda: self.changed.emit(slot.key))
        part.widened.connect(lambda wide: self.widen(slot.key, wide=wide))
        self.kept[slot.key] = part
        self._cells[slot.key] = Cell(self.theme, part)

    def _input(self, slot: Slot) -> Input:
        """Return the input of a slot: the record's own parts have inputs of their own."""
        theme, words, around = self.theme, self.words, self.around
        label = words.t(slot.field.label)
        match slot.key:
            case "when":
                return DateInput(theme, words, label, lane=self._lane)
            case "account.text":
                return LongInput(theme, words, label, lines=4)
            case "people":
                return ParticipantsInput(theme, words, label, around)
            case "translations":
                translations = TranslationsInput(theme, words, label, around)
                translations.counted.connect(self._follow_translations)
                return translations
            case "documents":
                cited = CitedInput(theme, words, label, around)
                cited.covered = self.kind == "threat" and around.cover
                return cited
            case _:
                return make_input(theme, words, slot.field, around)

    def has_places_for(self, sheet: Sheet[Event]) -> bool:
        """Return whether everything that `sheet` tells has its field here."""
        event = sheet.record
        return (
            event.kind == self.kind
            and self.kept.keys() >= kept_answers(sheet).keys()
            and (TRANSLATIONS.key in self.inputs or not event.translations)
        )

    def show_entry(self, sheet: Sheet[Event]) -> None:
        """Show `sheet`, with the answers that another kind asked for."""
        self.show_sheet(sheet)
        answers = kept_answers(sheet)
        for key, part in self.kept.items():
            part.show_content(answers.get(key))

    def entry(self, base: Sheet[Event]) -> Sheet[Event]:
        """Return `base` with what the fields hold now; own words get the window's language."""
        sheet = self.sheet(base)
        if self.kept:
            sheet = with_kept(sheet, {key: part.content() for key, part in self.kept.items()})
        account = sheet.record.account
        if not account.text or account.lang:
            return sheet
        account = replace(account, lang=self.words.language.code)
        return replace(sheet, record=replace(sheet.record, account=account))

    def focus_first(self) -> None:
        """Put the focus into the first field."""
        self.inputs[WHEN.key].target().setFocus()


def _kept_slots(sheet: Sheet[Event]) -> Iterator[Slot]:
    """Yield a place for each answer that another kind asked for."""
    for key in kept_answers(sheet):
        field = field_of(key)
        if field is not None:
            yield replace(field_slot(field), key=key)
