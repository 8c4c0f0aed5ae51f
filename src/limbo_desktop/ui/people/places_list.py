"""The list of places where a name stands, under the person's form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.people.places import Place
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Label
from limbo_desktop.ui.widgets.margins import indented

SHOWN: Final = 60


class PlacesList(QWidget):
    """`chosen(place)` when one is followed."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.u(4))

    def show_places(self, places: Sequence[Place]) -> None:
        """Show where the name stands now."""
        self._empty()
        theme, words = self._theme, self._words
        title = words.n(
            "The name stands in {count} place", "The name stands in {count} places", len(places)
        )
        self._column.addWidget(Label(theme, title, "title", wrap=True))
        explained = words.t("A bundle prints the pseudonym in each of them.")
        self._column.addWidget(Label(theme, explained, "small", "ink2", wrap=True))
        former = ""
        for place in places[:SHOWN]:
            if place.id != former:
                self._add_link(place)
            former = place.id
            self._add_where(place)
        if len(places) > SHOWN:
            rest = words.n("and {count} more", "and {count} more", len(places) - SHOWN)
            self._column.addWidget(Label(theme, rest, "small", "ink2"))

    def _add_link(self, place: Place) -> None:
        theme, words = self._theme, self._words
        title = place.title or words.t("No title")
        link = Button(
            theme,
            title,
            ButtonKind.LINK,
            icon="file-text" if place.is_document else "pencil",
            height="small_button",
            wide=True,
            at_start=True,
        )
        link.setMinimumWidth(theme.u(80))
        link.clicked.connect(lambda: self.chosen.emit(place))
        self._column.addWidget(link)

    def _add_where(self, place: Place) -> None:
        theme, words = self._theme, self._words
        where = text = words.t(place.where)
        if place.found:
            text = words.t("{where}: {words}", where=where, words=words.list(place.found))
        line = Label(theme, text, "small", "ink2", wrap=True)
        holder = QWidget()
        holder.setLayout(indented(theme, line))
        self._column.addWidget(holder)

    def clear(self) -> None:
        """Show nothing."""
        self._empty()

    def _empty(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
