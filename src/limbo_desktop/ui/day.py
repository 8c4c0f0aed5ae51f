"""The local day that counts as now, and that it is followed by another while the window is open."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

LOOK_SECONDS: Final = 20


def local_day() -> dt.date:
    """Return the day by the clock of the computer and the place that it is set to now."""
    if hasattr(time, "tzset"):  # elsewhere the system is asked each time
        time.tzset()
    return dt.date.today()  # noqa: DTZ011 - the local day


class Day(QObject):
    """Tells `turned` with the new day when the date of the computer is another than it was.

    The clock is looked at every few seconds and whenever the window is turned to, and no timer is
    set for midnight: a laptop sleeps through it, and people in flight change the time zone.
    """

    turned = Signal(object)

    def __init__(self, parent: QObject, today: Callable[[], dt.date] = local_day) -> None:
        super().__init__(parent)
        self._ask = today
        self.today = today()
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_SECONDS * 1000)
        self._clock.timeout.connect(self.look)
        self._clock.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self.look)

    def look(self) -> None:
        """Look at the clock now."""
        today = self._ask()
        if today != self.today:
            self.today = today
            self.turned.emit(today)
