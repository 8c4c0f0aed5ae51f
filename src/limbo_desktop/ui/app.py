"""Opens the window: the application, the session, the first page, the event loop."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from limbo_desktop.ui.environment import make_application, system_language
from limbo_desktop.ui.lane import Lane
from limbo_desktop.ui.lock import take_over
from limbo_desktop.ui.preferences import Preferences
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.window import Window


def run(vault: Path | None = None, argv: Sequence[str] = ()) -> int:
    """Open the window and return its exit code when it is closed.

    `vault` is the file to unlock; None shows the start with its three languages.  `argv` goes to
    Qt, which takes its own options out of it.
    """
    app = make_application([sys.argv[0], *argv])
    looks = Preferences(language=system_language())
    after = take_over(os.environ, looks)
    if after is not None:
        looks = after.preferences
    session = Session(Lane(), looks, vault)
    window = Window(app, session)
    if vault is None:
        window.show_start(after)
    else:
        window.show_unlock(vault, after)
    window.show()
    window.activateWindow()
    return app.exec()
