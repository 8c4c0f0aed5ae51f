"""The form of a person, with what bundles print for somebody whose name is concealed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.case.records import Person
from limbo_desktop.case.values import WORDS, Value
from limbo_desktop.text.language import LANGUAGES
from limbo_desktop.text.names import LABELS, NAMES
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Choice, Field, IconLabel, LineEdit, TickBox
from limbo_desktop.ui.widgets.growing_text import GrowingText

_SEPARATORS = re.compile(r"[,;،؛\n]+")


def parts_of(text: str) -> tuple[str, ...]:
    """Return the names in a text, parted by commas."""
    return tuple(part.strip() for part in _SEPARATORS.split(text) if part.strip())


class PersonForm(QWidget):
    """`edited` at every change; `person` is the record as the form has it."""

    edited = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._person: Person | None = None
        self._everybody: tuple[Person, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.u(12))
        self.name = self._line("person.name")
        self.name_latin = self._line("person.name_latin")
        self.also = self._line("person.also_known_as", words.t("Parted by commas."))
        self.role = self._role()
        self.relation = self._line("person.relation")
        self.contact = self._line(
            "person.contact", words.t("For you alone. It never leaves in a bundle.")
        )
        self.conceal = TickBox(theme, words.t("Conceal the name in every bundle"))
        self._column.addWidget(self.conceal)
        self._hidden = QWidget()
        inner = QVBoxLayout(self._hidden)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.u(12))
        column, self._column = self._column, inner
        self.pseudonym = self._line(
            "person.pseudonym", words.t("Left empty, the program makes one with a number.")
        )
        self.printed = IconLabel(theme, "user-round-x", "ink2", text="", style="small", wrap=True)
        inner.addWidget(self.printed)
        self.forms = self._line(
            "person.forms",
            words.t("Short or declined forms that are not found by themselves, with commas."),
        )
        self._column = column
        column.addWidget(self._hidden)
        label = words.t(LABELS["person.note"])
        self.note = GrowingText(theme, label, lines=2)
        hint = words.t("For you alone. It never leaves in a bundle.")
        column.addWidget(Field(theme, label, self.note, hint=hint))
        self._connect()

    def _connect(self) -> None:
        lines = (self.name, self.name_latin, self.also, self.relation, self.contact)
        for line in (*lines, self.pseudonym, self.forms):
            line.textEdited.connect(self._typed)
        self.role.activated.connect(self._typed)
        self.conceal.toggled.connect(self._typed)
        self.note.textChanged.connect(self._typed)

    def _line(self, key: str, hint: str = "") -> LineEdit:
        label = self._words.t(LABELS[key])
        line = LineEdit(self._theme, label)
        self._column.addWidget(Field(self._theme, label, line, hint=hint))
        return line

    def _role(self) -> Choice:
        words = self._words
        label = words.t(LABELS["person.role"])
        options = [("", words.t("Not said"))]
        names = NAMES[Value.PERSON_ROLE]
        options += [(each, words.t(names[each])) for each in WORDS[Value.PERSON_ROLE]]
        choice = Choice(self._theme, label, options)
        self._column.addWidget(Field(self._theme, label, choice))
        return choice

    def show_person(self, person: Person, everybody: Sequence[Person]) -> None:
        """Show `person`; `everybody` in the case decides the number of a made pseudonym."""
        self._person = None
        self._everybody = tuple(everybody)
        comma = "، " if self._words.language.rtl else ", "
        self.name.setText(person.name)
        self.name_latin.setText(person.name_latin)
        self.also.setText(comma.join(person.also_known_as))
        self.role.choose(person.role)
        self.relation.setText(person.relation)
        self.contact.setText(person.contact)
        self.conceal.setChecked(person.conceal)
        self.pseudonym.setText(person.pseudonym)
        self.forms.setText(comma.join(person.forms))
        self.note.setPlainText(person.note)
        self._person = person
        self._show_printed()

    def _typed(self) -> None:
        if self._person is None:
            return
        self._show_printed()
        self.edited.emit()

    def _show_printed(self) -> None:
        """Show what bundles print for this person, in the three languages."""
        person = self.person
        if person is None:
            return
        self._hidden.setVisible(person.conceal)
        if not person.conceal:
            return
        people = [person if each.id == person.id else each for each in self._everybody]
        concealer = Concealer(people)
        names = dict.fromkeys(concealer.name(person.id, each.code) for each in LANGUAGES)
        words = self._words
        said = words.t("Bundles print: {names}", names=words.list(names))
        self.printed.set(said, "user-round-x", "ink2")

    @property
    def person(self) -> Person | None:
        """Return the record with what the form has; None while the form is empty or filled."""
        if self._person is None:
            return None
        return replace(
            self._person,
            name=self.name.text().strip(),
            name_latin=self.name_latin.text().strip(),
            also_known_as=parts_of(self.also.text()),
            role=self.role.value,
            relation=self.relation.text().strip(),
            contact=self.contact.text().strip(),
            conceal=self.conceal.isChecked(),
            pseudonym=self.pseudonym.text().strip().strip("[]").strip(),
            forms=parts_of(self.forms.text()),
            note=self.note.toPlainText().strip(),
        )
