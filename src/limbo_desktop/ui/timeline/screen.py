"""The timeline screen: header, picture, filters, list and preview, joined together."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from limbo_desktop.ui.operations import Operation, op, snapshot_op
from limbo_desktop.ui.search.elsewhere import Elsewhere
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.theme.metrics import Room, room
from limbo_desktop.ui.timeline.active import ActiveFilters
from limbo_desktop.ui.timeline.empty import EmptyStory
from limbo_desktop.ui.timeline.facts import read_preview
from limbo_desktop.ui.timeline.filters import FilterRow
from limbo_desktop.ui.timeline.head import TimelineHead
from limbo_desktop.ui.timeline.model import PAGE, StoryModel
from limbo_desktop.ui.timeline.papers import Papers
from limbo_desktop.ui.timeline.picture import StoryPicture
from limbo_desktop.ui.timeline.picture_tip import PictureTip
from limbo_desktop.ui.timeline.picture_told import PictureTold
from limbo_desktop.ui.timeline.picture_tools import picture_menu
from limbo_desktop.ui.timeline.preview import PreviewPanel
from limbo_desktop.ui.timeline.reading import Story, read_opening, read_story
from limbo_desktop.ui.timeline.save_picture import SavePicture
from limbo_desktop.ui.timeline.shown import Shown, shown_of
from limbo_desktop.ui.timeline.view import StoryView
from limbo_desktop.vault.timeline import TimelineRow
from limbo_desktop.vault.vault import Vault

_TYPING_PAUSE_MS = 120
_PAINTING_MS = 10


class TimelineScreen(Screen):
    """The story of the case; made of parts that know nothing of each other.

    `today` is the day that counts as now.
    """

    def __init__(self, session: Session, today: dt.date | None = None) -> None:
        super().__init__(session)
        theme, words = self.theme, self.words
        self._fixed = today
        self._wish = ""
        self._reading: Operation[Story] | None = None
        self._room = room(1280, 800, theme.scale)
        self._picture_wanted = False
        self._preview_open = False
        self.head = TimelineHead(theme, words)
        self.picture = StoryPicture(theme, words, self.today)
        self.filters = FilterRow(theme, words)
        self.active = ActiveFilters(theme, words)
        self.model = StoryModel(session, self)
        self.list = StoryView(theme, words)
        self.list.watch(self.model)
        self.preview = PreviewPanel(theme, words, Papers(session, self))
        self.empty = EmptyStory(theme, words)
        self.saving = SavePicture(session)
        self.elsewhere = Elsewhere(session)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE_MS)
        # What is in sight is painted before the rest is read: both share one interpreter.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAINTING_MS)
        self._rest.timeout.connect(self._read_rest)
        self._lay_out()
        self.tip = PictureTip(theme, self)
        self.told = PictureTold(session, self.model, self.picture, self.tip)
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
        column.addWidget(self.saving)
        column.addWidget(self.filters)
        column.addWidget(self.active)
        column.addWidget(self.elsewhere)
        self.pages = QStackedWidget()
        # Where little room is left the list scrolls in it; what stands above it is not cut.
        self.pages.setMinimumHeight(u(64))
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
        self.filters.period_asked.connect(self.active.ask_period)
        self.active.changed.connect(self._filter)
        self.picture.asked.connect(self._jump)
        self.picture.menu_asked.connect(self._picture_menu)
        self.told.chosen.connect(self._jump)
        self.saving.closed.connect(self._end_saving)
        self.session.changed.connect(self._on_changed)
        self.session.day.turned.connect(self._next_day)
        self.list.moved.connect(self._mark_window)
        self.list.opened.connect(self._open)
        self.list.pressed_id.connect(self._pressed)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.preview.opened.connect(self._open)
        self.preview.shared.connect(self._share)
        self.preview.closed.connect(self.close_inner)
        self.empty.new_asked.connect(self.new_record)
        self.empty.all_asked.connect(lambda: self._filter(Shown()))

    @property
    def today(self) -> dt.date:
        """Return the day that counts as now, by the clock of the computer."""
        return self._fixed or self.session.day.today

    # Reading

    def _next_day(self) -> None:
        """Move the line of today; what still goes on has become a day longer."""
        self.picture.show_today(self.today)
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the story anew: entries may have changed since it was shown last."""
        super().showEvent(event)
        self.reload()

    def _on_changed(self, _records: object) -> None:
        """Read anew what was undone or brought back while it is looked at."""
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Read the story as it is filtered now; what is chosen and in sight stays."""
        if self._reading is not None:
            self._reading.cancel()
        if self.model.lines:
            self._read_rest()
            return
        shown = self.filters.shown
        op(self.session, lambda vault: read_opening(vault, shown, PAGE), owner=self).success(
            self._show_opening
        ).finished(self._rest.start).start()

    def _read_rest(self) -> None:
        """Read the whole story beside the lane."""
        self._rest.stop()
        if self._reading is not None:
            self._reading.cancel()
        if self.model.lines and not self._wish and not self.list.chosen_id:
            self.list.setCurrentIndex(self.list.first_entry())
        shown, today = self.filters.shown, self.today
        self._reading = (
            snapshot_op(
                self.session,
                lambda vault, job: read_story(vault, shown, today, job),
                owner=self,
            )
            .success(self._show_story)
            .start()
        )

    def _show_opening(self, opening: tuple[Story, tuple[TimelineRow, ...]]) -> None:
        """Show the first entries while the rest of a long story is still being read."""
        story, rows = opening
        if not self.model.lines and story.spots:
            self.model.set_story(story, rows)

    def _show_story(self, story: Story) -> None:
        wish, kept = self._wish, self.list.chosen_id
        sight = self.list.in_sight()
        self.model.set_story(story)
        self.head.show_counts(story.entries, story.documents, whole=self._room.words)
        if story.picture is not None:
            self.picture.show_story(story.picture, story.spots)
            self.filters.show_counts(story.people, story.incomplete, story.picture.years)
        self._fit_filters()
        nothing = not story.spots
        self.pages.setCurrentWidget(self.empty if nothing else self._beside)
        self.empty.show_kind(empty=story.entries + story.documents == 0)
        self._wish = ""
        if nothing:
            self.preview.show_preview(None)
        elif not (wish or kept) or not self.list.choose(wish or kept):
            self.list.setCurrentIndex(self.list.first_entry())
        elif self._room.panel or self._preview_open:
            self._read_preview()
        if not wish:
            self.list.bring_back(sight)
        self._show_chosen()
        self._mark_window()

    # Going about

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_chosen()
        if current.isValid() and (self._room.panel or self._preview_open):
            self._read_preview()

    def _show_chosen(self) -> None:
        """Mark in the picture what is chosen in the list."""
        row = self.list.currentIndex().row()
        self.picture.show_chosen(self.model.line(row).spot if row >= 0 else -1)

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
        number = self.model.number_of(identity)
        is_document = number >= 0 and self.model.story.spots[number].is_document
        self.session.go("documents" if is_document else "entry", identity)

    def _jump(self, number: int) -> None:
        """Choose an entry of the picture in the list and go on there."""
        index = self.model.index(self.model.row_at(number))
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index, self.list.ScrollHint.PositionAtTop)
        self.list.setFocus()

    def _picture_menu(self, where: QPoint) -> None:
        """Offer what can be done with the picture."""
        menu = picture_menu(self.words, self.picture, self._filter_days, self._save_picture)
        menu.popup(where)

    def _filter_days(self) -> None:
        """Let the list show only the days that the picture has in sight."""
        if self.picture.days is not None:
            since, until = self.picture.days
            self._filter(replace(self.filters.shown, since=since, until=until))

    def _save_picture(self) -> None:
        self.saving.show()
        self.saving.share.setFocus()

    def _end_saving(self) -> bool:
        """Close what the picture is saved with; return whether it was open."""
        was = not self.saving.isHidden()
        self.saving.hide()
        if was:
            self.picture.setFocus()
        return was

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
        self._filter(replace(self.filters.shown, text=self.head.search.text().strip()))

    def _filter(self, shown: Shown) -> None:
        """Show something else; the search field says what is searched."""
        if shown.text != self.head.search.text().strip():
            self.head.search.setText(shown.text)
        if shown != self.filters.shown:
            self.filters.show_state(shown)
            self.reload()
            self.elsewhere.show_for(shown.text)

    # Room

    def apply_room(self, room: Room) -> None:
        """Fold picture, search, filters and panel for what fits."""
        self._room = room
        self.head.apply_room(room)
        edge = self.theme.u(self.head.edge)
        self.active.set_edge(edge)
        self.saving.set_edge(edge)
        for part in (self._beside, self._picture_row):
            layout = part.layout()
            if layout is not None:
                layout.setContentsMargins(edge, 0, edge, 0)
        self._place_picture()
        self._place_panel()
        self._fit_filters()

    def _fit_filters(self) -> None:
        width = self.width()
        whole = self._room.words and self.filters.needed_width(folded=False) <= width
        lanes = not self._room.tight and self.filters.needed_width(folded=True) <= width
        self.filters.fold(folded=not whole)
        self.filters.setVisible(whole or lanes)
        story = self.model.story
        if story.whole:
            self.active.show_state(
                self.filters.shown,
                story.people,
                len(story.spots),
                lanes=not self.filters.shows_lanes,
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the chips to the width."""
        super().resizeEvent(event)
        self._fit_filters()

    def _place_picture(self) -> None:
        shown = not self._room.short or self._picture_wanted
        self._picture_row.setVisible(shown)
        self.filters.set_low(low=not shown)

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
        menu = self.filters.menu()
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
        """Close the panel, then what is open above the list, then the search."""
        if self._preview_open and not self._room.panel:
            self._preview_open = False
            self._place_panel()
            self.list.setFocus()
            return True
        if self.active.close_period() or self._end_saving():
            return True
        if self.head.search.text():
            self.head.search.clear()
            return True
        return self.head.close_search()

    def state(self) -> dict[str, object]:
        """Return what is filtered and chosen."""
        return {**self.filters.shown.as_state(), "chosen": self.list.chosen_id}

    def restore(self, state: dict[str, object]) -> None:
        """Take up what was filtered and chosen before the rebuild."""
        shown = shown_of(state)
        self._wish = str(state.get("chosen") or "")
        self.filters.show_state(shown)
        if shown.text:
            self.head.open_search(focus=False)
            self.head.search.setText(shown.text)
        self.reload()
