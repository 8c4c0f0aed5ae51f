"""The entry's screen: head, form, checklist and foot, saved as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from limbo_desktop.case.checklist import checklist
from limbo_desktop.case.records import Document, Event
from limbo_desktop.ui.entry.checklist_panel import ChecklistPanel
from limbo_desktop.ui.entry.dropping import Dropping, files_in
from limbo_desktop.ui.entry.foot import EntryFoot
from limbo_desktop.ui.entry.form import EntryForm
from limbo_desktop.ui.entry.head import EntryHead
from limbo_desktop.ui.entry.kind_change import with_kind
from limbo_desktop.ui.entry.kinds import KindChooser
from limbo_desktop.ui.entry.reading import Loaded, read_again, read_entry
from limbo_desktop.ui.inputs.around import Around, person_maker
from limbo_desktop.ui.inputs.cited import CitedInput
from limbo_desktop.ui.inputs.saver import Saver
from limbo_desktop.ui.inputs.sheet import Sheet
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import Room, room
from limbo_desktop.ui.timeline.papers import Papers
from limbo_desktop.ui.today.steps_of import StepsOf
from limbo_desktop.ui.viewer.place import Place
from limbo_desktop.vault.references import references
from limbo_desktop.vault.vault import Vault


class EntryScreen(Screen):
    """One entry; `argument` is its id, "" begins a new one with the choice of its kind."""

    def __init__(self, session: Session, argument: str = "") -> None:
        super().__init__(session)
        self._room = room(1280, 800, self.theme.scale)
        self.around = Around()
        self.saver: Saver[Event] | None = None
        self.form: EntryForm | None = None
        self.head: EntryHead | None = None
        self.foot: EntryFoot | None = None
        self._silenced: frozenset[str] = frozenset()
        self.chooser: KindChooser | None = None
        self.checklist: ChecklistPanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAcceptDrops(True)
        self.dropping = Dropping(session, self)
        self.dropping.taken.connect(self._cite)
        session.changed.connect(self._changed_elsewhere)
        op(session, lambda vault: read_entry(vault, argument), owner=self).success(
            self._show
        ).start()

    def _show(self, loaded: Loaded) -> None:
        self.around = loaded.around
        self._silenced = loaded.silenced
        self.around.add_person = person_maker(self.session, self)
        self.around.read_document = self._read_document
        self.around.papers = Papers(self.session, self)
        self.around.open_document = lambda key, pages: self.session.go(
            "documents", Place(key, pages, large=True).argument
        )
        self.around.take_files = self._ask_files
        if loaded.sheet.record.id:
            self._build(loaded.sheet)
        else:
            self._choose_kind(loaded.sheet.record)

    def _read_document(self, key: str, then: Callable[[Document], None]) -> None:
        op(self.session, lambda vault: vault.documents.get(key), owner=self).success(then).start()

    # The kind

    def _choose_kind(self, event: Event) -> None:
        head = EntryHead(self.theme, self.words, event)
        head.left.connect(self._leave)
        head.kind.setText(self.words.t("New entry"))
        for part in (head.title, head.mark, head.undo, head.more):
            part.hide()
        self._column.addWidget(head)
        self._show_kinds(self.begin)

    def _show_kinds(self, then: Callable[[str], None]) -> None:
        self.chooser = KindChooser(self.theme, self.words)
        self.chooser.chosen.connect(then)
        self._kinds = _scrolled(self.theme, self.chooser)
        self._column.addWidget(self._kinds, 1)
        self.apply_room(self._room)
        self.chooser.focus_first()

    def begin(self, kind: str) -> None:
        """Show the empty form of `kind`; the record is made with the first input."""
        self._build(Sheet(Event(id="", kind=kind)))
        if self.form is not None:
            # What is not shown yet would lose the focus again.
            for number in range(self._column.count()):
                item = self._column.itemAt(number)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.show()
            self.form.focus_first()

    def ask_kind(self) -> None:
        """Let the person choose another kind for the entry, in place of its form."""
        self.flush()
        if self.chooser is None and self.foot is not None:
            self._page.hide()
            self.foot.hide()
            self._show_kinds(self._take_kind)

    def _take_kind(self, kind: str) -> None:
        """Give the entry another kind; what has no place in it stays in sight."""
        saver = self.saver
        if saver is None or saver.sheet is None:
            return
        sheet = with_kind(saver.sheet, kind)
        saver.put(sheet)

        def built(_: None) -> None:
            # A new entry has its id from now on.
            self._build(replace(sheet, record=replace(sheet.record, id=saver.identity)))
            if self.form is not None:
                self.form.focus_first()

        op(self.session, lambda _vault: None, owner=self).success(built).start()

    def close_inner(self) -> bool:
        """Go back from the kinds to the form."""
        if self.chooser is None or self.form is None or self.foot is None:
            return False
        self.chooser = None
        self._kinds.hide()
        self._kinds.deleteLater()
        self._page.show()
        self.foot.show()
        return True

    # Papers

    def _ask_files(self) -> None:
        from limbo_desktop.ui.files import ask_open_files

        ask_open_files(self.session, self, self.words.t("Add a file"), self.dropping.take)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders, anywhere on the screen, once there is a form."""
        if self.form is not None and files_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was dropped and cite it; the files stay where they are."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropping.take(files_in(event.mimeData()))

    def _cite(self, key: str) -> None:
        def cite(document: Document) -> None:
            self.around.documents[key] = document
            self.around.titles[key] = document.title or document.file
            cited = self.form.inputs["documents"] if self.form is not None else None
            if isinstance(cited, CitedInput):
                cited.add(key)

        self._read_document(key, cite)

    # The form

    def _clear(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.chooser = None

    def _build(self, sheet: Sheet[Event]) -> None:
        theme, words = self.theme, self.words
        self._clear()
        self.head = EntryHead(theme, words, sheet.record)
        self.head.left.connect(self._leave)
        self.head.undone.connect(self.session.undo)
        self.head.kind_asked.connect(self.ask_kind)
        self.head.history_asked.connect(self._show_history)
        self.head.removing.connect(self._remove)
        self.head.titled.connect(lambda _: self._on_changed("title"))
        self.saver = Saver(self.session, self, self._read, self.head.saved)
        self._column.addWidget(self.head)
        self.form = EntryForm(theme, words, sheet, self.around)
        self.form.changed.connect(self._on_changed)
        self.checklist = ChecklistPanel(theme, words)
        self.checklist.asked.connect(self.lead_to)
        self.checklist.put_aside.connect(lambda line: self._silence(line, silent=True))
        self.checklist.shown_again.connect(lambda line: self._silence(line, silent=False))
        self._page = QWidget()
        middle = QHBoxLayout(self._page)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        u = theme.u
        # The scroll bar takes the rest of the gutter at the line's end.
        edges = (u(12), u(24)) if theme.rtl else (u(24), u(12))
        self._rows.setContentsMargins(edges[0], u(12), edges[1], u(20))
        self._rows.setSpacing(u(20))
        self._rows.addWidget(self.form)
        self._rows.addWidget(StepsOf(self.session, self._identity, self.flush))
        self._rows.addStretch(1)
        self._area = _area(self._holder)
        middle.addWidget(self._area, 1)
        self._side = _area(self.checklist)
        self._side.setObjectName("side")
        middle.addWidget(self._side)
        self._column.addWidget(self._page, 1)
        self.foot = EntryFoot(theme, words, sheet.record.share, self.form.more_count)
        self.foot.more_asked.connect(self.show_more)
        self.foot.shared.connect(lambda _: self._on_changed("share"))
        self._column.addWidget(self.foot)
        self.form.show_entry(sheet)
        self.saver.load(sheet)
        self._reflect(sheet.record)
        self.apply_room(self._room)

    def _identity(self) -> str:
        """Return the entry's id, "" before it is saved."""
        return self.saver.identity if self.saver is not None else ""

    def _reflect(self, event: Event) -> None:
        """Show in head and checklist what the form holds."""
        if self.head is not None and self.checklist is not None:
            self.head.show_event(event)
            cited = {ref.id for ref in references(event) if ref.type == "document"}
            documents = [each for each in self.around.documents.values() if each.id in cited]
            self.checklist.show_items(checklist(event, documents, self._silenced))

    def show_more(self) -> None:
        """Open the further fields in place."""
        if self.form is not None and self.foot is not None and self.saver is not None:
            if self.saver.sheet is not None:
                self.form.show_more(self.saver.sheet)
            self.foot.more.hide()

    def _show_history(self) -> None:
        if self.saver is not None and self.saver.identity:
            self.session.go("entry-history", self.saver.identity)

    def _remove(self) -> None:
        """Put the entry into the bin; the way back stands above the timeline."""
        saver = self.saver
        if saver is None:
            return
        self.flush()

        def work(vault: Vault) -> None:
            if saver.identity:
                vault.events.remove(saver.identity)

        def removed(_: None) -> None:
            self._leave()
            self.session.offer_undo(self.words.t("The entry is in the bin."))

        op(self.session, work, owner=self).success(removed).start()

    def lead_to(self, key: str) -> None:
        """Put the focus into the field `key`, among the further fields if it stands there."""
        if self.form is None:
            return
        if key not in self.form.inputs:
            self.show_more()
        if key in self.form.inputs:
            field = self.form.inputs[key].target()
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(field, 0, self.theme.u(80))

    def _silence(self, line: str, *, silent: bool) -> None:
        """Put a line of the checklist aside, or let it count again."""
        saver = self.saver
        if saver is None:
            return
        self.flush()

        def work(vault: Vault) -> frozenset[str]:
            if not saver.identity:
                return frozenset()
            change = vault.silenced.add if silent else vault.silenced.discard
            change(saver.identity, line)
            return vault.silenced.of(saver.identity)

        def done(silenced: frozenset[str]) -> None:
            self._silenced = silenced
            if saver.sheet is not None:
                self._reflect(saver.sheet.record)

        op(self.session, work, owner=self).success(done).start()

    # Saving

    def _read(self, base: Sheet[Event]) -> Sheet[Event]:
        """Return what head, form and foot hold now."""
        if self.form is None or self.head is None or self.foot is None:
            return base
        title = self.head.title.text().strip()
        record = replace(base.record, title=title, share=self.foot.switch.value)
        return self.form.entry(replace(base, record=record))

    def _on_changed(self, key: str) -> None:
        if self.saver is not None:
            self.saver.touch(key)
            if self.saver.sheet is not None:
                self._reflect(self.saver.sheet.record)

    def flush(self) -> None:
        """Hand what is typed to the lane."""
        if self.saver is not None:
            self.saver.commit()

    def _changed_elsewhere(self, records: frozenset[tuple[str, str]]) -> None:
        """Show anew what was undone, done again or brought back from a former day."""
        identity = self.saver.identity if self.saver is not None else ""
        if identity and ("event", identity) in records:
            op(self.session, lambda vault: read_again(vault, identity), owner=self).success(
                self._show_again
            ).start()

    def _show_again(self, loaded: Loaded | None) -> None:
        if loaded is None:
            self._leave()
        elif self.form is not None and self.foot is not None and self.saver is not None:
            event = loaded.sheet.record
            self.around.people = loaded.around.people
            self.around.titles = loaded.around.titles
            self.around.documents = loaded.around.documents
            self._silenced = loaded.silenced
            if not self.form.has_places_for(loaded.sheet):
                self._build(loaded.sheet)
                return
            self.form.show_entry(loaded.sheet)
            self.foot.show_share(event.share)
            self.saver.load(loaded.sheet)
            self._reflect(event)

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
