"""The first timeline screen at 1,000, 10,000 and 100,000 entries, and how it scrolls and zooms.

Times are from the moment the screen is asked for until the first entries are painted, in a real
window on a real vault.  The bare way of the first screen is the same at a tenth of the entries:
what does not grow with the case has a ratio of one.  The aim in seconds is DESIGN's.
"""

import datetime as dt
import os
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from tests.benchmarks.large_case import open_large
from tests.benchmarks.ratio import Ratio

from limbo_desktop.ui.environment import dress, make_application
from limbo_desktop.ui.lane import Lane
from limbo_desktop.ui.operations import op, open_op
from limbo_desktop.ui.preferences import Preferences
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme.metrics import room
from limbo_desktop.ui.timeline.screen import TimelineScreen

COUNTS: Final = (1_000, 10_000, 100_000)
FIRST_SCREEN: Final = 0.2
FRAME: Final = 1 / 60
_ROUNDS = 5
_TODAY = dt.date(2026, 6, 1)
_PATIENCE = 900.0


def measure() -> Iterable[Ratio]:
    """The first screen, its growth, the whole story, and the longest frames."""
    app = QApplication.instance() or make_application([])
    assert isinstance(app, QApplication)
    before: float | None = None
    for count in COUNTS:
        with _opened(app, count) as session:
            firsts = [_first_screen(app, session) for _ in range(_ROUNDS)]
            first = statistics.median(firsts)
            told = f"{count:,} entries"
            yield Ratio(f"first timeline screen, {told}", first, FIRST_SCREEN, "0.2 s", 1.0)
            if before is not None:
                yield Ratio(f"first screen, {told}", first, before, "a tenth of the entries", 1.5)
            before = first
            screen = _shown(session)
            start = time.perf_counter()
            _until_whole(app, screen)
            whole = time.perf_counter() - start
            yield Ratio(f"the whole story and its picture, {told}", whole, 3.0, "3 s", 1.0)
            frames = list(_scrolling(app, screen))
            yield Ratio(f"worst frame of scrolling, {told}", max(frames), FRAME, "1/60 s", 3.0)
            middle = statistics.median(frames)
            yield Ratio(f"median frame of scrolling, {told}", middle, FRAME, "1/60 s", 1.0)
            zooms = list(_zooming(app, screen))
            yield Ratio(f"worst step of zooming, {told}", max(zooms), FRAME, "1/60 s", 6.0)
            _gone(app, screen)


@contextmanager
def _opened(app: QApplication, count: int) -> Iterator[Session]:
    """A session whose lane has the large case open."""
    session = Session(Lane(), Preferences(language="en"), None)
    dress(app, session.theme)
    owner = QObject(session)
    done: list[bool] = []
    open_op(session, lambda: (open_large(count), None), owner=owner).success(
        lambda _: done.append(True)
    ).start()
    _until(app, lambda: bool(done))
    try:
        yield session
    finally:
        session.lane.close()


def _shown(session: Session) -> TimelineScreen:
    screen = TimelineScreen(session, _TODAY)
    screen.resize(1096, 800)
    screen.apply_room(room(1280, 800, 1.0))
    screen.show()
    return screen


def _first_screen(app: QApplication, session: Session) -> float:
    """Return the seconds until every line in sight is painted with its words."""
    start = time.perf_counter()
    screen = _shown(session)

    def painted() -> bool:
        first, last = screen.list.lines_in_sight()
        rows = [row for row in range(first, last) if screen.model.spot(row) is not None]
        return bool(rows) and all(screen.model.entry(row) is not None for row in rows)

    _until(app, painted)
    screen.list.viewport().repaint()
    took = time.perf_counter() - start
    _gone(app, screen)
    # What the screen had begun is cancelled; the next one begins on a lane that is free.
    _until(app, lambda: not session.lane._long)
    done: list[bool] = []
    op(session, lambda _vault: True, owner=session).success(done.append).start()
    _until(app, lambda: bool(done))
    return took


def _until_whole(app: QApplication, screen: TimelineScreen) -> None:
    _until(app, lambda: screen.model.story.picture is not None)


def _scrolling(app: QApplication, screen: TimelineScreen) -> Iterator[float]:
    """Turn the wheel here and there in the story; yield the seconds of each frame."""
    bar = screen.list.verticalScrollBar()
    for part in range(12):
        bar.setValue(bar.maximum() * part // 12)
        for _ in range(40):
            start = time.perf_counter()
            bar.setValue(bar.value() + 93)
            screen.list.viewport().repaint()
            screen.picture.repaint()
            app.processEvents()
            yield time.perf_counter() - start


def _zooming(app: QApplication, screen: TimelineScreen) -> Iterator[float]:
    """Zoom from the whole life to a day and back."""
    for factor in (*(0.8,) * 45, *(1.25,) * 45):
        start = time.perf_counter()
        screen.picture.zoom(factor, 0.6)
        screen.picture.repaint()
        app.processEvents()
        yield time.perf_counter() - start


def _gone(app: QApplication, screen: TimelineScreen) -> None:
    screen.hide()
    screen.deleteLater()
    app.processEvents()


def _until(app: QApplication, ready: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError("the timeline was not ready")
        app.processEvents()
        time.sleep(0.0005)
