"""The form of a document: what it is, where it came from, who is in it, who sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.case.records import Document, Obtained, Translator
from limbo_desktop.case.values import WORDS, Value
from limbo_desktop.text.names import LABELS, NAMES
from limbo_desktop.text.words import Words
from limbo_desktop.ui.forms.date_field import DateField
from limbo_desktop.ui.forms.languages_field import LanguagesField
from limbo_desktop.ui.forms.people_field import PeopleField
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Choice, Field, LineEdit, SegmentedSwitch, TickBox
from limbo_desktop.ui.widgets.growing_text import GrowingText

Named = tuple[str, str]
"""An id and the name that is shown for it."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a document can point to: people and other documents, as ids with their names."""

    people: tuple[Named, ...] = ()
    documents: tuple[Named, ...] = ()


class DocumentForm(QWidget):
    """`edited` at every change; `document` is the record as the form has it."""

    edited = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._document: Document | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.u(12))
        self.title = self._line("document.title")
        self.type = self._choice("document.type", Value.DOCUMENT_TYPE)
        self.when = self._date("document.when")
        self.languages = LanguagesField(theme, words, words.t(LABELS["document.languages"]))
        self._column.addWidget(self.languages)
        self.original = self._choice("document.original", Value.ORIGINAL)
        self.original_kept = self._line("document.original_kept")
        self.how = self._long("document.obtained.how")
        self.obtained_when = self._date("document.obtained.when")
        self.from_ = self._list("document.obtained.from_")
        self.why = self._long("document.obtained.why_not_earlier")
        self.translation_of = self._list("document.translation_of")
        self.translator = self._line("document.translator")
        self.certified = TickBox(theme, words.t("The translator is certified"))
        self._column.addWidget(self.certified)
        self.shows = PeopleField(theme, words, words.t(LABELS["document.shows"]))
        self._column.addWidget(self.shows)
        self.password = self._line("document.password")
        self.share = self._share()
        self.note = self._long("document.note")
        self._connect()

    def _connect(self) -> None:
        for line in (self.title, self.original_kept, self.translator, self.password):
            line.textEdited.connect(self.edited)
        for text in (self.how, self.why, self.note):
            text.textChanged.connect(self.edited)
        for choice in (self.type, self.original, self.from_, self.translation_of):
            choice.activated.connect(self.edited)
        for field in (self.when, self.obtained_when, self.languages, self.shows):
            field.edited.connect(self.edited)
        self.certified.toggled.connect(self.edited)
        self.share.changed.connect(self.edited)

    def _add(self, key: str, control: QWidget, hint: str = "") -> None:
        label = self._words.t(LABELS[key])
        self._column.addWidget(Field(self._theme, label, control, hint=hint))

    def _line(self, key: str) -> LineEdit:
        line = LineEdit(self._theme, self._words.t(LABELS[key]))
        hint = ""
        if key == "document.password":
            hint = self._words.t("Opens the file here. It never leaves in a bundle.")
        self._add(key, line, hint)
        return line

    def _long(self, key: str) -> GrowingText:
        text = GrowingText(self._theme, self._words.t(LABELS[key]), lines=2)
        hint = ""
        if key == "document.note":
            hint = self._words.t("For you alone. It never leaves in a bundle.")
        self._add(key, text, hint)
        return text

    def _date(self, key: str) -> DateField:
        field = DateField(self._theme, self._words, self._words.t(LABELS[key]))
        self._column.addWidget(field)
        return field

    def _choice(self, key: str, type_: Value) -> Choice:
        words = self._words
        options = [("", words.t("Not said"))]
        options += [(each, words.t(NAMES[type_][each])) for each in WORDS[type_]]
        return self._list(key, options)

    def _list(self, key: str, options: Sequence[Named] = ()) -> Choice:
        choice = Choice(self._theme, self._words.t(LABELS[key]), options)
        choice.setMinimumContentsLength(8)
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._add(key, choice)
        return choice

    def _share(self) -> SegmentedSwitch:
        words = self._words
        label = words.t(LABELS["document.share"])
        parts = [(each, words.t(name)) for each, name in NAMES[Value.SHARE].items()]
        switch = SegmentedSwitch(self._theme, label, parts, "lawyer", wide=True)
        self._add("document.share", switch)
        return switch

    def show_document(self, document: Document, around: Around) -> None:
        """Show `document`; nothing is told as edited."""
        self._document = None
        self.title.setText(document.title)
        self.type.choose(document.type)
        self.when.set_value(document.when)
        self.languages.set_value(document.languages)
        self.original.choose(document.original)
        self.original_kept.setText(document.original_kept)
        obtained = document.obtained
        self.how.setPlainText(obtained.how)
        self.obtained_when.set_value(obtained.when)
        self._offer(self.from_, around.people, obtained.from_)
        self.why.setPlainText(obtained.why_not_earlier)
        others = [each for each in around.documents if each[0] != document.id]
        self._offer(self.translation_of, others, document.translation_of)
        self.translator.setText(document.translator.name)
        self.certified.setChecked(document.translator.certified)
        self.shows.set_value(around.people, document.shows)
        self.password.setText(document.password)
        self.share.choose(document.share or "lawyer")
        self.note.setPlainText(document.note)
        self._document = document

    def _offer(self, choice: Choice, options: Sequence[Named], chosen: str) -> None:
        choice.clear()
        choice.addItem(self._words.t("Not said"), "")
        for value, name in options:
            choice.addItem(name, value)
        choice.choose(chosen)

    @property
    def document(self) -> Document | None:
        """Return the record with what the form has; None while the form is empty or filled."""
        if self._document is None:
            return None
        return replace(
            self._document,
            title=self.title.text().strip(),
            type=self.type.value,
            when=self.when.value,
            languages=self.languages.value,
            original=self.original.value,
            original_kept=self.original_kept.text().strip(),
            obtained=Obtained(
                self.how.toPlainText().strip(),
                self.obtained_when.value,
                self.from_.value,
                self.why.toPlainText().strip(),
            ),
            translation_of=self.translation_of.value,
            translator=Translator(self.translator.text().strip(), self.certified.isChecked()),
            shows=self.shows.value,
            password=self.password.text(),
            share=self.share.value,
            note=self.note.toPlainText().strip(),
        )
