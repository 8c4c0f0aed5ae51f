"""What the screen of the history reads: one indexed query for the changes of the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from limbo_desktop.ui.history.changes import Sitting, sittings
from limbo_desktop.vault.settings import COVER_THREATS

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Past:
    """A record's history: its sittings, newest first, what ids are called, whether to cover."""

    title: str
    sittings: tuple[Sitting, ...]
    names: Mapping[str, str]
    cover: bool


def read_past(vault: Vault, identity: str) -> Past:
    """Return the history of the record with that id.  On the lane."""
    told = sittings(vault.history.of(identity))
    names = {each.id: each.name or each.name_latin for each in vault.people.all()}
    names |= {each.id: each.title or each.file for each in vault.documents.all()}
    last = told[0].new if told else {}
    title = next((str(last[key]) for key in ("title", "name", "file") if last.get(key)), "")
    return Past(title, told, names, vault.settings.get(COVER_THREATS))
