"""The panel of one document: its pages, what is known of it, and the form to say more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.case.records import Document
from limbo_desktop.ui.documents.about import AboutPaper
from limbo_desktop.ui.documents.facts import FactsTable, facts_of
from limbo_desktop.ui.documents.form import DocumentForm
from limbo_desktop.ui.documents.looking import Look
from limbo_desktop.ui.documents.paper_checklist import PaperChecklist
from limbo_desktop.ui.documents.shelf import is_covered
from limbo_desktop.ui.inputs.around import Around, person_maker, read_around
from limbo_desktop.ui.inputs.saver import Saver, read_sheet
from limbo_desktop.ui.inputs.sheet import Sheet
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.viewer.viewer import Viewer
from limbo_desktop.ui.widgets import (
    Button,
    ButtonKind,
    IconLabel,
    IconPicture,
    Label,
    Rule,
    SavedIndicator,
)
from limbo_desktop.ui.widgets.scrolling import ScrollingCard

if TYPE_CHECKING:
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Opened:
    """All that the panel shows of a document; `kept` is its first day here (seconds UTC)."""

    sheet: Sheet[Document]
    covered: bool
    around: Around
    kept: int

    @property
    def document(self) -> Document:
        """Return the document as it was opened."""
        return self.sheet.record


def open_document(vault: Vault, identity: str) -> Opened:
    """Return what the panel shows.  On the lane."""
    first = next(iter(vault.history.of(identity)), None)
    return Opened(
        read_sheet(vault, vault.documents.get(identity)),
        is_covered(vault, identity),
        read_around(vault),
        first.at if first is not None else 0,
    )


class DocumentPanel(ScrollingCard):
    """`changed(document)` as it is typed; `removing(id)` when it should go to the bin;
    `chosen(id)` when another paper is to be shown, `renewed` when a record was changed elsewhere.
    """

    changed = Signal(object)
    removing = Signal(str)
    closed = Signal()
    revealed = Signal(str)
    chosen = Signal(str)
    renewed = Signal()

    def __init__(self, session: Session, renderer: Renderer) -> None:
        super().__init__(session.theme, spacing=12)
        self._session = session
        self._opened: Opened | None = None
        theme, words = session.theme, session.words
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(12))
        self.back = Button(theme, words.t("All documents"), ButtonKind.LINK, icon="arrow-left")
        self.back.clicked.connect(self.closed)
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self._nothing = Label(
            theme, words.t("Choose a document to see its pages."), "body", "ink2", wrap=True
        )
        self.body.addWidget(self._nothing)
        self.viewer = Viewer(session, renderer)
        self.viewer.looked.connect(self._looked)
        self.viewer.revealed.connect(self._revealed)
        self.viewer.unlocked.connect(self._unlocked)
        column.addWidget(self.viewer)
        self._frames = IconLabel(theme, "info", "ink2", text="", style="small", wrap=True)
        column.addWidget(self._frames)
        self.title = Label(theme, "", "h2", wrap=True, align_by_text=True)
        column.addWidget(self.title)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(theme.u(8))
        column.addLayout(self._facts)
        column.addLayout(self._buttons())
        self.form = DocumentForm(theme, words, Around(add_person=person_maker(session, self)))
        self.form.changed.connect(self._typed)
        self.form.hide()
        column.addWidget(self.form)
        self.about = AboutPaper(session, self.form.around)
        self.about.leaving.connect(self.flush)
        self.about.changed.connect(self._renewed)
        self.about.chosen.connect(self.chosen)
        column.addWidget(self.about)
        self.checklist = PaperChecklist(session)
        self.checklist.asked.connect(self.lead_to)
        column.addWidget(self.checklist)
        self.remove = Button(theme, words.t("Move to the bin"), ButtonKind.QUIET, icon="trash-2")
        self.remove.clicked.connect(self._remove)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeading)
        self._end = QVBoxLayout()
        column.addLayout(self._end)
        self.body.addWidget(self._body)
        self.body.addStretch(1)
        self._foot()
        self.saver: Saver[Document] = Saver(session, self, self.form.sheet, self.saved)
        self.clear()

    def _buttons(self) -> QHBoxLayout:
        theme, words = self._session.theme, self._session.words
        row = QHBoxLayout()
        row.setSpacing(theme.u(12))
        self.edit = Button(theme, words.t("Describe it"), icon="pencil", height="small_button")
        self.edit.setCheckable(True)
        self.edit.toggled.connect(self._show_form)
        row.addWidget(self.edit)
        self.saved = SavedIndicator(theme)
        row.addWidget(self.saved)
        row.addStretch(1)
        self.history = Button(
            theme, kind=ButtonKind.QUIET, icon="history", height="small_button",
            name=words.t("History"),
        )  # fmt: skip
        self.history.setToolTip(words.t("History"))
        self.history.clicked.connect(lambda: self._session.go("document-history", self.document))
        row.addWidget(self.history)
        return row

    def _foot(self) -> None:
        theme = self._session.theme
        self._sum = QWidget()
        row = QHBoxLayout(self._sum)
        row.setContentsMargins(0, theme.u(10), 0, theme.u(10))
        row.setSpacing(theme.u(8))
        row.addWidget(IconPicture(theme, "fingerprint", "ink2"))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self._since = Label(theme, "", "small", "ink2", wrap=True)
        self.sha = Label(theme, "", "mono", "ink2")
        lines.addWidget(self._since)
        lines.addWidget(self.sha)
        row.addLayout(lines, 1)
        self._rule = Rule(theme)
        self.foot.addWidget(self._rule)
        self.foot.addWidget(self._sum)

    def set_short(self, *, short: bool) -> None:
        """In a short window the fingerprint scrolls with the rest, so that pages have room."""
        place = self._end if short else self.foot
        for widget in (self._rule, self._sum):
            place.addWidget(widget)

    @property
    def document(self) -> str:
        """Return the id of the document that is shown, "" for none."""
        return self._opened.document.id if self._opened is not None else ""

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self.saver.commit()
        self._opened = None
        self.saver.load(None)
        self.viewer.clear()
        self.about.show_document("")
        self.checklist.show_document("")
        for widget in (self._body, self._sum, self._rule):
            widget.hide()
        self._nothing.show()

    def show_document(self, identity: str) -> None:
        """Show the document with this id; what was typed for the former one is saved first."""
        self.saver.commit()
        op(self._session, lambda vault: open_document(vault, identity), owner=self).success(
            self._show
        ).start()

    def _show(self, opened: Opened) -> None:
        same = self.document == opened.document.id
        self._opened = opened
        self._nothing.hide()
        for widget in (self._body, self._sum, self._rule):
            widget.show()
        self._frames.hide()
        self.form.around.learn(opened.around, without=opened.document.id)
        self.form.show_sheet(opened.sheet)
        self.saver.load(opened.sheet)
        self._show_facts()
        self._show_sum()
        self.about.show_document(opened.document.id)
        self.checklist.show_document(opened.document.id)
        if not same:
            self.edit.setChecked(False)
            self.area.verticalScrollBar().setValue(0)
            self.viewer.show_document(opened.document, covered=opened.covered)

    def _show_facts(self) -> None:
        opened = self._opened
        if opened is None:
            return
        words, theme = self._session.words, self._session.theme
        sheet = self.saver.sheet
        document = sheet.record if sheet is not None else opened.document
        self.title.setText(document.title or words.t("No title"))
        self.title.updateGeometry()
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        people, titles = opened.around.names(), opened.around.titles
        if not self.edit.isChecked():
            self._facts.addWidget(FactsTable(theme, facts_of(words, document, people, titles)))

    def _show_sum(self) -> None:
        opened, words = self._opened, self._session.words
        if opened is None:
            return
        day = QDateTime.fromSecsSinceEpoch(opened.kept).date()
        date = words.date(day.toString(Qt.DateFormat.ISODate)) if opened.kept else ""
        today = day == QDate.currentDate()
        self._since.setText(
            words.t("Kept unchanged since today. SHA-256")
            if today
            else words.t("Kept unchanged since {date}. SHA-256", date=date)
        )
        sha = opened.document.sha256
        self.sha.setText(words.identifier(f"{sha[:8]} … {sha[-8:]}"))
        self.sha.setToolTip(sha)
        self.sha.setAccessibleName(sha)

    def _looked(self, look: Look) -> None:
        words = self._session.words
        if look.frames > 1:
            text = words.n(
                "It moves: the first of {count} picture is shown.",
                "It moves: the first of {count} pictures is shown.",
                look.frames,
            )
            self._frames.set(text, "info", "ink2")
            self._frames.show()

    def _revealed(self) -> None:
        self.revealed.emit(self.document)

    def _unlocked(self, password: str) -> None:
        """Keep the password that opened the file with what else is known of the document."""
        part = self.form.inputs["password"]
        part.show_content(password)
        part.changed.emit()
        self.saver.commit()

    def _show_form(self, shown: bool) -> None:
        self.form.setVisible(shown)
        if not shown:
            self.flush()
        else:
            self.form.inputs["title"].target().setFocus()
        self._show_facts()

    def flush(self) -> None:
        """Save what is typed; what is known of the paper is read anew after it."""
        self.saver.commit()
        self.about.show_document(self.document)
        self.checklist.show_document(self.document)

    def lead_to(self, key: str) -> None:
        """Open the form at a field, whose key is one of the document's."""
        self.edit.setChecked(True)
        field = self.form.inputs[key].target()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(field)

    def _renewed(self) -> None:
        self.show_document(self.document)
        self.renewed.emit()

    def _typed(self, key: str) -> None:
        self.saver.touch(key)
        if self.saver.sheet is not None:
            document = self.saver.sheet.record
            self.title.setText(document.title or self._session.words.t("No title"))
            self.changed.emit(document)

    def _remove(self) -> None:
        self.saver.commit()
        if self._opened is not None:
            self.removing.emit(self._opened.document.id)
