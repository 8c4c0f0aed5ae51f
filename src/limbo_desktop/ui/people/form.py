"""The form of a person, with what bundles print for somebody whose name is concealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.case.records import Person
from limbo_desktop.case.values import Value
from limbo_desktop.text.language import LANGUAGES
from limbo_desktop.text.names import LABELS
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.around import Around
from limbo_desktop.ui.inputs.form import ColumnForm
from limbo_desktop.ui.inputs.sheet import Content, Sheet
from limbo_desktop.ui.inputs.small import TickInput
from limbo_desktop.ui.inputs.text import ListInput, TextInput
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import IconLabel


class PseudonymInput(TextInput):
    """A name without the brackets, which bundles put around it themselves."""

    def content(self) -> Content:
        """Return the name."""
        return self.text.strip("[]").strip()

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show the name; the same one stays as it was typed."""
        if content != self.content():
            super().show_content(content)


class PersonForm(ColumnForm):
    """Shows and gives back the sheet of a person."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, words, Around(), "person")
        self._everybody: tuple[Person, ...] = ()
        self._witnesses: Mapping[str, int] = {}
        private = words.t("For you alone. It never leaves in a bundle.")
        self.ask("name", Value.TEXT)
        self.ask("name_latin", Value.TEXT)
        self._add(ListInput, "also_known_as", words.t("Parted by commas."))
        self.ask("role", Value.PERSON_ROLE)
        self.ask("relation", Value.TEXT)
        self.ask("contact", Value.TEXT, private)
        conceal = words.t("Conceal the name in every bundle")
        self.add("conceal", TickInput(theme, words, conceal))
        self._hidden = QWidget()
        outer, self.column = self.column, QVBoxLayout(self._hidden)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.u(12))
        self._add(
            PseudonymInput,
            "pseudonym",
            words.t("Left empty, the program makes one with a number."),
        )
        self.printed = IconLabel(theme, "user-round-x", "ink2", text="", style="small", wrap=True)
        self.column.addWidget(self.printed)
        self._add(
            ListInput,
            "forms",
            words.t("Short or declined forms that are not found by themselves, with commas."),
        )
        self.column = outer
        self.column.addWidget(self._hidden)
        self.ask("note", Value.LONG, private)

    def _add(self, make: type[TextInput], key: str, hint: str) -> None:
        label = self.words.t(LABELS[f"person.{key}"])
        self.add(key, make(self.theme, self.words, label), hint)

    def show_person(
        self,
        sheet: Sheet[Person],
        everybody: Sequence[Person],
        witnesses: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Show `sheet`; `everybody` in the case decides the number of a made pseudonym.

        `witnesses` are the numbers that readers know already, by ids.
        """
        self._everybody = tuple(everybody)
        self._witnesses = witnesses
        self.show_sheet(sheet)
        self.show_printed(sheet.record)

    def show_printed(self, person: Person) -> None:
        """Show what bundles print for `person` as it is typed, in the three languages."""
        self._hidden.setVisible(person.conceal)
        if not person.conceal:
            return
        people = [person if each.id == person.id else each for each in self._everybody]
        concealer = Concealer(people, self._witnesses)
        names = dict.fromkeys(concealer.name(person.id, each.code) for each in LANGUAGES)
        words = self.words
        said = words.t("Bundles print: {names}", names=words.list(names))
        self.printed.set(said, "user-round-x", "ink2")

    def add_form(self, word: str) -> None:
        """Add a written form to those that are concealed too."""
        forms = self.inputs["forms"]
        known = forms.content()
        forms.show_content((*(known if isinstance(known, tuple) else ()), word))
        self.changed.emit("forms")
