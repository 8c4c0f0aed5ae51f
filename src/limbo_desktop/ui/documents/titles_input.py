"""The title of a paper in further languages: a language and the words, as many as there are."""

from __future__ import annotations

from dataclasses import asdict

from limbo_desktop.case.kind import Field
from limbo_desktop.case.records import Title
from limbo_desktop.case.values import Value
from limbo_desktop.marking import N_
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.around import Around
from limbo_desktop.ui.inputs.cards import CardsInput, Part, Parts, Values
from limbo_desktop.ui.inputs.make import make_input
from limbo_desktop.ui.theme import Theme

_PARTS = (
    Field("lang", Value.LANGUAGE, N_("Language")),
    Field("text", Value.TEXT, N_("Title")),
)


class TitlesInput(CardsInput):
    """Cards of a language and a title; one without words is kept beside the record."""

    def __init__(self, theme: Theme, words: Words, label: str, around: Around) -> None:
        super().__init__(theme, words, label, words.t("Add a title in another language"))
        self._around = around

    def parts(self) -> Parts:
        """Return the inputs of one card."""
        words, theme = self.words, self.theme
        return [(part.name, make_input(theme, words, part, self._around)) for part in _PARTS]

    def part_of(self, values: Values) -> Part | None:
        """Return the title, None while it has no words."""
        text, lang = values.get("text"), values.get("lang")
        return Title(str(lang or ""), str(text)) if text else None

    def values_of(self, part: object) -> Values:
        """Return what the card shows."""
        return asdict(part) if isinstance(part, Title) else super().values_of(part)

    def title(self, number: int) -> str:
        """Return nothing: the labels say it."""
        return ""
