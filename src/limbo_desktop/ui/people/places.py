"""Every place where a concealed person's name stands in the case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Document, Event
from limbo_desktop.case.values import Value
from limbo_desktop.marking import N_
from limbo_desktop.text.names import LABELS

if TYPE_CHECKING:
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

_WORDS: Final = frozenset({Value.TEXT, Value.LONG, Value.PLACE, Value.URL})
_TRANSLATION: Final = N_("A translation")
_FILE_NAME: Final = N_("Name of the file")
_BY_REFERENCE: Final = N_("Named as a person of this entry")

MOST_PLACES: Final = 500


@dataclass(frozen=True, slots=True)
class Place:
    """One text in which a name stands: of an entry or a document; `where` is a msgid.

    `found` are the words as they stand there, each once.
    """

    is_document: bool
    id: str
    title: str
    where: str
    found: tuple[str, ...] = ()


def places_of(vault: Vault, person: str, job: Job) -> tuple[Place, ...]:
    """Return where the name of `person` stands, entries first.  On a snapshot.

    The person counts as concealed, whether they are or not, so that it can be seen before.
    """
    from dataclasses import replace

    people = [
        replace(each, conceal=True) if each.id == person else each for each in vault.people.all()
    ]
    concealer = Concealer(people)
    linked = {event.id for event in vault.events.linked_to(person)}
    places: list[Place] = []
    for event in vault.events.all():
        job.check()
        places += _found(concealer, person, event, texts_of_event(event))
        if event.id in linked:
            places.append(Place(False, event.id, event.title, _BY_REFERENCE))
        if len(places) >= MOST_PLACES:
            return tuple(places)
    for document in vault.documents.all():
        job.check()
        places += _found(concealer, person, document, texts_of_document(document))
        if len(places) >= MOST_PLACES:
            break
    return tuple(places)


def _found(
    concealer: Concealer, person: str, record: Event | Document, texts: Iterator[tuple[str, str]]
) -> Iterator[Place]:
    for where, text in texts:
        words = [
            text[found.start : found.end]
            for found in concealer.find(text)
            if person in found.people
        ]
        if words:
            unique = tuple(dict.fromkeys(words))
            yield Place(isinstance(record, Document), record.id, record.title, where, unique)


def texts_of_event(event: Event) -> Iterator[tuple[str, str]]:
    """Yield the texts of an event that can reach a bundle, with the msgid of each one's label."""
    yield LABELS["event.title"], event.title
    yield LABELS["event.account"], event.account.text
    for translation in event.translations:
        yield _TRANSLATION, f"{translation.title}\n{translation.text}"
    yield LABELS["event.place"], event.place
    yield LABELS["event.when_source"], event.when_source
    for participant in event.people:
        yield LABELS["event.people"], participant.role
    kind = KINDS.get(event.kind)
    for field in kind.fields if kind is not None else ():
        value = event.fields.get(field.name)
        if field.type in _WORDS and isinstance(value, str):
            yield field.label, value
        elif field.type is Value.LIST and isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    yield field.label, "\n".join(v for v in item.values() if isinstance(v, str))


def texts_of_document(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the texts about a document that can reach a bundle, with their labels' msgids."""
    yield LABELS["document.title"], document.title
    for title in document.titles:
        yield LABELS["document.title"], title.text
    name = document.file.rpartition("/")[2].rpartition(".")[0]
    yield _FILE_NAME, name.replace("_", " ").title()
    yield LABELS["document.original_kept"], document.original_kept
    yield LABELS["document.obtained.how"], document.obtained.how
    yield LABELS["document.obtained.why_not_earlier"], document.obtained.why_not_earlier
    yield LABELS["document.translator"], document.translator.name
