"""What the person is told after a case was opened: an upgrade, a copy, a sheet unchecked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from limbo_desktop.memory_on_disk import MemoryOnDisk, memory_on_disk
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session

if TYPE_CHECKING:
    from limbo_desktop.vault.underneath import Moved
    from limbo_desktop.vault.vault import Vault


def tell_of_opening(
    session: Session, owner: QObject, memory: Callable[[], MemoryOnDisk] = memory_on_disk
) -> None:
    """Say above the screen what the opening did that a person should know of.

    Once for each case: that this computer writes its memory to its disk in the clear.
    """
    from limbo_desktop.vault import settings

    def moved(both: Moved) -> None:
        session.lane.deliver(lambda: _tell_of_both(session, both))

    def found(vault: Vault) -> tuple[Path | None, int | None, bool, MemoryOnDisk | None]:
        vault.on_moved = moved
        hidden = vault.settings.get(settings.HIDE_FROM_CAPTURE)
        session.lane.deliver(lambda: session.capture_changed.emit(hidden))
        disk = memory()
        told = vault.settings.get(settings.MEMORY_TOLD) or not disk.plain or vault.read_only
        sheet = vault.settings.get(settings.SHEET_UNCHECKED) and not vault.read_only
        if not told and not sheet and vault.older_copy is None and vault.copy_made is None:
            vault.settings.set(settings.MEMORY_TOLD, True)
            return None, None, False, disk
        return vault.older_copy, vault.copy_made, sheet, None

    def tell(answer: tuple[Path | None, int | None, bool, MemoryOnDisk | None]) -> None:
        from limbo_desktop.ui.copies.words_of import moment
        from limbo_desktop.vault.told import OPENED_COPY, SHEET_UNCHECKED, UPGRADED

        older, made, sheet, disk = answer
        words = session.words
        if older is not None:
            name = words.identifier(older.name)
            session.show_notice(words.t(UPGRADED, name=name), "good")
        elif made is not None:
            session.show_notice(words.t(OPENED_COPY, when=moment(words, made)))
        elif sheet:
            session.show_notice(words.t(SHEET_UNCHECKED))
        elif disk is not None:
            from limbo_desktop.ui.settings.this_computer import memory_words

            session.show_notice(memory_words(words, disk))

    op(session, found, owner=owner).success(tell).start()


def _tell_of_both(session: Session, both: Moved) -> None:
    """Say where the two states are; from now on the case is the file that holds ours."""
    from limbo_desktop.vault.told import BOTH_KEPT

    session.path = both.to
    words = session.words
    message = BOTH_KEPT[both.change.value if both.whole else "part"]
    new, old = words.identifier(both.to.name), words.identifier(both.path.name)
    session.show_notice(words.t(message, new=new, old=old))
