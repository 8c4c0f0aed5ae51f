"""What the entry's screen reads from the vault, and how it saves: on the lane, in one piece."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from limbo_desktop.case.json_form import from_json
from limbo_desktop.case.records import Document, Event, Person
from limbo_desktop.ui.inputs.sheet import Sheet, draft_key, draft_of, record_of, sheet_of
from limbo_desktop.vault.settings import COVER_THREATS
from limbo_desktop.vault.vault import Vault

_STEPS_KEPT = 30


@dataclass(frozen=True, slots=True)
class Loaded:
    """An entry with everything that its form names; `past` are its former states, oldest first."""

    sheet: Sheet
    people: dict[str, Person]
    documents: dict[str, Document]
    languages: tuple[str, ...]
    cover: bool
    past: tuple[Sheet, ...] = ()


def read_entry(vault: Vault, identity: str) -> Loaded:
    """Return an entry; "" gives a new one.  Raises NoSuchRecordError when it is gone."""
    sheet, past = Sheet(Event(id="")), tuple[Sheet, ...]()
    if identity:
        draft = vault.drafts.get(draft_key(identity))
        sheet = sheet_of(vault.events.get(identity), draft.body if draft else {})
        bodies = [change.body for change in vault.history.of(identity) if change.body]
        past = tuple(
            Sheet(from_json(Event, json.loads(body))) for body in bodies[-_STEPS_KEPT - 1 : -1]
        )
    return Loaded(
        sheet,
        {person.id: person for person in vault.people.all()},
        {document.id: document for document in vault.documents.all()},
        vault.info.languages,
        vault.settings.get(COVER_THREATS),
        past,
    )


class Keeper:
    """Saves the sheets of one entry in the order in which they come; used on the lane only.

    A new entry gets its record with the first sheet that is not empty; later ones know its id.
    """

    def __init__(self, identity: str) -> None:
        self.identity = identity

    def save(self, vault: Vault, sheet: Sheet) -> str:
        """Save record and draft, both or neither; return the id, "" while nothing is written."""
        if not self.identity and sheet.empty:
            return ""
        with vault.transaction():
            record = record_of(sheet)
            if self.identity:
                vault.events.put(_with_id(record, self.identity))
                identity = self.identity
            else:
                identity = vault.events.add(record).id
            draft, key = draft_of(sheet), draft_key(identity)
            if draft:
                vault.drafts.save(key, draft)
            elif vault.drafts.get(key) is not None:
                vault.drafts.discard(key)
        # Only a saved record has an id: a refused one is added anew with the next sheet.
        self.identity = identity
        return identity


def _with_id(record: Event, identity: str) -> Event:
    return record if record.id == identity else replace(record, id=identity)
