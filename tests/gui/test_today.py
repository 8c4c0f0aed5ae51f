"""Today: how long the case waits, what is next, what is missing, and steps that are written."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, write
from tests.gui.support import press, shown, unnamed

from limbo_desktop.case.checklist import checklist
from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.records import Account, Event, Task
from limbo_desktop.text.language import language
from limbo_desktop.text.periods import Period
from limbo_desktop.text.words import Words
from limbo_desktop.ui.day import Day
from limbo_desktop.ui.inputs.tokens import DocumentInput
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme.metrics import room
from limbo_desktop.ui.today.missing import lacking
from limbo_desktop.ui.today.pill import Pill
from limbo_desktop.ui.today.screen import TodayScreen
from limbo_desktop.ui.today.standing import standing_of
from limbo_desktop.ui.today.steps_of import StepsOf
from limbo_desktop.ui.today.tasks import TaskRow, is_soon, left_of
from limbo_desktop.ui.widgets import Button, Label

TODAY = dt.date(2026, 6, 6)
WORDS = Words(language("en"))


@pytest.fixture
def session(family_session: Session) -> Session:
    return family_session


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
        ("2026-04-07", "was due 60 days ago", True),
        ("2026-01-06", "was due 5 months ago", True),
        ("2024-03-17", "was due 2 years ago", True),
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


def edit(qtbot: QtBot, screen: TodayScreen, number: int = 0) -> Task:
    task = screen.standing.tasks[number]

    def rows() -> list[TaskRow]:
        return [row for row in screen.findChildren(TaskRow) if row.isVisibleTo(screen)]

    qtbot.waitUntil(lambda: len(rows()) == len(screen.standing.tasks), timeout=LONG)
    rows()[number].change.click()
    qtbot.waitUntil(lambda: screen.form.shown == task.id, timeout=LONG)
    return task


def test_a_deadline_is_counted_from_the_day_the_letter_came(
    qtbot: QtBot, screen: TodayScreen, session: Session
) -> None:
    press(qtbot, screen, "New step")
    qtbot.waitUntil(lambda: screen.form.shown != "", timeout=LONG)
    form, identity = screen.form, screen.form.shown
    assert not form.period.isVisibleTo(screen)
    press(qtbot, form, "Deadline")
    write(form.period.number.target(), "21")
    write(form.period.start.target(), "4 May 2026")
    assert form.form.inputs["due"].content() == "2026-05-25"
    assert "21 days from 4 May 2026 is Monday 25 May 2026" in form.period.sum.text
    press(qtbot, form, "Close")
    qtbot.waitUntil(lambda: len(screen.standing.tasks) == 4, timeout=LONG)
    task = ask(qtbot, session, lambda vault: vault.tasks.get(identity))
    assert (task.due, task.source.text) == ("2026-05-25", "21 days from 4 May 2026")
    assert "was due 12 days ago" in pills_of(screen)
    number = [each.id for each in screen.standing.tasks].index(identity)
    edit(qtbot, screen, number)
    qtbot.waitUntil(lambda: form.period.period is not None, timeout=LONG)
    assert form.period.period == Period(21, "day", dt.date(2026, 5, 4))
    assert form.form.inputs["due"].typed() == "21 days from 4 May 2026"


def test_what_says_so_is_not_written_over(qtbot: QtBot, screen: TodayScreen) -> None:
    deadline = [task.type for task in screen.standing.tasks].index("deadline")
    task = edit(qtbot, screen, deadline)
    assert task.source.text
    write(screen.form.period.number.target(), "30")
    write(screen.form.period.start.target(), "1 June 2026")
    assert screen.form.form.inputs["source.text"].content() == task.source.text
    assert screen.form.form.inputs["due"].content() == "2026-07-01"


def pills_of(screen: TodayScreen) -> list[str]:
    return [pill.accessibleName() for pill in screen.findChildren(Pill)]


def test_a_step_leads_to_the_paper_at_its_page_and_to_its_entry(
    qtbot: QtBot, screen: TodayScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[tuple[str, str]] = []
    monkeypatch.setattr(screen.session, "go", lambda name, what="": gone.append((name, what)))
    number = [task.type for task in screen.standing.tasks].index("deadline")
    task = screen.standing.tasks[number]
    row = screen.findChildren(TaskRow)[number]
    press(qtbot, row, f"{screen.standing.titles[task.source.document]}, page {task.source.pages}")
    press(qtbot, row, screen.standing.titles[task.event])
    document, entry = gone
    assert document[0] == "documents"
    assert document[1].startswith(f"{task.source.document}#{task.source.pages}")
    assert entry == ("entry", task.event)


def test_paper_page_and_entry_of_a_step_are_chosen_by_title(
    qtbot: QtBot, screen: TodayScreen, session: Session
) -> None:
    task = edit(qtbot, screen)
    titles = ask(qtbot, session, lambda vault: vault.documents.titles())
    document = next(iter(titles))
    paper = screen.form.form.inputs["source.document"]
    assert isinstance(paper, DocumentInput)
    paper.choose(document)
    write(screen.form.form.inputs["source.pages"].target(), "٣")
    entries = ask(qtbot, session, lambda vault: vault.events.titles())
    other = next(key for key in entries if key != task.event)
    screen.form.entry.choose(other)
    screen.close_inner()
    kept = ask(qtbot, session, lambda vault: vault.tasks.get(task.id))
    assert (kept.source.document, kept.source.pages, kept.event) == (document, "3", other)


def test_the_calendar_file_has_neutral_titles_unless_they_are_asked_for(
    qtbot: QtBot, screen: TodayScreen, tmp_path: Path
) -> None:
    press(qtbot, screen, "For my calendar…")
    card = screen.calendar
    assert card.isVisibleTo(screen)
    assert not card.warning.isVisibleTo(screen)
    card.write(tmp_path / "calendar.ics")
    qtbot.waitUntil(lambda: not card.isVisibleTo(screen), timeout=LONG)
    text = (tmp_path / "calendar.ics").read_text("utf-8")
    assert text.count("BEGIN:VEVENT") == 2
    assert "Appointment" in text
    assert not any(word in text for word in ("Loimaa", "Отметиться", "жалоб"))
    screen.tasks.export.click()
    card.own.setChecked(True)
    assert card.warning.isVisibleTo(screen)
    card.write(tmp_path / "own.ics")
    qtbot.waitUntil(lambda: not card.isVisibleTo(screen), timeout=LONG)
    assert "Отметиться" in (tmp_path / "own.ics").read_text("utf-8")
    screen.tasks.export.click()
    assert not card.own.isChecked()
    assert screen.close_inner()


def test_one_step_goes_into_a_calendar_alone(
    qtbot: QtBot, screen: TodayScreen, tmp_path: Path
) -> None:
    edit(qtbot, screen)
    screen.form.export.click()
    screen.calendar.write(tmp_path / "one.ics")
    qtbot.waitUntil(lambda: not screen.calendar.isVisibleTo(screen), timeout=LONG)
    assert (tmp_path / "one.ics").read_text("utf-8").count("BEGIN:VEVENT") == 1


def test_what_can_be_completed_leaves_out_what_was_put_aside() -> None:
    event = Event("1", kind="note", when="2022", title="x", account=Account("en", "words"))
    lines = [line for line in checklist(event) if not line.present]
    first, second = lines[0], lines[1]
    assert WORDS.t(first.label) in lacking(WORDS, event)
    assert WORDS.t(second.label) in lacking(WORDS, event, frozenset({first.key}))


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


def test_an_entry_shows_its_steps_and_leads_to_them(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[tuple[str, str]] = []
    monkeypatch.setattr(session, "go", lambda name, what="": gone.append((name, what)))
    task = ask(qtbot, session, lambda vault: next(each for each in vault.tasks.all() if each.event))
    flushed: list[bool] = []
    steps = StepsOf(session, lambda: task.event, lambda: flushed.append(True))
    shown(qtbot, steps)
    qtbot.waitUntil(lambda: len(steps.findChildren(Button)) > 1, timeout=LONG)
    row = next(each for each in steps.findChildren(Button) if task.title in each.text())
    row.click()
    assert gone == [("today", task.id)]
    press(qtbot, steps, "New step for this entry")
    qtbot.waitUntil(lambda: len(gone) == 2, timeout=LONG)
    added = ask(qtbot, session, lambda vault: vault.tasks.get(gone[1][1]))
    assert (added.event, flushed) == (task.event, [True])


def test_today_opens_at_a_step(qtbot: QtBot, session: Session) -> None:
    task = ask(qtbot, session, lambda vault: next(iter(vault.tasks.all())))
    screen = TodayScreen(session, TODAY, task=task.id)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: screen.form.shown == task.id, timeout=LONG)
    assert screen.form.isVisibleTo(screen)


@pytest.mark.parametrize("noticed", ["clock", "window", "screen"])
def test_today_follows_the_calendar_of_the_computer_past_midnight(
    qtbot: QtBot, session: Session, noticed: str
) -> None:
    clock = [dt.date(2026, 6, 8)]
    session._day = Day(session, lambda: clock[0])
    screen = TodayScreen(session)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: "tomorrow" in pills_of(screen), timeout=LONG)
    assert "Monday 8 June 2026" in words_of(screen)
    clock[0] = dt.date(2026, 6, 11)  # some nights with the lid closed
    match noticed:
        case "clock":
            session.day._clock.timeout.emit()
        case "window":
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
        case _:
            screen.hide()
            screen.show()
    qtbot.waitUntil(lambda: "was due 2 days ago" in pills_of(screen), timeout=LONG)
    assert "Thursday 11 June 2026" in words_of(screen)
    seen = [pill for pill in screen.findChildren(Pill) if pill.isVisibleTo(screen)]
    assert "tomorrow" not in [pill.accessibleName() for pill in seen]
