"""What the inputs of one form may know of the case: people, titles of documents, settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from limbo_desktop.case.records import Document, Person
from limbo_desktop.ui.operations import op

if TYPE_CHECKING:
    from limbo_desktop.ui.session import Session
    from limbo_desktop.ui.timeline.papers import Papers
    from limbo_desktop.vault.vault import Vault


AddPerson = Callable[[str, Callable[[Person], None]], None]
ReadDocument = Callable[[str, Callable[[Document], None]], None]


def _nothing(_key: str, _then: object) -> None:
    """Nobody can be added, and no document be read, where nobody said how."""


@dataclass
class Around:
    """Shared by all inputs of a form, so that somebody added in one can be chosen in the next.

    `titles` names every document, `documents` has those that were read so far.
    `add_person(name, then)` makes one more person, `read_document(id, then)` reads one document,
    `open_document(id, pages)` shows it large, `take_files` asks for files to take in.
    """

    people: dict[str, Person] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    cover: bool = True
    papers: Papers | None = None
    add_person: AddPerson = _nothing
    read_document: ReadDocument = _nothing
    open_document: Callable[[str, str], None] | None = None
    take_files: Callable[[], None] | None = None

    def names(self) -> Mapping[str, str]:
        """Return the name of everybody by id."""
        return {key: person.name for key, person in self.people.items()}

    def learn(self, known: Around, *, without: str = "") -> None:
        """Take over what was read of the case; the document `without` cannot name itself."""
        self.people = known.people
        self.titles = {key: title for key, title in known.titles.items() if key != without}
        self.languages = known.languages


def person_maker(
    session: Session, owner: QObject
) -> Callable[[str, Callable[[Person], None]], None]:
    """Return what makes one more person with a name and hands it on, while `owner` lives."""

    def add(name: str, then: Callable[[Person], None]) -> None:
        person = Person(id="", name=name)
        op(session, lambda vault: vault.people.add(person), owner=owner).success(then).start()

    return add


def read_around(vault: Vault) -> Around:
    """Return what a form can name; of documents their titles only.  On the lane."""
    return Around(
        {person.id: person for person in vault.people.all()},
        vault.documents.titles(),
        languages=vault.info.languages,
    )
