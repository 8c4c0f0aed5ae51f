"""Finds documents by their titles, by what is known about them, and by the words in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault


def found_documents(vault: Vault, text: str) -> frozenset[str]:
    """Return the ids of the documents that have every word of `text`.  On the lane."""
    from limbo_desktop.vault.timeline import Filters

    filters = Filters(types=frozenset({"document"}), text=text)
    rows = vault.timeline.rows(0, vault.timeline.count(filters), filters)
    return frozenset(row.id for row in rows)
