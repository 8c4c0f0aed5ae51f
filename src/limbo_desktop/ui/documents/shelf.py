"""What the grid of documents shows: the documents, which are covered, and how they are grouped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.records import Document
from limbo_desktop.marking import N_

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault


class Group(StrEnum):
    """The groups of the filter; every document is in exactly one of the inner four."""

    ALL = "all"
    PAPERS = "papers"
    PHOTOS = "photos"
    MESSAGES = "messages"
    SOUND = "sound"
    UNEXPLAINED = "unexplained"


GROUP_LABELS: Final = {
    Group.ALL: N_("All: {count}"),
    Group.PAPERS: N_("Papers: {count}"),
    Group.PHOTOS: N_("Photos: {count}"),
    Group.MESSAGES: N_("Messages: {count}"),
    Group.SOUND: N_("Sound: {count}"),
    Group.UNEXPLAINED: N_("Without “how it came to you”: {count}"),
}
"""The words of the chips, as msgids."""

_OF_TYPE: Final = {
    "photo": Group.PHOTOS,
    "screenshot": Group.MESSAGES,
    "message_export": Group.MESSAGES,
    "audio": Group.SOUND,
    "video": Group.SOUND,
}


class Order(StrEnum):
    """The orders of the grid."""

    DATE = "date"
    TITLE = "title"
    ADDED = "added"


ORDER_LABELS: Final = {
    Order.DATE: N_("By date"),
    Order.TITLE: N_("By title"),
    Order.ADDED: N_("Last added first"),
}


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document on the shelf; `covered` when a threat cites it, `entry` counts as it was added."""

    document: Document
    covered: bool = False
    entry: int = 0

    @property
    def group(self) -> Group:
        """The group by the type of the document."""
        return _OF_TYPE.get(self.document.type, Group.PAPERS)

    def is_in(self, group: Group) -> bool:
        """Whether the document is shown while `group` is chosen."""
        if group is Group.UNEXPLAINED:
            return not self.document.obtained.how
        return group is Group.ALL or group is self.group


Stamp = tuple[int, bool]
"""A state of the case: the last change, and whether threats are covered."""


def read_newer(vault: Vault, stamp: Stamp | None) -> tuple[Stamp, tuple[Shelved, ...] | None]:
    """Return the state, and the shelf unless `stamp` is that state already.  On the lane."""
    from limbo_desktop.vault import settings

    now = vault.history.last, vault.settings.get(settings.COVER_THREATS)
    return now, None if now == stamp else read_shelf(vault)


def read_shelf(vault: Vault) -> tuple[Shelved, ...]:
    """Return every document of `vault`, as added.  On the lane or a snapshot."""
    covered = covered_documents(vault)
    return tuple(
        Shelved(document, document.id in covered, entry)
        for entry, document in enumerate(vault.documents.all())
    )


def is_covered(vault: Vault, document: str) -> bool:
    """Return whether the pictures of one document stay covered."""
    from limbo_desktop.vault import settings

    if not vault.settings.get(settings.COVER_THREATS):
        return False
    return any(event.kind == "threat" for event in vault.events.linked_to(document))


def covered_documents(vault: Vault) -> frozenset[str]:
    """Return the ids of documents whose pictures stay covered: those that threats cite."""
    from limbo_desktop.vault import settings
    from limbo_desktop.vault.references import references
    from limbo_desktop.vault.timeline import Filters

    if not vault.settings.get(settings.COVER_THREATS):
        return frozenset()
    threats = Filters(kinds=frozenset({"threat"}))
    rows = vault.timeline.rows(0, vault.timeline.count(threats), threats)
    return frozenset(
        ref.id for row in rows for ref in references(row.record) if ref.type == "document"
    )


def counts(shelf: Iterable[Shelved]) -> dict[Group, int]:
    """Return how many documents each group has."""
    result = dict.fromkeys(Group, 0)
    for shelved in shelf:
        result[Group.ALL] += 1
        result[shelved.group] += 1
        result[Group.UNEXPLAINED] += shelved.is_in(Group.UNEXPLAINED)
    return result


def arranged(
    shelf: Iterable[Shelved], group: Group, order: Order, found: frozenset[str] | None = None
) -> tuple[Shelved, ...]:
    """Return what is shown: the documents of `group`, those `found` if a search is on, in order."""
    chosen = [
        each for each in shelf if each.is_in(group) and (found is None or each.document.id in found)
    ]
    match order:
        case Order.DATE:
            chosen.sort(key=lambda each: _date(each.document).sort_key)
        case Order.TITLE:
            chosen.sort(key=lambda each: each.document.title.casefold())
        case Order.ADDED:
            chosen.sort(key=lambda each: -each.entry)
    return _paired(chosen)


def _paired(shelf: list[Shelved]) -> tuple[Shelved, ...]:
    """Return `shelf` with every translation right after its original, where that is shown too."""
    shown = {each.document.id for each in shelf}
    after: dict[str, list[Shelved]] = {}
    for each in shelf:
        original = each.document.translation_of
        if original in shown and original != each.document.id:
            after.setdefault(original, []).append(each)
    moved = {each.document.id for many in after.values() for each in many}
    result: dict[str, Shelved] = {}
    waiting = [each for each in reversed(shelf) if each.document.id not in moved]
    while waiting:
        each = waiting.pop()
        if each.document.id not in result:
            result[each.document.id] = each
            waiting += reversed(after.get(each.document.id, ()))
    # Two papers that call each other their translation are after no other one.
    for each in shelf:
        result.setdefault(each.document.id, each)
    return tuple(result.values())


def _date(document: Document) -> UncertainDate:
    try:
        return UncertainDate.parse(document.when)
    except ValueError:
        return UncertainDate.parse("")
