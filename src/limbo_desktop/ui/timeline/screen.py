"""The timeline screen: header, picture, filters, list and preview, joined together."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from limbo_desktop.ui.operations import Operation, op, snapshot_op
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.theme.metrics import Room, room
from limbo_desktop.ui.timeline.empty import EmptyStory
from limbo_desktop.ui.timeline.facts import read_preview
from limbo_desktop.ui.timeline.filters import FilterRow
from limbo_desktop.ui.timeline.head import TimelineHead
from limbo_desktop.ui.timeline.model import PAGE, StoryModel
from limbo_desktop.ui.timeline.papers import Papers
from limbo_desktop.ui.timeline.picture import StoryPicture
from limbo_desktop.ui.timeline.preview import PreviewPanel
from limbo_desktop.ui.timeline.reading import Shown, Story, read_opening, read_story, resolved
from limbo_desktop.ui.timeline.story import ALL_LANES, Spot, vague
from limbo_desktop.ui.timeline.view import StoryView
from limbo_desktop.vault.timeline import TimelineRow
from limbo_desktop.vault.vault import Vault

_TYPING_PAUSE_MS = 120


class TimelineScreen(Screen):
    """The story of the case; made of parts that know nothing of each other."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        theme, words = self.theme, self.words
        self._known: dict[str, Spot] = {}
        self._wish = ""
        self._reading: Operation[Story] | None = None
        self._doubting: Operation[tuple[Story, dict[str, Spot]]] | None = None
        self._room = room(1280, 800, theme.scale)
        self._picture_wanted = False
        self._preview_open = False
        self.head = TimelineHead(theme, words)
        self.picture = StoryPicture(theme, words)
        self.filters = FilterRow(theme, words)
        self.model = StoryModel(session, self)
        self.list = StoryView(theme, words)
        self.list.watch(self.model)
        self.preview = PreviewPanel(theme, words, Papers(session, self))
        self.empty = EmptyStory(theme, words)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        u = self.theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, u(16))
        column.setSpacing(0)
        column.addWidget(self.head)
        self._picture_row = QWidget()
        row = QHBoxLayout(self._picture_row)
        row.setContentsMargins(u(24), 0, u(24), 0)
        row.addWidget(self.picture)
        column.addWidget(self._picture_row)
        column.addWidget(self.filters)
        self.pages = QStackedWidget()
        self._beside = QWidget()
        beside = QHBoxLayout(self._beside)
        beside.setContentsMargins(u(24), 0, u(24), 0)
        beside.setSpacing(u(16))
        beside.addWidget(self.list, 1)
        beside.addWidget(self.preview)
        self.pages.addWidget(self._beside)
        self.pages.addWidget(self.empty)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.head.new_asked.connect(self.new_record)
        self.head.searched.connect(lambda _: self._typing.start())
        self.head.picture_turned.connect(self._turn_picture)
        self.head.filters_asked.connect(self._show_filters)
        self._typing.timeout.connect(self._search)
        self.filters.changed.connect(lambda _: self.reload())
        self.picture.asked.connect(self._jump)
        self.list.moved.connect(self._mark_window)
        self.list.opened.connect(self._open)
        self.list.pressed_id.connect(self._pressed)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.preview.opened.connect(self._open)
        self.preview.shared.connect(self._share)
        self.preview.closed.connect(self.close_inner)
        self.empty.new_asked.connect(self.new_record)
        self.empty.all_asked.connect(self._show_all)

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        """Read the story anew: entries may have changed since it was shown last."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Read the story as it is filtered now."""
        if self._reading is not None:
            self._reading.cancel()
        shown, known = self.filters.shown, self._known
        if not self.model.lines and shown == Shown():
            op(self.session, lambda vault: read_opening(vault, PAGE), owner=self).success(
                self._show_opening
            ).start()
        self._reading = (
            op(self.session, lambda vault: read_story(vault, shown, known), owner=self)
            .success(self._show_story)
            .start()
        )

    def _show_opening(self, opening: tuple[Story, tuple[TimelineRow, ...]]) -> None:
        """Show the first entries while the rest of a long story is still being read."""
        story, rows = opening
        if not self.model.lines and story.spots:
            self.model.set_story(story, rows)
            self.head.show_counts(story.entries, story.documents, whole=self._room.words)
            if not self._wish:
                self.list.setCurrentIndex(self.list.first_entry())

    def _show_story(self, story: Story) -> None:
        wish = self._wish or self.list.chosen_id
        top = self.list.verticalScrollBar().value()
        self.model.set_story(story)
        self.list.verticalScrollBar().setValue(top)
        self.head.show_counts(story.entries, story.documents, whole=self._room.words)
        self.filters.show_counts(story.people, story.incomplete)
        self._fit_filters()
        self.picture.show_story(story.spots)
        nothing = not story.spots
        self.pages.setCurrentWidget(self.empty if nothing else self._beside)
        self.empty.show_kind(empty=story.entries + story.documents == 0)
        self._wish = ""
        if nothing:
            self.preview.show_preview(None)
        elif not (wish and self.list.choose(wish)):
            self.list.setCurrentIndex(self.list.first_entry())
        elif self._room.panel or self._preview_open:
            self._read_preview()
        self._mark_window()
        self._resolve_doubts(story)

    def _resolve_doubts(self, story: Story) -> None:
        """Read the records of spots whose lane or certainty the marks do not say."""
        if self._doubting is not None:
            self._doubting.cancel()
        known, shown = self._known, self.filters.shown
        if not any(vague(spot) and spot.id not in known for spot in story.spots):
            return
        self._doubting = (
            snapshot_op(
                self.session,
                lambda vault, job: resolved(vault, story, shown, known, job),
                owner=self,
            )
            .success(self._take_resolved)
            .start()
        )

    def _take_resolved(self, answer: tuple[Story, dict[str, Spot]]) -> None:
        """Show what the records said, unless the person looks at something else by now."""
        story, found = answer
        self._known = {**self._known, **found}
        if self.model.story.query == story.query:
            self._show_story(story)

    # Going about

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and (self._room.panel or self._preview_open):
            self._read_preview()

    def _read_preview(self) -> None:
        row = self.list.currentIndex().row()
        spot = self.model.spot(row) if row >= 0 else None
        if spot is None:
            return
        op(
            self.session,
            lambda vault: read_preview(vault, spot.id, document=spot.is_document),
            owner=self,
        ).success(
            lambda preview: (
                self.preview.show_preview(preview)
                if self.list.chosen_id == preview.record.id
                else None
            )
        ).start()

    def _pressed(self, identity: str) -> None:
        if not self._room.panel:
            self._preview_open = True
            self._place_panel()
            self._read_preview()

    def _open(self, identity: str) -> None:
        spot = next((spot for spot in self.model.story.spots if spot.id == identity), None)
        is_document = spot is not None and spot.is_document
        self.session.go("documents" if is_document else "entry", identity)

    def _jump(self, identity: str) -> None:
        row = self.model.row_of(identity)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
            self.list.scrollTo(self.model.index(row), self.list.ScrollHint.PositionAtTop)

    def _mark_window(self) -> None:
        """Show in the picture which days the list has in sight."""
        first, last = self.list.lines_in_sight()
        spots = [self.model.spot(row) for row in range(first, last)]
        days = [spot.anchor for spot in spots if spot is not None and spot.anchor is not None]
        self.picture.show_window(min(days, default=None), max(days, default=None))

    def _share(self, identity: str, share: str) -> None:
        def work(vault: Vault) -> None:
            preview = self.preview.shown_id
            row = self.model.known(preview)
            if row is not None and row.is_document:
                vault.documents.put(replace(vault.documents.get(identity), share=share))
            else:
                vault.events.put(replace(vault.events.get(identity), share=share))

        op(self.session, work, owner=self).success(lambda _: self.reload()).start()

    def _search(self) -> None:
        shown = replace(self.filters.shown, text=self.head.search.text().strip())
        if shown != self.filters.shown:
            self.filters.show_state(shown)
            self.reload()

    def _show_all(self) -> None:
        self.filters.show_state(Shown())
        self.head.search.clear()
        self.reload()

    # Room

    def apply_room(self, room: Room) -> None:
        """Fold picture, search, filters and panel for what fits."""
        self._room = room
        self.head.apply_room(room)
        edge = self.theme.u(self.head.edge)
        for part in (self._beside, self._picture_row):
            layout = part.layout()
            if layout is not None:
                layout.setContentsMargins(edge, 0, edge, 0)
        self._place_picture()
        self._place_panel()
        self._fit_filters()
        self.filters.set_low(low=room.short)

    def _fit_filters(self) -> None:
        width = self.width()
        whole = self._room.words and self.filters.needed_width(folded=False) <= width
        lanes = not self._room.tight and self.filters.needed_width(folded=True) <= width
        self.filters.fold(folded=not whole)
        self.filters.setVisible(whole or lanes)
        self.head.offer_filters(offer=not (whole or lanes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the chips to the width."""
        super().resizeEvent(event)
        self._fit_filters()

    def _place_picture(self) -> None:
        self._picture_row.setVisible(not self._room.short or self._picture_wanted)

    def _turn_picture(self) -> None:
        self._picture_wanted = not self._picture_wanted
        self._place_picture()

    def _place_panel(self) -> None:
        beside = self._room.panel
        if beside:
            self._preview_open = False
        self.preview.set_in_place(in_place=not beside)
        if beside:
            self.preview.setFixedWidth(self.theme.u(400))
        else:
            self.preview.setMinimumWidth(0)
            self.preview.setMaximumWidth((1 << 24) - 1)
        self.preview.setVisible(beside or self._preview_open)
        self.list.setVisible(beside or not self._preview_open)
        if beside and self.list.chosen_id and not self.preview.shown_id:
            self._read_preview()

    def _show_filters(self) -> None:
        menu = self.filters.menu(lanes=True)
        button = self.head.filter_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # What the shell asks

    def start_search(self) -> None:
        """Put the focus into the search field."""
        self.head.open_search()

    def new_record(self) -> None:
        """Begin a new entry."""
        self.session.go("entry", "")

    def close_inner(self) -> bool:
        """Close the panel, then the search."""
        if self._preview_open and not self._room.panel:
            self._preview_open = False
            self._place_panel()
            self.list.setFocus()
            return True
        if self.head.search.text():
            self.head.search.clear()
            return True
        return self.head.close_search()

    def state(self) -> dict[str, object]:
        """Return what is filtered and chosen."""
        shown = self.filters.shown
        return {
            "chosen": self.list.chosen_id,
            "lanes": sorted(shown.lanes),
            "person": shown.person,
            "incomplete": shown.incomplete,
            "text": shown.text,
        }

    def restore(self, state: dict[str, object]) -> None:
        """Take up what was filtered and chosen before the rebuild."""
        lanes = state.get("lanes")
        shown = Shown(
            frozenset(map(str, lanes)) & ALL_LANES if isinstance(lanes, list) else ALL_LANES,
            str(state.get("person") or ""),
            state.get("incomplete") is True,
            str(state.get("text") or ""),
        )
        self._wish = str(state.get("chosen") or "")
        self.filters.show_state(shown)
        if shown.text:
            self.head.open_search(focus=False)
            self.head.search.setText(shown.text)
        self.reload()
