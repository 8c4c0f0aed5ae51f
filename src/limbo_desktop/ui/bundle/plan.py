"""What a bundle with these choices would hold: counts, replaced names, withheld documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.bundle.make import whole_case
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.redacting import redacting_of
from limbo_desktop.bundle.selection import Selection, select
from limbo_desktop.case.records import Case

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Replaced:
    """A name that the bundle does not print, and what it prints instead."""

    name: str
    pseudonym: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Counts of what goes in and of all there is; `withheld` are titles as the person knows them.

    `bytes` is the size of the originals that go in.
    """

    entries: int
    all_entries: int
    exhibits: int
    all_exhibits: int
    replaced: tuple[Replaced, ...]
    withheld: tuple[str, ...]
    bytes: int

    @property
    def empty(self) -> bool:
        """Whether nothing would be in the bundle."""
        return not self.entries and not self.exhibits

    @property
    def kept_entries(self) -> int:
        """How many entries stay with the person."""
        return self.all_entries - self.entries

    @property
    def kept_exhibits(self) -> int:
        """How many documents stay with the person."""
        return self.all_exhibits - self.exhibits


def plan_of(vault: Vault, options: Options) -> Plan:
    """Return the plan of a bundle of `vault`.  On a snapshot."""
    case = whole_case(vault)
    selection = select(case, options)
    blobs = (vault.blobs.find(each.document.sha256) for each in selection.exhibits)
    return Plan(
        len(selection.entries),
        len(case.events),
        len(selection.exhibits),
        len(case.documents),
        replaced_names(case, options.lang),
        titles_of(case, _held_back(vault, case, selection)),
        sum(blob.size for blob in blobs if blob is not None),
    )


def _held_back(vault: Vault, case: Case, selection: Selection) -> list[str]:
    """Return the documents that stay out before a file is opened: neither redacted nor let go."""
    redacting = redacting_of(case, vault.redactions.all())
    return [
        each.document.id
        for each in selection.exhibits
        if not redacting.boxes(each.document.id)
        and redacting.held(each.document.id, redacting.known.get(each.document.id, ()))
    ]


def replaced_names(case: Case, lang: str) -> tuple[Replaced, ...]:
    """Return every concealed person with the pseudonym in `lang`."""
    concealer = Concealer(case.people)
    return tuple(
        Replaced(person.name, concealer.name(person.id, lang))
        for person in case.people
        if person.conceal
    )


def titles_of(case: Case, documents: list[str]) -> tuple[str, ...]:
    """Return the titles, as the person wrote them, of the documents with these ids."""
    titles = {each.id: each.title or each.file for each in case.documents}
    return tuple(titles[each] for each in documents if each in titles)
