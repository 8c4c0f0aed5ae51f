"""The form of the case as a whole."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from limbo_desktop.case.kind import Field
from limbo_desktop.case.records import CaseInfo, Reference
from limbo_desktop.case.values import Value
from limbo_desktop.marking import N_
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.around import Around
from limbo_desktop.ui.inputs.cards import CardsInput, Part, Parts, Values
from limbo_desktop.ui.inputs.form import Cell, Form
from limbo_desktop.ui.inputs.languages import LanguagesInput
from limbo_desktop.ui.inputs.make import make_input
from limbo_desktop.ui.inputs.text import TextInput
from limbo_desktop.ui.theme import Theme

_FIELDS: Final = (
    Field("title", Value.TEXT, N_("Title of the case")),
    Field("country", Value.COUNTRY, N_("Country that decides")),
    Field("authority", Value.TEXT, N_("Authority that decides")),
)


class ReferencesInput(CardsInput):
    """The numbers under which authorities and courts keep the case."""

    def parts(self) -> Parts:
        """Return who and under which number."""
        theme, words = self.theme, self.words
        return (
            ("authority", TextInput(theme, words, words.t("Authority or court"))),
            ("number", TextInput(theme, words, words.t("Number"), ltr=True)),
        )

    def part_of(self, values: Values) -> Part | None:
        """Return both, once one is filled in."""
        return dict(values) or None

    def references(self) -> tuple[Reference, ...]:
        """Return what the record gets."""
        return tuple(
            Reference(str(each.get("authority", "")), str(each.get("number", "")))
            for each in self.kept()
            if isinstance(each, dict)
        )

    def show_references(self, references: tuple[Reference, ...]) -> None:
        """Show a card for each."""
        cards: list[dict[str, str | list[dict[str, str]]]] = []
        for each in references:
            both = {"authority": each.authority, "number": each.number}
            cards.append({key: text for key, text in both.items() if text})
        self.show_content(cards)


class CaseForm(Form):
    """`changed` when the person changed something; `info` is the case as the form has it."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, words, Around())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(12))
        for field in _FIELDS:
            column.addWidget(
                Cell(theme, self.hold(field.name, make_input(theme, words, field, self.around)))
            )
        self._languages = LanguagesInput(theme, words, words.t("Languages of the case"))
        hint = words.t("Parted by commas, the one you prefer first.")
        column.addWidget(Cell(theme, self.hold("languages", self._languages), hint))
        self._references = ReferencesInput(
            theme, words, words.t("Numbers of the case"), words.t("Add a number")
        )
        column.addWidget(Cell(theme, self.hold("references", self._references)))

    def show_info(self, info: CaseInfo) -> None:
        """Show what the case is."""
        for field in _FIELDS:
            self.inputs[field.name].show_content(getattr(info, field.name))
        self._languages.show_content(info.languages)
        self._references.show_references(info.references)

    @property
    def info(self) -> CaseInfo:
        """Return the case as the form has it."""
        title, country, authority = (
            str(self.inputs[field.name].content() or "") for field in _FIELDS
        )
        languages = self._languages.content()
        codes = tuple(map(str, languages)) if isinstance(languages, tuple) else ()
        return CaseInfo(title, country, authority, self._references.references(), codes)
