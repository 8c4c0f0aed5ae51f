"""What is seen while an older case gets its copy before it is changed, and the way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.ui.lane import Job
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import Button, ButtonKind, Label, ProgressLine
from limbo_desktop.vault.told import COPYING


class UpgradeStoppedError(PersonError):
    """The person stopped the copying."""

    message = N_("Stopped before anything was changed. The case is as it was.")


class UpgradeLine(QWidget):
    """Hidden until there is something to tell; a case of 4 GB is copied for minutes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        theme, words = session.theme, session.words
        self._stopped = threading.Event()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(8))
        said = words.t(
            "This case is from an older version of the program. Before it is changed a copy of it "
            "is made beside it and checked."
        )
        column.addWidget(Label(theme, said, "small", "ink2", wrap=True))
        self._progress = ProgressLine(theme, words.t(COPYING))
        column.addWidget(self._progress)
        self.stop = Button(theme, words.t("Stop"), ButtonKind.LINK, height="small_button")
        self.stop.clicked.connect(self._stopped.set)
        column.addWidget(self.stop)
        self.hide()

    def watching(self, job: Job) -> Callable[[int, int], None]:
        """Return what the copying is to tell, on its own thread; it raises when it should stop."""
        self._stopped.clear()

        def report(done: int, total: int) -> None:
            if self._stopped.is_set():
                raise UpgradeStoppedError
            job.report(done, total)

        return report

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._progress.set_progress(done, total)
        self.show()
