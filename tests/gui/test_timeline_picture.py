"""The picture above the list: keyboard, pointer, zoom to a day, clusters, mirrored, saved."""

import datetime as dt
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, open_session
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, press, shown, unnamed
from tests.gui.trail import Trail

from limbo_desktop.case.picture.extent import anchor_of
from limbo_desktop.case.picture.scale import LEAST_DAYS
from limbo_desktop.case.records import Event
from limbo_desktop.ui.theme.metrics import room
from limbo_desktop.ui.timeline.picture_hits import Hit
from limbo_desktop.ui.timeline.screen import TimelineScreen
from limbo_desktop.vault.vault import Vault

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)

TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def crowd(tmp_path: Path) -> Path:
    """Five notes of one day, a threat, an application, and forty notes of another day."""
    path = tmp_path / "crowd.limbo"
    vault, _ = Vault.create(path, PASSPHRASE, profile=QUICK)
    with vault, vault.transaction():
        for number in range(5):
            vault.events.add(Event("", kind="note", when="2022-05-05", title=f"Note {number}"))
        vault.events.add(Event("", kind="application", when="2022-01-01", title="Asked"))
        vault.events.add(Event("", kind="threat", when="2022-05-06", title="A threat"))
        for number in range(40):
            vault.events.add(Event("", kind="note", when="2024-05-05", title=f"Later {number}"))
    return path


def screen_of(
    qtbot: QtBot, make_session: MakeSession, path: Path, language: str = "en"
) -> TimelineScreen:
    session = open_session(qtbot, make_session, path, language)
    session.set_navigator(Trail())
    screen = TimelineScreen(session, TODAY)
    screen.setLayoutDirection(session.theme.direction)
    shown(qtbot, screen, width=1096)
    screen.apply_room(room(1280, 800, 1.0))
    qtbot.waitUntil(lambda: screen.model.story.picture is not None, timeout=LONG)
    QApplication.processEvents()
    return screen


def focused(screen: TimelineScreen) -> None:
    screen.picture.setFocus(Qt.FocusReason.TabFocusReason)


def key(screen: TimelineScreen, name: Qt.Key) -> None:
    QTest.keyClick(screen.picture, name)


def title(screen: TimelineScreen) -> str:
    """Return the first line that is said beside the picture."""
    return screen.tip.lines[0].text if screen.tip.isVisible() else ""


def place_of(screen: TimelineScreen, number: int) -> QPoint:
    hit = screen.picture.hit_of(number)
    assert hit is not None
    return hit.box.center().toPoint()


def number_of(screen: TimelineScreen, kind: str) -> int:
    spots = screen.model.story.spots
    return next(number for number, spot in enumerate(spots) if spot.kind == kind)


def test_arrows_go_through_the_story_and_say_what_each_entry_is(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    focused(screen)
    key(screen, Qt.Key.Key_Home)
    said: list[str] = []
    for _ in range(4):
        qtbot.waitUntil(lambda: title(screen) not in {"", *said[-1:]}, timeout=LONG)
        said.append(title(screen))
        assert said[-1] in screen.picture.accessibleDescription()
        key(screen, Qt.Key.Key_Right)
    assert said[0] == "Отказ работать над военным заказом"
    assert len(set(said)) == 4
    key(screen, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: title(screen) == said[3], timeout=LONG)


def test_up_and_down_change_the_lane_and_enter_goes_to_the_list(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    focused(screen)
    key(screen, Qt.Key.Key_Home)
    key(screen, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: title(screen) == "Первая повестка на старый адрес", timeout=LONG)
    key(screen, Qt.Key.Key_Return)
    spot = screen.model.spot(screen.list.currentIndex().row())
    assert spot is not None
    assert spot.lane == "force"
    assert screen.list.hasFocus()


def test_in_arabic_the_left_arrow_leads_to_what_came_later(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path, "ar")
    focused(screen)
    key(screen, Qt.Key.Key_Home)
    first = screen.picture.chosen
    key(screen, Qt.Key.Key_Left)
    later = screen.picture.chosen
    spots = screen.model.story.spots
    assert anchor_of(spots[later]) > anchor_of(spots[first])
    assert place_of(screen, later).x() < place_of(screen, first).x()
    assert screen.picture.tools.x() < screen.picture.width() / 2


def test_the_pointer_tells_what_is_under_it_and_a_click_goes_there(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    place = place_of(screen, number_of(screen, "interview"))
    QTest.mouseMove(screen.picture, place)
    qtbot.waitUntil(lambda: title(screen) == "Интервью об убежище", timeout=LONG)
    assert "Interview" in screen.tip.lines[1].text
    QTest.mouseClick(screen.picture, Qt.MouseButton.LeftButton, pos=place)
    spot = screen.model.spot(screen.list.currentIndex().row())
    assert spot is not None
    assert spot.kind == "interview"


def test_words_of_a_threat_stay_covered_in_the_picture(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    number = number_of(screen, "threat")
    screen.picture.pointed.emit(screen.picture.hit_of(number))
    qtbot.waitUntil(lambda: bool(title(screen)), timeout=LONG)
    row = screen.model.row_at(number)
    qtbot.waitUntil(lambda: screen.model.words_of(row) is not None, timeout=LONG)
    words = screen.model.words_of(row)
    assert words is not None
    assert words.covered
    assert all(words.covered not in line.text for line in screen.tip.lines)


def test_zoom_reaches_a_day_and_comes_back_to_the_whole_life(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    focused(screen)
    key(screen, Qt.Key.Key_End)
    whole = screen.picture.days
    for _ in range(20):
        key(screen, Qt.Key.Key_Plus)
    days = screen.picture.days
    assert days is not None
    assert (days[1] - days[0]).days <= LEAST_DAYS
    assert not screen.picture.tools.nearer.isEnabled()
    chosen = screen.model.story.spots[screen.picture.chosen]
    assert chosen.anchor is not None
    assert days[0] <= chosen.anchor <= days[1]
    key(screen, Qt.Key.Key_0)
    assert screen.picture.days == whole
    assert not screen.picture.tools.farther.isEnabled()
    assert unnamed(screen) == []


def test_the_buttons_zoom_as_the_keys_do(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    whole = screen.picture.days
    press(qtbot, screen, "Larger")
    assert screen.picture.days != whole
    press(qtbot, screen, "Smaller")
    assert screen.picture.days == whole


def menu(screen: TimelineScreen) -> QMenu:
    menus = [each for each in screen.findChildren(QMenu) if each.isVisible()]
    assert len(menus) == 1
    return menus[0]


def test_entries_that_lie_on_each_other_are_offered_one_by_one(
    qtbot: QtBot, make_session: MakeSession, crowd: Path
) -> None:
    screen = screen_of(qtbot, make_session, crowd)
    number = next(n for n, spot in enumerate(screen.model.story.spots) if spot.kind == "note")
    place = place_of(screen, number)
    QTest.mouseMove(screen.picture, place)
    qtbot.waitUntil(lambda: title(screen) == "5 entries", timeout=LONG)
    QTest.mouseClick(screen.picture, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: any(m.isVisible() for m in screen.findChildren(QMenu)), timeout=LONG)
    told = [action.text() for action in menu(screen).actions()]
    assert [text.split(" · ")[-1] for text in told] == [f"Note {each}" for each in range(5)]
    menu(screen).actions()[3].trigger()
    qtbot.waitUntil(lambda: screen.model.known(screen.list.chosen_id) is not None, timeout=LONG)
    entry = screen.model.known(screen.list.chosen_id)
    assert entry is not None
    assert entry.record.title == "Note 3"


def test_a_crowd_too_large_for_a_menu_is_looked_at_nearer(
    qtbot: QtBot, make_session: MakeSession, crowd: Path
) -> None:
    screen = screen_of(qtbot, make_session, crowd)
    number = len(screen.model.story.spots) - 1
    QTest.mouseClick(screen.picture, Qt.MouseButton.LeftButton, pos=place_of(screen, number))
    qtbot.waitUntil(lambda: any(m.isVisible() for m in screen.findChildren(QMenu)), timeout=LONG)
    before = screen.picture.days
    assert menu(screen).actions()[-1].text() == "Look nearer"
    menu(screen).actions()[-1].trigger()
    after = screen.picture.days
    assert before is not None
    assert after is not None
    assert (after[1] - after[0]) < (before[1] - before[0])


def test_waiting_says_how_long(qtbot: QtBot, make_session: MakeSession, crowd: Path) -> None:
    screen = screen_of(qtbot, make_session, crowd)
    screen.picture.grab()
    waits = [hit for hit in screen.picture.hits if hit.pause]
    assert len(waits) == 1
    place = QPointF(waits[0].box.center())
    assert screen.picture.hit(place) == waits[0]
    QTest.mouseMove(screen.picture, place.toPoint())
    qtbot.waitUntil(lambda: title(screen) == "Waiting: 53 months", timeout=LONG)


def test_the_list_can_be_narrowed_to_the_days_of_the_picture(
    qtbot: QtBot, make_session: MakeSession, crowd: Path
) -> None:
    screen = screen_of(qtbot, make_session, crowd)
    screen.picture.pointed.emit(None)
    screen.picture.look_nearer(Hit(screen.picture.hits[-1].box, (0,), 1))
    press(qtbot, screen, "More about the picture")
    action = next(a for a in menu(screen).actions() if a.text() == "List only these days")
    action.trigger()
    days = screen.picture.days
    assert (screen.filters.shown.since, screen.filters.shown.until) == days


def test_what_leaves_is_said_before_the_picture_is_saved(
    qtbot: QtBot, make_session: MakeSession, path: Path, tmp_path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    press(qtbot, screen, "More about the picture")
    next(a for a in menu(screen).actions() if a.text() == "Save as picture…").trigger()
    assert screen.saving.isVisible()
    assert unnamed(screen) == []
    out = tmp_path / "timeline.svg"
    screen.saving.write(out)
    qtbot.waitUntil(lambda: not screen.saving.isVisible(), timeout=LONG)
    root = ElementTree.fromstring(out.read_bytes())
    assert root.tag.endswith("svg")
    navigator = screen.session._navigator
    assert isinstance(navigator, Trail)
    assert navigator.notices == ["The picture is saved: timeline.svg."]


def test_escape_closes_what_the_picture_is_saved_with(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    screen._save_picture()
    assert screen.close_inner()
    assert screen.saving.isHidden()
