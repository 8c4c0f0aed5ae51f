"""What can be completed: at most three records, gently, and never counted as a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.case.checklist import NOTHING, checklist
from limbo_desktop.case.checklist import lacking as case_lacks
from limbo_desktop.case.records import Document, Event
from limbo_desktop.marking import N_
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, Label, Rule
from limbo_desktop.ui.widgets.margins import indented

NO_LINES: Final[Mapping[str, frozenset[str]]] = MappingProxyType({})

_ASKED: Final = {
    "no paper": N_("Is there a paper about it? A photograph of it is enough."),
    "copy of the record": N_("Is there a copy of the interview's record?"),
}
"""What the rows of the timeline say in two words, as a question."""


def lacking(words: Words, record: Event | Document, silenced: frozenset[str] = NOTHING) -> str:
    """Return what a record lacks most, as a question or with the reason why it helps.

    `silenced` are the lines of its checklist that the person put aside.
    """
    if isinstance(record, Document):
        if not record.obtained.how:
            return words.t("How did this paper come to you? Courts ask it of every paper.")
        if not record.when:
            return words.t("Which date does the paper have? The month is enough.")
        return words.t("What is this paper?")
    if not record.when:
        return words.t("When was it? “After the crossing” or a year is answer enough.")
    if not (record.title or record.account.text):
        return words.t("What happened? One sentence is enough.")
    word = case_lacks(record, silenced)
    if word in _ASKED:
        return words.t(_ASKED[word])
    lines = (line for line in checklist(record, (), silenced) if not line.silenced)
    missing = next((line for line in lines if not line.present), None)
    if missing is None:
        return words.t("Something can be added here.")
    return words.t("Perhaps known by now: {field}", field=words.t(missing.label))


class MissingCard(Card):
    """`opened(record)` when one is chosen."""

    opened = Signal(object)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, padding=20, spacing=4)
        self._theme = theme
        self._words = words
        title = words.t("What can be completed")
        self.column.addWidget(Label(theme, title, "h2", wrap=True))
        when = words.t("Whenever you like. All that is written is saved.")
        self.column.addWidget(Label(theme, when, "label", "ink2", wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.u(6))
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    def show_records(
        self,
        records: Sequence[Event | Document],
        silenced: Mapping[str, frozenset[str]] = NO_LINES,
    ) -> None:
        """Show these records; `silenced` are the lines put aside, by the id of their record."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        theme, words = self._theme, self._words
        for record in records:
            holder = QWidget()
            inner = QVBoxLayout(holder)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(theme.u(4))
            inner.addWidget(Rule(theme))
            title = record.title or words.t("No title")
            link = Button(
                theme,
                title,
                ButtonKind.LINK,
                icon="file-text" if isinstance(record, Document) else "pencil",
                height="small_button",
                wide=True,
                at_start=True,
            )
            link.setMinimumWidth(theme.u(80))
            link.clicked.connect(lambda _=False, which=record: self.opened.emit(which))
            inner.addWidget(link)
            line = Label(
                theme,
                lacking(words, record, silenced.get(record.id, NOTHING)),
                "label",
                "ink2",
                wrap=True,
            )
            inner.addLayout(indented(theme, line))
            self._rows.addWidget(holder)
        if not records:
            text = words.t("Nothing is missing that we know of.")
            self._rows.addWidget(Label(theme, text, "body", "ink2", wrap=True))
