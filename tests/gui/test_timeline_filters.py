"""The filters of the timeline: kind, person, period, text and incomplete; chips that lift them."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, open_session
from tests.gui.support import MakeSession, by_name, press, shown, unnamed
from tests.gui.trail import Trail

from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme.metrics import room
from limbo_desktop.ui.timeline.period import period_words
from limbo_desktop.ui.timeline.row_words import RowWords
from limbo_desktop.ui.timeline.screen import TimelineScreen
from limbo_desktop.ui.timeline.shown import Shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


def screen_of(
    qtbot: QtBot, make_session: MakeSession, path: Path, language_: str = "en"
) -> TimelineScreen:
    session = open_session(qtbot, make_session, path, language_)
    session.set_navigator(Trail())
    screen = TimelineScreen(session, dt.date(2026, 6, 1))
    screen.setLayoutDirection(session.theme.direction)
    shown(qtbot, screen, width=1096)
    screen.apply_room(room(1280, 800, 1.0))
    qtbot.waitUntil(lambda: screen.model.story.picture is not None, timeout=LONG)
    return screen


def option(menu: QMenu, *names: str) -> None:
    """Choose an option of a menu by the names on the way to it."""
    for name in names[:-1]:
        menu = next(each for each in menu.findChildren(QMenu) if each.title() == name)
    next(action for action in menu.actions() if action.text() == names[-1]).trigger()


def chips(screen: TimelineScreen) -> list[str]:
    """Return the filters that are told in force."""
    buttons = screen.active.findChildren(QAbstractButton)
    return [
        each.text()
        for each in buttons
        if each.isVisible() and each.accessibleName().startswith("Lift the filter")
    ]


def spots(screen: TimelineScreen) -> set[str]:
    return {spot.id for spot in screen.model.story.spots}


def count(qtbot: QtBot, screen: TimelineScreen, shown_: Shown) -> set[str]:
    """Return the ids of what one filter leaves."""
    before = screen.model.story
    screen._filter(shown_)
    qtbot.waitUntil(lambda: screen.model.story is not before, timeout=LONG)
    return spots(screen)


def test_filters_combine_and_each_is_lifted_by_its_chip(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    everything = spots(screen)
    assert chips(screen) == []
    option(screen.filters.menu(), "Kind", "Threat")
    option(screen.filters.menu(), "Kind", "Summons")
    option(screen.filters.menu(), "Period", "2023")
    qtbot.waitUntil(lambda: len(chips(screen)) == 3, timeout=LONG)
    assert sorted(chips(screen)) == ["2023", "Summons", "Threat"]
    found = spots(screen)
    assert {spot.kind for spot in screen.model.story.spots} == {"threat", "summons"}
    assert 0 < len(found) < len(everything)
    assert unnamed(screen) == []
    press(qtbot, screen.active, "Lift the filter: Threat")
    qtbot.waitUntil(lambda: chips(screen) == ["Summons", "2023"], timeout=LONG)
    assert {spot.kind for spot in screen.model.story.spots} == {"summons"}
    press(qtbot, screen.active, "Show everything")
    qtbot.waitUntil(lambda: spots(screen) == everything, timeout=LONG)
    assert not screen.active.isVisible()


def test_what_every_filter_leaves_together_is_what_passes_each(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    people = screen.model.story.people
    applicant = next(key for key, person in people.items() if person.role == "applicant")
    each = [
        Shown(person=applicant),
        Shown(since=dt.date(2022, 6, 1), until=dt.date(2026, 12, 31)),
        Shown(kinds=frozenset({"application", "interview", "threat"})),
    ]
    alone = [count(qtbot, screen, one) for one in each]
    together = replace(each[0], since=each[1].since, until=each[1].until, kinds=each[2].kinds)
    assert count(qtbot, screen, together) == set.intersection(*alone)


def test_a_period_is_typed_read_back_and_then_counts(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path, "ru")
    screen.filters.period_asked.emit()
    edit = screen.active.period.edit
    assert edit.hasFocus()
    edit.setText("с мая по октябрь 2022")
    assert "май" in screen.active.period.read.text() or "мая" in screen.active.period.read.text()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    period = (screen.filters.shown.since, screen.filters.shown.until)
    assert period == (dt.date(2022, 5, 1), dt.date(2022, 10, 31))
    assert not screen.active.period.isVisible()


def test_words_that_are_no_period_are_never_taken_for_one(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    screen.filters.period_asked.emit()
    edit = screen.active.period.edit
    edit.setText("when the snow came")
    assert not screen.active.period.use.isEnabled()
    assert screen.active.period.read.text() == "Not understood yet"
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert screen.filters.shown == Shown()
    assert screen.close_inner()
    assert not screen.active.isVisible()


def test_searched_words_are_a_chip_that_empties_the_search(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    screen.head.search.setText("повестка")
    qtbot.waitUntil(lambda: chips(screen) == ["“повестка”"], timeout=LONG)
    press(qtbot, screen.active, "Lift the filter: “повестка”")
    assert screen.head.search.text() == ""
    qtbot.waitUntil(lambda: not screen.active.isVisible(), timeout=LONG)


def test_lanes_are_told_where_their_chips_have_no_room(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    press(qtbot, screen.filters, "Journey")
    qtbot.waitUntil(
        lambda: all(spot.lane != "journey" for spot in screen.model.story.spots), timeout=LONG
    )
    assert chips(screen) == []
    screen.apply_room(room(900, 450, 1.0))
    assert len(chips(screen)) == 1
    assert "Journey" not in chips(screen)[0]
    by_name(screen.active, f"Lift the filter: {chips(screen)[0]}").click()
    assert screen.filters.shown == Shown()


def test_incomplete_entries_are_those_whose_rows_say_what_is_missing(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path)
    screen.filters.incomplete.click()
    total = screen.model.story.incomplete
    qtbot.waitUntil(lambda: len(screen.model.story.spots) == total, timeout=LONG)
    for row in screen.model.story.rows:
        assert told(qtbot, screen, row).missing


def told(qtbot: QtBot, screen: TimelineScreen, row: int) -> RowWords:
    """Return what a row says, once it is fetched."""
    qtbot.waitUntil(lambda: screen.model.words_of(row) is not None, timeout=LONG)
    words = screen.model.words_of(row)
    assert words is not None
    return words


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2022-01-01", "2022-12-31", "2022"),
        ("2022-05-01", "2022-05-31", "May 2022"),
        ("2021-01-01", "2023-12-31", "from 2021 to 2023"),
        ("2022-05-03", "2022-05-03", "3 May 2022"),
    ],
)
def test_a_period_is_said_as_short_as_it_can_be(since: str, until: str, said: str) -> None:
    days = (dt.date.fromisoformat(each) for each in (since, until))
    assert period_words(Words(language("en")), *days) == said
