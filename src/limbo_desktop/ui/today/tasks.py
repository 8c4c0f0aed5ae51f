"""The next steps: appointments, deadlines and what is to do, with the days that are left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.records import Task
from limbo_desktop.case.values import Value
from limbo_desktop.text.dates import month_heading
from limbo_desktop.text.months import Case, month_name
from limbo_desktop.text.names import name_of
from limbo_desktop.text.spans import until
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.today.pill import Pill
from limbo_desktop.ui.today.standing import date_of
from limbo_desktop.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    Chip,
    IconPicture,
    Label,
    Rule,
)

SOON_DAYS: Final = 7
SHOWN: Final = 12
_LARGE: Final = 1.3
"""From this text size on the days that are left stand below the title."""


def left_of(words: Words, due: UncertainDate, today: dt.date) -> str:
    """Return how far a due date is: “in 8 days”, “no date”."""
    last = due.latest
    if last is None:
        return words.t("no date") if not due.known else words.date(due)
    first = due.earliest or last
    if first <= today < last:
        return words.t("now")
    return until(words, today, last if last < today else first)


def is_soon(due: UncertainDate, today: dt.date) -> bool:
    """Return whether a due date is within a week, or has passed."""
    first = due.earliest or due.latest
    return first is not None and (first - today).days <= SOON_DAYS


class TaskRow(QWidget):
    """One step: `chosen(id)` to change it, `ticked(id)` when it is done.

    `entered(id)` leads to the entry that it belongs to, `sourced(id, pages)` to the paper that
    says so; `titles` has the names of both.
    """

    chosen = Signal(str)
    ticked = Signal(str)
    entered = Signal(str)
    sourced = Signal(str, str)

    def __init__(
        self, theme: Theme, words: Words, task: Task, today: dt.date, titles: Mapping[str, str]
    ) -> None:
        super().__init__()
        u = theme.u
        row = QHBoxLayout(self)
        row.setContentsMargins(0, u(8), 0, u(8))
        row.setSpacing(u(8))
        due = date_of(task.due)
        row.addWidget(self._date(theme, words, due, today))
        row.addWidget(Rule(theme, vertical=True))
        said = QVBoxLayout()
        said.setSpacing(u(4))
        row.addLayout(said, 1)
        line = QHBoxLayout()
        line.setSpacing(u(8))
        said.addLayout(line)
        middle = QVBoxLayout()
        middle.setSpacing(u(2))
        title = task.title or words.t("No title")
        middle.addWidget(Label(theme, title, "title", wrap=True))
        meta = self._meta(words, task)
        if meta:
            middle.addWidget(Label(theme, meta, "label", "ink2", wrap=True))
        line.addLayout(middle, 1)
        pill = Pill(theme, left_of(words, due, today), notice=is_soon(due, today) and not task.done)
        if theme.scale > _LARGE:
            middle.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            line.addWidget(pill)
        self.change = Button(
            theme,
            "",
            ButtonKind.QUIET,
            icon="pencil",
            height="small_button",
            name=words.t("Change: {title}", title=title),
        )
        self.change.clicked.connect(lambda: self.chosen.emit(task.id))
        line.addWidget(self.change)
        self.tick = Button(
            theme,
            "",
            icon="undo-2" if task.done else "check",
            height="small_button",
            name=words.t("Not done after all: {title}", title=title)
            if task.done
            else words.t("Done: {title}", title=title),
        )
        self.tick.clicked.connect(lambda: self.ticked.emit(task.id))
        line.addWidget(self.tick)
        self._add_links(theme, words, task, titles, said)

    def _add_links(
        self, theme: Theme, words: Words, task: Task, titles: Mapping[str, str], into: QVBoxLayout
    ) -> None:
        """Add the ways to the paper that says so and to the entry that the step belongs to."""
        source = task.source
        if source.document in titles:
            title, pages = titles[source.document], source.pages
            said = title
            if pages:
                page = words.identifier(pages)
                said = words.t("{title}, page {page}", title=title, page=page)
            link = self._link(theme, said, "file-text")
            link.clicked.connect(lambda: self.sourced.emit(source.document, pages))
            into.addWidget(link)
        if task.event in titles:
            link = self._link(theme, titles[task.event] or words.t("No title"), "arrow-right")
            link.clicked.connect(lambda: self.entered.emit(task.event))
            into.addWidget(link)

    @staticmethod
    def _link(theme: Theme, text: str, icon: str) -> Button:
        link = Button(
            theme, text, ButtonKind.LINK, icon=icon, height="small_button", wide=True, at_start=True
        )
        link.setMinimumWidth(theme.u(80))
        return link

    @staticmethod
    def _date(theme: Theme, words: Words, due: UncertainDate, today: dt.date) -> QWidget:
        block = QWidget()
        block.setFixedWidth(theme.u(84))
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        first = due.earliest or due.latest
        if due.exact and first is not None:
            day = words.digits(str(first.day))
            column.addWidget(Label(theme, day, "h2", wrap=True, centred=True))
        else:
            icon = IconPicture(theme, "calendar" if first else "circle-dashed", "ink2", 22)
            column.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        under: str = words.t("no date")
        if first is not None and due.exact:
            under = month_name(words.language, first.month, Case.OF)
        elif first is not None:
            under = month_heading(words, first.month)
        if first is not None and first.year != today.year:
            year = words.digits(str(first.year))
            under = words.t("{month} {year}", month=under, year=year)
        column.addWidget(Label(theme, under, "small", "ink2", wrap=True, centred=True))
        column.addStretch(1)
        return block

    @staticmethod
    def _meta(words: Words, task: Task) -> str:
        parts: list[str] = [
            name_of(words, Value.TASK_TYPE, task.type),
            words.time(task.time),
            task.place,
            task.source.text,
        ]
        return (
            reduce(
                lambda first, second: words.t("{first} · {second}", first=first, second=second),
                [part for part in parts if part],
            )
            if any(parts)
            else ""
        )


class TasksCard(Card):
    """The open steps, nearest first, and a way to add one."""

    chosen = Signal(str)
    ticked = Signal(str)
    entered = Signal(str)
    sourced = Signal(str, str)
    adding = Signal()
    exporting = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, padding=20, spacing=0)
        self._theme = theme
        self._words = words
        self._tasks: tuple[Sequence[Task], Sequence[Task]] = ((), ())
        self._titles: Mapping[str, str] = {}
        self._today = dt.date.min
        head = QHBoxLayout()
        head.setSpacing(theme.u(8))
        head.setContentsMargins(0, 0, 0, theme.u(10))
        head.addWidget(Label(theme, words.t("Next steps"), "h2"), 1)
        self.finished = Chip(theme, words.t("Done: {count}", count=0), checkable=True, tick=True)
        self.finished.hide()
        self.finished.toggled.connect(lambda _: self._show())
        head.addWidget(self.finished)
        self.export = Button(
            theme,
            "",
            ButtonKind.QUIET,
            icon="calendar",
            height="small_button",
            name=words.t("For my calendar…"),
        )
        self.export.clicked.connect(self.exporting)
        head.addWidget(self.export)
        self.add = Button(theme, words.t("New step"), icon="plus", height="small_button")
        self.add.clicked.connect(self.adding)
        head.addWidget(self.add)
        self.column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    def show_tasks(
        self,
        open_: Sequence[Task],
        done: Sequence[Task],
        today: dt.date,
        titles: Mapping[str, str],
    ) -> None:
        """Show the open steps; the done ones when asked for.  `titles` name what they point to."""
        self._tasks, self._today, self._titles = (open_, done), today, titles
        self.export.setVisible(any(date_of(task.due).known for task in open_))
        self.finished.set_text(self._words.t("Done: {count}", count=len(done)))
        self.finished.setVisible(bool(done))
        self._show()

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        theme, words = self._theme, self._words
        open_, done = self._tasks
        shown = done if self.finished.isChecked() and done else open_
        for task in shown[:SHOWN]:
            self._rows.addWidget(Rule(theme))
            row = TaskRow(theme, words, task, self._today, self._titles)
            row.chosen.connect(self.chosen)
            row.entered.connect(self.entered)
            row.sourced.connect(self.sourced)
            row.ticked.connect(self.ticked)
            self._rows.addWidget(row)
            row.show()
        if len(shown) > SHOWN:
            more = words.n("and {count} more", "and {count} more", len(shown) - SHOWN)
            self._rows.addWidget(Label(theme, more, "label", "ink2"))
        if not shown:
            text = words.t("No appointment and no deadline is written down.")
            self._rows.addWidget(Label(theme, text, "body", "ink2", wrap=True))
