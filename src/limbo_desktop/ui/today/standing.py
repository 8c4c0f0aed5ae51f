"""Where the case stands today: how long it has been waiting, what is next, what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.records import Document, Event, Task

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

INCOMPLETE_SHOWN: Final = 3
PAPERS: Final = frozenset({"decision", "contact", "appeal"})
"""Kinds that stand for a paper of the procedure; something that still goes on is none."""

PROCEDURE: Final = ("application", "interview", "decision", "appeal", "contact")


@dataclass(frozen=True, slots=True)
class Standing:
    """What Today shows.

    `application` is the last one made, `interview` and `paper` the last ones until today,
    `procedure` every dated entry of the procedure in order, `tasks` the open ones by date,
    `incomplete` at most three records that lack something, `silenced` the lines of theirs that
    were put aside; `titles` name what the steps come from and belong to.
    """

    application: Event | None = None
    interview: Event | None = None
    paper: Event | None = None
    procedure: tuple[Event, ...] = ()
    tasks: tuple[Task, ...] = ()
    done: tuple[Task, ...] = ()
    incomplete: tuple[Event | Document, ...] = ()
    silenced: Mapping[str, frozenset[str]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)


def read_standing(vault: Vault, today: dt.date) -> Standing:
    """Return where the case of `vault` stands.  On the lane."""
    from limbo_desktop.vault.timeline import Filters

    timeline = vault.timeline
    wanted = Filters(kinds=frozenset(PROCEDURE))
    rows = timeline.rows(0, timeline.count(wanted), wanted)
    events = [row.record for row in rows if isinstance(row.record, Event)]
    incomplete = timeline.rows(
        0,
        INCOMPLETE_SHOWN,
        Filters(types=frozenset({"event", "document"}), incomplete=True),
    )
    tasks = tuple(vault.tasks.all())
    shown = [row.record for row in incomplete]
    return replace(
        standing_of(events, tasks, shown, today),
        silenced={record.id: vault.silenced.of(record.id) for record in shown},
        titles=_titles(vault, tasks),
    )


def _titles(vault: Vault, tasks: Iterable[Task]) -> dict[str, str]:
    """Return the titles of the entries and papers that steps name, by id."""
    from limbo_desktop.vault.records import NoSuchRecordError

    found: dict[str, str] = {}
    for task in tasks:
        for identity, repository in (
            (task.event, vault.events),
            (task.source.document, vault.documents),
        ):
            if not identity or identity in found:
                continue
            try:
                record: Event | Document = repository.get(identity)
            except NoSuchRecordError:
                continue
            found[identity] = record.title or getattr(record, "file", "")
    return found


def standing_of(
    events: Iterable[Event],
    tasks: Iterable[Task],
    incomplete: Iterable[Event | Document],
    today: dt.date,
) -> Standing:
    """Return where a case with these entries of the procedure, in order, stands."""
    dated = [event for event in events if first_day(event.when) is not None]
    past = [event for event in dated if (first_day(event.when) or today) <= today]

    def last(kinds: Iterable[str], *, ended: bool = False) -> Event | None:
        chosen = frozenset(kinds)
        found = (event for event in reversed(past) if event.kind in chosen)
        return next((each for each in found if not ended or date_of(each.when).latest), None)

    every = tuple(tasks)
    return Standing(
        last(("application",)),
        last(("interview",)),
        last(PAPERS, ended=True),
        tuple(event for event in dated if event.kind in PROCEDURE),
        tuple(sorted((task for task in every if not task.done), key=by_due)),
        tuple(task for task in every if task.done),
        tuple(incomplete),
    )


def date_of(edtf: str) -> UncertainDate:
    """Return a date of a record; text that is no EDTF counts as not known."""
    try:
        return UncertainDate.parse(edtf)
    except ValueError:
        return UncertainDate.parse("")


def first_day(edtf: str) -> dt.date | None:
    """Return the first day that a date may be, None when it is open or not known."""
    date = date_of(edtf)
    return date.earliest


def by_due(task: Task) -> tuple[dt.date, dt.date, str]:
    """Return what steps are sorted by: their date, then their time of day; none comes last."""
    return (*date_of(task.due).sort_key, task.time)
