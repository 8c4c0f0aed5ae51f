"""What the preview says of an entry: a few labelled facts, and the words of any field's value."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from limbo_desktop.case.kind import Field
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Document, Event, Person
from limbo_desktop.case.values import FieldValue, Value
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.names import LABELS, known_how, name_of
from limbo_desktop.text.said import Said
from limbo_desktop.text.words import Words
from limbo_desktop.ui.timeline.row_words import date_of
from limbo_desktop.vault.records import NoSuchRecordError
from limbo_desktop.vault.references import references
from limbo_desktop.vault.vault import Vault

_COVERED = "exact_words"
_IN_HEAD = {("decision", "outcome")}


@dataclass(frozen=True, slots=True)
class Preview:
    """A record and what it names: people and documents by their id; `silenced` lines of its
    checklist were put aside.
    """

    record: Event | Document
    people: Mapping[str, Person]
    documents: Mapping[str, Document]
    silenced: frozenset[str] = frozenset()


def read_preview(vault: Vault, identity: str, *, document: bool) -> Preview:
    """Return what the preview of one record shows; raises NoSuchRecordError."""
    record = vault.documents.get(identity) if document else vault.events.get(identity)
    people: dict[str, Person] = {}
    documents: dict[str, Document] = {}
    for reference in references(record):
        # What it names may be in the bin: then it is not named.
        with suppress(NoSuchRecordError):
            if reference.type == "person":
                people[reference.id] = vault.people.get(reference.id)
            elif reference.type == "document":
                documents[reference.id] = vault.documents.get(reference.id)
    return Preview(record, people, documents, vault.silenced.of(identity))


def facts(words: Words, preview: Preview, most: int = 5) -> tuple[tuple[str, str], ...]:
    """Return up to `most` pairs of a label and its value; nothing of what is covered."""
    record = preview.record
    if isinstance(record, Document):
        pairs = _document_facts(words, record, preview.people)
    else:
        pairs = _event_facts(words, record, preview)
    return tuple((label, value) for label, value in pairs if value)[:most]


def _document_facts(
    words: Words, record: Document, people: Mapping[str, Person]
) -> list[tuple[str, str]]:
    giver = people.get(record.obtained.from_)
    return [
        (words.t(LABELS["document.when"]), _date(words, record.when)),
        (words.t(LABELS["document.type"]), name_of(words, Value.DOCUMENT_TYPE, record.type)),
        (words.t(LABELS["document.original"]), name_of(words, Value.ORIGINAL, record.original)),
        (words.t(LABELS["document.obtained.how"]), record.obtained.how),
        (words.t(LABELS["document.obtained.from_"]), giver.name if giver else ""),
    ]


def _event_facts(words: Words, event: Event, preview: Preview) -> list[tuple[str, str]]:
    when: str = _date(words, event.when)
    if event.time and when:
        when = words.t("{date}, {time}", date=Said(when), time=words.time(event.time))
    teller = preview.people.get(event.told_by)
    pairs = [
        (words.t("When"), when),
        (words.t("Date known from"), event.when_source),
    ]
    if event.kind not in {"journey"}:
        pairs.append((words.t("Where"), event.place))
    own: list[tuple[str, str]] = []
    kind = KINDS.get(event.kind)
    for field in kind.fields if kind else ():
        value = event.fields.get(field.name)
        said_elsewhere = field.name == _COVERED or (event.kind, field.name) in _IN_HEAD
        if value in (None, "") or said_elsewhere or field.type in {Value.LONG, Value.LIST}:
            continue
        said = field_words(words, field, value, preview.people, preview.documents)
        if field.short and value != event.when:
            own.append((words.t(field.label), said))
    known = known_how(words, event.knowledge, teller.name if teller else "")
    return [*pairs, *own, (words.t("How it is known"), known)]


def _date(words: Words, when: str) -> str:
    date = date_of(when)
    if not date.known:
        return ""
    return words.date(date, DateStyle.WEEKDAY if date.exact else DateStyle.FULL)


def field_words(
    words: Words,
    field: Field,
    value: FieldValue,
    people: Mapping[str, Person],
    documents: Mapping[str, Document],
) -> str:
    """Return the value of a field in words; an id of somebody unknown says nothing."""

    def named(identity: object) -> str:
        found = people.get(str(identity)) or documents.get(str(identity))
        if isinstance(found, Person):
            return found.name
        return found.title if found else ""

    simple: Mapping[Value, Callable[[], str]] = {
        Value.DATE: lambda: _date(words, str(value)) or str(value),
        Value.TIME: lambda: words.time(str(value)),
        Value.MONEY: lambda: words.money(str(value)),
        Value.URL: lambda: words.identifier(str(value)),
        Value.YES_NO: lambda: words.t("Yes") if value else words.t("No"),
        Value.MINUTES: lambda: words.n("{count} minute", "{count} minutes", int(float(str(value)))),
        Value.NUMBER: lambda: words.number(float(str(value))),
        Value.PERSON: lambda: named(value),
        Value.DOCUMENT: lambda: named(value),
    }
    if field.type is Value.CHOICE:
        labels = {choice.value: choice.label for choice in field.choices}
        return words.t(labels[str(value)]) if value in labels else str(value)
    if isinstance(value, list):
        return words.list(name for name in map(named, value) if name)
    return simple[field.type]() if field.type in simple else str(value)
