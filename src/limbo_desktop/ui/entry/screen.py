"""The entry's screen: head, form, checklist and foot, saved as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from limbo_desktop.case.records import Event, Person
from limbo_desktop.errors import PersonError
from limbo_desktop.ui.entry.checklist_panel import ChecklistPanel
from limbo_desktop.ui.entry.foot import EntryFoot
from limbo_desktop.ui.entry.form import EntryForm
from limbo_desktop.ui.entry.head import EntryHead
from limbo_desktop.ui.entry.kinds import KindChooser
from limbo_desktop.ui.entry.reading import Loaded, read_entry
from limbo_desktop.ui.entry.saver import Saver
from limbo_desktop.ui.inputs.base import Around
from limbo_desktop.ui.inputs.sheet import Sheet
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import Room, room
from limbo_desktop.ui.timeline.papers import Papers


class EntryScreen(Screen):
    """One entry; `argument` is its id, "" begins a new one with the choice of its kind."""

    def __init__(self, session: Session, argument: str = "") -> None:
        super().__init__(session)
        self._room = room(1280, 800, self.theme.scale)
        self.saver = Saver(session, argument, self)
        self.saver.saving.connect(self._on_saving)
        self.saver.saved.connect(self._on_saved)
        self.saver.refused.connect(self._on_refused)
        self.around = Around(add_person=self._add_person, papers=Papers(session, self))
        self.form: EntryForm | None = None
        self.head: EntryHead | None = None
        self.foot: EntryFoot | None = None
        self.chooser: KindChooser | None = None
        self.checklist: ChecklistPanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        op(session, lambda vault: read_entry(vault, argument), owner=self).success(
            self._show
        ).start()

    def _show(self, loaded: Loaded) -> None:
        self.around.people = loaded.people
        self.around.documents = loaded.documents
        self.around.languages = loaded.languages
        self.around.cover = loaded.cover
        self.saver.begin(loaded.sheet, loaded.past)
        if self.saver.identity:
            self._build(loaded.sheet)
        else:
            self._choose_kind(loaded.sheet.event)

    def _choose_kind(self, event: Event) -> None:
        head = EntryHead(self.theme, self.words, event)
        head.left.connect(self._leave)
        head.kind.setText(self.words.t("New entry"))
        head.title.hide()
        head.mark.hide()
        head.undo.hide()
        self._column.addWidget(head)
        self.chooser = KindChooser(self.theme, self.words)
        self.chooser.chosen.connect(self.begin)
        self._column.addWidget(_scrolled(self.theme, self.chooser), 1)
        self.apply_room(self._room)
        self.chooser.focus_first()

    def begin(self, kind: str) -> None:
        """Show the empty form of `kind`; the record is made with the first input."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.chooser = None
        sheet = Sheet(Event(id="", kind=kind))
        self.saver.begin(sheet)
        self._build(sheet)
        if self.form is not None:
            self.form.focus_first()

    def _build(self, sheet: Sheet) -> None:
        theme, words = self.theme, self.words
        self.head = EntryHead(theme, words, sheet.event)
        self.head.left.connect(self._leave)
        self.head.undone.connect(self.undo_last)
        self.head.titled.connect(lambda _: self._on_changed())
        self._column.addWidget(self.head)
        self.form = EntryForm(theme, words, sheet.event, self.around)
        self.form.changed.connect(self._on_changed)
        self.checklist = ChecklistPanel(theme, words)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        u = theme.u
        # The scroll bar takes the rest of the gutter at the line's end.
        edges = (u(12), u(24)) if theme.rtl else (u(24), u(12))
        self._rows.setContentsMargins(edges[0], u(12), edges[1], u(20))
        self._rows.setSpacing(u(20))
        self._rows.addWidget(self.form)
        self._rows.addStretch(1)
        self._area = _area(self._holder)
        self._middle.addWidget(self._area, 1)
        self._side = _area(self.checklist)
        self._side.setObjectName("side")
        self._middle.addWidget(self._side)
        self._column.addLayout(self._middle, 1)
        self.foot = EntryFoot(theme, words, sheet.event.share, self.form.more_count)
        self.foot.more_asked.connect(self.show_more)
        self.foot.shared.connect(lambda _: self._on_changed())
        self._column.addWidget(self.foot)
        self.form.show_sheet(sheet)
        self._reflect(sheet)
        self.apply_room(self._room)

    def _reflect(self, sheet: Sheet) -> None:
        """Show in head and checklist what the form holds."""
        if self.head is not None:
            self.head.show_event(sheet.event)
            self.head.undo.setEnabled(self.saver.can_undo)
        if self.checklist is not None:
            self.checklist.show_event(sheet.event)

    def show_more(self) -> None:
        """Open the further fields in place."""
        if self.form is not None and self.foot is not None:
            self.form.show_more(self.saver.sheet)
            self.foot.more.hide()

    # Saving

    def _on_changed(self) -> None:
        if self.form is None or self.head is None or self.foot is None:
            return
        base = self.saver.sheet
        event = replace(
            base.event, title=self.head.title.text().strip(), share=self.foot.switch.value
        )
        sheet = self.form.sheet(Sheet(event, base.typed))
        self.saver.take(sheet)
        self._reflect(sheet)

    def _on_saving(self) -> None:
        if self.head is not None:
            self.head.saved.show_saving(self.words.t("Saving…"))

    def _on_saved(self, clock: str) -> None:
        if self.head is not None:
            said = self.words.t("Saved at {time}", time=self.words.time(clock))
            self.head.saved.show_saved(said)
            self.head.undo.setEnabled(self.saver.can_undo)

    def _on_refused(self, error: PersonError) -> None:
        if self.head is not None:
            self.head.saved.show_saving(self.words.t("Not saved yet"))
        self.session.show_error(error)

    def flush(self) -> None:
        """Hand what is typed to the lane."""
        self.saver.flush()

    def undo_last(self) -> None:
        """Go back to the state before the last change."""
        sheet = self.saver.undo()
        if sheet is None or self.form is None or self.foot is None:
            return
        self.form.show_sheet(sheet)
        if sheet.event.share in ("private", "lawyer", "all"):
            self.foot.switch.choose(sheet.event.share)
        self._reflect(sheet)

    def _add_person(self, name: str, then: Callable[[Person], None]) -> None:
        op(
            self.session, lambda vault: vault.people.add(Person(id="", name=name)), owner=self
        ).success(then).start()

    # Going about

    def _leave(self) -> None:
        self.session.go("timeline")

    def new_record(self) -> None:
        """Begin another entry."""
        self.session.go("entry", "")

    def apply_room(self, room: Room) -> None:
        """Lay form and checklist beside or under each other."""
        self._room = room
        if self.chooser is not None:
            self.chooser.set_columns(3 if room.words else 1 if room.one_column else 2)
        if self.form is None or self.head is None or self.foot is None or self.checklist is None:
            return
        self.head.apply_room(room)
        self.foot.apply_room(room)
        self.form.set_columns(1 if room.one_column else 2)
        if room.panel:
            if self._side.widget() is None:
                self._rows.removeWidget(self.checklist)
                self._side.setWidget(self.checklist)
            self._side.setFixedWidth(self.theme.u(336))
            self._side.show()
        elif self._side.widget() is not None:
            self._side.takeWidget()
            self._rows.insertWidget(1, self.checklist)
            self.checklist.show()
            self._side.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper."""
        QPainter(self).fillRect(self.rect(), self.theme.color("paper"))


def _area(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    return area


def _scrolled(theme: Theme, widget: QWidget) -> QScrollArea:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(theme.u(24), theme.u(20), theme.u(24), theme.u(20))
    column.addWidget(widget)
    return _area(holder)
