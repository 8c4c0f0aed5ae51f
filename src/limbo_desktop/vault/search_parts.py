"""The texts of a record that it is found by, each with the words for where it stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from limbo_desktop.case.kind import Field
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Document, Event, Person, Record, Task
from limbo_desktop.case.values import Value
from limbo_desktop.marking import N_

_WORDY: Final = {
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
class Part:
    """One text; `place` is a msgid ("" for the title itself), `title` ranks it first.

    `covered` are the words of a threat and those told about it, which are shown when asked for.
    """

    place: str
    text: str
    title: bool = False
    covered: bool = False


def parts_of_names(names: Iterable[str]) -> Iterator[Part]:
    """What a record is found by beside its own words: the names of the people in it."""
    return (Part(N_("People"), name) for name in names)


def parts_of(record: Record) -> tuple[Part, ...]:
    """The record's own words, those that show best why it was found first."""
    found: Iterator[Part]
    match record:
        case Person():
            found = _person(record)
        case Event():
            found = _event(record)
        case Document():
            found = _document(record)
        case Task():
            found = _task(record)
    return tuple(part for part in found if part.text)


def _person(record: Person) -> Iterator[Part]:
    yield Part("", record.name, title=True)
    for name in (record.name_latin, *record.also_known_as, *record.forms):
        yield Part(N_("Other names"), name, title=True)
    yield Part(N_("Relation to you"), record.relation)
    yield Part(N_("Contact"), record.contact)
    yield Part(N_("Note"), record.note)


def _event(record: Event) -> Iterator[Part]:
    yield Part("", record.title, title=True)
    for translation in record.translations:
        yield Part(N_("Translation"), translation.title, title=True)
    covered = record.kind == "threat"  # whose account mostly quotes it
    yield Part(N_("In your own words"), record.account.text, covered=covered)
    for translation in record.translations:
        yield Part(N_("Translation"), translation.text, covered=covered)
    yield Part(N_("Place"), record.place)
    yield Part(N_("Date"), record.when_source)
    for participant in record.people:
        yield Part(N_("People"), participant.role)
    kind = KINDS.get(record.kind)
    yield from _fields(record.fields, kind.fields if kind else ())


def _document(record: Document) -> Iterator[Part]:
    yield Part("", record.title, title=True)
    for title in record.titles:
        yield Part(N_("Title in another language"), title.text, title=True)
    yield Part(N_("How it came to you"), record.obtained.how)
    yield Part(N_("Why not earlier"), record.obtained.why_not_earlier)
    yield Part(N_("Name of the file"), record.file)
    yield Part(N_("Where the original is"), record.original_kept)
    yield Part(N_("Translator"), record.translator.name)
    yield Part(N_("Note"), record.note)


def _task(record: Task) -> Iterator[Part]:
    yield Part("", record.title, title=True)
    yield Part(N_("Place"), record.place)
    yield Part(N_("Source"), record.source.text)


def _fields(values: Mapping[str, Any], fields: tuple[Field, ...]) -> Iterator[Part]:
    # Any: what a field holds depends on its type in the table of kinds.
    for field in fields:
        value = values.get(field.name)
        if value is None:
            continue
        if field.type is Value.LIST:
            for row in value:
                yield from _fields(row, field.parts)
        elif field.type in _WORDY:
            yield Part(field.label, str(value), covered=field.name == "exact_words")
