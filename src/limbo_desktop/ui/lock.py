"""Locking: when it is due, and how the process that held the key gives way to a new one."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from limbo_desktop.marking import N_
from limbo_desktop.ui.preferences import Preferences

REASONS: Final[Mapping[str, str]] = {
    "": N_("Locked at {time}. Your draft is saved."),
    "idle": N_("Locked at {time} because no key was pressed for a while. Your draft is saved."),
    "sleep": N_("Locked at {time} because the computer went to sleep. Your draft is saved."),
    "session": N_("Locked at {time} because the screen was locked. Your draft is saved."),
    "lid": N_("Locked at {time} because the lid was closed. Your draft is saved."),
    "damaged": N_(
        "Closed at {time} because the file of the case is damaged. With the passphrase it can be "
        "seen what still reads."
    ),
    "erased": N_("The case was erased at {time}."),
}
"""What the unlock window says after a lock, by the reason's name."""

_MODULE: Final = "limbo_desktop"
AFTER_LOCK: Final = "LIMBO_AFTER_LOCK"
LAST_SECONDS: Final = 60

_ACTIVITY: Final = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
    QEvent.Type.InputMethod,
    QEvent.Type.DragMove,
}
# The key that carries L on the Latin, Russian and Arabic layouts, should Qt not find the Latin one.
_LOCK_KEYS: Final = {int(Qt.Key.Key_L), ord("Д"), ord("م")}


class LockGuard(QObject):
    """Watches the whole application: the lock key, and idle time by the wall clock.

    `left` tells the seconds until the lock, every second; `due` the reason when it must happen.
    Time asleep counts, since the wall clock went on.  `now` gives seconds since the epoch.
    """

    left = Signal(int)
    due = Signal(str)

    def __init__(self, minutes: int, parent: QObject, now: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._now = now
        self._minutes = minutes
        self._last = now()
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)

    @property
    def total(self) -> int:
        """Return the seconds from the last touch to the lock."""
        return self._minutes * 60

    def set_minutes(self, minutes: int) -> None:
        """Lock after `minutes` of idle time from now on."""
        self._minutes = minutes
        self.touch()

    def begin(self, app: QObject) -> None:
        """Watch every event of `app` from now on."""
        app.installEventFilter(self)
        self.touch()
        self._timer.start()

    def touch(self) -> None:
        """Count from now: somebody is there."""
        self._last = self._now()
        self.left.emit(self.total)

    def tick(self) -> None:
        """Tell how many seconds are left, and that the time has come."""
        passed = self._now() - self._last
        if passed < 0:
            # The clock was set back: idle time is unknown, so it starts again.
            self.touch()
            return
        rest = int(self.total - passed)
        if rest > 0:
            self.left.emit(rest)
        elif not self._told:
            self._told = True
            self.due.emit("idle")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice activity, and take Ctrl+L wherever the focus is, over dialogs and menus too."""
        kind = event.type()
        if kind in _ACTIVITY:
            if self._now() - self._last >= 1:
                self.touch()
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_lock(event):
                if not self._told:
                    self._told = True
                    self.due.emit("")
                return True
        return False


def _is_lock(event: QKeyEvent) -> bool:
    control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return control == Qt.KeyboardModifier.ControlModifier and event.key() in _LOCK_KEYS


@dataclass(frozen=True, slots=True)
class AfterLock:
    """What the next process shows: why it was locked, at what time "14:20", and the looks."""

    reason: str
    time: str
    preferences: Preferences


def hand_over(after: AfterLock, environment: MutableMapping[str, str]) -> None:
    """Put `after` into `environment` for the next process; it holds nothing of the case."""
    value = {"reason": after.reason, "time": after.time, "look": after.preferences.to_text()}
    environment[AFTER_LOCK] = json.dumps(value)


def take_over(environment: MutableMapping[str, str], otherwise: Preferences) -> AfterLock | None:
    """Return and remove what a locked process handed over; None when there was none."""
    text = environment.pop(AFTER_LOCK, "")
    try:
        value = json.loads(text)
        reason, clock, look = str(value["reason"]), str(value["time"]), str(value["look"])
    except (ValueError, KeyError, TypeError):
        return None
    if reason not in REASONS:
        return None
    return AfterLock(reason, clock, Preferences.from_text(look, otherwise))


def command(path: Path | None) -> list[str]:
    """Return the command line that opens the window for the vault at `path`, or the start."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", _MODULE]
    return program if path is None else [*program, str(path)]


def relaunch(path: Path | None, after: AfterLock) -> NoReturn:
    """Replace this process, and with it every copy of the key, by one that asks to unlock.

    Neither Python nor Qt can wipe its memory; a process that has ended holds none.
    """
    hand_over(after, os.environ)
    line = command(path)
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(line, close_fds=True)  # noqa: S603 - our own program
        os._exit(0)
    os.execv(line[0], line)  # noqa: S606 - our own program
