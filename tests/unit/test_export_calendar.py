"""Calendar files: read back by a parser of our own few lines, and by what must not be in them."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.case.records import Source, Task
from limbo_desktop.export.calendar_file import (
    CalendarNotWrittenError,
    calendar_file,
    save_calendar,
)
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words

NOW = dt.datetime(2026, 6, 6, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=3)))
EN, AR, RU = (Words(language(code)) for code in ("en", "ar", "ru"))
LAWYER = Task(
    "2f6b8c1e-0000-4000-8000-000000000001",
    "appointment",
    "2026-06-10",
    "09:30",
    "Office 4, Kaivokatu",
    "Meet Outi; the lawyer, about the appeal",
    Source(text="she said so"),
)
DEADLINE = Task("t2", "deadline", "2026-06-30", title="Апелляция в административный суд")


def entries(data: bytes) -> list[dict[str, str]]:
    """Read a calendar file as RFC 5545 has it: unfold the lines, split name and value."""
    text = data.decode("utf-8")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in {"END", "BEGIN"} and name:
            found[-1][name] = re.sub(r"\\([\\;,nN])", r"\1", value)
    return found


def test_a_neutral_file_has_no_word_of_the_case() -> None:
    text = calendar_file([LAWYER, DEADLINE], EN, NOW).data.decode()
    for word in (
        "Outi",
        "appeal",
        "Апелляция",
        "Kaivokatu",
        "Limbo",
        "limbo",
        "she said",
        "asylum",
    ):
        assert word not in text
    for task in (LAWYER, DEADLINE):
        assert task.id not in text.replace("UID", "")
    assert "VALARM" not in text
    assert "DESCRIPTION" not in text


@pytest.mark.parametrize(
    ("words", "appointment", "deadline"),
    [(EN, "Appointment", "Reminder"), (RU, "Встреча", "Напоминание"), (AR, "موعد", "تذكير")],
)
def test_titles_are_neutral_in_every_language(
    words: Words, appointment: str, deadline: str
) -> None:
    found = entries(calendar_file([LAWYER, DEADLINE], words, NOW).data)
    assert [entry["SUMMARY"] for entry in found] == [appointment, deadline]


def test_a_time_of_day_floats_and_a_day_without_one_is_whole() -> None:
    first, second = entries(calendar_file([LAWYER, DEADLINE], EN, NOW).data)
    assert first["DTSTART"] == "20260610T093000"
    assert "DTEND" not in first
    assert second["DTSTART;VALUE=DATE"] == "20260630"
    assert second["DTEND;VALUE=DATE"] == "20260701"
    assert second["TRANSP"] == "TRANSPARENT"


def test_an_unsure_date_takes_all_days_that_it_may_be() -> None:
    (entry,) = entries(calendar_file([Task("t", "deadline", "2026-12", "10:00")], EN, NOW).data)
    assert entry["DTSTART;VALUE=DATE"] == "20261201"
    assert entry["DTEND;VALUE=DATE"] == "20270101"


def test_own_titles_and_places_are_written_only_when_asked_for() -> None:
    (entry,) = entries(calendar_file([LAWYER], EN, NOW, own_titles=True).data)
    assert entry["SUMMARY"] == LAWYER.title
    assert entry["LOCATION"] == LAWYER.place
    (untitled,) = entries(
        calendar_file([Task("t", "todo", "2026-06-09")], EN, NOW, own_titles=True).data
    )
    assert untitled["SUMMARY"] == "Reminder"


def test_done_steps_are_left_out_and_those_without_a_date_are_counted() -> None:
    tasks = [LAWYER, Task("a"), Task("b", due="2026-01-01", done=True)]
    file = calendar_file(tasks, EN, NOW)
    assert (file.written, file.undated) == (1, 1)
    assert len(entries(file.data)) == 1


def test_a_second_file_renews_the_first() -> None:
    later = NOW + dt.timedelta(days=1)
    first, second = (entries(calendar_file([LAWYER], EN, at).data)[0] for at in (NOW, later))
    assert first["UID"] == second["UID"]
    assert (first["DTSTAMP"], second["DTSTAMP"]) == ("20260606T090000Z", "20260607T090000Z")


def test_the_library_reads_its_own_file_as_the_same_steps() -> None:
    from icalendar import Calendar

    data = calendar_file([LAWYER, DEADLINE], EN, NOW, own_titles=True).data
    read = Calendar.from_ical(data)
    assert [str(each["summary"]) for each in read.walk("VEVENT")] == [LAWYER.title, DEADLINE.title]


@given(st.text(), st.text(), st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)))
def test_no_title_breaks_out_of_its_line(title: str, place: str, due: dt.date) -> None:
    task = Task("t", "appointment", due.isoformat(), "10:00", place, title)
    try:
        title.encode()
        place.encode()
    except UnicodeEncodeError:
        return
    found = entries(calendar_file([task, LAWYER], EN, NOW, own_titles=True).data)
    assert len(found) == 2
    assert set(found[0]) <= {"UID", "DTSTAMP", "SUMMARY", "LOCATION", "CLASS", "DTSTART"}


def test_the_file_appears_whole_or_says_what_happened(tmp_path: Path) -> None:
    file = calendar_file([LAWYER], EN, NOW)
    save_calendar(file, tmp_path / "calendar.ics")
    assert (tmp_path / "calendar.ics").read_bytes() == file.data
    with pytest.raises(CalendarNotWrittenError):
        save_calendar(file, tmp_path / "missing" / "calendar.ics")
