"""The form of a step: appointment, deadline or something to do; saved as typed.

A deadline may be counted from a day, as the letter has it: number and day are the person's, they
stay as the words of the date and, where nothing else stands there, as what the step is from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from limbo_desktop.case.kind import Field
from limbo_desktop.case.records import Task
from limbo_desktop.case.values import Value
from limbo_desktop.marking import N_
from limbo_desktop.text.date_reading import read_period
from limbo_desktop.text.names import LABELS
from limbo_desktop.text.periods import Period
from limbo_desktop.ui.inputs.around import Around, read_around
from limbo_desktop.ui.inputs.form import ColumnForm
from limbo_desktop.ui.inputs.make import make_input
from limbo_desktop.ui.inputs.saver import Saver, read_sheet
from limbo_desktop.ui.inputs.sheet import Sheet
from limbo_desktop.ui.inputs.text import TextInput
from limbo_desktop.ui.inputs.tokens import DocumentInput
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.today.period_row import PeriodRow
from limbo_desktop.ui.today.source_inputs import EntryInput, PagesInput
from limbo_desktop.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    Label,
    SavedIndicator,
)

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Loaded:
    """A step with what its form can name."""

    sheet: Sheet[Task]
    around: Around
    entries: dict[str, str]


class TaskForm(Card):
    """`closed` when it is done with, `removing(id)` when the step should go to the bin.

    `exporting(Task)` when it should go into a calendar.
    """

    closed = Signal()
    removing = Signal(str)
    exporting = Signal(object)

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
        self.around = Around()
        self.form = ColumnForm(theme, words, self.around, "task")
        self.form.add(
            "type",
            make_input(theme, words, Field("type", Value.TASK_TYPE, N_("What it is")), Around()),
        )
        self.form.ask("title", Value.TEXT)
        self.period = PeriodRow(theme, words)
        self.period.counted.connect(self._on_counted)
        self.form.column.addWidget(self.period)
        self.form.ask("due", Value.DATE)
        self.form.ask("time", Value.TIME)
        self.form.ask("place", Value.PLACE)
        self._add_source()
        self.column.addWidget(self.form)
        self._add_buttons()
        self.column.addStretch(1)
        self.saver: Saver[Task] = Saver(session, self, self.form.sheet, self.saved)
        self.form.changed.connect(self._on_changed)

    def _add_source(self) -> None:
        """Add who says so: in words, by a paper and its page; and the entry it belongs to."""
        theme, words, form = self._session.theme, self._session.words, self.form
        form.add("source.text", TextInput(theme, words, words.t(LABELS["task.source"])))
        paper = words.t("The paper that says so")
        form.add("source.document", DocumentInput(theme, words, paper, self.around, several=False))
        form.add("source.pages", PagesInput(theme, words, words.t("Its page")))
        self.entry = EntryInput(theme, words, words.t("Belongs to the entry"), self.around)
        form.add("event", self.entry)

    def _add_buttons(self) -> None:
        theme, words = self._session.theme, self._session.words
        self.export = Button(theme, words.t("For my calendar…"), ButtonKind.QUIET, icon="calendar")
        self.export.clicked.connect(self._export)
        self.column.addWidget(self.export)
        self.remove = Button(theme, words.t("Move to the bin"), ButtonKind.QUIET, icon="trash-2")
        self.remove.clicked.connect(self._remove)
        self.column.addWidget(self.remove)

    @property
    def shown(self) -> str:
        """Return the id of the step in the form, "" for none."""
        return self.saver.identity

    def show_task(self, identity: str) -> None:
        """Show the step with this id; what was typed for the former one is saved first."""
        self.saver.commit()
        self.form.setEnabled(False)  # what is typed before it is read would be another step's

        def read(vault: Vault) -> Loaded:
            sheet = read_sheet(vault, vault.tasks.get(identity))
            return Loaded(sheet, read_around(vault), vault.events.titles())

        op(self._session, read, owner=self).success(self._show).start()

    def _show(self, loaded: Loaded) -> None:
        self.around.learn(loaded.around)
        self.entry.entries = loaded.entries
        self.form.show_sheet(loaded.sheet)
        self.period.show_period(self._period_of(loaded.sheet))
        self._show_period()
        self.saver.load(loaded.sheet)
        self.form.setEnabled(True)
        self.form.inputs["title"].target().setFocus()

    # Days counted from a day

    def _period_of(self, sheet: Sheet[Task]) -> Period | None:
        """Return the number and the day that the date was counted from, if it was."""
        for words in (sheet.typed.get("due", ""), sheet.record.source.text):
            period = read_period(words, code=self._session.words.language.code)
            if period is not None and period.end.isoformat() == sheet.record.due:
                return period
        return None

    def _show_period(self) -> None:
        self.period.setVisible(self.form.inputs["type"].content() == "deadline")

    def _on_changed(self, key: str) -> None:
        if key == "type":
            self._show_period()
        self.saver.touch(key)

    def _on_counted(self, period: Period) -> None:
        """Write the sum where the date stands; and where it is from, unless that is told."""
        said = period.said(self._session.words)
        code = self._session.words.language.code
        source = self.form.inputs["source.text"]
        told = str(source.content() or "")
        if not told or read_period(told, code=code) is not None:
            source.show_content(said)
            source.changed.emit()
        due = self.form.inputs["due"]
        due.show_content(period.end.isoformat(), said)
        due.changed.emit()

    def _export(self) -> None:
        self.saver.commit()
        if self.saver.sheet is not None:
            self.exporting.emit(self.saver.sheet.record)

    def clear(self) -> None:
        """Save what is typed and show nothing."""
        self.saver.commit()
        self.saver.load(None)

    def _remove(self) -> None:
        self.saver.commit()
        if self.shown:
            self.removing.emit(self.shown)
