"""Next steps as a calendar file (.ics, RFC 5545) whose titles say nothing of a case.

Calendars are synced to clouds and shown on locked screens.  So a title is “Appointment” or
“Reminder” unless the person asks for their own, there is no description, no alarm, no name of a
program, and the id of an entry is no id of the vault: the same step gets the same one each time,
so that a second export renews the first instead of adding to it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from limbo_desktop.aside import new_file
from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.records import Task
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.text.bidi import strip_controls
from limbo_desktop.text.words import Words

if TYPE_CHECKING:
    from icalendar import Event

_MAKER: Final = "-//calendar//EN"
"""Every calendar file has to name its maker; this one names nobody."""

_NEUTRAL: Final = {"appointment": N_("Appointment"), "": N_("Reminder")}


class CalendarNotWrittenError(PersonError):
    """The place for the file cannot be written."""

    message = N_(
        "The file {path} could not be written. The case is safe. Choose another place or free "
        "some room, then try again."
    )


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The bytes of the file, how many steps are in it, and how many had no date."""

    data: bytes
    written: int
    undated: int


def calendar_file(
    tasks: Sequence[Task], words: Words, now: dt.datetime, *, own_titles: bool = False
) -> CalendarFile:
    """Return the open steps with a date as a calendar file.

    A step with a time of day is at that time wherever the calendar is (a floating time); one
    without takes the whole day, or all days that an unsure date may be.  `own_titles` writes the
    person's titles and places, which only they can decide.  `now` has its time zone.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    open_ = [task for task in tasks if not task.done]
    dated = [(task, days) for task in open_ if (days := _days(task)) is not None]
    for task, (first, last) in dated:
        calendar.add_component(_entry(task, first, last, words, now, own_titles=own_titles))
    return CalendarFile(calendar.to_ical(), len(dated), len(open_) - len(dated))


def save_calendar(file: CalendarFile, path: Path) -> None:
    """Write the file to `path`, whole or not at all; raises CalendarNotWrittenError."""
    try:
        with new_file(path) as out:
            out.write(file.data)
    except OSError:
        raise CalendarNotWrittenError(path=path) from None


def _days(task: Task) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day that a step may be due, None when nothing is known."""
    try:
        due = UncertainDate.parse(task.due)
    except ValueError:
        return None
    first, last = due.earliest or due.latest, due.latest or due.earliest
    return (first, last) if first is not None and last is not None else None


def _entry(
    task: Task, first: dt.date, last: dt.date, words: Words, now: dt.datetime, *, own_titles: bool
) -> Event:
    from icalendar import Event

    entry = Event()
    entry.add("uid", _uid(task.id))
    entry.add("dtstamp", now.astimezone(dt.UTC).replace(microsecond=0))
    title = strip_controls(" ".join(task.title.split())) if own_titles else ""
    entry.add("summary", title or words.t(_NEUTRAL.get(task.type, _NEUTRAL[""])))
    if own_titles and task.place:
        entry.add("location", strip_controls(" ".join(task.place.split())))
    entry.add("class", "PRIVATE")
    if task.time and first == last:
        entry.add("dtstart", dt.datetime.combine(first, dt.time.fromisoformat(task.time)))
    else:
        entry.add("dtstart", first)
        entry.add("dtend", last + dt.timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
    return entry


def _uid(identity: str) -> str:
    """Return an id that is always the same for a step and leads back to none."""
    return str(uuid.UUID(bytes=hashlib.sha256(f"calendar:{identity}".encode()).digest()[:16]))
