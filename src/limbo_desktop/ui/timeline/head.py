"""The head of the timeline: title, counts, search, and the buttons that folded parts leave."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import Room
from limbo_desktop.ui.widgets import Button, ButtonKind, SearchField
from limbo_desktop.ui.widgets.header import Header


class TimelineHead(Header):
    """Title and what can be done; `searched` carries the words, the others that they are asked."""

    searched = Signal(str)
    new_asked = Signal()
    picture_turned = Signal()
    filters_asked = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(theme, words.t("Timeline"), parent=parent)
        self._words = words
        self._fits: Room | None = None
        self._open = False
        self.search = SearchField(theme, words.t("Search"), words.t("Word, name, number"))
        self.search.setFixedWidth(theme.u(270))
        self.search.textChanged.connect(self.searched)
        low = "small_button"
        self.search_button = Button(theme, icon="search", name=words.t("Search"), height=low)
        self.search_button.clicked.connect(self._unfold)
        what = words.t("What the list shows")
        self.filter_button = Button(theme, icon="list-filter", name=what, height=low)
        self.filter_button.clicked.connect(self.filters_asked)
        self.picture_button = Button(theme, words.t("Picture"), icon="chart-gantt", height=low)
        self.picture_button.clicked.connect(self.picture_turned)
        picture = words.t("Picture")
        self.picture_icon = Button(theme, icon="chart-gantt", name=picture, height=low)
        self.picture_icon.clicked.connect(self.picture_turned)
        self.new_button = Button(theme, words.t("New entry"), ButtonKind.PRIMARY, icon="plus")
        self.new_button.setToolTip("Ctrl+N")
        self.new_button.clicked.connect(self.new_asked)
        for widget in (
            self.search,
            self.search_button,
            self.filter_button,
            self.picture_button,
            self.picture_icon,
            self.new_button,
        ):
            self.row.addWidget(widget)
        for button in (self.search_button, self.filter_button, self.picture_icon):
            button.setFixedWidth(theme.u(38))

    def show_counts(self, entries: int, documents: int, *, whole: bool) -> None:
        """Say how many entries and, where there is room, documents the case has."""
        if self._fits is not None and self._fits.tight:
            self.set_count("")
            return
        words = self._words
        said = words.n("{count} entry", "{count} entries", entries)
        if whole:
            papers = words.n("{count} document", "{count} documents", documents)
            said = words.t("{entries}, {documents}", entries=said, documents=papers)
        self.set_count(said)

    def apply_room(self, room: Room) -> None:
        """Fold search and picture to buttons where there is no room."""
        self._fits = room
        self.set_tight(tight=room.tight)
        edge = self._theme.u(self.edge)
        self.row.setContentsMargins(edge, 0, edge, 0)
        self.row.setSpacing(self._theme.u(10 if room.tight else 16))
        self.new_button.setFixedHeight(
            self._theme.height("small_button" if room.tight else "control")
        )
        self._place()

    @property
    def edge(self) -> int:
        """Return the gutter in units: narrower where the text is large."""
        return 14 if self._fits is not None and self._fits.tight else 24

    def _place(self) -> None:
        room = self._fits
        if room is None:
            return
        field = not room.short or self._open
        self.search.setVisible(field)
        self.search_button.setVisible(not field)
        self.picture_button.setVisible(room.short and not room.tight and not self._open)
        self.picture_icon.setVisible(room.tight and not self._open)

    def _unfold(self) -> None:
        self.open_search()

    def open_search(self, *, focus: bool = True) -> None:
        """Unfold the search and put the focus into it."""
        self._open = True
        self._place()
        if focus:
            self.search.setFocus()
            self.search.selectAll()

    def close_search(self) -> bool:
        """Fold the search again; return whether it was folded out of its button."""
        was_open = self._open and self._fits is not None and self._fits.short
        self._open = False
        self._place()
        return was_open
