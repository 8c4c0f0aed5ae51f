"""The log of each paper: when it came in and from what, what was changed, who was given it.

It stands in the history, chained like every change, and is only ever added to.  What was done to
the record itself is there already; the rest is noted under the type `CUSTODY`, which no undo takes
back.  The words go when the paper is erased for good.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from limbo_desktop.vault.history import CUSTODY, Change, History
from limbo_desktop.vault.store import Store
from limbo_desktop.vault.undo import changed_fields

_TYPING_SECONDS: Final = 15 * 60
"""Changes with no longer pause between them are told as one."""


class Deed(StrEnum):
    """What was done with a paper."""

    ADDED = "add"
    CAME_AGAIN = "came_again"
    CHANGED = "put"
    REMOVED = "remove"
    RESTORED = "restore"
    IN_BUNDLE = "in_bundle"
    IN_FOLDER = "in_folder"
    SAVED_OUT = "saved_out"
    HANDED_OVER = "handed_over"
    REDACTED = "redacted"
    RELEASED = "released"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: `at` in seconds UTC, what was done, and what was said of it.

    `said` holds, by deed: file and sha256 (added), archive and archive_sha256 (added or came again
    out of an archive), name and fingerprint (in a bundle), name (saved out), to, when, what and
    note (handed over), boxes by page (redacted: "2: 1, 3: 4", "" for none), how and people (ids,
    released).  `fields` are those that a change touched, as "obtained.how".
    """

    at: int
    deed: Deed
    said: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[str, ...] = ()


class Custody:
    """The logs of one vault's papers."""

    def __init__(self, store: Store, history: History) -> None:
        self._store = store
        self._history = history

    def note(self, documents: Iterable[str], deed: Deed, **said: str) -> None:
        """Add a line to the log of each of these documents (ids).

        On a medium that cannot be written nothing is noted: a bundle can be made from it.
        """
        if self._store.read_only:
            return
        body = json.dumps(
            {name: text for name, text in said.items() if text},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        with self._store.writing():
            for document in tuple(documents):
                self._history.note(CUSTODY, document, deed.value, body)

    def sent(self, documents: Iterable[str], bundle: str, fingerprint: str) -> None:
        """Add to the log of each of these documents (ids) that it went out in a bundle."""
        self.note(documents, Deed.IN_BUNDLE, name=bundle, fingerprint=fingerprint)

    def of(self, document: str) -> tuple[Entry, ...]:
        """The log of one document, oldest first; changes made in one go are one line."""
        entries: list[Entry] = []
        former: str | None = None
        for change in self._history.of(document):
            entry = _entry(change, former)
            if change.type != CUSTODY:
                former = change.body or former
            if entry is None:
                continue
            if entries and _one_go(entries[-1], entry):
                fields = dict.fromkeys((*entries[-1].fields, *entry.fields))
                entries[-1] = Entry(entry.at, Deed.CHANGED, fields=tuple(fields))
            else:
                entries.append(entry)
        return _with_archives(entries)


def _entry(change: Change, former: str | None) -> Entry | None:
    try:
        deed = Deed(change.action)
    except ValueError:
        return None
    body = json.loads(change.body) if change.body else {}
    if change.type == CUSTODY:
        return Entry(change.at, deed, {str(name): str(text) for name, text in body.items()})
    if deed is Deed.ADDED:
        said = {name: str(body[name]) for name in ("file", "sha256") if body.get(name)}
        return Entry(change.at, deed, said)
    if deed is not Deed.CHANGED:
        return Entry(change.at, deed)
    fields = tuple(sorted(changed_fields(former, change.body))) if former and change.body else ()
    return Entry(change.at, deed, fields=fields) if fields else None


def _one_go(former: Entry, entry: Entry) -> bool:
    both = former.deed is Deed.CHANGED and entry.deed is Deed.CHANGED
    return both and entry.at - former.at <= _TYPING_SECONDS


def _with_archives(entries: list[Entry]) -> tuple[Entry, ...]:
    """The log in which what is said of an archive stands with the line of the file's coming."""
    told: list[Entry] = []
    for entry in entries:
        if entry.deed is Deed.ADDED and told and told[-1].deed is Deed.ADDED:
            told[-1] = Entry(told[-1].at, Deed.ADDED, {**told[-1].said, **entry.said})
        else:
            told.append(entry)
    return tuple(told)
