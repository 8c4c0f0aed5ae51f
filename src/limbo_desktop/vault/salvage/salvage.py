"""Salvage: a new vault with every record and file of a damaged one that is not itself damaged."""

import dataclasses
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limbo_desktop.case.records import Document, Record
from limbo_desktop.vault.backup.mark import MARK
from limbo_desktop.vault.connection import empty_journal
from limbo_desktop.vault.errors import AlreadyExistsError, WrongPassphraseError, mapped
from limbo_desktop.vault.file import (
    ASIDE,
    discard,
    move_without_overwriting,
    remove,
    reserve_aside,
)
from limbo_desktop.vault.history import Change
from limbo_desktop.vault.key import SALT_BYTES, Key
from limbo_desktop.vault.lock import LockedFile
from limbo_desktop.vault.pages import fits
from limbo_desktop.vault.records import CLASSES, decoded, encoded, index
from limbo_desktop.vault.recovery import RecoveryKey
from limbo_desktop.vault.salvage.files import FoundFile, files_of
from limbo_desktop.vault.salvage.finding import Found, Progress, find
from limbo_desktop.vault.salvage.plain_pages import PlainPages
from limbo_desktop.vault.salvage.trees import Cell
from limbo_desktop.vault.vault import Vault

Keys = Callable[[bytes], Iterable[Key]]
"""The keys to try for a file's salt."""

_DELETED_AT: Final = 11
"""Which column of a record's row says when it was removed."""
_ALIKE: Final = {
    "setting": "INSERT OR IGNORE INTO setting VALUES (?, ?)",
    "draft": "INSERT OR IGNORE INTO draft VALUES (?, ?, ?)",
    "source_key": "INSERT OR IGNORE INTO source_key VALUES (?, ?)",
}
"""Tables whose rows are taken over as they are."""
_OF_RECORDS: Final = {
    "typed": "INSERT OR IGNORE INTO typed VALUES (?, ?, ?)",
    "silenced": "INSERT OR IGNORE INTO silenced VALUES (?, ?)",
}
"""Tables whose rows begin with the id of a record."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came out: records and files, and what did not.

    `pages_lost` of `pages` were damaged; `files_lost` are the names of documents whose bytes were
    on them; `from_history` records were lost themselves and stand as their last change says.
    """

    pages: int
    pages_lost: int
    records: int
    from_history: int
    files: int
    files_lost: tuple[str, ...]


def salvage(path: Path, keys: Keys, vault: Vault, progress: Progress) -> Salvaged:
    """Fill the new and empty `vault` with what can be had from the damaged file at `path`.

    The damaged file is only read.  Raises WrongPassphraseError, VaultMissingError, VaultInUseError;
    DiskFullError when the new one has no room.
    """
    with damaged_pages(path, keys) as pages:
        return refill(vault, pages, find(pages, progress))


@contextmanager
def damaged_pages(path: Path, keys: Keys) -> Iterator[PlainPages]:
    """The pages of the file at `path` in the clear, with the first of the keys that fits.

    Raises WrongPassphraseError, VaultMissingError, VaultInUseError.
    """
    with mapped(path):
        lock = LockedFile.take(path)
        try:
            salt = lock.read_at(0, SALT_BYTES)
            key = next((each for each in keys(salt) if fits(each, lock)), None)
            if key is None:
                raise WrongPassphraseError
            try:
                yield PlainPages(lock, path, key)
            finally:
                key.wipe()
        finally:
            lock.release()


@contextmanager
def new_vault(to: Path, passphrase: str) -> Iterator[tuple[Vault, RecoveryKey]]:
    """A new vault to fill, which gets the name `to` when the block ends well and else vanishes.

    Raises what `Vault.create` does.
    """
    if os.path.lexists(to):
        raise AlreadyExistsError
    aside = to.with_name(to.name + ASIDE)
    discard(reserve_aside(to))  # what a killed program left there
    vault, recovery = Vault.create(aside, passphrase)
    vault.unwatched()
    try:
        with vault:
            yield vault, recovery
            with mapped(aside):
                empty_journal(vault.store.connection)
        move_without_overwriting(aside, to)
    except BaseException:
        remove(aside)
        raise


def refill(vault: Vault, pages: PlainPages, found: Found) -> Salvaged:
    """Fill the new and empty `vault` with the rows that were found."""
    records, removed = _records(found)
    changes = _changes(found)
    everything = records_of(found)
    from_history = everything.keys() - records.keys()
    wanted = {each.sha256 for each in everything.values() if isinstance(each, Document)}
    files = _bring_files(vault, files_of(pages, found), wanted)
    lost = []
    with vault.transaction():
        last = _bring_changes(vault, changes, everything)
        for identity, record in everything.items():
            kept = record
            if isinstance(record, Document) and record.sha256 and record.sha256 not in files:
                lost.append(record.file)
                kept = _without_file(record)
            _bring_record(vault, kept, removed.get(identity))
            if last.get(identity) != encoded(kept):
                type_ = _type_of(kept)
                vault.history.note(
                    type_, identity, "put" if identity in last else "add", encoded(kept)
                )
        _bring_info(vault, found, last)
        _bring_beside(vault, found, everything)
    return Salvaged(
        pages.count,
        len(found.damaged),
        len(records),
        len(from_history),
        len(files),
        tuple(sorted(lost)),
    )


def records_of(found: Found) -> dict[str, Record]:
    """Every record by id: those that are there, then the lost ones as their history left them."""
    records, _ = _records(found)
    former = _last_states(_changes(found))
    return records | {name: former[name] for name in former if name not in records}


def _records(found: Found) -> tuple[dict[str, Record], dict[str, int]]:
    """The records by id, in the order of entry, and when those in the bin were removed."""
    records, removed = dict[str, Record](), dict[str, int]()
    for row in sorted(found.rows("record"), key=lambda row: row.number):
        _, identity, type_, body = map(str, row.cells[:4])
        records.setdefault(identity, decoded(type_, body))
        deleted_at = row.cells[_DELETED_AT] if len(row.cells) > _DELETED_AT else None
        if isinstance(deleted_at, int):
            removed[identity] = deleted_at
    return records, removed


def _changes(found: Found) -> list[Change]:
    changes = []
    for row in sorted(found.rows("history"), key=lambda row: row.number):
        _, at, type_, record, action, body, *_ = row.cells
        changes.append(
            Change(
                row.number,
                at if isinstance(at, int) else 0,
                str(type_),
                str(record),
                str(action),
                body if isinstance(body, str) else None,
            )
        )
    return changes


def _last_states(changes: Iterable[Change]) -> dict[str, Record]:
    """Every record as its last known change left it, but those that were removed."""
    states = dict[str, Record]()
    for change in changes:
        if change.action in {"remove", "erase"}:
            states.pop(change.record, None)
        elif change.body is not None and change.type in CLASSES:
            states[change.record] = decoded(change.type, change.body)
    return states


def _bring_changes(
    vault: Vault, changes: Iterable[Change], everything: Mapping[str, Record]
) -> dict[str, str]:
    """Chain the changes anew, each with its own time; returns the last body of each record.

    What is told of records that are gone keeps no words.
    """
    last, gone = dict[str, str](), dict[str, str]()
    for change in changes:
        with _at(vault, change.at):
            vault.history.note(change.type, change.record, change.action, change.body)
        if change.body is not None:
            last[change.record] = change.body
        if change.record and change.record not in everything:
            gone[change.record] = change.type
    for identity, type_ in gone.items():
        vault.history.erase(type_, identity)
    return last


@contextmanager
def _at(vault: Vault, seconds: int) -> Iterator[None]:
    """The vault's clock stands at a moment of the damaged one's history."""
    clock, vault.store.clock = vault.store.clock, lambda: seconds
    try:
        yield
    finally:
        vault.store.clock = clock


def _bring_record(vault: Vault, record: Record, removed_at: int | None) -> None:
    connection = vault.store.connection
    connection.execute(
        "INSERT INTO record (id, type, body, kind, title, position, share, incomplete, deleted_at)"
        " VALUES (?, ?, ?, '', '', '', '', 0, ?)",
        (record.id, _type_of(record), encoded(record), removed_at),
    )
    index(vault.store, vault.search, record)
    if removed_at is not None:
        row = connection.execute("SELECT seq FROM record WHERE id = ?", (record.id,))
        vault.search.drop(row.fetchone()[0])


def _type_of(record: Record) -> str:
    return next(type_ for type_, cls in CLASSES.items() if isinstance(record, cls))


def _bring_files(vault: Vault, files: Iterable[FoundFile], wanted: set[str]) -> set[str]:
    """Take in every whole file that a document names; their SHA-256s."""
    brought = set[str]()
    for file in files:
        if file.sha256 and file.sha256 not in wanted:
            continue
        blob = vault.blobs.add(file.stream())
        if blob.sha256 in wanted:
            brought.add(blob.sha256)
        else:
            vault.blobs.discard([blob])
    return brought


def _without_file(document: Document) -> Document:
    """The document whose bytes are lost; which they were stands in its note."""
    note = "\n".join(filter(None, (document.note, f"{document.file} · SHA-256 {document.sha256}")))
    return dataclasses.replace(document, file="", sha256="", note=note)


def _bring_info(vault: Vault, found: Found, last: Mapping[str, str]) -> None:
    """What the case as a whole is: the row, else what the history last says of it."""
    body = next((row.cells[1] for row in found.rows("info")), last.get(""))
    if isinstance(body, str):
        vault.store.connection.execute("INSERT INTO info VALUES (1, ?)", (body,))
        if last.get("") != body:
            vault.history.note("case", "", "put", body)


def _bring_beside(vault: Vault, found: Found, everything: Mapping[str, Record]) -> None:
    """Settings, drafts, words as typed, black boxes; by which ids records are known elsewhere."""
    connection = vault.store.connection
    for row in found.rows("source"):
        connection.execute("INSERT OR IGNORE INTO source VALUES (?)", (row.number,))
    sources = {row.number for row in found.rows("source")}
    for table, statement in _ALIKE.items():
        rows = [row.cells for row in found.rows(table)]
        if table == "source_key":
            rows = [cells for cells in rows if cells[1] in sources]
        if table == "setting":
            rows = [cells for cells in rows if cells[0] != MARK]  # it is no copy any more
        connection.executemany(statement, rows)
    for table, statement in _OF_RECORDS.items():
        rows = [row.cells for row in found.rows(table) if row.cells[0] in everything]
        connection.executemany(statement, rows)
    # What was released in spite of a name in it is decided anew: its boxes may be lost.
    connection.executemany(
        "INSERT INTO redaction (document, page, x, y, width, height) VALUES (?, ?, ?, ?, ?, ?)",
        [row.cells[1:7] for row in found.rows("redaction") if row.cells[1] in everything],
    )
    ids: dict[Cell, Cell] = {row.number: row.cells[1] for row in found.rows("record")}
    connection.executemany(
        "INSERT OR IGNORE INTO external SELECT ?, ?, ?, seq FROM record WHERE id = ?",
        [
            (source, type_, external, ids[seq])
            for source, type_, external, seq in (row.cells for row in found.rows("external"))
            if source in sources and seq in ids
        ],
    )
