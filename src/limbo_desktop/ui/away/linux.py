"""Linux: logind, UPower and the screen savers tell over D-Bus; sleep waits until all is saved.

Sources: org.freedesktop.login1(5) (PrepareForSleep, Session.Lock, Inhibit), UPower's
LidIsClosed, the ActiveChanged of the desktops' screen savers.
"""

from __future__ import annotations

import os
from typing import Final

from PySide6.QtCore import SLOT, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusError,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
)

from limbo_desktop.ui.away.watch import AwayWatch

_LOGIN: Final = "org.freedesktop.login1"
_LOGIN_PATH: Final = "/org/freedesktop/login1"
_MANAGER: Final = f"{_LOGIN}.Manager"
_POWER: Final = "org.freedesktop.UPower"
_POWER_PATH: Final = "/org/freedesktop/UPower"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_WAIT_MS: Final = 2000


class LinuxWatch(AwayWatch):
    """Listens on both buses; what is not there is not missed."""

    def begin(self) -> None:
        """Listen, and ask that sleep waits for the lock."""
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if system.isConnected():
            login = (_LOGIN, _LOGIN_PATH, _MANAGER, "PrepareForSleep")
            self._listen(system, *login, "_sleeping(bool)")
            power = (_POWER, _POWER_PATH, _PROPERTIES, "PropertiesChanged")
            self._listen(system, *power, "_power(QString,QVariantMap)")
            self._ask(system, "GetSession", [os.environ.get("XDG_SESSION_ID", "auto")], "_ours")
            self._ask(system, "Inhibit", ["sleep", "Limbo", "Limbo", "delay"], "_delaying")
        if session.isConnected():
            for saver in _SAVERS:
                self._listen(session, saver, "", saver, "ActiveChanged", "_saver(bool)")

    def _listen(
        self, bus: QDBusConnection, sender: str, path: str, interface: str, name: str, slot: str
    ) -> None:
        # Only the owner of the name is heard: Qt dies of a signal whose values are of other types.
        # The stubs want bytes for a slot, the binding takes text only.
        bus.connect(sender, path, interface, name, self, SLOT(slot))  # type: ignore[call-overload]

    def _ask(self, bus: QDBusConnection, method: str, values: list[str], answer: str) -> None:
        call = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, _MANAGER, method)
        call.setArguments(values)
        told, failed = SLOT(f"{answer}(QDBusMessage)"), SLOT("_silent(QDBusError)")
        bus.callWithCallback(call, self, told, failed, _WAIT_MS)  # type: ignore[call-overload]

    @Slot(QDBusError)
    def _silent(self, _error: QDBusError) -> None:
        """Nobody answers: there is no logind, or it does not know this session."""

    @Slot(QDBusMessage)
    def _ours(self, answer: QDBusMessage) -> None:
        """Listen to the lock of our own session, not to that of another person's."""
        for path in answer.arguments()[:1]:
            where = path.path() if isinstance(path, QDBusObjectPath) else str(path)
            system = QDBusConnection.systemBus()
            self._listen(system, _LOGIN, where, f"{_LOGIN}.Session", "Lock", "_locked()")

    @Slot(QDBusMessage)
    def _delaying(self, answer: QDBusMessage) -> None:
        """Keep what delays the sleep; it is let go with the process, when all is saved."""
        held = answer.arguments()
        if held and isinstance(held[0], QDBusUnixFileDescriptor):
            self._delay = held[0]

    @Slot(bool)
    def _sleeping(self, begins: bool) -> None:
        if begins:
            self.left.emit("sleep")

    @Slot()
    def _locked(self) -> None:
        self.left.emit("session")

    @Slot(bool)
    def _saver(self, active: bool) -> None:
        if active:
            self.left.emit("session")

    @Slot("QString", "QVariantMap")
    def _power(self, _interface: str, changed: dict[str, object]) -> None:
        if changed.get("LidIsClosed") is True:
            self.left.emit("lid")
