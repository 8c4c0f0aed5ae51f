"""One kind line on Today about copies, when there is something to say; nothing else of the time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.ui.copies.card import choose_folder
from limbo_desktop.ui.copies.words_of import is_old, last_words
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, IconLabel, Notice
from limbo_desktop.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from limbo_desktop.vault.backup.keeping import Standing
    from limbo_desktop.vault.vault import Vault

ENOUGH: Final = 3
"""So many entries and papers make a case that somebody would miss."""


@dataclass(frozen=True, slots=True)
class Care:
    """How the copies stand, and whether the case is one that somebody would miss."""

    standing: Standing
    has_content: bool


def read_care(vault: Vault) -> Care:
    """Return what the line is made of.  On the lane."""
    content = vault.events.count() + vault.documents.count()
    return Care(vault.backups.standing(), content >= ENOUGH and not vault.read_only)


class CareLine(QWidget):
    """Offers copies once, says when one failed, and when the last is old; else it is hidden."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        theme, words = session.theme, session.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.notice = Notice(theme, icon="save", action=words.t("Copies…"))
        self.notice.acted.connect(lambda: session.go("settings"))
        column.addWidget(self.notice)
        self.offer = Card(theme, padding=16, spacing=12)
        said = words.t(
            "A copy on a stick keeps the case when this computer is lost or taken away. It is "
            "encrypted like the case, and is made by itself whenever the stick is plugged in."
        )
        self.offer.column.addWidget(
            IconLabel(
                theme, "save", "accent", text=said, words_colour="ink", style="label", wrap=True
            )
        )
        holder = QWidget()
        row = FlowLayout(holder, gap=theme.u(8), line=int(theme.height("control")), rtl=theme.rtl)
        row.setContentsMargins(0, 0, 0, 0)
        choose = Button(theme, words.t("Choose a folder…"), icon="folder-open")
        choose.clicked.connect(lambda: choose_folder(session, self))
        row.addWidget(choose)
        later = Button(theme, words.t("Not now"), ButtonKind.QUIET)
        later.clicked.connect(self._put_off)
        row.addWidget(later)
        self.offer.column.addWidget(holder)
        column.addWidget(self.offer)
        self.hide()
        session.keeper.told.connect(self.reload)

    def reload(self) -> None:
        """Read how the copies stand."""
        op(self._session, read_care, owner=self).success(self._show).start()

    def _show(self, care: Care) -> None:
        standing, words = care.standing, self._session.words
        trouble = self._session.keeper.trouble
        text = ""
        if standing.folder is not None and trouble is not None:
            why = self._session.error_text(trouble)
            text = words.t("{why} {last}", why=why, last=last_words(words, standing))
        elif standing.folder is not None and not standing.there and is_old(standing, time.time()):
            text = words.t(
                "{last} The folder for copies is not here now. When its stick is plugged in, "
                "a copy is made by itself.",
                last=last_words(words, standing),
            )
        offered = care.has_content and standing.folder is None and not standing.asked
        if text:
            self.notice.set_text(text)
        self.notice.setVisible(bool(text))
        self.offer.setVisible(offered)
        self.setVisible(bool(text) or offered)

    def _put_off(self) -> None:
        op(self._session, lambda vault: vault.backups.put_off(), owner=self).success(
            lambda _: self.reload()
        ).start()
