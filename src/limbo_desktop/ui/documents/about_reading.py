"""What is known about a paper beside its record: what its file tells, who is in it, its uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Document, Event, Person, Record
from limbo_desktop.intake.offers import Offer, Trace, offers, sender, traces
from limbo_desktop.text.names import LABELS
from limbo_desktop.vault.custody import Entry
from limbo_desktop.vault.findings import Facts
from limbo_desktop.vault.references import references

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

IN_NAME: Final = -1
IN_FACTS: Final = -2
"""Places of a name that are no page: the name of the file, and what the file says of itself."""

_MOST_CHARACTERS: Final = 400_000
"""Of a text that is looked through for names while its paper is opened."""


@dataclass(frozen=True, slots=True)
class Use:
    """A record that names the paper: its type and id, its title and date, the pages it cites.

    `label` is the msgid of the field that names it, "" for a plain citation.
    """

    type: str
    id: str
    title: str
    when: str
    pages: str = ""
    label: str = ""
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody whose name stands in the paper: where first (page from 1, IN_NAME, IN_FACTS)."""

    person: str
    name: str
    place: int

    @property
    def key(self) -> str:
        """The line to put aside."""
        return f"shows:{self.person}"


@dataclass(frozen=True, slots=True)
class Paired:
    """A paper and its translation, from one of them: the other one."""

    id: str
    title: str
    translator: str = ""
    certified: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """All of it; `sender` is the person of the case that a mail names, as id and name."""

    document: Document
    facts: Facts | None
    offers: tuple[Offer, ...]
    traces: tuple[tuple[Trace, str], ...]
    sender: tuple[str, str] | None
    proposals: tuple[Proposal, ...]
    uses: tuple[Use, ...]
    original: Paired | None
    translations: tuple[Paired, ...]
    log: tuple[Entry, ...]


def read_about(vault: Vault, identity: str) -> About:
    """Read what is known about a paper.  On a snapshot: names are looked for in its whole text.

    Raises NoSuchRecordError.
    """
    document = vault.documents.get(identity)
    facts = vault.findings.facts(document.sha256)
    aside = vault.silenced.of(identity)
    people = tuple(vault.people.all())
    offered: tuple[Offer, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    if facts is not None:
        offered = tuple(each for each in offers(facts, document) if each.key not in aside)
        pages = vault.findings.pages(document.sha256)
        proposals = tuple(
            each for each in proposed(document, facts, pages, people) if each.key not in aside
        )
    return About(
        document,
        facts,
        offered,
        traces(facts) if facts is not None else (),
        _sender(facts, document, people, aside) if facts is not None else None,
        proposals,
        tuple(_uses(vault, identity)),
        _original(vault, document),
        tuple(
            Paired(each.id, _title(each), each.translator.name, each.translator.certified)
            for each in vault.documents.linked_to(identity)
            if each.translation_of == identity
        ),
        vault.custody.of(identity),
    )


def proposed(
    document: Document, facts: Facts, pages: Iterable[str], people: Iterable[Person]
) -> tuple[Proposal, ...]:
    """Return who is named in a paper and not yet said to be in it, in every script and form.

    A word that several people share names none of them; what names somebody who is said to be in
    it names no relative.
    """
    from limbo_desktop.bundle.conceal import Concealer

    everybody = tuple(people)
    finder = Concealer(replace(person, conceal=True) for person in everybody)
    found: dict[str, int] = {}
    for place, text in _texts(document, facts, pages):
        for each in finder.find(text):
            if len(each.people) == 1:
                found.setdefault(each.people[0], place)
    return tuple(
        Proposal(person.id, person.name or person.name_latin, found[person.id])
        for person in everybody
        if person.id in found and person.id not in document.shows
    )


def _texts(document: Document, facts: Facts, pages: Iterable[str]) -> Iterator[tuple[int, str]]:
    left = _MOST_CHARACTERS
    for page, text in enumerate(pages, 1):
        yield page, text[:left]
        left -= min(left, len(text))
        if not left:
            break
    yield IN_FACTS, "\n".join((*(value for _, value in facts.told), *facts.attached))
    yield IN_NAME, document.file.replace("_", " ")


def _sender(
    facts: Facts, document: Document, people: Iterable[Person], aside: frozenset[str]
) -> tuple[str, str] | None:
    name, address = sender(facts)
    if document.obtained.from_ or not (name or address):
        return None
    for person in people:
        names = {person.name, person.name_latin, *person.also_known_as} - {""}
        known = name in names or (address and address.casefold() in person.contact.casefold())
        if known and f"from:{person.id}" not in aside:
            return person.id, person.name or person.name_latin
    return None


def _original(vault: Vault, document: Document) -> Paired | None:
    if not document.translation_of:
        return None
    title = vault.documents.titles().get(document.translation_of)
    return Paired(document.translation_of, title) if title is not None else None


def _title(document: Document) -> str:
    return document.title or document.file


def _uses(vault: Vault, identity: str) -> Iterator[Use]:
    for event in vault.events.linked_to(identity):
        for ref in references(event):
            if ref.id == identity:
                label = _label(event, ref.role)
                yield Use("event", event.id, event.title, event.when, ref.pages, label, event)
    for task in vault.tasks.linked_to(identity):
        yield Use("task", task.id, task.title, task.due, task.source.pages)


def _label(event: Event, role: str) -> str:
    """The msgid of the field of an event that names a paper; "" for its list of papers."""
    name = role.removeprefix("fields.").split(".")[0]
    if name == role:
        return "" if role == "documents" else LABELS.get(f"event.{role}", "")
    kind = KINDS.get(event.kind)
    fields = kind.fields if kind is not None else ()
    return next((field.label for field in fields if field.name == name), "")
