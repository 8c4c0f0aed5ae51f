"""Undo and redo by key, from anywhere: what happened is said in a banner with the way back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from limbo_desktop.marking import N_
from limbo_desktop.ui.operations import long_op, op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.banner import Banner
from limbo_desktop.ui.shell.undo_words import redone, undone

if TYPE_CHECKING:
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.undo import Progress, Step, Undo
    from limbo_desktop.vault.vault import Vault

_QUIET_SECONDS: Final = 0.3
"""What takes no longer says nothing of its progress."""


class _Stopped(Exception):  # noqa: N818 - it is no error, only the way out of the work
    """The person stopped a long step."""


class Undoing(QObject):
    """Takes the case's last change back and does it again, and tells the screens.

    `flush` hands what is typed to the lane first, so that the last words are the last change.
    In a text field the keys stay the field's own until it has nothing left to take back.
    """

    def __init__(self, session: Session, flush: Callable[[], None], banner: Banner) -> None:
        super().__init__(banner)
        self._session = session
        self._flush = flush
        self._banner = banner
        self._long = False
        self._field: QLineEdit | QPlainTextEdit | None = None
        session.undo_requested.connect(self.undo)
        session.redo_requested.connect(self.redo)
        session.undo_offered.connect(self._offer)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _offer(self, text: str) -> None:
        self._banner.answer(text, "notice", self._session.words.t("Undo"), self.undo)

    def undo(self) -> None:
        """Take the last change back."""
        self._move(lambda undo: undo.undo, self._undone, N_("Undoing: {done} of {total}"))

    def redo(self) -> None:
        """Do the change again that was taken back last."""
        self._move(lambda undo: undo.redo, self._redone, N_("Doing again: {done} of {total}"))

    def _move(
        self,
        turn: Callable[[Undo], Callable[[Progress], Step | None]],
        done: Callable[[Step | None], None],
        going: str,
    ) -> None:
        """Start one step; a long one, such as an import, says how far it is and can be stopped."""
        if self._long:
            return  # pressed again while it is under way: once is meant
        self._flush()
        words, begun = self._session.words, time.monotonic()
        stop = threading.Event()

        def work(vault: Vault, job: Job) -> Callable[[], None]:
            def report(made: int, total: int) -> None:
                job.report(made, total)
                if stop.is_set():
                    raise _Stopped

            try:
                step = turn(vault.undo)(report)
            except _Stopped:
                return self._stopped
            return lambda: done(step)

        def progress(made: int, total: int) -> None:
            if made < total and (self._long or time.monotonic() - begun > _QUIET_SECONDS):
                self._long = True
                text = words.t(going, done=words.number(made), total=words.number(total))
                self._banner.follow(text, words.t("Cancel"), stop.set)

        long_op(self._session, work, owner=self).progress(progress).success(
            lambda tell: tell()
        ).finished(self._over).start()

    def _over(self) -> None:
        self._long = False

    def _stopped(self) -> None:
        self._banner.answer(
            self._session.words.t("Stopped. Everything is as it was before."), "good"
        )

    def _undone(self, step: Step | None) -> None:
        words = self._session.words
        if step is None:
            self._banner.answer(
                words.t("There is nothing to undo since the case was opened."), "good"
            )
            return
        self._tell(step, undone(words, step), words.t("Redo"), self.redo)

    def _redone(self, step: Step | None) -> None:
        words = self._session.words
        if step is None:
            self._banner.answer(words.t("There is nothing to do again."), "good")
            return
        self._tell(step, redone(words, step), words.t("Undo"), self.undo)

    def _tell(self, step: Step, text: str, action: str, act: Callable[[], None]) -> None:
        """Let the screens read what changed, one may go elsewhere; then say what it was."""
        self._session.changed.emit(step.touched)

        def say(_: None) -> None:
            self._banner.answer(text, "good", action, act)

        op(self._session, lambda _: None, owner=self).success(say).start()

    def _follow(self, _former: QWidget | None, now: QWidget | None) -> None:
        """Watch the keys of the text field that has the focus."""
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = now if isinstance(now, QLineEdit | QPlainTextEdit) else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave a key that the field has no use for to the shortcuts of the window."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.matches(QKeySequence.StandardKey.Undo):
            spent = not _can_undo(watched)
        elif event.matches(QKeySequence.StandardKey.Redo):
            spent = not _can_redo(watched)
        else:
            return False
        if spent:
            event.ignore()
        return spent


def _can_undo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return isinstance(field, QPlainTextEdit) and field.document().isUndoAvailable()


def _can_redo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    return isinstance(field, QPlainTextEdit) and field.document().isRedoAvailable()
