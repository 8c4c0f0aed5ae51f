"""The bin: what was deleted, last first; each can be taken out, all of it can be erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from limbo_desktop.ui.bin.emptying import Emptying
from limbo_desktop.ui.bin.row import BinRow
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.widgets import Button, Card, Label, Rule
from limbo_desktop.ui.widgets.header import Header
from limbo_desktop.ui.widgets.scrolling import ScrollingColumn

if TYPE_CHECKING:
    from limbo_desktop.ui.theme.metrics import Room
    from limbo_desktop.vault.bin import Removed
    from limbo_desktop.vault.vault import Vault

PAGE: Final = 50
"""How many rows are shown at first and are added by each wish for more."""


class BinScreen(Screen):
    """Documents, people, entries and steps that were deleted."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._removed: tuple[Removed, ...] = ()
        self._shown = PAGE
        theme, words = self.theme, self.words
        u = theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._header = Header(theme, words.t("Bin"))
        self._header.row.addStretch(1)
        self.back = Button(theme, words.t("Back"), icon="arrow-left")
        self.back.clicked.connect(session.back)
        self._header.row.addWidget(self.back)
        self.empty = Button(theme, words.t("Empty the bin…"), icon="trash-2")
        self.empty.clicked.connect(self._ask)
        self._header.row.addWidget(self.empty)
        column.addWidget(self._header)
        area = ScrollingColumn(theme, spacing=12)
        area.column.setContentsMargins(u(24), u(4), u(24), u(24))
        column.addWidget(area, 1)
        self.emptying = Emptying(theme, words)
        self.emptying.setMaximumWidth(u(760))
        self.emptying.confirmed.connect(self._empty)
        self.emptying.hide()
        area.column.addWidget(self.emptying)
        self._nothing = Label(
            theme,
            words.t("The bin is empty. What is deleted waits here until the bin is emptied."),
            "body",
            "ink2",
            wrap=True,
        )
        area.column.addWidget(self._nothing)
        self._card = Card(theme, padding=20, spacing=0)
        self._card.setMaximumWidth(u(760))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._card.column.addLayout(self._rows)
        area.column.addWidget(self._card)
        self.more = Button(theme, words.t("Show more"), icon="chevron-down")
        self.more.clicked.connect(self._show_more)
        area.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        area.column.addStretch(1)
        self._show(())
        session.changed.connect(lambda _: self.reload())

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew: something may have been deleted on another screen."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Read what lies in the bin."""
        op(self.session, lambda vault: vault.bin.all(), owner=self).success(self._show).start()

    def _show(self, removed: tuple[Removed, ...]) -> None:
        self._removed = removed
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for index, each in enumerate(removed[: self._shown]):
            if index:
                self._rows.addWidget(Rule(self.theme))
            row = BinRow(self.theme, self.words, each)
            row.wanted.connect(self._restore)
            self._rows.addWidget(row)
        self._card.setVisible(bool(removed))
        self._nothing.setVisible(not removed)
        self.empty.setEnabled(bool(removed))
        self.more.setVisible(len(removed) > self._shown)
        self._header.set_count(
            self.words.n("{count} thing", "{count} things", len(removed)) if removed else ""
        )
        if not removed:
            self.emptying.hide()
        self.emptying.set_count(len(removed))

    def _show_more(self) -> None:
        self._shown += PAGE
        self._show(self._removed)

    def _restore(self, identity: str) -> None:
        type_ = next(each.type for each in self._removed if each.record.id == identity)

        def restored(_: None) -> None:
            self.session.changed.emit(frozenset({(type_, identity)}))

        op(self.session, lambda vault: vault.bin.restore(identity), owner=self).success(
            restored
        ).start()

    def _ask(self) -> None:
        self.emptying.show()
        self.emptying.keep.setFocus()

    def _empty(self) -> None:
        gone = frozenset((each.type, each.record.id) for each in self._removed)

        def work(vault: Vault) -> int:
            return vault.bin.empty()

        def emptied(_: int) -> None:
            self.emptying.hide()
            self.session.changed.emit(gone)
            self.back.setFocus()

        op(self.session, work, owner=self).success(emptied).start()

    def close_inner(self) -> bool:
        """Take the question back whether to erase."""
        if self.emptying.isHidden():
            return False
        self.emptying.hide()
        self.empty.setFocus()
        return True

    def apply_room(self, room: Room) -> None:
        """Keep the head low where there is little height."""
        self._header.set_tight(tight=room.tight)
