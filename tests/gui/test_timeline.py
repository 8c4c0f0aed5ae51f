"""The timeline screen on a real vault: what is fetched, filtered, covered, opened and mirrored."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, press, shown, unnamed
from tests.gui.trail import Trail

from limbo_desktop.case.records import Event
from limbo_desktop.ui.theme.metrics import room
from limbo_desktop.ui.timeline.model import PAGE, PAGES_KEPT
from limbo_desktop.ui.timeline.screen import TimelineScreen
from limbo_desktop.ui.timeline.story import LineKind
from limbo_desktop.vault.vault import Vault


def screen_of(
    qtbot: QtBot, make_session: MakeSession, path: Path, language: str = "en", width: int = 1096
) -> TimelineScreen:
    session = open_session(qtbot, make_session, path, language)
    session.set_navigator(Trail())
    screen = TimelineScreen(session)
    screen.setLayoutDirection(session.theme.direction)
    shown(qtbot, screen, width=width)
    screen.apply_room(room(width + 184, 800, 1.0))
    qtbot.waitUntil(lambda: screen.model.story.entries + screen.model.story.documents > 0)
    settled(qtbot, screen)
    return screen


def settled(qtbot: QtBot, screen: TimelineScreen) -> None:
    """Wait until every entry in sight is fetched and nothing is in doubt."""

    def fetched() -> bool:
        first, last = screen.list.lines_in_sight()
        rows = [row for row in range(first, last) if screen.model.spot(row) is not None]
        return all(screen.model.entry(row) is not None for row in rows)

    qtbot.waitUntil(fetched, timeout=LONG)
    ask(qtbot, screen.session, lambda _vault: True)


def titles(screen: TimelineScreen) -> list[str]:
    found = []
    for row in range(len(screen.model.lines)):
        entry = screen.model.entry(row)
        if entry is not None:
            found.append(entry.record.title)
    return found


def trail(screen: TimelineScreen) -> list[tuple[str, str]]:
    navigator = screen.session._navigator
    assert isinstance(navigator, Trail)
    return navigator.gone


def test_counts_months_and_entries_are_shown(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    assert screen.model.story.entries == 20
    assert screen.model.story.documents == 16
    entries = [line for line in screen.model.lines if line.kind is LineKind.ENTRY]
    assert len(entries) == 36
    assert unnamed(screen) == []


def test_arrows_pass_over_headings_and_enter_opens(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    screen.list.setFocus()
    QTest.keyClick(screen.list, Qt.Key.Key_Home)
    for _ in range(4):
        QTest.keyClick(screen.list, Qt.Key.Key_Down)
        row = screen.list.currentIndex().row()
        assert screen.model.line(row).kind is LineKind.ENTRY
    chosen = screen.list.chosen_id
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    assert trail(screen)[-1][1] == chosen
    QTest.keyClick(screen.list, Qt.Key.Key_End)
    assert screen.list.currentIndex().row() == len(screen.model.lines) - 1


def test_filters_narrow_the_list_together(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    for lane in ("before", "journey", "procedure", "exile", "documents"):
        QTest.mouseClick(screen.filters.lanes[lane], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(screen.model.story.spots) == 7, timeout=LONG)
    assert {spot.lane for spot in screen.model.story.spots} == {"force"}
    screen.head.search.setText("повестка")
    qtbot.waitUntil(lambda: 0 < len(screen.model.story.spots) < 7, timeout=LONG)
    settled(qtbot, screen)
    assert "Первая повестка на старый адрес" in titles(screen)


def test_an_activity_stands_in_the_lane_that_its_record_says(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    qtbot.waitUntil(
        lambda: any(s.kind == "activity" and s.lane == "exile" for s in screen.model.story.spots),
        timeout=LONG,
    )
    for lane in ("force", "journey", "procedure", "exile", "documents"):
        QTest.mouseClick(screen.filters.lanes[lane], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: {spot.kind for spot in screen.model.story.spots} == {"work"}, timeout=LONG
    )


def test_nothing_found_says_so_and_shows_everything_again(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    screen.start_search()
    assert screen.head.search.hasFocus()
    screen.head.search.setText("такого слова нет")
    qtbot.waitUntil(screen.empty.isVisible, timeout=LONG)
    assert "Nothing fits" in screen.empty.text.text()
    press(qtbot, screen, "Show everything")
    qtbot.waitUntil(lambda: len(screen.model.story.spots) == 36, timeout=LONG)
    assert screen.head.search.text() == ""


def names(screen: TimelineScreen) -> list[str]:
    """Return the names of the buttons that are in sight."""
    buttons = screen.findChildren(QAbstractButton)
    return [button.accessibleName() for button in buttons if button.isVisible()]


def threat_row(screen: TimelineScreen) -> int:
    for row in range(len(screen.model.lines)):
        spot = screen.model.spot(row)
        if spot is not None and spot.kind == "threat":
            return row
    raise LookupError("no threat")


def test_the_words_of_a_threat_are_shown_for_one_entry_and_covered_when_it_is_left(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    row = threat_row(screen)
    index = screen.model.index(row)
    screen.list.setCurrentIndex(index)
    settled(qtbot, screen)
    words = screen.model.words_of(row)
    assert words is not None
    assert words.covered
    assert words.covered not in str(screen.model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    covered = screen.list.visualRect(index).height()
    screen.list.setFocus()
    QTest.keyClick(screen.list, Qt.Key.Key_Space)
    assert screen.list.revealed_id == screen.list.chosen_id
    assert screen.list.visualRect(index).height() > covered
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    assert screen.list.revealed_id == ""
    assert screen.list.visualRect(index).height() == covered


def test_the_link_on_the_hatch_shows_the_words(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    row = threat_row(screen)
    index = screen.model.index(row)
    screen.list.setCurrentIndex(index)
    settled(qtbot, screen)
    box = screen.list.visualRect(index)
    link = QPoint(box.right() - 60, box.bottom() - 26)
    QTest.mouseClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=link)
    assert screen.list.revealed_id == screen.list.chosen_id


def test_the_preview_shows_the_chosen_entry_and_changes_who_sees_it(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    qtbot.waitUntil(lambda: screen.preview.shown_id == screen.list.chosen_id, timeout=LONG)
    first = screen.list.chosen_id
    screen.preview.shared.emit(first, "private")
    found = ask(qtbot, screen.session, lambda vault: vault.events.get(first).share)
    assert found == "private"
    # The panel is made anew when the entry has changed, with its buttons.
    qtbot.waitUntil(lambda: names(screen).count("Open entry") == 1, timeout=LONG)
    press(qtbot, screen, "Open entry")
    assert trail(screen)[-1] == ("entry", first)


def test_a_narrow_window_shows_the_preview_in_place_of_the_list(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path, width=836)
    screen.apply_room(room(900, 800, 1.0))
    assert not screen.preview.isVisible()
    box = screen.list.visualRect(screen.list.currentIndex())
    point = QPoint(box.center().x(), box.top() + 10)
    QTest.mouseClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=point)
    qtbot.waitUntil(lambda: bool(screen.preview.shown_id), timeout=LONG)
    assert screen.preview.isVisible()
    assert not screen.list.isVisible()
    assert unnamed(screen) == []
    assert screen.close_inner()
    assert screen.list.isVisible()
    assert not screen.close_inner()


def test_a_short_window_folds_picture_and_search_to_buttons(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    screen.apply_room(room(900, 600, 1.0))
    assert not screen.picture.isVisible()
    assert not screen.head.search.isVisible()
    press(qtbot, screen, "Picture")
    assert screen.picture.isVisible()
    screen.start_search()
    assert screen.head.search.isVisible()
    assert screen.close_inner()
    assert not screen.head.search.isVisible()


def test_a_click_in_the_picture_leads_to_the_entry(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    end = QPoint(screen.picture.width() - 30, 40)
    QTest.mouseClick(screen.picture, Qt.MouseButton.LeftButton, pos=end)
    spot = screen.model.spot(screen.list.currentIndex().row())
    assert spot is not None
    assert spot.anchor is not None
    assert spot.anchor.year == 2026


def test_in_arabic_time_and_rows_run_from_the_right(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path, "ar")
    QTest.mouseClick(screen.picture, Qt.MouseButton.LeftButton, pos=QPoint(30, 40))
    late = screen.model.spot(screen.list.currentIndex().row())
    QTest.mouseClick(
        screen.picture, Qt.MouseButton.LeftButton, pos=QPoint(screen.picture.width() - 170, 40)
    )
    early = screen.model.spot(screen.list.currentIndex().row())
    assert late is not None
    assert early is not None
    assert (late.anchor or dt.date.min) > (early.anchor or dt.date.max)
    assert screen.preview.x() < screen.list.x()
    bar = screen.list.grab().toImage()
    box = screen.list.visualRect(screen.list.currentIndex())
    accent = screen.theme.color("accent")
    assert bar.pixelColor(box.right() - 1, box.center().y()).rgb() == accent.rgb()


def test_selection_and_filters_survive_a_rebuild(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    QTest.mouseClick(screen.filters.lanes["documents"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(screen.model.story.spots) == 20, timeout=LONG)
    screen.list.setCurrentIndex(screen.model.index(len(screen.model.lines) - 1))
    state, chosen = screen.state(), screen.list.chosen_id
    anew = TimelineScreen(screen.session)
    shown(qtbot, anew, width=1096)
    anew.restore(state)
    qtbot.waitUntil(lambda: anew.list.chosen_id == chosen, timeout=LONG)
    assert len(anew.model.story.spots) == 20


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A vault of 4,000 entries."""
    path = tmp_path_factory.mktemp("crowd") / "case.limbo"
    vault, _ = Vault.create(path, PASSPHRASE, profile=QUICK)
    first = dt.date(2010, 1, 1)
    with vault, vault.transaction():
        for number in range(4000):
            day = first + dt.timedelta(days=number)
            vault.events.add(Event(id="", when=day.isoformat(), title=f"Entry {number}"))
    return path.read_bytes()


def test_only_what_is_shown_is_fetched(
    qtbot: QtBot, make_session: MakeSession, crowd: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "case.limbo"
    path.write_bytes(crowd)
    screen = screen_of(qtbot, make_session, path)
    assert len(screen.model.story.spots) == 4000
    assert len(screen.model._rows) <= 3 * PAGE
    bar = screen.list.verticalScrollBar()
    for step in range(60):
        bar.setValue(bar.maximum() * step // 60)
        screen.list.viewport().repaint()
    bar.setValue(bar.maximum())
    settled(qtbot, screen)
    assert len(screen.model._rows) <= (PAGES_KEPT + 1) * PAGE
    assert titles_in_sight(screen)[-1] == "Entry 3999"


def test_what_is_in_sight_and_chosen_stays_when_the_case_changes(
    qtbot: QtBot, make_session: MakeSession, crowd: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "case.limbo"
    path.write_bytes(crowd)
    screen = screen_of(qtbot, make_session, path)
    qtbot.waitUntil(lambda: screen.model.story.picture is not None, timeout=LONG)
    screen.list.setCurrentIndex(screen.model.index(5))
    chosen = screen.list.chosen_id
    screen.list.verticalScrollBar().setValue(90_000)
    sight = screen.list.in_sight()
    before = screen.model.story

    def add(vault: Vault) -> str:
        return vault.events.add(Event(id="", when="2010-01-01", title="Came later")).id

    added = ask(qtbot, screen.session, add)
    screen.session.changed.emit({("event", added)})
    qtbot.waitUntil(lambda: screen.model.story is not before, timeout=LONG)
    assert len(screen.model.story.spots) == 4001
    assert screen.list.in_sight() == sight
    assert screen.list.chosen_id == chosen


def titles_in_sight(screen: TimelineScreen) -> list[str]:
    first, last = screen.list.lines_in_sight()
    entries = [screen.model.entry(row) for row in range(first, last)]
    return [entry.record.title for entry in entries if entry is not None]


def test_an_empty_case_invites_to_begin_anywhere(
    qtbot: QtBot, make_session: MakeSession, tmp_path: Path
) -> None:
    path = tmp_path / "case.limbo"
    vault, _ = Vault.create(path, PASSPHRASE, profile=QUICK)
    vault.close()
    session = open_session(qtbot, make_session, path)
    session.set_navigator(Trail())
    screen = TimelineScreen(session)
    shown(qtbot, screen)
    qtbot.waitUntil(screen.empty.isVisible, timeout=LONG)
    assert screen.empty.text.text() == (
        "Nothing here yet. Begin with anything you remember; the order does not matter."
    )
    QTest.mouseClick(screen.empty.new_button, Qt.MouseButton.LeftButton)
    assert trail(screen) == [("entry", "")]
