"""Where a paper is used, and the paper that it is a translation of, each a link."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.kind import Field
from limbo_desktop.case.marks import mark_of
from limbo_desktop.case.records import Event
from limbo_desktop.case.values import Value
from limbo_desktop.marking import N_
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.words import Words
from limbo_desktop.ui.documents.about_reading import About, Paired, Use
from limbo_desktop.ui.inputs.around import Around
from limbo_desktop.ui.inputs.make import make_input
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.marks import MarkState, draw_mark
from limbo_desktop.ui.widgets import Button, ButtonKind, IconPicture, Label

SIDE = 15
"""Units of the mark of an entry."""


class _MarkPicture(QWidget):
    def __init__(self, theme: Theme, event: Event) -> None:
        super().__init__()
        self._theme = theme
        self._event = event
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self._theme.u(SIDE)
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
    """Entries and next steps that name a paper; `chosen(type, id)` when one is followed."""

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, words: Words, uses: Sequence[Use]) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(2))
        column.addWidget(Label(theme, words.t("Used in"), "label", "ink2"))
        for use in uses:
            column.addLayout(self._row(use))
            beside = self._beside(use)
            if beside:
                small = Label(theme, beside, "small", "ink2", wrap=True)
                small.setContentsMargins(theme.u(SIDE + 8), 0, theme.u(SIDE + 8), 0)
                column.addWidget(small)
        if not uses:
            column.addWidget(Label(theme, words.t("In no entry yet"), "label", "ink3"))

    def _row(self, use: Use) -> QHBoxLayout:
        theme, words = self._theme, self._words
        row = QHBoxLayout()
        row.setSpacing(theme.u(4))
        if isinstance(use.record, Event):
            row.addWidget(_MarkPicture(theme, use.record))
        else:
            row.addWidget(IconPicture(theme, "calendar-clock", "ink2", units=SIDE))
        title = use.title or words.t("No title")
        link = link_to(theme, title)
        date = _date(words, use.when, DateStyle.SHORT)
        if date:
            told = words.t("{title}, {date}", title=title, date=_date(words, use.when))
            link.setAccessibleName(told)
        link.clicked.connect(lambda: self.chosen.emit(use.type, use.id))
        row.addWidget(link, 1)
        if date:
            row.addWidget(Label(theme, date, "small", "ink2"))
        return row

    def _beside(self, use: Use) -> str:
        """As what the paper is named there, and on which pages."""
        words = self._words
        parts = [words.t(use.label)] if use.label else []
        if use.pages:
            parts.append(words.t("pages {pages}", pages=words.identifier(use.pages)))
        return words.list(parts)


class Pair(QWidget):
    """A paper and its translations beside each other; `chosen(id)` when the other is followed,
    `translated(id)` when a paper is said to be a translation of this one.
    """

    chosen = Signal(str)
    translated = Signal(str)

    def __init__(self, theme: Theme, words: Words, about: About, around: Around) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.u(2))
        if about.original is not None:
            document = about.document
            self._add(
                words.t("This is a translation of"),
                about.original,
                document.translator.name,
                certified=document.translator.certified,
            )
        for number, each in enumerate(about.translations):
            head = "" if number else words.t("Its translations")
            self._add(head, each, each.translator, certified=each.certified)
        label = N_("Which paper is its translation")
        self.choice = make_input(theme, words, Field("", Value.DOCUMENT, label), around)
        self.choice.changed.connect(self._choose)
        self.choice.hide()
        self.begin = Button(
            theme, words.t("Add its translation"), icon="languages", height="small_button"
        )
        self.begin.clicked.connect(self._ask)
        # A translation of a translation is told from the original.
        self.begin.setVisible(about.original is None)
        self._column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self.choice)

    def _ask(self) -> None:
        self.begin.hide()
        self.choice.show()
        self.choice.target().setFocus()

    def _choose(self) -> None:
        chosen = self.choice.content()
        if isinstance(chosen, str) and chosen:
            self.translated.emit(chosen)

    def _add(self, head: str, other: Paired, translator: str, *, certified: bool) -> None:
        theme, words = self._theme, self._words
        if head:
            self._column.addWidget(Label(theme, head, "label", "ink2"))
        row = QHBoxLayout()
        row.setSpacing(theme.u(4))
        row.addWidget(IconPicture(theme, "languages", "ink2", units=SIDE))
        link = link_to(theme, other.title or words.t("No title"))
        link.clicked.connect(lambda: self.chosen.emit(other.id))
        row.addWidget(link, 1)
        self._column.addLayout(row)
        small = Label(theme, _translated(words, translator, certified), "small", "ink2", wrap=True)
        small.setContentsMargins(theme.u(SIDE + 8), 0, theme.u(SIDE + 8), 0)
        self._column.addWidget(small)


def _translated(words: Words, translator: str, certified: bool) -> str:
    if not translator:
        return words.t("certified") if certified else words.t("not certified")
    if certified:
        return words.t("translated by: {name}, certified", name=translator)
    return words.t("translated by: {name}, not certified", name=translator)


def link_to(theme: Theme, title: str) -> Button:
    """Return a link that takes the width there is and shortens its words to it."""
    link = Button(theme, title, ButtonKind.LINK, height="small_button", wide=True, at_start=True)
    link.setMinimumWidth(theme.u(80))
    return link


def _date(words: Words, edtf: str, style: DateStyle = DateStyle.FULL) -> str:
    try:
        return words.date(edtf, style) if edtf else ""
    except ValueError:
        return edtf
