"""macOS: the session's own dictionary says whether the screen is locked; asked every second.

Source: CGSessionCopyCurrentDictionary (CoreGraphics), key CGSSessionScreenIsLocked.  A closed lid
and sleep lock the screen by default there.  Not yet run on macOS.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import Final

from PySide6.QtCore import QObject, QTimer

from limbo_desktop.ui.away.watch import AwayWatch

_EVERY_MS: Final = 1000
_UTF8: Final = 0x08000100


class MacWatch(AwayWatch):
    """Looks once a second whether the screen was locked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_locked = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Look from now on."""
        self._timer.start()

    def _look(self) -> None:
        locked = _screen_is_locked()
        if locked and not self._was_locked:
            self.left.emit("session")
        self._was_locked = locked


def _screen_is_locked() -> bool:
    graphics = ctypes.CDLL(ctypes.util.find_library("CoreGraphics"))
    foundation = ctypes.CDLL(ctypes.util.find_library("CoreFoundation"))
    graphics.CGSessionCopyCurrentDictionary.restype = ctypes.c_void_p
    foundation.CFStringCreateWithCString.restype = ctypes.c_void_p
    foundation.CFDictionaryGetValue.restype = ctypes.c_void_p
    session = ctypes.c_void_p(graphics.CGSessionCopyCurrentDictionary())
    if not session:
        return False
    key = ctypes.c_void_p(
        foundation.CFStringCreateWithCString(None, b"CGSSessionScreenIsLocked", _UTF8)
    )
    try:
        value = ctypes.c_void_p(foundation.CFDictionaryGetValue(session, key))
        return bool(value) and bool(foundation.CFBooleanGetValue(value))
    finally:
        foundation.CFRelease(key)
        foundation.CFRelease(session)
