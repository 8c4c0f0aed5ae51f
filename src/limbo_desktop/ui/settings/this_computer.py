"""The card of the settings on this computer: does it write memory to its disk, does it take
pictures of the window.
"""

from __future__ import annotations

from typing import Final

from limbo_desktop.marking import N_
from limbo_desktop.memory_on_disk import MemoryOnDisk, Written, memory_on_disk
from limbo_desktop.text.words import Words
from limbo_desktop.ui.capture import system_put
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import Card, IconLabel, Label, TickBox
from limbo_desktop.vault import settings

SWAP: Final = {
    Written.NEVER: N_("This computer writes no memory to its disk while it runs."),
    Written.ENCRYPTED: N_("What this computer writes of its memory to its disk is encrypted."),
    Written.PLAIN: N_(
        "This computer writes parts of its memory to its disk, not encrypted: words of an open "
        "case may be among them. Lock whenever you leave; a computer with an encrypted disk is "
        "safer."
    ),
    Written.UNKNOWN: N_(
        "Whether this computer writes memory to its disk in the clear is not known here. "
        "Lock whenever you leave."
    ),
}
"""What is said of swap space."""

HIBERNATION: Final = N_(
    "When it hibernates it writes all of its memory there: lock before, or shut it down."
)


def memory_words(words: Words, found: MemoryOnDisk) -> str:
    """Return what is said of swap and hibernation together."""
    if found.hibernation is not Written.PLAIN:
        return words.t(SWAP[found.swap])
    told = words.t(SWAP[Written.PLAIN])
    return words.t("{swap} {hibernation}", swap=told, hibernation=words.t(HIBERNATION))


class ComputerCard(Card):
    """What the computer does with what it has in memory and on the screen."""

    def __init__(self, session: Session, found: MemoryOnDisk | None = None) -> None:
        super().__init__(session.theme, spacing=12)
        self._session = session
        theme, words = session.theme, session.words
        self.column.addWidget(Label(theme, words.t("This computer"), "h2"))
        found = found or memory_on_disk()
        plain = found.plain
        self.memory = IconLabel(
            theme,
            "info" if plain or found.swap is Written.UNKNOWN else "check",
            "notice" if plain else "ink2",
            text=memory_words(words, found),
            words_colour="ink",
            style="label",
            wrap=True,
        )
        self.column.addWidget(self.memory)
        self.hidden: TickBox | None = None
        if system_put() is None:
            said = words.t("This system does not let a program keep its window out of screenshots.")
            self.column.addWidget(Label(theme, said, "small", "ink2", wrap=True))
            return
        self.hidden = TickBox(
            theme, words.t("Keep the window out of screenshots and recordings"), checked=True
        )
        self.hidden.toggled.connect(self._set_hidden)
        self.column.addWidget(self.hidden)
        op(
            session, lambda vault: vault.settings.get(settings.HIDE_FROM_CAPTURE), owner=self
        ).success(self.hidden.setChecked).start()

    def _set_hidden(self, hidden: bool) -> None:
        op(
            self._session,
            lambda vault: vault.settings.set(settings.HIDE_FROM_CAPTURE, hidden),
            owner=self,
        ).start()
        self._session.capture_changed.emit(hidden)
