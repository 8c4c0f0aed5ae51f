"""What is known of a document, for reading: a table of facts and the entries that use it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.marks import mark_of
from limbo_desktop.case.records import Document, Event
from limbo_desktop.case.values import Value
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.names import LABELS, name_of
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.marks import MarkState, draw_mark
from limbo_desktop.ui.widgets import Button, ButtonKind, Label

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


class _MarkPicture(QWidget):
    def __init__(self, theme: Theme, event: Event) -> None:
        super().__init__()
        self._theme = theme
        self._event = event
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self._theme.u(15)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        in_exile = self._event.fields.get("in_exile") is True
        mark = mark_of(self._event.kind, in_exile=in_exile)
        state = MarkState(_certainty(self._event.when))
        box = QRectF(self.rect())
        draw_mark(QPainter(self), self._theme, mark, box, state, with_icon=False)


def _certainty(edtf: str) -> str:
    try:
        return UncertainDate.parse(edtf).certainty.value
    except ValueError:
        return "unsure"


class UsedIn(QWidget):
    """The entries that cite a document, each a link; `chosen(id)` when one is followed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, words: Words, events: Sequence[Event]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(2))
        column.addWidget(Label(theme, words.t("Used in"), "label", "ink2"))
        for event in events:
            row = QHBoxLayout()
            row.setSpacing(theme.u(4))
            row.addWidget(_MarkPicture(theme, event))
            title = event.title or words.t("No title")
            link = Button(
                theme, title, ButtonKind.LINK, height="small_button", wide=True, at_start=True
            )
            link.setMinimumWidth(theme.u(80))
            if event.when:
                date = _date(words, event.when)
                link.setAccessibleName(words.t("{title}, {date}", title=title, date=date))
            link.clicked.connect(lambda _=False, which=event.id: self.chosen.emit(which))
            row.addWidget(link, 1)
            if event.when:
                row.addWidget(Label(theme, _short(words, event.when), "small", "ink2"))
            column.addLayout(row)
        if not events:
            column.addWidget(Label(theme, words.t("In no entry yet"), "label", "ink3"))


def _short(words: Words, edtf: str) -> str:
    try:
        return words.date(edtf, DateStyle.SHORT)
    except ValueError:
        return edtf
