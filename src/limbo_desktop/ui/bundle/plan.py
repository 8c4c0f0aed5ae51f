"""What a bundle with these choices would hold: counts, replaced names, withheld documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.bundle.criteria import chosen_documents, chosen_events
from limbo_desktop.bundle.gone import Gone, gone_since
from limbo_desktop.bundle.make import whole_case
from limbo_desktop.bundle.options import Options, SavedChoice, saved_choice_of
from limbo_desktop.bundle.redacting import redacting_of
from limbo_desktop.bundle.selection import Entry, Exhibit, Selection, select
from limbo_desktop.bundle.told_names import Turned, turned_in
from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.records import Case, Document, Event, Person

if TYPE_CHECKING:
    from limbo_desktop.vault.bundles import MadeBundle
    from limbo_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Replaced:
    """A name that the bundle does not print, and what it prints instead."""

    name: str
    pseudonym: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry or document that the filters leave, and whether it goes in.

    `news` is "new", "changed" or "had" in a supplement, else "".
    """

    record: Event | Document
    chosen: bool
    news: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Counts of what goes in and of all there is; `withheld` are titles as the person knows them.

    `bytes` is the size of the originals that go in.  `listed` are the entries and documents to
    choose from, `made` the log of bundles, `gone` what readers of a supplement have and would not
    be given any more; `people` and `years` those of the case, `saved` the saved choices by name.
    `had_entries` and `had_exhibits` count what readers of a supplement have as it is; `turned` are
    those whom it names otherwise than before.
    """

    entries: int
    all_entries: int
    exhibits: int
    all_exhibits: int
    replaced: tuple[Replaced, ...]
    withheld: tuple[str, ...]
    bytes: int
    listed: tuple[Listed, ...] = ()
    made: tuple[MadeBundle, ...] = ()
    gone: tuple[Gone, ...] = ()
    people: tuple[Person, ...] = ()
    years: tuple[int, ...] = ()
    saved: Mapping[str, SavedChoice] = field(default_factory=dict)
    had_entries: int = 0
    had_exhibits: int = 0
    turned: tuple[Turned, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing would be in the bundle."""
        return not self.entries and not self.exhibits

    @property
    def kept_entries(self) -> int:
        """How many entries stay with the person."""
        return self.all_entries - self.entries - self.had_entries

    @property
    def kept_exhibits(self) -> int:
        """How many documents stay with the person."""
        return self.all_exhibits - self.exhibits - self.had_exhibits


def plan_of(vault: Vault, options: Options) -> Plan:
    """Return the plan of a bundle of `vault`.  On a snapshot."""
    case = whole_case(vault)
    selection = select(case, options, vault.redactions.all())
    blobs = (vault.blobs.find(each.document.sha256) for each in selection.exhibits)
    dates = (UncertainDate.parse(each.when) for each in case.events)
    days = [day for date in dates for day in (date.earliest, date.latest) if day]
    saved = vault.bundles.selections()
    return Plan(
        len(selection.entries),
        len(case.events),
        len(selection.exhibits),
        len(case.documents),
        replaced_names(case, options),
        titles_of(case, _held_back(vault, case, selection)),
        sum(blob.size for blob in blobs if blob is not None),
        tuple(_listed(case, options, selection)),
        vault.bundles.all(),
        gone_since(case, options),
        case.people,
        tuple(sorted({day.year for day in days})),
        {name: saved_choice_of(choice) for name, choice in saved.items()},
        len(selection.had_entries),
        len(selection.had_exhibits),
        tuple(turned_in(selection)),
    )


def _listed(case: Case, options: Options, selection: Selection) -> Iterator[Listed]:
    """Everything that the filters leave, by date, entries first."""
    every = replace(options, choice=replace(options.choice, without=frozenset()))
    events = sorted(chosen_events(case, every), key=_by_date)
    documents = sorted(chosen_documents(case, events, every), key=_by_date)
    shown: dict[str, Entry | Exhibit] = {
        **{each.event.id: each for each in selection.all_entries},
        **{each.document.id: each for each in selection.all_exhibits},
    }
    records: list[Event | Document] = [*events, *documents]
    for record in records:
        told = shown.get(record.id)
        yield Listed(record, told is not None, _news(options, told) if told else "")


def _by_date(record: Event | Document) -> tuple[dt.date, dt.date]:
    return UncertainDate.parse(record.when).sort_key


def _news(options: Options, told: Entry | Exhibit) -> str:
    if options.given is None:
        return ""
    return "had" if told.had else "changed" if told.former else "new"


def _held_back(vault: Vault, case: Case, selection: Selection) -> list[str]:
    """Return the documents that stay out before a file is opened: neither redacted nor let go."""
    redacting = redacting_of(case, vault.redactions.all())
    return [
        each.document.id
        for each in selection.exhibits
        if not redacting.boxes(each.document.id)
        and redacting.held(each.document.id, redacting.known.get(each.document.id, ()))
    ]


def replaced_names(case: Case, options: Options) -> tuple[Replaced, ...]:
    """Return every concealed person with the pseudonym in the language of the bundle."""
    concealer = Concealer(case.people, options.given.witnesses if options.given else {})
    return tuple(
        Replaced(person.name, concealer.name(person.id, options.lang))
        for person in case.people
        if person.conceal
    )


def titles_of(case: Case, documents: list[str]) -> tuple[str, ...]:
    """Return the titles, as the person wrote them, of the documents with these ids."""
    titles = {each.id: each.title or each.file for each in case.documents}
    return tuple(titles[each] for each in documents if each in titles)
