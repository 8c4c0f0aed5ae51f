"""The help screen: the list of pages at the line's start, the page beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from limbo_desktop.ui.help.listing import TopicList
from limbo_desktop.ui.help.reader import TopicReader
from limbo_desktop.ui.help.topics import NAMES, Topic, load_topic
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.theme.metrics import MIDDLE, Room
from limbo_desktop.ui.widgets import Button, ButtonKind, Card
from limbo_desktop.ui.widgets.header import Header

_LIST: Final = 296
_RAIL: Final = 64
_ANY: Final = (1 << 24) - 1


class HelpScreen(Screen):
    """Needs no vault: it stands before a case is open too.

    `topic` is the name of the page to open; empty shows the first, or the list alone where there
    is room for one column only.  Raises KeyError for a name that is no page.
    """

    def __init__(self, session: Session, topic: str = "") -> None:
        super().__init__(session)
        theme, words = self.theme, self.words
        self._topics: dict[str, Topic] = {
            name: load_topic(words.language.code, name) for name in NAMES
        }
        self._reading = bool(topic)
        self._narrow = False
        self._tight = False
        self.header = Header(theme, words.t("Help"))
        self.list = TopicList(theme, words.t("Help pages"), tuple(self._topics.values()))
        self.reader = TopicReader(theme, words)
        self.back = Button(
            theme,
            words.t("All help pages"),
            ButtonKind.LINK,
            icon="arrow-left",
            height="small_button",
        )
        self._lay_out()
        self.list.marked.connect(self._show)
        self.list.opened.connect(self.open)
        self.reader.asked.connect(self.open)
        self.back.clicked.connect(self.close_inner)
        self.list.choose(self._topics[topic or NAMES[0]].name)
        self._place()

    def _lay_out(self) -> None:
        u = self.theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        self._row = QHBoxLayout()
        self._row.setSpacing(u(16))
        self._list_card = Card(self.theme, padding=4, spacing=0)
        self._list_card.column.addWidget(self.list)
        self._page_card = Card(self.theme, padding=20, spacing=8)
        self._page_card.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self._page_card.column.addWidget(self.reader, 1)
        self._row.addWidget(self._list_card)
        self._row.addWidget(self._page_card, 1)
        column.addLayout(self._row, 1)

    @property
    def topic(self) -> str:
        """Return the name of the page that is shown or marked."""
        return self._topic

    def _show(self, name: str) -> None:
        self._topic = name
        self.reader.show_topic(self._topics[name])

    def open(self, name: str) -> None:
        """Show the page `name` and put the focus into it."""
        self.list.choose(self._topics[name].name)
        self._reading = True
        self._place()
        self.reader.setFocus()

    def _place(self) -> None:
        """Show list and page beside each other, or the one of them that is wanted."""
        theme = self.theme
        self._list_card.setVisible(not (self._narrow and self._reading))
        self._page_card.setVisible(not self._narrow or self._reading)
        self.back.setVisible(self._narrow)
        self._list_card.setMinimumWidth(0 if self._narrow else theme.u(_LIST))
        self._list_card.setMaximumWidth(_ANY if self._narrow else theme.u(_LIST))
        edge = theme.u(16 if self._narrow else 24)
        beside, above = (16, 8) if self._narrow else (20, 20)
        inset = (theme.u(beside), theme.u(above))
        self._page_card.column.setContentsMargins(*inset, *inset)
        self.header.setVisible(not (self._tight and self._narrow and self._reading))
        top = 0 if self.header.isVisibleTo(self) else edge
        self._row.setContentsMargins(edge, top, edge, edge)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the page, or with the list; a proxy would hide from Tab what stands before."""
        (self.reader if self._reading else self.list).setFocus(event.reason())

    def apply_room(self, room: Room) -> None:
        """In a very short window lower the head, or leave it to the page that is read."""
        self._tight = room.tight
        self.header.set_tight(tight=room.tight)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be one column where the window, rail included, is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < self.theme.u(MIDDLE - _RAIL)
        if narrow is not self._narrow:
            self._narrow = narrow
            self._place()

    def close_inner(self) -> bool:
        """Go back from the page to the list, where they stand in the same place."""
        if not (self._narrow and self._reading):
            return False
        self._reading = False
        self._place()
        self.list.setFocus()
        return True

    def state(self) -> dict[str, object]:
        """Return which page is open."""
        return {"topic": self._topic, "reading": self._reading}

    def restore(self, state: dict[str, object]) -> None:
        """Open the page that was open before the rebuild."""
        topic = state.get("topic")
        if topic in self._topics:
            self._reading = state.get("reading") is True
            self.list.choose(str(topic))
            self._place()
