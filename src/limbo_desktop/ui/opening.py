"""What the person is told after a case was opened: an upgrade, a copy, a sheet unchecked."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from limbo_desktop.memory_on_disk import MemoryOnDisk, memory_on_disk
from limbo_desktop.ui.notices import Kind, Message
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session

if TYPE_CHECKING:
    from limbo_desktop.text.words import Words
    from limbo_desktop.vault.settings import Setting
    from limbo_desktop.vault.underneath import Moved
    from limbo_desktop.vault.vault import Vault

T = TypeVar("T", str, int, bool)


def tell_of_opening(session: Session, owner: QObject) -> None:
    """Say above the screen what the opening did that a person should know of.

    Where two states of the case lie is said again at each opening until it is closed; that this
    computer writes its memory to its disk in the clear until then too, once for each case.
    """
    from limbo_desktop.vault import settings

    def moved(both: Moved) -> None:
        session.lane.deliver(lambda: _go_on_beside(session, owner, both))

    def found(vault: Vault) -> tuple[Message, ...]:
        vault.on_moved = moved
        if vault.moved is not None:  # in the moment between the opening and this
            moved(vault.moved)
        hidden = vault.settings.get(settings.HIDE_FROM_CAPTURE)
        session.lane.deliver(lambda: session.capture_changed.emit(hidden))
        return _of_opening(session, owner, vault, memory_on_disk())

    def tell(messages: tuple[Message, ...]) -> None:
        for message in messages:
            session.say(message)

    op(session, found, owner=owner).success(tell).start()


def _of_opening(
    session: Session, owner: QObject, vault: Vault, disk: MemoryOnDisk
) -> tuple[Message, ...]:
    from limbo_desktop.ui.copies.words_of import moment
    from limbo_desktop.ui.settings.this_computer import memory_words
    from limbo_desktop.vault import settings
    from limbo_desktop.vault.told import OPENED_COPY, SHEET_UNCHECKED, UPGRADED

    said: list[Message] = []
    both = vault.settings.get(settings.BOTH_KEPT)
    older, made = vault.older_copy, vault.copy_made
    if both:
        said.append(_of_both(session, owner, both))
    if older is not None:
        said.append(
            Message(
                Kind.FOUND,
                lambda words: words.t(UPGRADED, name=words.identifier(older.name)),
                "good",
            )
        )
    elif made is not None:
        said.append(
            Message(Kind.FOUND, lambda words: words.t(OPENED_COPY, when=moment(words, made)))
        )
    if vault.read_only:
        return tuple(said)
    if vault.settings.get(settings.SHEET_UNCHECKED):
        said.append(Message(Kind.FOUND, lambda words: words.t(SHEET_UNCHECKED)))
    if disk.plain and not vault.settings.get(settings.MEMORY_TOLD):

        def told() -> None:
            _keep(session, owner, settings.MEMORY_TOLD, value=True)

        said.append(Message(Kind.FOUND, lambda words: memory_words(words, disk), closed=told))
    return tuple(said)


def _go_on_beside(session: Session, owner: QObject, both: Moved) -> None:
    """From now on the case is the file that holds our state; say so until it is closed."""
    from limbo_desktop.vault import settings

    session.path = both.to
    happened = both.change.value if both.whole else "part"
    told = "/".join((happened, both.to.name, both.path.name))
    _keep(session, owner, settings.BOTH_KEPT, told)
    session.say(_of_both(session, owner, told))


def _of_both(session: Session, owner: QObject, told: str) -> Message:
    """Say where the two states are, as `told` in the settings."""
    from limbo_desktop.vault import settings
    from limbo_desktop.vault.told import BOTH_KEPT

    happened, to, path = told.split("/")

    def said(words: Words) -> str:
        new, old = words.identifier(to), words.identifier(path)
        return words.t(BOTH_KEPT[happened], new=new, old=old)

    def closed() -> None:
        _keep(session, owner, settings.BOTH_KEPT, "")

    return Message(Kind.CASE, said, closed=closed)


def _keep(session: Session, owner: QObject, setting: Setting[T], value: T) -> None:
    op(session, lambda vault: vault.settings.set(setting, value), owner=owner).start()
