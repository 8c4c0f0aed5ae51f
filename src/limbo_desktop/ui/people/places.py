"""Every place where a concealed person's name stands in the case, with the words around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from limbo_desktop.bundle.conceal import Concealer, Found
from limbo_desktop.bundle.name_forms import Doubt
from limbo_desktop.case.records import Person
from limbo_desktop.marking import N_
from limbo_desktop.ui.people.record_texts import (
    Fate,
    NamedText,
    texts_of_case,
    texts_of_document,
    texts_of_event,
    texts_of_pages,
    texts_of_person,
    texts_of_task,
)

if TYPE_CHECKING:
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

_BY_REFERENCE: Final = N_("Named as a person of this entry")
_SHOWN: Final = N_("Who is seen, heard or named in it")
AROUND: Final = 48
"""Characters shown on each side of a name."""

MOST_PLACES: Final = 500


@dataclass(frozen=True, slots=True)
class Place:
    """One name in one text of a record: "event", "document", "person", "task" or "case".

    `where` is a msgid (with the page as {number} when there is one).  `before`, `found` and
    `after` are the words on one line; `becomes` is what a bundle prints for `found`, "" when it
    stays or nothing of the text leaves.
    """

    type: str
    id: str
    title: str
    where: str
    page: int = 0
    before: str = ""
    found: str = ""
    after: str = ""
    becomes: str = ""
    doubt: Doubt = Doubt.NONE
    fate: Fate = Fate.REPLACED

    @property
    def unsure(self) -> bool:
        """Whether somebody should look: it may leave as it is, or was another word."""
        return self.doubt is not Doubt.NONE and self.fate is not Fate.HOME


def places_of(vault: Vault, person: str, job: Job) -> tuple[Place, ...]:
    """Return where the name of `person` stands, entries first.  On a snapshot.

    The person counts as concealed, whether they are or not, so that it can be seen before.
    """
    people = [
        replace(each, conceal=True) if each.id == person else each for each in vault.people.all()
    ]
    look = _Look(Concealer(people), person)
    places: list[Place] = []
    for found in _all(vault, look, [each for each in people if each.id != person]):
        job.check()
        places += found
        if len(places) >= MOST_PLACES:
            break
    return tuple(places[:MOST_PLACES])


def _all(vault: Vault, look: _Look, others: list[Person]) -> Iterator[list[Place]]:
    """Yield the places of one record after another."""
    linked = {event.id for event in vault.events.linked_to(look.person)}
    yield look.through("case", "", "", texts_of_case(vault.info))
    for event in vault.events.all():
        yield look.through("event", event.id, event.title, texts_of_event(event))
        if event.id in linked:
            yield [Place("event", event.id, event.title, _BY_REFERENCE)]
    for document in vault.documents.all():
        title = document.title or document.file.rpartition("/")[2]
        yield look.through("document", document.id, title, texts_of_document(document))
        if look.person in document.shows:
            yield [Place("document", document.id, title, _SHOWN, fate=Fate.WITHHELD)]
        pages = texts_of_pages(vault.findings.pages(document.sha256))
        yield look.through("document", document.id, title, pages)
    for each in others:
        yield look.through("person", each.id, each.name, texts_of_person(each))
    for task in vault.tasks.all():
        yield look.through("task", task.id, task.title, texts_of_task(task))


class _Look:
    """Looks through texts for one person."""

    def __init__(self, concealer: Concealer, person: str) -> None:
        self._concealer = concealer
        self.person = person

    def through(
        self, type_: str, identity: str, title: str, texts: Iterator[NamedText]
    ) -> list[Place]:
        """Return the places in the texts of one record."""
        return [
            self._place(type_, identity, title, text, found)
            for text in texts
            if text.text
            for found in self._concealer.places(text.text)
            if self.person in found.people
        ]

    def _place(self, type_: str, identity: str, title: str, text: NamedText, found: Found) -> Place:
        whole = text.text
        becomes = ""
        if text.fate is Fate.REPLACED and not found.doubt.kept:
            becomes = self._concealer.printed(found.people, whole, text.lang)
        return Place(
            type_,
            identity,
            title,
            text.where,
            text.page,
            _one_line(_cut_before(whole[: found.start])),
            _one_line(whole[found.start : found.end]),
            _one_line(_cut_after(whole[found.end :])),
            becomes,
            found.doubt,
            text.fate,
        )


def _one_line(text: str) -> str:
    return "".join(" " if each in "\n\r\t\u2028\u2029" else each for each in text)


def _cut_before(text: str) -> str:
    """The end of `text`, begun at a word."""
    if len(text) <= AROUND:
        return text
    cut = text[-AROUND:]
    return "…" + (cut[cut.find(" ") :] if " " in cut[:-1] else cut)


def _cut_after(text: str) -> str:
    """The beginning of `text`, ended at a word."""
    if len(text) <= AROUND:
        return text
    cut = text[:AROUND]
    return (cut[: cut.rfind(" ") + 1] if " " in cut[1:] else cut) + "…"
