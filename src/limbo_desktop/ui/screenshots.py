"""Pictures of any page in any language, look, text size and window size."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from limbo_desktop.ui.environment import dress, make_application, translate_qt
from limbo_desktop.ui.lane import Lane
from limbo_desktop.ui.preferences import Preferences
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme import ThemeChoice
from limbo_desktop.ui.widgets.focus_ring import FocusRing


@dataclass(frozen=True, slots=True)
class Pose:
    """How a picture is taken: language, look, text size in per cent, size in pixels."""

    language: str = "en"
    dark: bool = False
    scale: int = 100
    width: int = 1280
    height: int = 800

    def preferences(self) -> Preferences:
        """Return the preferences of this pose."""
        return Preferences(
            language=self.language,
            theme=ThemeChoice.DARK if self.dark else ThemeChoice.LIGHT,
            scale=self.scale,
            width=self.width,
            height=self.height,
        )


def pose_session(pose: Pose, lane: Lane | None = None, path: Path | None = None) -> Session:
    """Return a session in `pose`; `lane` may have a vault open."""
    return Session(lane or Lane(), pose.preferences(), path)


def render_screen(
    session: Session,
    make: Callable[[Session], QWidget],
    to: Path,
    *,
    size: tuple[int, int] = (1280, 800),
    prepare: Callable[[QWidget], object] | None = None,
    ready: Callable[[QWidget], bool] | None = None,
    seconds: float = 10.0,
) -> Path:
    """Make a page with `make(session)`, wait until `ready(page)`, write its picture to `to`.

    In: the session gives language, look and text size; `size` is in pixels; `prepare` may type
    or choose something.  Raises TimeoutError when it is not ready within `seconds`.  Used with
    QT_QPA_PLATFORM=offscreen or a virtual display.
    """
    app = make_application([])
    dress(app, session.theme)
    translator = translate_qt(app, session.words.language.code, None)
    frame = QWidget()
    frame.setLayoutDirection(session.theme.direction)
    page = make(session)
    page.setParent(frame)
    frame.resize(*size)
    page.setGeometry(frame.rect())
    ring = FocusRing(session.theme, frame)
    frame.show()
    settle(app)
    if prepare is not None:
        prepare(page)
        settle(app)
    if ready is not None:
        end = time.monotonic() + seconds
        while not ready(page):
            if time.monotonic() > end:
                raise TimeoutError(f"{type(page).__name__} was not ready")
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        settle(app)
    ring.follow(frame.focusWidget())
    settle(app)
    to.parent.mkdir(parents=True, exist_ok=True)
    if not frame.grab().save(str(to), "PNG"):
        raise OSError(f"could not write {to}")
    app.removeTranslator(translator)
    frame.hide()
    frame.deleteLater()
    settle(app)
    return to


def settle(app: QApplication) -> None:
    """Let layouts, timers and answers that wait come through."""
    for _ in range(5):
        app.processEvents()
