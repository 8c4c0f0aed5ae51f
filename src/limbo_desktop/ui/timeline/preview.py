"""The panel beside the list: what the chosen entry is, in short, and the way into it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from limbo_desktop.case.checklist import checklist
from limbo_desktop.case.records import Document, Event
from limbo_desktop.case.values import Value
from limbo_desktop.text.names import NAMES, name_of
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.timeline.facts import Preview, facts
from limbo_desktop.ui.timeline.papers import Papers
from limbo_desktop.ui.timeline.pieces import Excerpt, MarkPicture
from limbo_desktop.ui.timeline.row_words import exact_words, kind_label, title_of
from limbo_desktop.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    Covered,
    IconLabel,
    Label,
    Rule,
)

_QUOTES = "«“„\"'‘"
SHARES = ("private", "lawyer", "all")


class PreviewPanel(Card):
    """Shows one record; `opened` carries its id, `shared` its id and the share that was chosen,
    `closed` that the person wants the list back.
    """

    opened = Signal(str)
    shared = Signal(str, str)
    closed = Signal()

    def __init__(self, theme: Theme, words: Words, papers: Papers) -> None:
        super().__init__(theme, padding=20, spacing=12)
        self._words = words
        self._papers = papers
        self._body: QWidget | None = None
        self._in_place = False
        self._preview: Preview | None = None
        self.setAccessibleName(words.t("The chosen entry"))

    def set_in_place(self, *, in_place: bool) -> None:
        """Offer the way back to the list, which this panel covers in a narrow window."""
        if in_place != self._in_place:
            self._in_place = in_place
            self.show_preview(self._preview)

    @property
    def shown_id(self) -> str:
        """Return the id of the record that is shown, empty when none is."""
        return self._preview.record.id if self._preview else ""

    def show_preview(self, preview: Preview | None) -> None:
        """Show `preview`, nothing for None."""
        if self._body is not None:
            self.column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._preview = preview
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.u(12))
        if preview is None:
            text = self._words.t("The entry that is chosen in the list is shown here.")
            column.addWidget(Label(self._theme, text, "label", "ink3", wrap=True))
            column.addStretch(1)
        else:
            self._fill(column, preview)
        self.column.addWidget(self._body)

    def _fill(self, column: QVBoxLayout, preview: Preview) -> None:
        if self._in_place:
            back = Button(
                self._theme,
                self._words.t("Back to the list"),
                ButtonKind.LINK,
                icon="arrow-left",
                height="small_button",
            )
            back.clicked.connect(self.closed)
            column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeading)
        self._head(column, preview.record)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._theme.u(12))
        self._facts(rows, preview)
        rows.addWidget(Rule(self._theme))
        self._middle(rows, preview)
        self._missing(rows, preview)
        area.setWidget(inner)
        column.addWidget(area, 1)
        self._buttons(column, preview.record)

    def _head(self, column: QVBoxLayout, record: Event | Document) -> None:
        theme = self._theme
        row = QHBoxLayout()
        row.setSpacing(theme.u(12))
        row.addWidget(MarkPicture(theme, record), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.u(2))
        words.addWidget(Label(theme, kind_label(self._words, record), "small", "ink2"))
        words.addWidget(Label(theme, title_of(self._words, record), "h2", wrap=True))
        row.addLayout(words, 1)
        column.addLayout(row)

    def _facts(self, column: QVBoxLayout, preview: Preview) -> None:
        theme = self._theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.u(14))
        grid.setVerticalSpacing(theme.u(4))
        grid.setColumnStretch(1, 1)
        for row, (label, value) in enumerate(facts(self._words, preview)):
            name = Label(theme, label, "label", "ink2", wrap=True)
            width = min(name.sizeHint().width() + 1, theme.u(132))
            name.setFixedWidth(width)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(theme, value, "label", wrap=True), row, 1)
        column.addLayout(grid)

    def _middle(self, column: QVBoxLayout, preview: Preview) -> None:
        record = preview.record
        covered = exact_words(record)
        if covered:
            column.addWidget(self._cover(covered))
        points = record.fields.get("points") if isinstance(record, Event) else None
        if isinstance(points, list) and points:
            self._points(column, points)
            return
        if isinstance(record, Event) and record.account.text:
            column.addWidget(Excerpt(self._theme, record.account.text), 1)
        elif isinstance(record, Document) and record.note:
            column.addWidget(Excerpt(self._theme, record.note), 1)
        else:
            column.addStretch(1)
        for document in list(preview.documents.values())[:1]:
            column.addLayout(self._document(document, covered=bool(covered)))

    def _cover(self, text: str) -> QWidget:
        words = self._words
        cover = Covered(self._theme, words.t("The words are covered"), words.t("Show"))
        cover.setMinimumHeight(self._theme.u(34))

        def show() -> None:
            label = Label(self._theme, text, "label", wrap=True, align_by_text=True)
            holder = cover.parentWidget()
            layout = holder.layout() if holder else None
            if layout is not None:
                layout.replaceWidget(cover, label)
                cover.hide()
                cover.deleteLater()

        cover.revealed.connect(show)
        return cover

    def _points(self, column: QVBoxLayout, points: Sequence[object]) -> None:
        theme, words = self._theme, self._words
        column.addWidget(Label(theme, words.t("What it says, and what answers it"), "label_bold"))
        for point in points[:2]:
            if not isinstance(point, dict):
                continue
            row = QHBoxLayout()
            row.setSpacing(theme.u(12))
            page = str(point.get("page") or "")
            place = words.t("p. {page}", page=words.identifier(page)) if page else ""
            label = Label(theme, place, "small", "ink3")
            label.setFixedWidth(theme.u(40))
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            said = QVBoxLayout()
            said.setSpacing(theme.u(2))
            quote = str(point.get("said") or "")
            if quote[:1] not in _QUOTES:
                quote = words.t("“{text}”", text=quote)
            said.addWidget(Label(theme, quote, "label", "ink2", wrap=True))
            answer = str(point.get("answer") or "")
            said.addWidget(Label(theme, answer, "label", wrap=True))
            row.addLayout(said, 1)
            column.addLayout(row)
        column.addStretch(1)

    def _document(self, document: Document, *, covered: bool) -> QHBoxLayout:
        theme, words = self._theme, self._words
        row = QHBoxLayout()
        row.setSpacing(theme.u(10))
        row.addWidget(self._papers.thumb(document, covered=covered))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addStretch(1)
        said.addWidget(Label(theme, title_of(words, document), "label_bold"))
        kept = name_of(words, Value.ORIGINAL, document.original).lower()
        type_ = name_of(words, Value.DOCUMENT_TYPE, document.type)
        below = words.t("{first}, {second}", first=type_, second=kept) if kept else type_
        said.addWidget(Label(theme, below, "small", "ink2"))
        said.addStretch(1)
        row.addLayout(said, 1)
        return row

    def _missing(self, column: QVBoxLayout, preview: Preview) -> None:
        record = preview.record
        if not isinstance(record, Event) or record.fields.get("points"):
            return
        theme, words = self._theme, self._words
        lines = checklist(record, tuple(preview.documents.values()), preview.silenced)
        missing = next((each for each in lines if not each.present and not each.silenced), None)
        if missing is None:
            return
        column.addWidget(Rule(theme))
        text = words.t(
            "{what}: {reason}", what=words.t(missing.label), reason=words.t(missing.reason)
        )
        column.addWidget(
            IconLabel(theme, "circle-dashed", "ink3", text=text, words_colour="ink2", wrap=True)
        )

    def _buttons(self, column: QVBoxLayout, record: Event | Document) -> None:
        theme, words = self._theme, self._words
        row = QHBoxLayout()
        row.setSpacing(theme.u(8))
        event = isinstance(record, Event)
        text = words.t("Open entry") if event else words.t("Open document")
        icon = "pencil" if event else "eye"
        self.open_button = Button(theme, text, icon=icon, height="small_button")
        self.open_button.clicked.connect(lambda: self.opened.emit(record.id))
        row.addWidget(self.open_button)
        seen = {
            "private": words.t("Only I see it"),
            "lawyer": words.t("The lawyer will see it"),
            "all": words.t("Everybody will see it"),
        }
        self.share_button = Button(
            theme, seen.get(record.share, ""), ButtonKind.LINK, icon="check", height="small_button",
            icon_after=True,
        )  # fmt: skip
        self.share_button.clicked.connect(lambda: self._choose_share(record))
        row.addWidget(self.share_button)
        row.addStretch(1)
        column.addLayout(row)

    def _choose_share(self, record: Event | Document) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self._words.t("Who sees it"))
        for share in SHARES:
            action = menu.addAction(self._words.t(NAMES[Value.SHARE][share]))
            action.setCheckable(True)
            action.setChecked(share == record.share)
            action.triggered.connect(
                lambda _=False, share=share: self.shared.emit(record.id, share)
            )
        menu.popup(self.share_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
