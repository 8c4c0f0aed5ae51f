"""The screen Today: dates first, then the next steps and what can be completed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from limbo_desktop.case.records import Document, Event, Task
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.hijri import hijri_words
from limbo_desktop.ui.copies.care import CareLine
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.today.calendar_action import CalendarCard
from limbo_desktop.ui.today.missing import MissingCard
from limbo_desktop.ui.today.standing import Standing, read_standing
from limbo_desktop.ui.today.task_form import TaskForm
from limbo_desktop.ui.today.tasks import TasksCard
from limbo_desktop.ui.today.track import Track
from limbo_desktop.ui.today.waiting import cards_of
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, Label, Notice
from limbo_desktop.ui.widgets.header import Header
from limbo_desktop.ui.widgets.scrolling import ScrollingColumn

if TYPE_CHECKING:
    from limbo_desktop.ui.theme.metrics import Room
    from limbo_desktop.vault.vault import Vault


class TodayScreen(Screen):
    """Read anew whenever it is shown; `today` is the day that counts as now.

    `task` is the id of a step whose form is shown at once.
    """

    def __init__(self, session: Session, today: dt.date | None = None, *, task: str = "") -> None:
        super().__init__(session)
        self._fixed = today
        self.standing = Standing()
        self._removed = ""
        session.changed.connect(self._changed_elsewhere)
        theme, words = self.theme, self.words
        u = theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._header = Header(theme, "")
        self._name_day()
        session.day.turned.connect(self._next_day)
        self.add = Button(theme, words.t("New entry"), ButtonKind.PRIMARY, icon="plus")
        self.add.clicked.connect(self.new_record)
        self._header.row.addWidget(self.add)
        column.addWidget(self._header)
        area = ScrollingColumn(theme, spacing=16)
        area.column.setContentsMargins(u(24), u(4), u(24), u(24))
        column.addWidget(area, 1)
        self._undo = Notice(
            theme, words.t("The step is in the bin."), icon="trash-2", action=words.t("Undo")
        )
        self._undo.acted.connect(self.undo_last)
        self._undo.hide()
        area.column.addWidget(self._undo)
        self.care = CareLine(session)
        area.column.addWidget(self.care)
        self._dates = QHBoxLayout()
        self._dates.setSpacing(u(16))
        self.calendar = CalendarCard(session)
        self.calendar.closed.connect(self._close_calendar)
        self.calendar.hide()
        area.column.addWidget(self.calendar)
        area.column.addLayout(self._dates)
        self._make_steps()
        area.column.addLayout(self._steps)
        self._track = Card(theme, padding=20, spacing=12)
        self._track.column.addWidget(Label(theme, words.t("The procedure until today"), "h2"))
        self._line: Track | None = None
        self._track.hide()
        area.column.addWidget(self._track)
        if task:
            self._edit(task)
        area.column.addStretch(1)

    def _make_steps(self) -> None:
        """Make the cards of the next steps: the list, what is missing, the form of one."""
        session, theme, words = self.session, self.theme, self.words
        self._steps = QHBoxLayout()
        self._steps.setSpacing(theme.u(16))
        self.tasks = TasksCard(theme, words)
        self.tasks.chosen.connect(self._edit)
        self.tasks.ticked.connect(self._tick)
        self.tasks.adding.connect(self._add_task)
        self.tasks.entered.connect(lambda event: self.session.go("entry", event))
        self.tasks.sourced.connect(self._open_source)
        self.tasks.exporting.connect(lambda: self._offer_calendar(self.standing.tasks))
        self.missing = MissingCard(theme, words)
        self.missing.opened.connect(self._open)
        self.form = TaskForm(session)
        self.form.closed.connect(self.close_inner)
        self.form.removing.connect(self._remove)
        self.form.exporting.connect(lambda task: self._offer_calendar((task,)))
        self.form.hide()
        self._steps.addWidget(self.tasks, 5)
        self._steps.addWidget(self.missing, 4)
        self._steps.addWidget(self.form, 4)

    @property
    def today(self) -> dt.date:
        """Return the day that counts as now, by the clock of the computer."""
        return self._fixed or self.session.day.today

    def _name_day(self) -> None:
        self._header.set_title(self.words.date(self.today, DateStyle.WEEKDAY))
        if self.words.language.hijri:
            self._header.set_count(hijri_words(self.words, self.today))

    def _next_day(self) -> None:
        """Count from the day that has begun: a step may be overdue since midnight."""
        self._name_day()
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew: something may have changed on another screen."""
        super().showEvent(event)
        self.session.day.look()
        self.reload()

    def _changed_elsewhere(self, records: frozenset[tuple[str, str]]) -> None:
        """Show anew what was undone, done again or brought back; a form of it closes."""
        self._removed = ""
        self._undo.hide()
        if ("task", self.form.shown) not in records or not self.close_inner():
            self.reload()

    def reload(self) -> None:
        """Read where the case stands."""
        today = self.today
        self.care.reload()
        op(self.session, lambda vault: read_standing(vault, today), owner=self).success(
            self._show
        ).start()

    def _show(self, standing: Standing) -> None:
        self.standing = standing
        while (item := self._dates.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for card in cards_of(self.theme, self.words, standing, self.today):
            card.opened.connect(lambda event: self.session.go("entry", event))
            self._dates.addWidget(card, 1)
        self.tasks.show_tasks(standing.tasks, standing.done, self.today, standing.titles)
        self.missing.show_records(standing.incomplete, standing.silenced)
        if self._line is not None:
            self._track.column.removeWidget(self._line)
            self._line.deleteLater()
            self._line = None
        if standing.procedure:
            self._line = Track(self.theme, self.words, standing.procedure, self.today)
            self._track.column.addWidget(self._line)
        self._track.setVisible(self._line is not None)

    def _open(self, record: Event | Document) -> None:
        self.session.go("documents" if isinstance(record, Document) else "entry", record.id)

    def _open_source(self, document: str, pages: str) -> None:
        """Show the paper that a step comes from, at its page."""
        from limbo_desktop.ui.viewer.place import Place

        self.session.go("documents", Place(document, pages, large=True).argument)

    def _offer_calendar(self, tasks: Sequence[Task]) -> None:
        self.calendar.show()
        self.calendar.offer(tasks)

    def _close_calendar(self) -> None:
        self.calendar.hide()
        self.tasks.export.setFocus()

    def _edit(self, task: str) -> None:
        self.form.show_task(task)
        self.missing.hide()
        self.form.show()

    def _add_task(self) -> None:
        op(
            self.session, lambda vault: vault.tasks.add(Task(id="", type="todo")), owner=self
        ).success(self._added).start()

    def _added(self, task: Task) -> None:
        self.reload()
        self._edit(task.id)

    def _tick(self, identity: str) -> None:
        if self.form.shown == identity:
            self.close_inner()

        def turn(vault: Vault) -> None:
            task = vault.tasks.get(identity)
            vault.tasks.put(replace(task, done=not task.done))

        op(self.session, turn, owner=self).success(lambda _: self.reload()).start()

    def _remove(self, task: str) -> None:
        self.close_inner()

        def removed(_: None) -> None:
            self._removed = task
            self._undo.show()
            self.reload()

        op(self.session, lambda vault: vault.tasks.remove(task), owner=self).success(
            removed
        ).start()

    def undo_last(self) -> None:
        """Take the last step out of the bin again."""
        task, self._removed = self._removed, ""
        self._undo.hide()
        if task:
            op(self.session, lambda vault: vault.bin.restore(task), owner=self).success(
                lambda _: self.reload()
            ).start()

    def new_record(self) -> None:
        """Begin a new entry."""
        self.session.go("entry")

    def close_inner(self) -> bool:
        """Close the calendar's card or the form of a step; what is typed is saved."""
        if not self.calendar.isHidden():
            self._close_calendar()
            return True
        if self.form.isHidden():
            return False
        self.form.clear()
        self.form.hide()
        self.missing.show()
        self.reload()
        return True

    def flush(self) -> None:
        """Save what is typed."""
        self.form.saver.commit()

    def apply_room(self, room: Room) -> None:
        """Put the cards beside each other where they fit."""
        self._header.set_tight(tight=room.tight)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._dates.setDirection(below if room.one_column else beside)
        self._steps.setDirection(beside if room.panel else below)
