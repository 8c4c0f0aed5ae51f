"""What the entry's screen reads from the vault: on the lane, in one piece."""

from __future__ import annotations

from dataclasses import dataclass

from limbo_desktop.case.records import Event
from limbo_desktop.ui.inputs.around import Around, read_around
from limbo_desktop.ui.inputs.saver import read_sheet
from limbo_desktop.ui.inputs.sheet import Sheet
from limbo_desktop.vault.records import NoSuchRecordError
from limbo_desktop.vault.references import references
from limbo_desktop.vault.settings import COVER_THREATS
from limbo_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Loaded:
    """An entry with everything that its form names."""

    sheet: Sheet[Event]
    around: Around
    silenced: frozenset[str] = frozenset()


def read_entry(vault: Vault, identity: str) -> Loaded:
    """Return an entry; "" gives a new one.  Raises NoSuchRecordError when it is gone."""
    around = read_around(vault)
    around.cover = vault.settings.get(COVER_THREATS)
    if not identity:
        return Loaded(Sheet(Event(id="")), around)
    event = vault.events.get(identity)
    cited = {ref.id for ref in references(event) if ref.type == "document"}
    around.documents = {key: vault.documents.get(key) for key in cited if key in around.titles}
    return Loaded(read_sheet(vault, event), around, vault.silenced.of(identity))


def read_again(vault: Vault, identity: str) -> Loaded | None:
    """Return an entry that was changed elsewhere, None when it went to the bin."""
    try:
        return read_entry(vault, identity)
    except NoSuchRecordError:
        return None
