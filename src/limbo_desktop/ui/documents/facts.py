"""What is known of a document, for reading: a table of facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from limbo_desktop.case.records import Document
from limbo_desktop.case.values import Value
from limbo_desktop.text.names import LABELS, name_of
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

LABEL_COLUMN = 108


def facts_of(
    words: Words, document: Document, people: Mapping[str, str], titles: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return labels and values of what is known; `people` and `titles` are names by id."""
    rows = [
        ("document.when", _date(words, document.when)),
        ("document.type", name_of(words, Value.DOCUMENT_TYPE, document.type)),
        ("document.languages", words.list(map(words.language_name, document.languages))),
        ("document.original", name_of(words, Value.ORIGINAL, document.original)),
        ("document.original_kept", document.original_kept),
        ("document.obtained.how", document.obtained.how),
        ("document.obtained.when", _date(words, document.obtained.when)),
        ("document.obtained.from_", people.get(document.obtained.from_, "")),
        ("document.obtained.why_not_earlier", document.obtained.why_not_earlier),
        ("document.translation_of", titles.get(document.translation_of, "")),
        ("document.translator", document.translator.name),
        (
            "document.shows",
            words.list(people[each] for each in document.shows if each in people),
        ),
        ("document.share", name_of(words, Value.SHARE, document.share)),
        ("document.note", document.note),
    ]
    return [(words.t(LABELS[key]), value) for key, value in rows if value]


def _date(words: Words, edtf: str) -> str:
    try:
        return words.date(edtf) if edtf else ""
    except ValueError:
        return edtf


class FactsTable(QWidget):
    """Labels in a column of their own, values beside them, wrapped."""

    def __init__(self, theme: Theme, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.u(12))
        grid.setVerticalSpacing(theme.u(5))
        grid.setColumnMinimumWidth(0, theme.u(LABEL_COLUMN))
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        top = Qt.AlignmentFlag.AlignTop
        for index, (label, value) in enumerate(rows):
            grid.addWidget(Label(theme, label, "label", "ink2", wrap=True), index, 0, top)
            grid.addWidget(Label(theme, value, "label", wrap=True), index, 1, top)
