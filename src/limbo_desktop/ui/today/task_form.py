"""The form of a step: appointment, deadline or something to do; saved as typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from limbo_desktop.case.kind import Field
from limbo_desktop.case.records import Task
from limbo_desktop.case.values import Value
from limbo_desktop.marking import N_
from limbo_desktop.text.names import LABELS
from limbo_desktop.ui.inputs.around import Around
from limbo_desktop.ui.inputs.form import ColumnForm
from limbo_desktop.ui.inputs.make import make_input
from limbo_desktop.ui.inputs.saver import Saver, read_sheet
from limbo_desktop.ui.inputs.sheet import Sheet
from limbo_desktop.ui.inputs.text import TextInput
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    Label,
    SavedIndicator,
)

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault


class TaskForm(Card):
    """`closed` when it is done with, `removing(id)` when the step should go to the bin."""

    closed = Signal()
    removing = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, padding=20, spacing=12)
        self._session = session
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
        self.form = ColumnForm(theme, words, Around(), "task")
        self.form.add(
            "type",
            make_input(theme, words, Field("type", Value.TASK_TYPE, N_("What it is")), Around()),
        )
        self.form.ask("title", Value.TEXT)
        self.form.ask("due", Value.DATE)
        self.form.ask("time", Value.TIME)
        self.form.ask("place", Value.PLACE)
        source = words.t(LABELS["task.source"])
        self.form.add("source.text", TextInput(theme, words, source))
        self.column.addWidget(self.form)
        self.remove = Button(theme, words.t("Move to the bin"), ButtonKind.QUIET, icon="trash-2")
        self.remove.clicked.connect(self._remove)
        self.column.addWidget(self.remove)
        self.column.addStretch(1)
        self.saver: Saver[Task] = Saver(session, self, self.form.sheet, self.saved)
        self.form.changed.connect(self.saver.touch)

    @property
    def shown(self) -> str:
        """Return the id of the step in the form, "" for none."""
        return self.saver.identity

    def show_task(self, identity: str) -> None:
        """Show the step with this id; what was typed for the former one is saved first."""
        self.saver.commit()

        def read(vault: Vault) -> Sheet[Task]:
            return read_sheet(vault, vault.tasks.get(identity))

        op(self._session, read, owner=self).success(self._show).start()

    def _show(self, sheet: Sheet[Task]) -> None:
        self.form.show_sheet(sheet)
        self.saver.load(sheet)
        self.form.inputs["title"].target().setFocus()

    def clear(self) -> None:
        """Save what is typed and show nothing."""
        self.saver.commit()
        self.saver.load(None)

    def _remove(self) -> None:
        self.saver.commit()
        if self.shown:
            self.removing.emit(self.shown)
