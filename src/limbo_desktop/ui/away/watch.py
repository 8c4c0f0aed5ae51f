"""One interface for three systems: `left` tells why the person is away, as `ui.lock.REASONS`."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class AwayWatch(QObject):
    """Listens to the system from `begin` on; a system that tells nothing is only silent.

    `left` is sent with "session", "sleep" or "lid".
    """

    left = Signal(str)

    def begin(self) -> None:
        """Listen from now on."""


def away_watch(parent: QObject) -> AwayWatch:
    """Return the watch of the system on which the program runs."""
    if sys.platform == "win32":
        from limbo_desktop.ui.away.windows import WindowsWatch

        return WindowsWatch(parent)
    if sys.platform == "darwin":
        from limbo_desktop.ui.away.macos import MacWatch

        return MacWatch(parent)
    from limbo_desktop.ui.away.linux import LinuxWatch

    return LinuxWatch(parent)
