"""The window stays out of screenshots and recordings where the system offers that.

Windows: SetWindowDisplayAffinity with WDA_EXCLUDEFROMCAPTURE (Windows 10 2004 and later; black
before).  macOS: sharingType of NSWindow set to NSWindowSharingNone, through the Objective-C
runtime; programs with ScreenCaptureKit may see it all the same since macOS 15.  X11 and Wayland
offer nothing of the sort.  Not yet run on Windows and macOS.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

Put = Callable[[int, bool], None]
"""Hides the native window with this id from captures, or shows it."""

_EXCLUDE: Final = 0x11
_SHARING_NONE: Final = 0
_SHARING_READ_ONLY: Final = 1


def system_put() -> Put | None:
    """Return what the system offers; None where it offers nothing."""
    if sys.platform == "win32":
        return _put_windows
    if sys.platform == "darwin":
        return _put_mac
    return None


class CaptureGuard(QObject):
    """Hides every window of the program from captures when it is shown, dialogs and menus too."""

    def __init__(self, app: QObject, parent: QObject, put: Put | None) -> None:
        super().__init__(parent)
        self._put = put
        self._hidden = True
        if put is not None:
            app.installEventFilter(self)

    def hide(self, *, hidden: bool, windows: list[QWidget]) -> None:
        """From now on hide windows or do not; those that are open follow at once."""
        self._hidden = hidden
        for window in windows:
            self._apply(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take in each window when it is shown."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._apply(watched)
        return False

    def _apply(self, window: QWidget) -> None:
        if self._put is not None and window.isWindow():
            self._put(int(window.winId()), self._hidden)


def _put_windows(window: int, hidden: bool) -> None:
    if sys.platform == "win32":
        handle = ctypes.c_void_p(window)
        ctypes.windll.user32.SetWindowDisplayAffinity(handle, _EXCLUDE if hidden else 0)


def _put_mac(view: int, hidden: bool) -> None:
    runtime = ctypes.CDLL("/usr/lib/libobjc.dylib")
    runtime.sel_registerName.restype = ctypes.c_void_p
    runtime.sel_registerName.argtypes = [ctypes.c_char_p]
    send = runtime.objc_msgSend
    send.restype, send.argtypes = ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_void_p]
    window = send(view, runtime.sel_registerName(b"window"))
    if not window:
        return
    send.restype = None
    send.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong]
    sharing = _SHARING_NONE if hidden else _SHARING_READ_ONLY
    send(window, runtime.sel_registerName(b"setSharingType:"), sharing)
