"""Today: how long the case waits, what is next, what is missing, and steps that are written."""

import datetime as dt
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session, vault_of, write
from tests.gui.support import MakeSession, press, shown, unnamed

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.records import Event, Task
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme.metrics import room
from limbo_desktop.ui.today.screen import TodayScreen
from limbo_desktop.ui.today.standing import standing_of
from limbo_desktop.ui.today.tasks import TaskRow, is_soon, left_of
from limbo_desktop.ui.widgets import Label

TODAY = dt.date(2026, 6, 6)
WORDS = Words(language("en"))


@pytest.fixture(scope="module")
def family(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = vault_of(cases / "family-ru", tmp_path_factory.mktemp("family") / "case.limbo")
    return path.read_bytes()


@pytest.fixture
def session(qtbot: QtBot, make_session: MakeSession, family: bytes, tmp_path: Path) -> Session:
    path = tmp_path / "case.limbo"
    path.write_bytes(family)
    return open_session(qtbot, make_session, path)


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> TodayScreen:
    screen = TodayScreen(session, TODAY)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: bool(screen.standing.tasks), timeout=LONG)
    return screen


def words_of(screen: TodayScreen) -> str:
    labels = screen.findChildren(Label)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(screen))


def test_the_waiting_is_counted_from_the_last_application_that_has_a_date() -> None:
    events = [
        Event("1", kind="application", when="2020-01-01"),
        Event("2", kind="application", when="2022-08-05"),
        Event("3", kind="application", when=""),
        Event("4", kind="application", when="2027-01-01"),
    ]
    standing = standing_of(events, (), (), TODAY)
    assert standing.application is not None
    assert standing.application.id == "2"


def test_waiting_that_still_goes_on_is_no_paper() -> None:
    events = [
        Event("1", kind="decision", when="2024-02-08"),
        Event("2", kind="contact", when="2024-03/.."),
    ]
    standing = standing_of(events, (), (), TODAY)
    assert standing.paper is not None
    assert standing.paper.id == "1"


def test_a_case_without_anything_has_a_today_too() -> None:
    standing = standing_of((), (), (), TODAY)
    assert standing.application is None
    assert standing.tasks == ()


def test_steps_stand_by_their_dates_those_without_one_last_and_done_ones_apart() -> None:
    tasks = [
        Task("todo"),
        Task("late", due="2026-06-30"),
        Task("soon", due="2026-06-09", time="10:00"),
        Task("sooner", due="2026-06-09", time="09:00"),
        Task("done", due="2026-01-01", done=True),
    ]
    standing = standing_of((), tasks, (), TODAY)
    assert [each.id for each in standing.tasks] == ["sooner", "soon", "late", "todo"]
    assert [each.id for each in standing.done] == ["done"]


@pytest.mark.parametrize(
    ("due", "left", "soon"),
    [
        ("2026-06-09", "in 3 days", True),
        ("2026-06-06", "today", True),
        ("2026-06-01", "was due 5 days ago", True),
        ("2026-06-30", "in 24 days", False),
        ("2026-06", "now", True),
        ("", "no date", False),
    ],
)
def test_days_that_are_left_are_said_and_the_next_week_is_marked(
    due: str, left: str, soon: bool
) -> None:
    date = UncertainDate.parse(due)
    assert left_of(WORDS, date, TODAY) == left
    assert is_soon(date, TODAY) is soon


def test_the_dates_come_first(screen: TodayScreen) -> None:
    words = words_of(screen)
    assert "46 months" in words
    assert "5 August 2022" in words
    assert "15 May 2026" in words  # the last paper
    assert "12 September 2023" in words  # the last interview
    assert "Saturday 6 June 2026" in words


def test_a_step_is_ticked_off_and_taken_back(qtbot: QtBot, screen: TodayScreen) -> None:
    screen.findChildren(TaskRow)[0].tick.click()
    qtbot.waitUntil(lambda: len(screen.standing.done) == 2, timeout=LONG)
    screen.tasks.finished.setChecked(True)
    screen.findChildren(TaskRow)[-1].tick.click()
    qtbot.waitUntil(lambda: len(screen.standing.done) == 1, timeout=LONG)


def test_a_new_step_is_saved_as_typed(qtbot: QtBot, screen: TodayScreen, session: Session) -> None:
    press(qtbot, screen, "New step")
    qtbot.waitUntil(lambda: screen.form.shown != "", timeout=LONG)
    inputs = screen.form.form.inputs
    write(inputs["title"].target(), "Meet the lawyer")
    write(inputs["due"].target(), "10 June 2026")
    write(inputs["time"].target(), "9.30")
    press(qtbot, screen.form, "Appointment")
    press(qtbot, screen.form, "Close")
    qtbot.waitUntil(lambda: len(screen.standing.tasks) == 4, timeout=LONG)
    task = ask(qtbot, session, lambda vault: list(vault.tasks.all())[-1])
    assert (task.title, task.due, task.time) == ("Meet the lawyer", "2026-06-10", "09:30")
    assert task.type == "appointment"
    assert not screen.form.isVisibleTo(screen)


def test_a_step_goes_to_the_bin_and_comes_back(qtbot: QtBot, screen: TodayScreen) -> None:
    screen.findChildren(TaskRow)[0].change.click()
    qtbot.waitUntil(lambda: screen.form.shown != "", timeout=LONG)
    press(qtbot, screen, "Move to the bin")
    qtbot.waitUntil(lambda: len(screen.standing.tasks) == 2, timeout=LONG)
    screen.undo_last()
    qtbot.waitUntil(lambda: len(screen.standing.tasks) == 3, timeout=LONG)


def test_the_cards_stand_below_each_other_where_the_window_is_narrow(
    qtbot: QtBot, screen: TodayScreen
) -> None:
    screen.resize(640, 600)
    screen.apply_room(room(700, 600, 1.0))
    qtbot.waitUntil(lambda: screen.missing.y() > screen.tasks.y(), timeout=LONG)
    assert unnamed(screen) == []
