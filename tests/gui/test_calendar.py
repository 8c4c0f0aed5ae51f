"""The small calendar in a window: clicked, and driven by keys alone."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.support import MakeSession, by_name, press, shown, unnamed

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.calendar import Calendar, week_of
from limbo_desktop.ui.inputs.calendar_cells import Square
from limbo_desktop.ui.inputs.calendar_model import Level, System
from limbo_desktop.ui.inputs.date_words import understood
from limbo_desktop.ui.session import Session

TODAY = dt.date(2023, 11, 22)


def made(qtbot: QtBot, session: Session, *, hijri: bool | None = None) -> Calendar:
    calendar = Calendar(session.theme, session.words, TODAY, hijri=hijri)
    calendar.setLayoutDirection(session.theme.direction)
    shown(qtbot, calendar, 360, 640)
    calendar.activateWindow()
    return calendar


def key(which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, which, modifier)


def test_a_day_is_chosen_by_a_click(qtbot: QtBot, session: Session) -> None:
    calendar = made(qtbot, session)
    with qtbot.waitSignal(calendar.chosen) as found:
        press(qtbot, calendar, "Tuesday 14 November 2023")
    assert found.args == ["2023-11-14"]


def test_some_day_of_a_month_is_one_click(qtbot: QtBot, session: Session) -> None:
    calendar = made(qtbot, session)
    with qtbot.waitSignal(calendar.chosen) as found:
        press(qtbot, calendar, "Some day in November 2023")
    assert found.args == ["2023-11-XX"]


def test_a_season_and_a_year_are_chosen_from_the_months(qtbot: QtBot, session: Session) -> None:
    calendar = made(qtbot, session)
    press(qtbot, calendar, "November 2023")
    with qtbot.waitSignal(calendar.chosen) as found:
        press(qtbot, calendar, "Spring 2023")
    assert found.args == ["2023-21"]
    with qtbot.waitSignal(calendar.chosen) as found:
        press(qtbot, calendar, "Only the year: 2023")
    assert found.args == ["2023"]


def test_keys_alone_lead_from_a_date_to_another_year(qtbot: QtBot, session: Session) -> None:
    calendar = made(qtbot, session)
    calendar.show_date("2022-10-04")
    calendar.take_focus()
    key(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ShiftModifier)  # October 2021
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Right)
    with qtbot.waitSignal(calendar.chosen) as found:
        key(Qt.Key.Key_Return)
    assert found.args == ["2021-10-12"]


def test_the_months_and_years_are_reached_by_keys_and_left_by_esc(
    qtbot: QtBot, session: Session
) -> None:
    calendar = made(qtbot, session)
    calendar.title.setFocus()
    key(Qt.Key.Key_Space)
    assert calendar.view.title(session.words) == "2023"
    key(Qt.Key.Key_Left)
    key(Qt.Key.Key_Return)
    assert (calendar.view.level, calendar.view.month) == (Level.DAYS, 10)
    calendar.title.click()
    key(Qt.Key.Key_Escape)
    assert calendar.view.title(session.words) == "October 2023"
    with qtbot.waitSignal(calendar.closed):
        key(Qt.Key.Key_Escape)


def test_only_one_square_is_in_the_way_of_tab(qtbot: QtBot, session: Session) -> None:
    calendar = made(qtbot, session)
    squares = [
        square
        for square in calendar.findChildren(Square)
        if square.isVisibleTo(calendar)
        and square.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    ]
    assert [square.cell.at for square in squares] == [TODAY]


def test_the_days_of_a_date_are_marked(qtbot: QtBot, session: Session) -> None:
    calendar = made(qtbot, session)
    calendar.show_date("2023-11-14/2023-11-16")
    marked = [s.cell.at.day for s in calendar.findChildren(Square) if s.isChecked()]
    assert marked == [14, 15, 16]


def test_the_islamic_calendar_stands_beside_and_can_lead(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    calendar = made(qtbot, make_session("ar"))
    calendar.show_date("2022-09-10")
    calendar.systems.part(System.HIJRI.value).click()
    assert calendar.view.title(calendar._words) == "صفر ١٤٤٤"
    with qtbot.waitSignal(calendar.chosen) as found:
        calendar.take_focus()
        key(Qt.Key.Key_Return)
    assert found.args == ["2022-09-10"]
    assert not unnamed(calendar)


def test_the_arrows_follow_the_line_of_writing(qtbot: QtBot, make_session: MakeSession) -> None:
    calendar = made(qtbot, make_session("ar"))
    calendar.take_focus()
    key(Qt.Key.Key_Left)
    assert calendar.view.at == TODAY + dt.timedelta(days=1)


@pytest.mark.parametrize(("code", "first"), [("ru", 0), ("en", 0), ("ar", 5)])
def test_the_week_begins_as_where_the_language_is_spoken(
    make_session: MakeSession, code: str, first: int
) -> None:
    assert week_of(make_session(code).words.language)[0] == first


@pytest.mark.parametrize("code", ["ru", "ar", "en"])
def test_nothing_is_cut_at_200_percent(qtbot: QtBot, make_session: MakeSession, code: str) -> None:
    session = make_session(code, scale=200)
    calendar = Calendar(session.theme, session.words, TODAY, hijri=True)
    calendar.setLayoutDirection(session.theme.direction)
    shown(qtbot, calendar, 720, 1400)
    for level in Level:
        calendar._go(calendar.view.on_level(level))
        QApplication.processEvents()
        for child in calendar.findChildren(QWidget):
            if child.isVisibleTo(calendar) and child.minimumSizeHint().isValid():
                assert child.width() >= child.minimumSizeHint().width(), child.accessibleName()
        assert all(
            square.width() >= 32 and square.height() >= 32
            for square in calendar.findChildren(Square)
            if square.isVisibleTo(calendar)
        )
    assert not unnamed(calendar)


def test_the_calendar_is_found_by_a_screen_reader(qtbot: QtBot, session: Session) -> None:
    calendar = made(qtbot, session, hijri=True)
    assert calendar.accessibleName() == "Calendar"
    name = "Wednesday 22 November 2023, 8 Jumada al-Ula 1445"
    assert by_name(calendar, name).isVisibleTo(calendar)


def test_a_day_is_said_in_both_calendars_where_both_are_used() -> None:
    day = UncertainDate.parse("2022-09-10")
    assert understood(Words(language("ar")), day) == "المفهوم: ١٠ أيلول ٢٠٢٢ (١٤ صفر ١٤٤٤)."
    assert understood(Words(language("en")), day) == "Understood: 10 September 2022."
    both = Words(language("en", hijri=True))
    assert understood(both, day) == "Understood: 10 September 2022 (14 Safar 1444)."


def test_esc_closes_the_calendar_before_the_window_hears_of_it(
    qtbot: QtBot, session: Session
) -> None:
    heard: list[str] = []
    window = QWidget()
    calendar = Calendar(session.theme, session.words, TODAY)
    QVBoxLayout(window).addWidget(calendar)
    QShortcut(QKeySequence("Esc"), window).activated.connect(lambda: heard.append("window"))
    calendar.closed.connect(lambda: heard.append("calendar"))
    shown(qtbot, window, 400, 640)
    window.activateWindow()
    calendar.take_focus()
    key(Qt.Key.Key_Escape)
    assert heard == ["calendar"]
