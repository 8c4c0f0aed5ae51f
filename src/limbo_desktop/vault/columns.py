"""What a row keeps beside a record's body: the columns that lists, filters and search go by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from limbo_desktop.case.checklist import NOTHING, lacking
from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.kind import Field
from limbo_desktop.case.kinds import KINDS, lane_of
from limbo_desktop.case.paper_checklist import paper_lacks
from limbo_desktop.case.records import Document, Event, Person, Record, Task
from limbo_desktop.case.values import Value

_UNKNOWN = UncertainDate.parse("")
_WORDY = {
    Value.TEXT,
    Value.LONG,
    Value.PLACE,
    Value.URL,
    Value.MONEY,
    Value.NUMBER,
    Value.MINUTES,
    Value.DATE,
}


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


def search_text(record: Record) -> tuple[str, str]:
    """What a record is found by: its titles and names, and all other words of the person."""
    match record:
        case Person():
            names = (record.name, record.name_latin, *record.also_known_as, *record.forms)
            return _lines(names), _lines((record.relation, record.contact, record.note))
        case Event():
            titles = (record.title, *(each.title for each in record.translations))
            accounts = (record.account.text, *(each.text for each in record.translations))
            kind = KINDS.get(record.kind)
            fields = _words(record.fields, kind.fields) if kind else ()
            roles = (each.role for each in record.people)
            places = (record.place, record.when_source)
            return _lines(titles), _lines((*accounts, *places, *roles, *fields))
        case Document():
            titles = (record.title, *(each.text for each in record.titles))
            obtained = (record.obtained.how, record.obtained.why_not_earlier)
            rest = (record.file, record.original_kept, record.translator.name, record.note)
            return _lines(titles), _lines((*obtained, *rest))
        case Task():
            return record.title, _lines((record.place, record.source.text))


def _words(values: Mapping[str, Any], fields: tuple[Field, ...]) -> Iterator[str]:
    # Any: what a field holds depends on its type in the table of kinds.
    for field in fields:
        value = values.get(field.name)
        if value is None:
            continue
        if field.type is Value.LIST:
            for part in value:
                yield from _words(part, field.parts)
        elif field.type in _WORDY:
            yield str(value)


def _lines(parts: tuple[str, ...]) -> str:
    return "\n".join(part for part in parts if part)
