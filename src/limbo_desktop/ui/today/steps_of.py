"""The next steps that belong to one entry: each leads to Today, and one can be added."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.case.records import Task
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.today.standing import by_due, date_of
from limbo_desktop.ui.today.tasks import left_of
from limbo_desktop.ui.widgets import Button, ButtonKind, Label
from limbo_desktop.vault.vault import Vault


class StepsOf(QWidget):
    """Reads the steps whenever it is shown.

    `identity` gives the entry's id, "" before it is saved; `flush` saves what is typed.
    """

    def __init__(
        self, session: Session, identity: Callable[[], str], flush: Callable[[], None]
    ) -> None:
        super().__init__()
        self._session, self._identity, self._flush = session, identity, flush
        theme, words = session.theme, session.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(4))
        column.addWidget(Label(theme, words.t("Next steps"), "label", "ink2"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self.add = Button(
            theme,
            words.t("New step for this entry"),
            ButtonKind.LINK,
            icon="plus",
            height="small_button",
        )
        self.add.clicked.connect(self._add)
        column.addWidget(self.add)
        session.day.turned.connect(self._read)

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew: a step may have changed on Today."""
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        identity = self._identity()
        if identity:
            op(
                self._session,
                lambda vault: sorted(vault.tasks.linked_to(identity), key=by_due),
                owner=self,
            ).success(self._show).start()

    def _show(self, tasks: Sequence[Task]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        theme, words = self._session.theme, self._session.words
        today = self._session.day.today
        for task in tasks:
            left = words.t("done") if task.done else left_of(words, date_of(task.due), today)
            title = task.title or words.t("No title")
            row = Button(
                theme,
                words.t("{first} · {second}", first=title, second=left),
                ButtonKind.LINK,
                icon="check" if task.done else "calendar-clock",
                height="small_button",
                wide=True,
                at_start=True,
            )
            row.setMinimumWidth(theme.u(80))
            row.clicked.connect(lambda _=False, key=task.id: self._session.go("today", key))
            self._rows.addWidget(row)
            row.show()

    def _add(self) -> None:
        """Add a step to the entry, which is saved first, and show its form on Today."""
        self._flush()

        def work(vault: Vault) -> Task:
            return vault.tasks.add(Task(id="", type="todo", event=self._identity()))

        op(self._session, work, owner=self).success(
            lambda task: self._session.go("today", task.id)
        ).start()
