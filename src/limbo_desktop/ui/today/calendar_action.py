"""Next steps for a calendar: with titles that say nothing, or with one's own after a warning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from limbo_desktop.case.records import Task
from limbo_desktop.ui.operations import free_op
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, Label, Notice, TickBox

if TYPE_CHECKING:
    from limbo_desktop.export.calendar_file import CalendarFile
    from limbo_desktop.ui.session import Session


class CalendarCard(Card):
    """Asks which titles the calendar file gets, then where it should lie; `closed` when done."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, padding=20, spacing=12)
        self._session = session
        self._tasks: tuple[Task, ...] = ()
        theme, words = session.theme, session.words
        head = QHBoxLayout()
        head.addWidget(Label(theme, words.t("Calendar file"), "h2", wrap=True), 1)
        close = Button(
            theme, "", ButtonKind.QUIET, icon="x", height="small_button", name=words.t("Close")
        )
        close.clicked.connect(self.closed)
        head.addWidget(close)
        self.column.addLayout(head)
        self.which = Label(theme, "", "body", wrap=True)
        self.column.addWidget(self.which)
        neutral = words.t(
            "Titles will only say “Appointment” or “Reminder”: calendars are copied to clouds and "
            "shown on locked telephones."
        )
        self.column.addWidget(Label(theme, neutral, "label", "ink2", wrap=True))
        self.own = TickBox(theme, words.t("Write my own titles and places instead"))
        self.column.addWidget(self.own)
        self.warning = Notice(
            theme,
            words.t(
                "Whoever sees the calendar, its cloud or the locked telephone will read them. "
                "Without the tick nothing of the case is in the file."
            ),
        )
        self.warning.hide()
        self.own.toggled.connect(self.warning.setVisible)
        self.column.addWidget(self.warning)
        row = QHBoxLayout()
        self.save = Button(theme, words.t("Save the calendar file"), icon="download")
        self.save.clicked.connect(self._ask_where)
        row.addWidget(self.save)
        row.addStretch(1)
        self.column.addLayout(row)

    def offer(self, tasks: Sequence[Task]) -> None:
        """Ask about these steps, one or all; own titles have to be asked for each time."""
        self._tasks = tuple(tasks)
        self.own.setChecked(False)
        words = self._session.words
        if len(self._tasks) == 1:
            title = self._tasks[0].title or words.t("No title")
            self.which.setText(words.t("For one step: {title}", title=title))
        else:
            self.which.setText(words.t("For every step that has a date."))
        self.save.setFocus()

    def _ask_where(self) -> None:
        from limbo_desktop.ui.files import ask_save

        ask_save(
            self._session,
            self,
            self._session.words.t("Save the calendar file"),
            lambda paths: self.write(paths[0]),
            name="calendar.ics",
            suffix="ics",
        )

    def write(self, path: Path) -> None:
        """Write the file to `path` and say what is in it."""
        from limbo_desktop.export.calendar_file import calendar_file, save_calendar

        words, own = self._session.words, self.own.isChecked()
        file = calendar_file(self._tasks, words, dt.datetime.now(dt.UTC), own_titles=own)
        free_op(self._session, lambda _job: save_calendar(file, path), owner=self).success(
            lambda _: self._saved(file, path)
        ).start()

    def _saved(self, file: CalendarFile, path: Path) -> None:
        words = self._session.words
        said = words.n(
            "{count} step is in {path}.", "{count} steps are in {path}.", file.written, path=path
        )
        if file.undated:
            without = words.n(
                "{count} has no date and is not in it.",
                "{count} have no date and are not in it.",
                file.undated,
            )
            said = words.t("{first} {second}", first=said, second=without)
        self._session.show_notice(said, "good")
        self.closed.emit()
