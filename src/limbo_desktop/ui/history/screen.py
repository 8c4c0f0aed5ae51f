"""The history of one record: each sitting with what changed in it, and the way back to it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from limbo_desktop.marking import N_
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.words import Words
from limbo_desktop.ui.history.changes import Sitting, field_changes
from limbo_desktop.ui.history.reading import Past, read_past
from limbo_desktop.ui.history.sitting_card import SittingCard
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.widgets import Button, Label
from limbo_desktop.ui.widgets.header import Header
from limbo_desktop.ui.widgets.scrolling import ScrollingColumn

if TYPE_CHECKING:
    from limbo_desktop.ui.theme.metrics import Room
    from limbo_desktop.vault.vault import Vault

PAGE: Final = 20
"""How many sittings are shown at first and are added by each wish for more."""

_ACTS: Final = {
    "add": N_("Written for the first time"),
    "put": N_("Changed"),
    "remove": N_("Moved to the bin"),
    "restore": N_("Taken out of the bin"),
}


class HistoryScreen(Screen):
    """The history of the record with the id `identity`, of type person, event or document."""

    def __init__(self, session: Session, type_: str, identity: str) -> None:
        super().__init__(session)
        self._type = type_
        self._identity = identity
        self._past: Past | None = None
        self._shown = PAGE
        theme, words = self.theme, self.words
        u = theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._header = Header(theme, words.t("History"))
        self.back = Button(theme, words.t("Back"), icon="arrow-left")
        self.back.clicked.connect(session.back)
        self._header.row.addStretch(1)
        self._header.row.addWidget(self.back)
        column.addWidget(self._header)
        area = ScrollingColumn(theme, spacing=12)
        area.column.setContentsMargins(u(24), u(4), u(24), u(24))
        column.addWidget(area, 1)
        hint = words.t(
            "Every change is kept in this file and leaves in no bundle. A former wording can be"
            " brought back; what stands now stays in the history."
        )
        said = Label(theme, hint, "label", "ink2", wrap=True)
        said.setMaximumWidth(u(760))
        area.column.addWidget(said)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(u(12))
        area.column.addLayout(self._rows)
        self.more = Button(theme, words.t("Show earlier changes"), icon="chevron-down")
        self.more.clicked.connect(self._show_more)
        self.more.hide()
        area.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        area.column.addStretch(1)
        session.changed.connect(self._on_changed)
        self.reload()

    def reload(self) -> None:
        """Read the history anew."""
        identity = self._identity
        op(self.session, lambda vault: read_past(vault, identity), owner=self).success(
            self._show
        ).start()

    def _on_changed(self, touched: frozenset[tuple[str, str]]) -> None:
        if (self._type, self._identity) in touched:
            self.reload()

    def _show_more(self) -> None:
        self._shown += PAGE
        if self._past is not None:
            self._show(self._past)

    def _show(self, past: Past) -> None:
        self._past = past
        self._header.set_count(past.title or self.words.t("Without a title"))
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for sitting in past.sittings[: self._shown]:
            self._rows.addWidget(self._card(past, sitting))
        self.more.setVisible(len(past.sittings) > self._shown)

    def _card(self, past: Past, sitting: Sitting) -> SittingCard:
        words = self.words
        changes = field_changes(
            words,
            self._type,
            sitting.old,
            sitting.new,
            lambda identity: past.names.get(identity, ""),
            cover=past.cover,
        )
        now = past.sittings[0].new
        card = SittingCard(
            self.theme,
            words,
            when=moment(words, sitting.last),
            act=words.t(_ACTS.get(sitting.action, _ACTS["put"])),
            changes=changes if sitting.action in {"add", "put"} else (),
            fields_back=bool(sitting.before),
            all_back=sitting.new != now,
        )
        card.field_wanted.connect(lambda key: self._take_back(sitting.before, key))
        card.all_wanted.connect(lambda: self._take_back(sitting.seq, ""))
        return card

    def _take_back(self, seq: int, key: str) -> None:
        type_, identity = self._type, self._identity

        def work(vault: Vault) -> None:
            from limbo_desktop.vault.wording import take_back

            take_back(vault, type_, identity, seq, key)

        def done(_: None) -> None:
            self.session.changed.emit(frozenset({(type_, identity)}))
            self.session.show_notice(
                self.words.t("The former wording is back. What stood here is in the history."),
                "good",
            )

        op(self.session, work, owner=self).success(done).start()

    def apply_room(self, room: Room) -> None:
        """Keep the head low where there is little height."""
        self._header.set_tight(tight=room.tight)


def moment(words: Words, at: int) -> str:
    """Return a moment (seconds UTC) by the computer's clock: "4 October 2022, 14:02"."""
    there = dt.datetime.fromtimestamp(at).astimezone()
    return words.t(
        "{date}, {time}",
        date=words.date(there.date(), DateStyle.FULL),
        time=words.time(there.strftime("%H:%M")),
    )
