"""Python's cycle collector runs on the window's thread only.

A collection in a worker thread would free widgets that sit in a cycle of references there, and Qt
dies when a widget is deleted outside its own thread.  So the automatic collector is off, and a
timer of the window's thread does its work by the same thresholds.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

PERIOD_MS: Final = 500


class Collector(QObject):
    """Collects as long as it lives; afterwards Python does so itself again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self.destroyed.connect(gc.enable)
        timer = QTimer(self)
        timer.timeout.connect(collect)
        timer.start(PERIOD_MS)


def collect() -> None:
    """Collect the oldest generation whose time has come, as Python would."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [
        generation
        for generation, (count, threshold) in enumerate(zip(counts, thresholds, strict=True))
        if count > threshold
    ]
    if due:
        gc.collect(max(due))
