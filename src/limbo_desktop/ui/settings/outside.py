"""The card of the settings on copies of originals outside the case: where each is, and away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.ui.copies.words_of import moment
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, IconLabel, Label, Notice, Rule

if TYPE_CHECKING:
    from limbo_desktop.vault.saved_out import Outside, SavedOut
    from limbo_desktop.vault.vault import Vault

TOLD: Final = {
    "there": N_("{file} is deleted. A stick or an SSD may keep old pieces of it."),
    "gone": N_("{file} was not there any more."),
    "changed": N_("{file} is another file by now. It was not touched."),
}
"""What came of deleting, by `vault.saved_out.Outside`."""


class OutsideNotDeletedError(PersonError):
    """The system does not let the file be deleted, or its medium does not answer."""

    message = N_("The copy could not be deleted. Look whether its stick is plugged in.")


class OutsideCard(Card):
    """Hidden while no copy of an original was written outside the case."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, spacing=8)
        self._session = session
        theme, words = session.theme, session.words
        self.column.addWidget(Label(theme, words.t("Originals saved outside the case"), "h2"))
        hint = words.t("These copies are not encrypted. Delete those that are not needed any more.")
        self.column.addWidget(Label(theme, hint, "small", "ink2", wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.u(8))
        self.column.addLayout(self._rows)
        self.told = Notice(theme, tone="good", icon="circle-check")
        self.told.hide()
        self.column.addWidget(self.told)
        self.copies: tuple[SavedOut, ...] = ()
        self.hide()
        # A hidden widget is not shown of itself: who shows the screen asks.
        self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Read what is on the list."""
        op(self._session, lambda vault: vault.saved_out.all(), owner=self).success(
            self._show
        ).failure(lambda _: None).start()

    def _show(self, copies: tuple[SavedOut, ...]) -> None:
        if copies == self.copies and copies:
            self.show()
            return
        self.copies = copies
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in copies:
            self._rows.addWidget(self._row(each))
        self.setVisible(bool(copies) or not self.told.isHidden())

    def _row(self, copy: SavedOut) -> QWidget:
        theme, words = self._session.theme, self._session.words
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(4))
        column.addWidget(Rule(theme))
        path = words.identifier(str(copy.path))
        column.addWidget(IconLabel(theme, "file", "ink2", text=path, style="label", wrap=True))
        when = words.t("Saved {when}", when=moment(words, copy.at))
        column.addWidget(Label(theme, when, "small", "ink2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.u(8))
        name = copy.path.name
        delete = Button(theme, words.t("Delete now"), icon="trash-2", height="small_button")
        delete.setAccessibleName(words.t("Delete now: {file}", file=name))
        delete.clicked.connect(lambda: self._delete(copy))
        row.addWidget(delete)
        keep = Button(theme, words.t("Take off the list"), ButtonKind.LINK, height="small_button")
        keep.setAccessibleName(words.t("Take off the list: {file}", file=name))
        keep.clicked.connect(lambda: self._forget(copy))
        row.addWidget(keep)
        row.addStretch(1)
        column.addLayout(row)
        return holder

    def _delete(self, copy: SavedOut) -> None:
        def work(vault: Vault) -> Outside:
            try:
                return vault.saved_out.delete(copy.id)
            except OSError:
                raise OutsideNotDeletedError from None

        op(self._session, work, owner=self).success(lambda found: self._tell(copy, found)).start()

    def _tell(self, copy: SavedOut, found: Outside) -> None:
        words = self._session.words
        self.told.set_text(words.t(TOLD[found.value], file=words.identifier(copy.path.name)))
        self.told.show()
        self.reload()

    def _forget(self, copy: SavedOut) -> None:
        op(self._session, lambda vault: vault.saved_out.forget(copy.id), owner=self).success(
            lambda _: self.reload()
        ).start()
