"""Windows: power broadcasts and the notice of a locked session, seen among native events.

Sources: WM_POWERBROADCAST, WM_WTSSESSION_CHANGE, WTSRegisterSessionNotification and
RegisterPowerSettingNotification (GUID_LIDSWITCH_STATE_CHANGE) in Microsoft's documentation.
Not yet run on Windows.
"""

from __future__ import annotations

import ctypes
import sys
import uuid
from typing import Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtGui import QGuiApplication

from limbo_desktop.ui.away.watch import AwayWatch

_POWER: Final = 0x0218
_SUSPEND: Final = 0x0004
_SETTING: Final = 0x8013
_SESSION: Final = 0x02B1
_SESSION_LOCKED: Final = 0x7
_LID: Final = uuid.UUID("ba3e0f4d-b817-4094-a2d1-d56379e6a0f3")


class _Message(ctypes.Structure):
    """MSG of winuser.h, as far as it is read."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("word", ctypes.c_size_t),
        ("long", ctypes.c_void_p),
    )


class _Setting(ctypes.Structure):
    """POWERBROADCAST_SETTING of winuser.h with its first byte of data."""

    _fields_ = (
        ("setting", ctypes.c_ubyte * 16),
        ("length", ctypes.c_uint32),
        ("data", ctypes.c_ubyte),
    )


def reason_of(message: int, word: int, long: int) -> str:
    """Return what a native message says of the person: "sleep", "session", "lid" or ""."""
    if message == _SESSION and word == _SESSION_LOCKED:
        return "session"
    if message != _POWER:
        return ""
    if word == _SUSPEND:
        return "sleep"
    if word == _SETTING and long:
        setting = _Setting.from_address(long)
        if bytes(setting.setting) == _LID.bytes_le and setting.data == 0:
            return "lid"
    return ""


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, watch: AwayWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(  # type: ignore[override]  # PySide6 gives the address as an object
        self, _kind: QByteArray | bytes, address: object
    ) -> tuple[bool, int]:
        message = _Message.from_address(int(address))  # type: ignore[call-overload]  # a VoidPtr
        reason = reason_of(message.message, message.word, message.long or 0)
        if reason:
            self._watch.left.emit(reason)
        return False, 0


class WindowsWatch(AwayWatch):
    """Listens to the messages of the program's first window."""

    def begin(self) -> None:
        """Ask for the notices and look at every native event."""
        for window in QGuiApplication.topLevelWindows()[:1]:
            _ask_for_notices(ctypes.c_void_p(int(window.winId())))
        self._filter = _Filter(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)


def _ask_for_notices(window: ctypes.c_void_p) -> None:
    if sys.platform == "win32":
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window, 0)
        lid = (ctypes.c_ubyte * 16)(*_LID.bytes_le)
        ctypes.windll.user32.RegisterPowerSettingNotification(window, ctypes.byref(lid), 0)
