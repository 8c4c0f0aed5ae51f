"""What goes into a bundle: selected, concealed and numbered.  Pure: a case in, a selection out.

Nothing that is not in the selection can reach a page: private records and references to them are
gone from it, the names of concealed people too.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.bundle.concealed_records import ConcealedRecords
from limbo_desktop.bundle.options import Options
from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.kinds import KINDS, lane_of
from limbo_desktop.case.lanes import Lane
from limbo_desktop.case.records import Case, CaseInfo, Citation, Document, Event, Person
from limbo_desktop.case.values import FieldValue, Value


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its number in the bundle, from 1, by date."""

    number: int
    event: Event
    date: UncertainDate

    @property
    def lane(self) -> Lane:
        """The lane of the timeline picture."""
        return lane_of(self.event)


@dataclass(frozen=True, slots=True)
class CitedBy:
    """Who relies on an exhibit: an entry, and the point of a decision (from 1) or 0."""

    entry: int
    point: int = 0


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A document with its number in the bundle, from 1; a translation follows its original.

    `withheld` says that a concealed person is known to be in it: no page of it goes in, nor its
    bytes.  `translates` is the number of the exhibit that it translates, 0 for none.
    """

    number: int
    document: Document
    date: UncertainDate
    cited_by: tuple[CitedBy, ...] = ()
    withheld: bool = False
    translates: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """A person as a bundle shows them; `person` has the pseudonym for a name when concealed."""

    person: Person
    concealed: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """Everything that a bundle tells, in its order, with the concealer for exhibits' texts."""

    options: Options
    info: CaseInfo
    people: tuple[Shown, ...]
    entries: tuple[Entry, ...]
    exhibits: tuple[Exhibit, ...]
    concealer: Concealer

    def exhibit_of(self, document: str) -> Exhibit | None:
        """The exhibit of a document's id, if it is in the bundle."""
        return next((each for each in self.exhibits if each.document.id == document), None)

    def person(self, identity: str) -> Shown | None:
        """A person of the bundle by id."""
        return next((each for each in self.people if each.person.id == identity), None)


def select(case: Case, options: Options) -> Selection:
    """Select, conceal and number: what a bundle with these options holds."""
    concealer = Concealer(case.people)
    concealed = ConcealedRecords(concealer, case.people, options.lang)
    events = sorted(_events(case, options), key=_event_order)
    documents = list(_documents(case, events, options))
    kept = {document.id for document in documents}
    entries = tuple(
        Entry(number, concealed.event(_without(event, kept)), UncertainDate.parse(event.when))
        for number, event in enumerate(events, start=1)
    )
    exhibits = tuple(_exhibits(documents, entries, concealed))
    return Selection(
        options,
        concealed.info(case.info),
        tuple(
            Shown(concealed.person(person), person.conceal)
            for person in case.people
            if person.role == "applicant" or person.id in _mentioned(entries, exhibits)
        ),
        entries,
        exhibits,
        concealer,
    )


def _events(case: Case, options: Options) -> Iterator[Event]:
    since = dt.date.fromisoformat(options.since) if options.since else dt.date.min
    for event in case.events:
        ended = UncertainDate.parse(event.when).latest or dt.date.max
        chosen = options.events is None or event.id in options.events
        if event.share in options.share.levels and chosen and ended >= since:
            yield event


def _documents(case: Case, events: list[Event], options: Options) -> Iterator[Document]:
    """The documents that go in: all that may, or those that the chosen events cite."""
    cited = {citation.document for event in events for citation in citations_of(event)}
    narrowed = bool(options.since) or options.events is not None
    for document in case.documents:
        wanted = not narrowed or document.id in cited or document.translation_of in cited
        if document.share in options.share.levels and wanted:
            yield document


def _event_order(event: Event) -> tuple[dt.date, dt.date, str]:
    return (*UncertainDate.parse(event.when).sort_key, event.time)


def _exhibits(
    documents: list[Document], entries: tuple[Entry, ...], concealed: ConcealedRecords
) -> Iterator[Exhibit]:
    """By date, each translation right behind its original."""
    ids = {document.id for document in documents}
    ordered = sorted(documents, key=lambda each: UncertainDate.parse(each.when).sort_key)
    translations: dict[str, list[Document]] = {}
    for document in ordered:
        translations.setdefault(document.translation_of, []).append(document)
    roots = [each for each in ordered if each.translation_of not in ids - {each.id}]
    placed: dict[str, int] = {}
    # papers that are said to translate one another in a ring have no root
    queue = [*reversed(ordered), *reversed(roots)]
    cited = _citing(entries)
    while queue:
        document = queue.pop()
        if document.id in placed:
            continue
        translates = placed.get(document.translation_of, 0)
        number = placed[document.id] = len(placed) + 1
        queue += reversed(translations.get(document.id, []))
        yield Exhibit(
            number,
            concealed.document(replace(document, share="")),
            UncertainDate.parse(document.when),
            tuple(cited.get(document.id, ())),
            concealed.withholds(document),
            translates,
        )


def _citing(entries: tuple[Entry, ...]) -> Mapping[str, list[CitedBy]]:
    cited: dict[str, list[CitedBy]] = {}
    for entry in entries:
        for citation in _direct_citations(entry.event):
            _add(cited, citation.document, CitedBy(entry.number))
        for point, citations in enumerate(point_citations(entry.event), start=1):
            for citation in citations:
                _add(cited, citation.document, CitedBy(entry.number, point))
    return cited


def _add(cited: dict[str, list[CitedBy]], document: str, by: CitedBy) -> None:
    places = cited.setdefault(document, [])
    if by not in places:
        places.append(by)


def point_citations(event: Event) -> Iterator[tuple[Citation, ...]]:
    """For each object of the kind's list (a decision's points), what it cites."""
    for field in KINDS[event.kind].fields:
        if field.type is not Value.LIST:
            continue
        for item in _objects(event.fields.get(field.name)):
            yield tuple(
                Citation(each.get("document", ""), each.get("pages", ""))
                for part in field.parts
                if part.type is Value.CITATIONS
                for each in _objects(item.get(part.name))
            )


def citations_of(event: Event) -> Iterator[Citation]:
    """Everything that an event cites: beside it, in its fields and in the points of a decision."""
    yield from _direct_citations(event)
    for citations in point_citations(event):
        yield from citations


def _direct_citations(event: Event) -> Iterator[Citation]:
    yield from event.documents
    for field in KINDS[event.kind].fields:
        value = event.fields.get(field.name)
        if field.type is Value.DOCUMENT and isinstance(value, str) and value:
            yield Citation(value)
        elif field.type is Value.DOCUMENTS and isinstance(value, list):
            yield from (Citation(each) for each in value if isinstance(each, str))


def _without(event: Event, kept: set[str]) -> Event:
    """The event with references only to documents that go in."""
    fields: dict[str, FieldValue] = {}
    for field in KINDS[event.kind].fields:
        value = event.fields.get(field.name)
        if value is None or (field.type is Value.DOCUMENT and value not in kept):
            continue
        if field.type is Value.DOCUMENTS and isinstance(value, list):
            value = [each for each in value if isinstance(each, str) and each in kept]
        if field.type is Value.LIST:
            cited = [part.name for part in field.parts if part.type is Value.CITATIONS]
            value = [_kept_citations(item, cited, kept) for item in _objects(value)]
        fields[field.name] = value
    documents = tuple(each for each in event.documents if each.document in kept)
    return replace(event, fields=fields, documents=documents, share="")


def _kept_citations(
    item: Mapping[str, object], cited: list[str], kept: set[str]
) -> "dict[str, str | list[dict[str, str]]]":
    result: dict[str, str | list[dict[str, str]]] = {}
    for key, value in item.items():
        if key in cited:
            result[key] = [dict(each) for each in _objects(value) if each["document"] in kept]
        else:
            result[key] = str(value)
    return result


def _objects(value: object) -> list[Mapping[str, str]]:
    if not isinstance(value, list):
        return []
    return [each for each in value if isinstance(each, Mapping)]


def _mentioned(entries: Iterable[Entry], exhibits: Iterable[Exhibit]) -> frozenset[str]:
    """The ids of everybody who is named in a reference of the selection."""
    found: set[str] = set()
    for entry in entries:
        event = entry.event
        found |= {each.person for each in event.people} | {event.told_by}
        found |= {each.by.removeprefix("person:") for each in event.translations}
        for field in KINDS[event.kind].fields:
            value = event.fields.get(field.name)
            if field.type is Value.PERSON and isinstance(value, str):
                found.add(value)
            elif field.type is Value.PEOPLE and isinstance(value, list):
                found |= {each for each in value if isinstance(each, str)}
    for exhibit in exhibits:
        found.add(exhibit.document.obtained.from_)
    return frozenset(found)
