"""A stand-in for logind on a private bus: answers GetSession and Inhibit, sends what it is told.

Reads lines "PATH INTERFACE MEMBER [true|false]" from standard input and sends each as a signal;
"lid" sends UPower's change; prints "ready", and "inhibited WHAT MODE" when it is asked to wait.
"""

import os
import sys

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QSocketNotifier, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
)

SESSION = "/org/freedesktop/login1/session/_37"


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@ClassInfo({"D-Bus Interface": "org.freedesktop.login1.Manager"})  # type: ignore[call-arg]
class Manager(QObject):  # type: ignore[operator]  # the stubs lack the decorator's call
    """What the program asks of logind."""

    @Slot(str, result=QDBusObjectPath)
    def GetSession(self, _name: str) -> QDBusObjectPath:  # noqa: N802 (D-Bus's name)
        return QDBusObjectPath(SESSION)

    @Slot(str, str, str, str, result=QDBusUnixFileDescriptor)
    def Inhibit(  # noqa: N802 (D-Bus's name)
        self, what: str, _who: str, _why: str, mode: str
    ) -> QDBusUnixFileDescriptor:
        say(f"inhibited {what} {mode}")
        reading, writing = os.pipe()
        os.close(reading)
        return QDBusUnixFileDescriptor(writing)


def main() -> None:
    app = QCoreApplication([])
    bus = QDBusConnection.systemBus()
    manager = Manager()
    bus.registerObject(
        "/org/freedesktop/login1", manager, QDBusConnection.RegisterOption.ExportAllSlots
    )
    for name in ("org.freedesktop.login1", "org.freedesktop.UPower", "org.gnome.ScreenSaver"):
        bus.registerService(name)
    say("ready")

    def send(line: str) -> None:
        path, interface, member, *rest = line.split()
        signal = QDBusMessage.createSignal(path, interface, member)
        signal.setArguments([each == "true" for each in rest])
        if member == "PropertiesChanged":
            changed = {"LidIsClosed": rest == ["true"]}
            signal.setArguments(["org.freedesktop.UPower", changed])
        bus.send(signal)

    def read() -> None:
        told = os.read(sys.stdin.fileno(), 65_536).decode("ascii")
        if not told:
            app.quit()
        for line in told.splitlines():
            send(line)

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(read)
    app.exec()


if __name__ == "__main__":
    main()
