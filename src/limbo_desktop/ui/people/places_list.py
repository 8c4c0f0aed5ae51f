"""The list of places where a name stands, under the person's form: the doubtful ones first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.people.place_row import PlaceRow
from limbo_desktop.ui.people.places import Place
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, IconLabel, Label

SHOWN: Final = 40
"""Places shown at once; each further press shows as many again."""

_ICONS: Final = {
    "event": "pencil",
    "document": "file-text",
    "person": "users",
    "task": "calendar",
    "case": "folder",
}


class PlacesList(QWidget):
    """`chosen(place)` when one is followed; `conceal_too(word)` for a word that would stay."""

    chosen = Signal(object)
    conceal_too = Signal(str)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._rest: list[Place] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.u(4))

    def show_places(self, places: Sequence[Place]) -> None:
        """Show where the name stands now."""
        self.clear()
        theme, words = self._theme, self._words
        unsure = [place for place in places if place.unsure]
        sure = [place for place in places if not place.unsure]
        title = words.n(
            "The name stands in {count} place", "The name stands in {count} places", len(sure)
        )
        self._column.addWidget(Label(theme, title, "title", wrap=True))
        if unsure:
            said = words.n(
                "{count} place more is uncertain: please look at it",
                "{count} places more are uncertain: please look at them",
                len(unsure),
            )
            self._column.addWidget(
                IconLabel(theme, "triangle-alert", "notice", text=said, style="body", wrap=True)
            )
        self._rest = [*unsure, *sure]
        self._show_more()

    def _show_more(self) -> None:
        """Show the next places, and how many are left."""
        now, self._rest = self._rest[:SHOWN], self._rest[SHOWN:]
        for _, group in groupby(now, key=lambda place: (place.type, place.id, place.unsure)):
            self._add_record(list(group))
        if self._rest:
            text = self._words.n("Show {count} more", "Show {count} more", len(self._rest))
            more = Button(self._theme, text, ButtonKind.QUIET, height="small_button")
            more.clicked.connect(lambda: self._replace(more))
            self._column.addWidget(more)

    def _replace(self, more: Button) -> None:
        more.hide()
        more.deleteLater()
        count = self._column.count()
        self._show_more()
        item = self._column.itemAt(count)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.setFocus()

    def _add_record(self, places: Iterable[Place]) -> None:
        theme, words = self._theme, self._words
        for number, place in enumerate(places):
            if number == 0:
                title = place.title or words.t("No title")
                if place.type == "case":
                    title = words.t("The case")
                self._column.addWidget(
                    IconLabel(theme, _ICONS[place.type], "ink2", text=title, style="label_bold")
                )
            row = PlaceRow(theme, words, place)
            row.clicked.connect(lambda _=False, which=place: self.chosen.emit(which))
            self._column.addWidget(row)
            if place.doubt.kept and place.unsure:
                self._add_conceal(place)

    def _add_conceal(self, place: Place) -> None:
        text = self._words.t("Conceal “{word}” too", word=place.found)
        button = Button(
            self._theme, text, ButtonKind.LINK, icon="user-round-x", height="small_button"
        )
        button.clicked.connect(lambda: self.conceal_too.emit(place.found))
        self._column.addWidget(button)

    def clear(self) -> None:
        """Show nothing."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
