"""What goes into a bundle: selected, concealed and numbered.  Pure: a case in, a selection out.

Nothing that is not in the selection can reach a page: private records and references to them are
gone from it, the names of concealed people too.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from functools import cached_property
from itertools import count
from typing import Final

from limbo_desktop.bundle.cited import direct_citations, objects, people_of, point_citations
from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.bundle.concealed_records import ConcealedRecords
from limbo_desktop.bundle.criteria import chosen_documents, chosen_events
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.two_languages import line_order
from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.json_form import to_json
from limbo_desktop.case.kinds import KINDS, lane_of
from limbo_desktop.case.lanes import Lane
from limbo_desktop.case.records import Case, CaseInfo, Document, Event, Person
from limbo_desktop.case.values import FieldValue, Value
from limbo_desktop.text.language import months_for
from limbo_desktop.vault.bundles import Given, Printed
from limbo_desktop.vault.redactions import How, Redacted

_NOTHING_REDACTED: Final = Redacted()

ANSWER: Final = "answer"
"""The part of a decision's point that answers it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its number in the bundle, from 1, by date.

    `former` is what the readers of a supplement have of it, `had` that it is still just that; what
    was changed keeps its number.
    """

    number: int
    event: Event
    date: UncertainDate
    former: Printed | None = None
    had: bool = False

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
    bytes.  `translates` is the number of the exhibit that it translates, 0 for none.  `former` and
    `had` are as for an entry.
    """

    number: int
    document: Document
    date: UncertainDate
    cited_by: tuple[CitedBy, ...] = ()
    withheld: bool = False
    translates: int = 0
    former: Printed | None = None
    had: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A person as a bundle shows them; `person` has the pseudonym for a name when concealed.

    `given` says that the pseudonym is one that the person chose.
    """

    person: Person
    concealed: bool
    given: bool = False


@dataclass(frozen=True)  # no slots: what is looked up again and again is kept
class Selection:
    """Everything that a bundle tells, in its order, with the concealer for exhibits' texts.

    In a supplement `entries` and `exhibits` are those that are new or changed; `had_entries` and
    `had_exhibits` those that the readers have as they are, with the numbers that they have there.
    """

    options: Options
    info: CaseInfo
    people: tuple[Shown, ...]
    entries: tuple[Entry, ...]
    exhibits: tuple[Exhibit, ...]
    concealer: Concealer
    redacted: Redacted = _NOTHING_REDACTED
    had_entries: tuple[Entry, ...] = ()
    had_exhibits: tuple[Exhibit, ...] = ()

    def exhibit_of(self, document: str) -> Exhibit | None:
        """The exhibit of a document's id, if it is in the bundle or the readers have it."""
        return self._by_document.get(document)

    def entry(self, number: int) -> Entry:
        """The entry with this number, in the bundle or in what the readers have."""
        return self._by_number[number]

    @cached_property
    def line_order(self) -> tuple[str, str]:
        """The languages of a bundle of two: at the line's start, and behind it."""
        return line_order(self.options, (each.event for each in self.all_entries))

    @cached_property
    def _by_document(self) -> Mapping[str, Exhibit]:
        return {each.document.id: each for each in self.all_exhibits}

    @cached_property
    def _by_number(self) -> Mapping[int, Entry]:
        return {each.number: each for each in self.all_entries}

    @property
    def all_entries(self) -> tuple[Entry, ...]:
        """The entries of the bundle, and those that the readers have as they are."""
        return (*self.entries, *self.had_entries)

    @property
    def all_exhibits(self) -> tuple[Exhibit, ...]:
        """The exhibits of the bundle, and those that the readers have as they are."""
        return (*self.exhibits, *self.had_exhibits)

    @property
    def first_page(self) -> int:
        """The number of the first page: a supplement goes on where the readers' pages end."""
        given = self.options.given
        return given.last_page + 1 if given else 1

    def person(self, identity: str) -> Shown | None:
        """A person of the bundle by id."""
        return next((each for each in self.people if each.person.id == identity), None)


def select(case: Case, options: Options, redacted: Redacted | None = None) -> Selection:
    """Select, conceal and number: what a bundle with these options holds.

    `redacted` are the black boxes and releases of the case: in a supplement what they changed of a
    document counts as a change of it.
    """
    if options.months is None:
        options = replace(options, months=months_for(event.country for event in case.events))
    given = options.given
    concealer = Concealer(case.people, given.witnesses if given else {})
    concealed = ConcealedRecords(concealer, case.people, options.lang)
    events = sorted(chosen_events(case, options), key=_event_order)
    documents = list(chosen_documents(case, events, options))
    kept = {document.id for document in documents}
    entries = tuple(_entries(events, kept, concealed, options))
    exhibits = tuple(_exhibits(documents, entries, concealed, given))
    whole = Selection(
        options,
        concealed.info(case.info),
        tuple(
            Shown(concealed.person(each), each.conceal, each.conceal and bool(each.pseudonym))
            for each in case.people
        ),
        entries,
        exhibits,
        concealer,
        redacted or _NOTHING_REDACTED,
    )
    return _with_its_people(_since_given(whole))


def _since_given(whole: Selection) -> Selection:
    """Leave what the readers have already, as they have it."""
    if whole.options.given is None:
        return whole
    entries = [replace(each, had=_is_had(whole, each)) for each in whole.entries]
    exhibits = [replace(each, had=_is_had(whole, each)) for each in whole.exhibits]
    return replace(
        whole,
        entries=tuple(each for each in entries if not each.had),
        had_entries=tuple(each for each in entries if each.had),
        exhibits=tuple(each for each in exhibits if not each.had),
        had_exhibits=tuple(each for each in exhibits if each.had),
    )


def _is_had(selection: Selection, told: Entry | Exhibit) -> bool:
    former = told.former
    if former is None or (isinstance(told, Exhibit) and former.bare and not told.withheld):
        # what was withheld may no longer be: looking into the file tells
        return False
    return former.digest == printed_digest(selection, told)


def _with_its_people(selection: Selection) -> Selection:
    """Only the people that the bundle speaks of."""
    named = _mentioned(selection.entries, selection.exhibits)
    people = tuple(
        each
        for each in selection.people
        if each.person.role == "applicant" or each.person.id in named
    )
    return replace(selection, people=people)


def _entries(
    events: Iterable[Event], kept: set[str], concealed: ConcealedRecords, options: Options
) -> Iterator[Entry]:
    """A former entry keeps its number, a new one gets the next."""
    given = options.given
    numbers = count(given.last_entry + 1 if given else 1)
    for event in events:
        former = given.entries.get(event.id) if given else None
        told = concealed.event(_without(event, kept, answers=options.reader.answers))
        number = former.number if former else next(numbers)
        yield Entry(number, told, UncertainDate.parse(event.when), former)


def _event_order(event: Event) -> tuple[dt.date, dt.date, str]:
    return (*UncertainDate.parse(event.when).sort_key, event.time)


def _exhibits(
    documents: list[Document],
    entries: tuple[Entry, ...],
    concealed: ConcealedRecords,
    given: Given | None,
) -> Iterator[Exhibit]:
    """By date, each translation right behind its original; a former exhibit keeps its number."""
    numbers = count(given.last_exhibit + 1 if given else 1)
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
        former = given.exhibits.get(document.id) if given else None
        number = placed[document.id] = former.number if former else next(numbers)
        queue += reversed(translations.get(document.id, []))
        yield Exhibit(
            number,
            concealed.document(replace(document, share="")),
            UncertainDate.parse(document.when),
            tuple(cited.get(document.id, ())),
            concealed.withholds(document),
            translates,
            former,
        )


def _citing(entries: tuple[Entry, ...]) -> Mapping[str, list[CitedBy]]:
    cited: dict[str, list[CitedBy]] = {}
    for entry in entries:
        for citation in direct_citations(entry.event):
            _add(cited, citation.document, CitedBy(entry.number))
        for point, citations in enumerate(point_citations(entry.event), start=1):
            for citation in citations:
                _add(cited, citation.document, CitedBy(entry.number, point))
    return cited


def _add(cited: dict[str, list[CitedBy]], document: str, by: CitedBy) -> None:
    places = cited.setdefault(document, [])
    if by not in places:
        places.append(by)


def printed_digest(selection: Selection, told: Entry | Exhibit) -> str:
    """A digest of all that a bundle says of an entry or exhibit, whatever its language.

    The record as it is concealed, with the names that its references are printed as; so it changes
    with what a reader would read, and with nothing that stays with the person.
    """
    hidden = set(selection.concealer.hidden)
    if isinstance(told, Entry):
        said: list[object] = [to_json(told.event)]
        named = people_of(told.event)
    else:
        said = [to_json(told.document), told.withheld, told.translates]
        named = frozenset({told.document.obtained.from_})
        said += _redaction_of(selection.redacted, told.document.id)
    names = [
        [each.person.id, each.person.name, each.person.name_latin]
        for each in selection.people
        # a pseudonym that we make is in the language of the bundle
        if each.person.id in named and (each.person.id not in hidden or each.given)
    ]
    text = json.dumps([*said, names], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _redaction_of(redacted: Redacted, document: str) -> list[object]:
    """What black boxes, or names that are replaced, change of the pages of a document."""
    boxes = redacted.boxes.get(document, {})
    release = redacted.releases.get(document)
    said: list[object] = []
    if boxes:
        said.append([[page, [astuple(box) for box in boxes[page]]] for page in sorted(boxes)])
    if release is not None and release.how is How.REPLACED:
        said.append(release.how.value)
    return said


def _without(event: Event, kept: set[str], *, answers: bool) -> Event:
    """The event with references only to documents that go in, and answers if they may be in it."""
    fields: dict[str, FieldValue] = {}
    for field in KINDS[event.kind].fields:
        value = event.fields.get(field.name)
        if value is None or (field.type is Value.DOCUMENT and value not in kept):
            continue
        if field.type is Value.DOCUMENTS and isinstance(value, list):
            value = [each for each in value if isinstance(each, str) and each in kept]
        if field.type is Value.LIST:
            cited = [part.name for part in field.parts if part.type is Value.CITATIONS]
            value = [_kept_citations(item, cited, kept) for item in objects(value)]
            if not answers:
                value = [{**item, ANSWER: ""} for item in value if isinstance(item, dict)]
        fields[field.name] = value
    documents = tuple(each for each in event.documents if each.document in kept)
    return replace(event, fields=fields, documents=documents, share="")


def _kept_citations(
    item: Mapping[str, object], cited: list[str], kept: set[str]
) -> "dict[str, str | list[dict[str, str]]]":
    result: dict[str, str | list[dict[str, str]]] = {}
    for key, value in item.items():
        if key in cited:
            result[key] = [dict(each) for each in objects(value) if each["document"] in kept]
        else:
            result[key] = str(value)
    return result


def _mentioned(entries: Iterable[Entry], exhibits: Iterable[Exhibit]) -> frozenset[str]:
    """The ids of everybody who is named in a reference of the selection."""
    named = {person for entry in entries for person in people_of(entry.event)}
    return frozenset(named | {each.document.obtained.from_ for each in exhibits})
