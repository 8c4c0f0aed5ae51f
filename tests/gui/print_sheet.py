"""Prints a recovery sheet as a person would, in a process of its own: LANGUAGE, then its groups.

Says on standard output what the window tells afterwards.
"""

import sys
import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QComboBox

from limbo_desktop.ui.environment import make_application
from limbo_desktop.ui.lane import Lane
from limbo_desktop.ui.new_case.printing import PrintOffer
from limbo_desktop.ui.preferences import Preferences
from limbo_desktop.ui.session import Session


def main(language: str, groups: list[str]) -> None:
    """Warn, go on, take the first printer, print."""
    app = make_application([])
    session = Session(Lane(), Preferences(language=language))
    offer = PrintOffer(session.theme, session.words, groups)
    offer.show()
    offer.link.click()
    if "PySide6.QtPrintSupport" not in sys.modules:
        say("printing untouched before the warning")
    offer.on.click()
    dialog = offer.dialog
    if dialog is not None:
        until(app, dialog.isVisible)
        for choice in dialog.findChildren(QComboBox):
            names = [choice.itemText(at) for at in range(choice.count())]
            say(f"choice: {' '.join(names)}")
        dialog.accept()
    until(app, lambda: bool(offer.told.text))
    say(f"told: {offer.told.text}")
    session.lane.close()


def say(line: str) -> None:
    """Tell the test."""
    sys.stdout.write(line + "\n")


def until(app: QApplication, ready: Callable[[], bool]) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + 60
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError("nothing was told")
        app.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
