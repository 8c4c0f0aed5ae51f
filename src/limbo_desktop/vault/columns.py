"""What a row keeps beside a record's body: the columns that lists and filters go by."""

from dataclasses import dataclass

from limbo_desktop.case.checklist import NOTHING, lacking
from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.kinds import lane_of
from limbo_desktop.case.paper_checklist import paper_lacks
from limbo_desktop.case.records import Document, Event, Person, Record, Task

_UNKNOWN = UncertainDate.parse("")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one row; `position` sorts as text: earliest day, latest day, clock time.

    `certainty` is how the date is drawn ("exact", "span", "unsure"); `lane` is that of an event
    in the picture, "" for other records.
    """

    kind: str
    title: str
    position: str
    earliest: str | None
    latest: str | None
    share: str
    incomplete: bool
    certainty: str
    lane: str


def columns_of(record: Record, silenced: frozenset[str] = NOTHING) -> Columns:
    """The columns of a record; `silenced` are the lines of its checklist that do not count."""
    match record:
        case Person():
            return _columns(record.role, record.name)
        case Event():
            return _columns(
                record.kind,
                record.title,
                record.when,
                record.time,
                record.share,
                incomplete=bool(lacking(record, silenced)),
                lane=lane_of(record).name,
            )
        case Document():
            return _columns(
                record.type,
                record.title,
                record.when,
                share=record.share,
                incomplete=bool(paper_lacks(record, silenced)),
            )
        case Task():
            return _columns(record.type, record.title, record.due, record.time)


def date_of(text: str) -> UncertainDate:
    """The date of a record; text that is no EDTF counts as not known."""
    try:
        return UncertainDate.parse(text)
    except ValueError:
        return _UNKNOWN


def _columns(
    kind: str,
    title: str,
    when: str = "",
    time: str = "",
    share: str = "",
    lane: str = "",
    *,
    incomplete: bool = False,
) -> Columns:
    date = date_of(when)
    first, last = date.sort_key
    return Columns(
        kind,
        title,
        f"{first.isoformat()} {last.isoformat()} {time}",
        date.earliest.isoformat() if date.earliest else None,
        date.latest.isoformat() if date.latest else None,
        share,
        incomplete,
        date.certainty.value,
        lane,
    )
