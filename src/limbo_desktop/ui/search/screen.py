"""Searches the whole case while one types: entries, documents to the page, people, next steps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.ui.operations import op
from limbo_desktop.ui.search.model import ResultsModel
from limbo_desktop.ui.search.painter import ResultsDelegate
from limbo_desktop.ui.search.results import ResultsList
from limbo_desktop.ui.search.wording import all_counted
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.viewer.place import Place
from limbo_desktop.ui.widgets import Card, Label, SearchField
from limbo_desktop.ui.widgets.aloud import say_aloud
from limbo_desktop.ui.widgets.header import Header
from limbo_desktop.vault.settings import COVER_THREATS

if TYPE_CHECKING:
    from limbo_desktop.ui.theme.metrics import Room
    from limbo_desktop.vault.hits import Group, Hit
    from limbo_desktop.vault.vault import Vault

PAUSE_MS: Final = 150
SHOWN: Final = 12
"""Hits of each type at first."""

MORE: Final = 200
"""Hits of each type when more are asked for."""


def searched(vault: Vault, text: str, limit: int) -> tuple[Group, ...]:
    """Return what is found; nothing is covered where the person does not want it.  On the lane."""
    groups = vault.search.groups(text, limit)
    if vault.settings.get(COVER_THREATS):
        return groups
    return tuple(
        replace(group, hits=tuple(replace(hit, covered=False) for hit in group.hits))
        for group in groups
    )


class SearchScreen(Screen):
    """`typed` is what to search for at first."""

    def __init__(self, session: Session, typed: str = "") -> None:
        super().__init__(session)
        theme, words = self.theme, self.words
        self._asked = 0
        self._limit = SHOWN
        self.found: tuple[Group, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.u(16))
        column.setSpacing(0)
        self.head = Header(theme, words.t("Search"))
        self.field = SearchField(
            theme, words.t("Search in the whole case"), words.t("Word, name, number")
        )
        self.field.setMinimumWidth(theme.u(160))
        self.field.setMaximumWidth(theme.u(400))
        self.field.installEventFilter(self)
        self.head.row.addWidget(self.field, 2)
        column.addWidget(self.head)
        column.addWidget(self._make_body(), 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(PAUSE_MS)
        self._typing.timeout.connect(self._paused)
        self.field.setText(typed)
        self.field.textChanged.connect(self._typed)
        session.changed.connect(self._on_changed)

    def _make_body(self) -> QWidget:
        theme, words = self.theme, self.words
        body = QWidget()
        column = QVBoxLayout(body)
        self._edges = column
        column.setContentsMargins(theme.u(24), 0, theme.u(24), 0)
        column.setSpacing(theme.u(12))
        self.said = Label(theme, "", "body", "ink2", wrap=True)
        column.addWidget(self.said)
        self.card = Card(theme, padding=4, spacing=0)
        self.model = ResultsModel(words, self)
        self._delegate = ResultsDelegate(theme)
        self.list = ResultsList(words.t("What was found"), self.model, self._delegate)
        self.list.opened.connect(self._open)
        self.list.more.connect(self._more)
        self.list.left.connect(self.start_search)
        self.card.column.addWidget(self.list)
        column.addWidget(self.card, 1)
        column.addStretch(0)
        return body

    def showEvent(self, event: QShowEvent) -> None:
        """Search anew: records may have changed since."""
        super().showEvent(event)
        self._look()
        self.start_search()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the field into the list with the arrow key or Enter."""
        keys = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in keys
        ):
            self.list.enter()
            return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self._limit = SHOWN
        self._typing.start()

    def _paused(self) -> None:
        self.session.stay(self.field.text())
        self._look()

    def _on_changed(self, _records: object) -> None:
        """Search anew after an undo while the results are looked at."""
        if self.isVisible():
            self._look()

    def _look(self) -> None:
        """Ask for what stands in the field; an answer that another question overtook is dropped."""
        self._typing.stop()
        self._asked += 1
        asked, text, limit = self._asked, self.field.text(), self._limit

        def found(groups: tuple[Group, ...]) -> None:
            if asked == self._asked:
                self._show(groups)

        op(self.session, lambda vault: searched(vault, text, limit), owner=self).success(
            found
        ).start()

    def _show(self, groups: tuple[Group, ...]) -> None:
        words = self.words
        self.found = groups
        self.model.show(groups)
        counted = all_counted(words, {each.type: each.total for each in groups})
        self.head.set_count(counted)
        if groups:
            self.said.hide()
        elif self.field.text().strip():
            self.said.setText(words.t("No entry has these words. Try one word, or a name."))
            self.said.show()
        else:
            self.said.setText(
                words.t(
                    "Searches entries, documents and their pages, people and next steps. Words in"
                    " “quotes” have to stand in just this order."
                )
            )
            self.said.show()
        self.card.setVisible(bool(groups))
        if self.field.text().strip():
            say_aloud(self.field, counted or self.said.text())

    def _more(self) -> None:
        self._limit = MORE
        self._look()

    def _open(self, hit: Hit) -> None:
        match hit.type:
            case "event":
                self.session.go("entry", hit.id)
            case "document" if hit.page:
                place = Place(hit.id, words=self.field.text(), at=str(hit.page), large=True)
                self.session.go("documents", place.argument)
            case "document":
                self.session.go("documents", hit.id)
            case "person":
                self.session.go("people", hit.id)
            case _:
                self.session.go("today", hit.id)

    def apply_room(self, room: Room) -> None:
        """Narrow the gutter and the head where the text is large."""
        self.head.set_tight(tight=room.tight)
        edge = self.theme.u(14 if room.tight else 24)
        self._edges.setContentsMargins(edge, 0, edge, 0)
        self.head.row.setContentsMargins(edge, 0, edge, 0)

    def start_search(self) -> None:
        """Put the focus into the search field."""
        self.field.setFocus()
        self.field.selectAll()

    def close_inner(self) -> bool:
        """Empty the field; Esc goes back only from an empty one."""
        had = bool(self.field.text())
        self.field.clear()
        self.start_search()
        return had
