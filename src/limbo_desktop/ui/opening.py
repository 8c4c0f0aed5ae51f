"""What the person is told once after a case was opened: an upgrade, that it is a copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault


def tell_of_opening(session: Session, owner: QObject) -> None:
    """Say above the screen what the opening did that a person should know of."""

    def found(vault: Vault) -> tuple[Path | None, int | None]:
        return vault.older_copy, vault.copy_made

    def tell(answer: tuple[Path | None, int | None]) -> None:
        from limbo_desktop.ui.copies.words_of import moment
        from limbo_desktop.vault.told import OPENED_COPY, UPGRADED

        older, made = answer
        words = session.words
        if older is not None:
            name = words.identifier(older.name)
            session.show_notice(words.t(UPGRADED, name=name), "good")
        elif made is not None:
            session.show_notice(words.t(OPENED_COPY, when=moment(words, made)))

    op(session, found, owner=owner).success(tell).start()
