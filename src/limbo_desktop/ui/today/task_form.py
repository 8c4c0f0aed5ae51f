"""The form of a step: appointment, deadline or something to do; saved as typed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from limbo_desktop.case.records import Task
from limbo_desktop.case.values import Value
from limbo_desktop.text.names import LABELS, NAMES
from limbo_desktop.ui.forms.date_field import DateField
from limbo_desktop.ui.forms.edited import Edited, with_draft
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    Field,
    Label,
    LineEdit,
    SavedIndicator,
    SegmentedSwitch,
)

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.٫]([0-5]\d)")


def read_clock(text: str) -> str | None:
    """Return "9.15" or "٩:١٥" as "09:15", "" for nothing, None when it is no time of day."""
    digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text.strip())
    if not digits:
        return ""
    found = _CLOCK.fullmatch(digits)
    return f"{int(found[1]):02}:{found[2]}" if found else None


class TaskForm(Card):
    """`closed` when it is done with, `removing(id)` when the step should go to the bin."""

    closed = Signal()
    removing = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, padding=20, spacing=12)
        self._session = session
        self._task: Task | None = None
        theme, words = session.theme, session.words
        head = QHBoxLayout()
        head.addWidget(Label(theme, words.t("Next step"), "h2"), 1)
        self.saved = SavedIndicator(theme)
        head.addWidget(self.saved)
        self.close_button = Button(
            theme, "", ButtonKind.QUIET, icon="x", height="small_button", name=words.t("Close")
        )
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button)
        self.column.addLayout(head)
        kinds = [(each, words.t(name)) for each, name in NAMES[Value.TASK_TYPE].items()]
        self.type = SegmentedSwitch(theme, words.t("What it is"), kinds, "todo", wide=True)
        self.column.addWidget(self.type)
        self.title = self._line("task.title")
        self.due = DateField(theme, words, words.t(LABELS["task.due"]))
        self.column.addWidget(self.due)
        self.time = self._line("task.time")
        self.place = self._line("task.place")
        self.source = self._line("task.source")
        self.remove = Button(theme, words.t("Move to the bin"), ButtonKind.QUIET, icon="trash-2")
        self.remove.clicked.connect(self._remove)
        self.column.addWidget(self.remove)
        self.column.addStretch(1)
        self.saver = Edited(session, self, lambda: self.task, self.saved)
        for line in (self.title, self.time, self.place, self.source):
            line.textEdited.connect(self._typed)
        self.due.edited.connect(self._typed)
        self.type.changed.connect(self._typed)

    def _line(self, key: str) -> LineEdit:
        label = self._session.words.t(LABELS[key])
        line = LineEdit(self._session.theme, label)
        self.column.addWidget(Field(self._session.theme, label, line))
        return line

    @property
    def shown(self) -> str:
        """Return the id of the step in the form, "" for none."""
        return self._task.id if self._task is not None else ""

    def show_task(self, identity: str) -> None:
        """Show the step with this id; what was typed for the former one is saved first."""
        self.saver.commit()

        def read(vault: Vault) -> tuple[Task, Task]:
            task = vault.tasks.get(identity)
            return task, with_draft(vault, task)

        op(self._session, read, owner=self).success(self._show).start()

    def _show(self, found: tuple[Task, Task]) -> None:
        kept, task = found
        self._task = None
        self.type.choose(task.type or "todo")
        self.title.setText(task.title)
        self.due.set_value(task.due)
        self.time.setText(task.time)
        self.place.setText(task.place)
        self.source.setText(task.source.text)
        self._task = task
        self.saver.load(kept, from_draft=task != kept)
        self.title.setFocus()

    def clear(self) -> None:
        """Save what is typed and show nothing."""
        self.saver.commit()
        self._task = None
        self.saver.load(None)

    def _typed(self) -> None:
        self.saver.touch()

    def _remove(self) -> None:
        if self._task is not None:
            self.removing.emit(self._task.id)

    @property
    def task(self) -> Task | None:
        """Return the record with what the form has; a time that is none keeps the last one."""
        if self._task is None:
            return None
        clock = read_clock(self.time.text())
        return replace(
            self._task,
            type=self.type.value,
            title=self.title.text().strip(),
            due=self.due.value,
            time=self._task.time if clock is None else clock,
            place=self.place.text().strip(),
            source=replace(self._task.source, text=self.source.text().strip()),
        )
