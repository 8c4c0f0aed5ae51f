"""What a file tells: its date and title to be used or not, who is in it, and what it reveals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.intake.offers import Offer, Says, Trace
from limbo_desktop.marking import N_
from limbo_desktop.text.instants import length_of
from limbo_desktop.text.words import Words
from limbo_desktop.ui.documents.about_reading import IN_FACTS, IN_NAME, About, Proposal
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, IconLabel, Label
from limbo_desktop.vault.findings import Facts

_DAY: Final = {
    Says.PHOTO: N_("The photo says {date}. Use as its date?"),
    Says.MAIL: N_("The mail was sent on {date}. Use as its date?"),
    Says.RECORDING: N_("The recording says {date}. Use as its date?"),
    Says.PDF: N_("The file says that it was made on {date}. Use as the date on the paper?"),
    Says.NAME: N_("The name of the file says {date}. Use as its date?"),
}
_MOMENT: Final = {
    Says.PHOTO: N_("The photo says {date}, {time}. Use as its date?"),
    Says.MAIL: N_("The mail was sent on {date}, {time}. Use as its date?"),
    Says.RECORDING: N_("The recording says {date}, {time} UTC. Use as its date?"),
    Says.PDF: N_("The file says that it was made on {date}, {time}. Use as the date on the paper?"),
    Says.NAME: N_("The name of the file says {date}, {time}. Use as its date?"),
}
_TITLE: Final = {
    Says.TITLE: N_("The file calls itself “{title}”. Use as its title?"),
    Says.SUBJECT: N_("The subject of the mail is “{title}”. Use as its title?"),
}
_TRACES: Final = {
    Trace.PLACE: N_("It says where it was made: {value}."),
    Trace.DEVICE: N_("It names the device: {value}."),
    Trace.SERIAL: N_("It has the serial number of the device: {value}."),
    Trace.AUTHOR: N_("It names a person as its author or owner: {value}."),
    Trace.PROGRAM: N_("It names the program: {value}."),
    Trace.ADDRESS: N_("It has the internet address of the sender: {value}."),
}
_PLACE_UNREAD: Final = N_("It says where it was made.")
_KEPT: Final = N_(
    "The original keeps this, also where it is attached to a bundle. The pictures on the pages of a"
    " bundle do not have it."
)


def offer_words(words: Words, offer: Offer) -> str:
    """Return the question that goes with an offer."""
    if offer.field == "title":
        return words.t(_TITLE[offer.says], title=offer.value)
    date = words.date(offer.value)
    if offer.time:
        return words.t(_MOMENT[offer.says], date=date, time=words.time(offer.time))
    return words.t(_DAY[offer.says], date=date)


def proposal_words(words: Words, proposal: Proposal) -> str:
    """Return where somebody's name stands."""
    if proposal.place == IN_NAME:
        return words.t("{name}: named in the name of the file", name=proposal.name)
    if proposal.place == IN_FACTS:
        return words.t("{name}: named in what the file says of itself", name=proposal.name)
    page = words.identifier(str(proposal.place))
    return words.t("{name}: named on page {page}", name=proposal.name, page=page)


def measures(words: Words, facts: Facts) -> str:
    """Return how large a file is: pages or messages, dots, length, bytes."""
    parts: list[str] = []
    if facts.pages > 1 or (facts.pages and facts.kind == "pdf"):
        parts.append(words.n("{count} page", "{count} pages", facts.pages))
    if facts.messages:
        parts.append(words.n("{count} message", "{count} messages", facts.messages))
    width, height = facts.pixels
    if width and height:
        dots = words.identifier(f"{width} × {height}")
        parts.append(words.t("{dots} dots", dots=dots))
    if facts.seconds:
        parts.append(length_of(words, facts.seconds))
    parts.append(words.size(facts.size))
    return words.list(parts)


class Question(QWidget):
    """A line that asks, with an answer that does it and one that puts it aside."""

    accepted = Signal()
    refused = Signal()

    def __init__(self, theme: Theme, text: str, accept: str, refuse: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.u(4))
        column.setSpacing(theme.u(4))
        column.addWidget(Label(theme, text, "label", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.u(8))
        for words, answered in ((accept, self.accepted), (refuse, self.refused)):
            button = Button(theme, words, height="small_button")
            button.setAccessibleDescription(text)
            button.clicked.connect(answered)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)


class Told(QWidget):
    """`used(field, value)` when an offer is taken over, `shown_in(person)` when somebody is in it,
    `aside(key)` when a line is put aside.
    """

    used = Signal(str, str)
    shown_in = Signal(str)
    aside = Signal(str)

    def __init__(self, theme: Theme, words: Words, about: About) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.u(6))
        self._head(words.t("What the file tells"))
        if about.facts is not None:
            measure = Label(theme, measures(words, about.facts), "label", wrap=True)
            self._column.addWidget(measure)
        for offer in about.offers:
            self._ask(
                offer_words(words, offer),
                words.t("Use"),
                words.t("Not now"),
                partial(self.used.emit, offer.field, offer.value),
                offer.key,
            )
        if about.sender:
            person, name = about.sender
            self._ask(
                words.t("The mail names {name} as its sender. Did it come from them?", name=name),
                words.t("Yes"),
                words.t("Not now"),
                partial(self.used.emit, "obtained.from_", person),
                f"from:{person}",
            )
        self._propose(about.proposals)
        self._reveal(about.traces)

    def _head(self, text: str) -> None:
        self._column.addWidget(Label(self._theme, text, "label", "ink2"))

    def _ask(
        self, text: str, accept: str, refuse: str, taken: Callable[[], object], key: str
    ) -> None:
        question = Question(self._theme, text, accept, refuse)
        question.accepted.connect(taken)
        question.refused.connect(lambda: self.aside.emit(key))
        self._column.addWidget(question)

    def _propose(self, proposals: Iterable[Proposal]) -> None:
        words = self._words
        for number, proposal in enumerate(proposals):
            if not number:
                self._head(words.t("Seen, heard or named in it?"))
            self._ask(
                proposal_words(words, proposal),
                words.t("Yes"),
                words.t("No"),
                partial(self.shown_in.emit, proposal.person),
                proposal.key,
            )

    def _reveal(self, traces: Iterable[tuple[Trace, str]]) -> None:
        words, lines = self._words, []
        for trace, value in traces:
            message = _TRACES[trace] if value else _PLACE_UNREAD
            lines.append(words.t(message, value=words.identifier(value)))
        if not lines:
            return
        self._head(words.t("What it reveals"))
        for line in lines:
            self._column.addWidget(Label(self._theme, line, "label", wrap=True))
        self._column.addWidget(
            IconLabel(self._theme, "info", "ink2", text=words.t(_KEPT), style="small", wrap=True)
        )
