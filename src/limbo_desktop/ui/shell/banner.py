"""Banners above a screen: the messages that stand there, and the lock in a minute."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.ui.notices import Kind, Message, Notices
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.lock_card import LAST_SECONDS
from limbo_desktop.ui.widgets.buttons import Button, ButtonKind
from limbo_desktop.ui.widgets.message import Notice

_READ_OUT: Final = (30, 10)
"""Seconds before the lock at which it is said again; each second would drown all else."""


class Banner(QWidget):
    """Shows what stands, and under it the answer to what was just done; see `ui.notices`."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        u = session.theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(u(24), u(12), u(24), 0)
        column.setSpacing(u(8))
        self._notices = Notices(session.words)
        self._places = (_Place(session), _Place(session))
        for place in self._places:
            place.closed.connect(self._close)
            column.addWidget(place)
        self._followed: Message | None = None
        self.hide()

    @property
    def messages(self) -> tuple[Message, ...]:
        """Return what nobody has closed yet."""
        return tuple(self._notices)

    def take_up(self, former: Iterable[Message]) -> None:
        """Go on saying what a former banner said, but not of what was done on its screen."""
        self._notices = Notices(self._session.words, former)
        self.leave()

    def follow(self, text: str, action: str, act: Callable[[], object]) -> None:
        """Say how far a work is, with a link that stops it.

        The notice stays the same while the work goes on, so that the link keeps the focus; once
        it was closed it stays so.
        """
        if self._followed is None:
            self.answer(text, "notice", action, act)
            self._followed = self._notices.answer
        elif self._places[1].message is self._followed:
            self._places[1].set_text(text)

    def answer(
        self, text: str, tone: str, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Say what came of what the person did; with `action` a link calls `act`."""
        self.say(Message(Kind.ANSWER, lambda _: text, tone, action, act))

    def say(self, message: Message) -> None:
        """Take up `message`; it is shown at once, or when it is its turn."""
        if message.rule.passes:
            self._followed = None
        self._notices.add(message)
        self._show()

    def leave(self) -> None:
        """Another screen is shown."""
        self._notices.leave()
        self._show()

    def dismiss(self) -> bool:
        """Close what was said last, as Esc does; False when there is nothing.

        What is said of the case itself is only closed by its own button.
        """
        for place in reversed(self._places):
            if place.message is not None and place.message.kind is not Kind.CASE:
                self._close(place)
                return True
        return False

    def _close(self, place: "_Place") -> None:
        focused = place.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        if place.message is not None:
            self._notices.close(place.message)
        self._show()
        if focused:
            next_one = next((each for each in self._places if each.message is not None), None)
            if next_one is not None:
                next_one.take_focus()

    def _show(self) -> None:
        shown = (self._notices.standing, self._notices.answer)
        # First, so that what is shown is read out: nobody reads out what is hidden.
        self.setVisible(any(shown))
        for place, message in zip(self._places, shown, strict=True):
            place.show_message(message)

    @property
    def text(self) -> str:
        """Return the words that are shown, empty when none are."""
        return "\n".join(place.text for place in self._places if place.text)


class _Place(QWidget):
    """Where one message stands, with a button that closes it."""

    closed = Signal(QWidget)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._notice: Notice | None = None
        self._close: Button | None = None
        self.message: Message | None = None
        self.hide()

    def show_message(self, message: Message | None) -> None:
        """Show `message` in place of what was there; None for nothing."""
        if message is self.message:
            return
        self.message = message
        if self._notice is not None:
            self._column.removeWidget(self._notice)
            self._notice.hide()
            self._notice.deleteLater()
        self._notice = self._notice_of(message) if message is not None else None
        self.setVisible(message is not None)

    def _notice_of(self, message: Message) -> Notice:
        theme, words = self._session.theme, self._session.words
        text = message.said(words)
        icon = "circle-check" if message.tone == "good" else "info"
        notice = Notice(theme, text, tone=message.tone, icon=icon, action=message.action)
        if message.act is not None:
            notice.acted.connect(message.act)
        close = Button(
            theme, kind=ButtonKind.QUIET, icon="x", height="small_button", name=words.t("Close")
        )
        close.setAccessibleDescription(text)
        close.clicked.connect(lambda: self.closed.emit(self))
        row = notice.layout()
        if isinstance(row, QHBoxLayout):
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._close = close
        self._column.addWidget(notice)
        notice.show()
        return notice

    def take_focus(self) -> None:
        """Put the focus on the button that closes."""
        if self._close is not None:
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_text(self, text: str) -> None:
        """Show other words in the same notice; they are not read out."""
        if self._notice is not None:
            self._notice.set_text(text, aloud=False)

    @property
    def text(self) -> str:
        """Return the words that stand here, empty when none do."""
        return self._notice.text if self._notice is not None else ""


class LockSoon(QWidget):
    """In the last minute says in words that the vault is about to lock, and how to keep it open."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._words = session.words
        u = session.theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(u(24), u(12), u(24), 0)
        self._notice = Notice(session.theme, icon="lock")
        column.addWidget(self._notice)
        self.hide()

    def show_left(self, seconds: int) -> None:
        """Show the card when at most a minute is left."""
        if seconds <= LAST_SECONDS:
            text = self._words.n(
                "Locks in {count} second. Everything is saved. Any key keeps it open.",
                "Locks in {count} seconds. Everything is saved. Any key keeps it open.",
                seconds,
            )
            self._notice.set_text(text, aloud=seconds in _READ_OUT)
        self.setVisible(seconds <= LAST_SECONDS)

    @property
    def text(self) -> str:
        """Return the words that are shown, empty when none are."""
        return "" if self.isHidden() else self._notice.text
