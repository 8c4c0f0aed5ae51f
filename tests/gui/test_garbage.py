"""Widgets in reference cycles end on the window's thread, whatever other threads do."""

import gc
import threading
import weakref

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

ENDED_IN: list[bool] = []


class Knot(QWidget):
    """A widget that holds itself, with a child."""

    def __init__(self) -> None:
        super().__init__()
        self.child = QLabel(self)
        self.itself = self
        weakref.finalize(self, lambda: ENDED_IN.append(_on_the_windows_thread()))


def _on_the_windows_thread() -> bool:
    app = QApplication.instance()
    return app is not None and QThread.currentThread() == app.thread()


def test_no_widget_is_freed_in_a_worker_thread(qtbot: QtBot) -> None:
    assert not gc.isenabled()
    ENDED_IN.clear()
    for _ in range(40):
        Knot()

    def litter() -> None:
        for _ in range(300):
            knots = [[number] for number in range(1000)]
            for knot in knots:
                knot.append(knot)  # type: ignore[arg-type]  # a list that holds itself

    worker = threading.Thread(target=litter)
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: len(ENDED_IN) == 40, timeout=20_000)
    assert all(ENDED_IN)
