"""The three cards at the top: how long the case waits, the last paper, the interview."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal

from limbo_desktop.case.records import Event
from limbo_desktop.text.spans import how_long, passed
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.today.standing import Standing, date_of, first_day
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, Label


class DateCard(Card):
    """A heading, a length of time in large letters, and the entry that it counts from."""

    opened = Signal(str)

    def __init__(
        self, theme: Theme, heading: str, value: str, foot: str, event: Event | None, *, large: bool
    ) -> None:
        super().__init__(theme, padding=20, spacing=6)
        self.column.addWidget(Label(theme, heading, "label", "ink2", wrap=True))
        self.value = Label(theme, value, "number" if large else "h1", wrap=True)
        self.column.addWidget(self.value)
        if foot:
            self.column.addWidget(Label(theme, foot, "label", "ink2", wrap=True))
        if event is not None and event.title:
            link = Button(
                theme, event.title, ButtonKind.LINK, height="small_button", wide=True, at_start=True
            )
            link.setMinimumWidth(theme.u(80))
            link.clicked.connect(lambda: self.opened.emit(event.id))
            self.column.addWidget(link)
        self.column.addStretch(1)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)


def cards_of(
    theme: Theme, words: Words, standing: Standing, today: dt.date
) -> tuple[DateCard, DateCard, DateCard]:
    """Return the three cards."""
    asked = standing.application
    waiting = words.t("Waiting since the application")
    if asked is None:
        first = _card(theme, waiting, words.t("No application yet"), "", None)
    else:
        day = first_day(asked.when) or today
        date = date_of(asked.when)
        length = how_long(words, day, today)
        value = length if date.exact else words.t("about {time}", time=length)
        foot = words.t("Asked for: {date}", date=words.date(asked.when))
        first = DateCard(theme, waiting, value, foot, asked, large=date.exact)
    return first, _paper(theme, words, standing, today), _interview(theme, words, standing, today)


def _paper(theme: Theme, words: Words, standing: Standing, today: dt.date) -> DateCard:
    heading = words.t("The last paper")
    event = standing.paper
    if event is None:
        return _card(theme, heading, words.t("None yet"), "", None)
    day = first_day(event.when) or today
    return _card(theme, heading, passed(words, day, today), words.date(event.when), event)


def _interview(theme: Theme, words: Words, standing: Standing, today: dt.date) -> DateCard:
    heading = words.t("The last interview")
    event = standing.interview
    if event is None:
        return _card(theme, heading, words.t("None yet"), "", None)
    day = first_day(event.when) or today
    return _card(theme, heading, passed(words, day, today), words.date(event.when), event)


def _card(theme: Theme, heading: str, value: str, foot: str, event: Event | None) -> DateCard:
    return DateCard(theme, heading, value, foot, event, large=False)
