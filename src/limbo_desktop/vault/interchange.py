"""A case into the vault and out again: all of it or nothing, and nothing twice."""

import dataclasses
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from limbo_desktop.case.records import (
    Case,
    CaseInfo,
    Document,
    Record,
)
from limbo_desktop.vault.blobs import Blob
from limbo_desktop.vault.errors import FileChangedError
from limbo_desktop.vault.names import Names
from limbo_desktop.vault.records import CLASSES, NoSuchRecordError
from limbo_desktop.vault.references import Ref, replaced
from limbo_desktop.vault.sources import Sources

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

Files = Callable[[Document], BinaryIO]
"""Opens the file of a document of the case; the import closes it."""

Ids = Mapping[tuple[str, str], str]
"""From (type, id on one side) to the id on the other side."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """How many records were added, were there already, are there but differ (the vault's own
    stays as it is), and lie in the bin (they stay there).
    """

    added: int = 0
    already: int = 0
    differing: int = 0
    binned: int = 0


def import_case(vault: "Vault", case: Case, files: Files) -> ImportSummary:
    """Take a case (checked by `case.reading`) into the vault, in one transaction.

    `files` is asked only for what the vault does not have.  Raises FileChangedError when bytes
    and SHA-256 do not agree, and every VaultError of writing; the vault is then as before.
    """
    with vault.blobs.all_or_none() as taken:
        documents = tuple(_with_bytes(vault, each, files, taken) for each in case.documents)
        with vault.transaction(), vault.search.many():
            return _import_records(vault, dataclasses.replace(case, documents=documents))


def _with_bytes(vault: "Vault", document: Document, files: Files, taken: list[Blob]) -> Document:
    """The document with the SHA-256 of its bytes, which are in the vault afterwards."""
    if not document.file or vault.blobs.find(document.sha256):
        return document
    try:
        with files(document) as stream:
            blob = vault.blobs.add(stream)
    except FileNotFoundError as error:
        raise FileChangedError(file=document.file) from error
    taken.append(blob)
    if document.sha256 not in {"", blob.sha256}:
        raise FileChangedError(file=document.file)
    return dataclasses.replace(document, sha256=blob.sha256)


def _import_records(vault: "Vault", case: Case) -> ImportSummary:
    vault.undo.name("import")
    sources = Sources(vault.store)
    source = sources.of(case.info)
    known = {
        (type_, record.id): identity
        for type_, record in _records(case)
        if (identity := sources.known(source, type_, record.id))
    }
    ids = {
        (type_, record.id): known.get((type_, record.id)) or str(uuid.uuid4())
        for type_, record in _records(case)
    }
    counts = Counter[str]()
    for type_, record in _records(case):
        ours = _translated(record, type_, ids)
        if (type_, record.id) in known:
            counts[_standing(vault, ours)] += 1
            continue
        _insert(vault, ours)
        sources.remember(source, type_, record.id, ours.id)
        counts["added"] += 1
    if vault.info == CaseInfo():
        vault.put_info(case.info)
    return ImportSummary(**counts)


def _records(case: Case) -> Iterator[tuple[str, Record]]:
    """Every record with its type: what others point to comes first, as far as that goes."""
    for person in case.people:
        yield "person", person
    for document in case.documents:
        yield "document", document
    for event in case.events:
        yield "event", event
    for task in case.tasks:
        yield "task", task


def _translated(record: R, type_: str, ids: Ids) -> R:
    """The record with every id exchanged; a reference to what is not in `ids` is taken out."""

    def exchange(ref: Ref) -> str | None:
        return ids.get((ref.type, ref.id))

    return dataclasses.replace(replaced(record, exchange), id=ids[type_, record.id])


def _standing(vault: "Vault", record: Record) -> str:
    """Which count of the summary a record goes to that came in before."""
    try:
        return "already" if vault.repository(record).get(record.id) == record else "differing"
    except NoSuchRecordError:
        return "binned"


def _insert(vault: "Vault", record: Record) -> None:
    vault.repository(record).insert(record)


def export_case(vault: "Vault") -> Case:
    """The whole case, with the ids that its records had outside where each had one of its own.

    `Document.file` is a safe path in a folder; the bytes are found by `sha256`.  What lies in
    the bin stays there, with what points to it.
    """
    people, events = tuple(vault.people.all()), tuple(vault.events.all())
    documents, tasks = tuple(vault.documents.all()), tuple(vault.tasks.all())
    ids: dict[tuple[str, str], str] = {}
    for type_, record in _records(Case(CaseInfo(), people, events, documents, tasks)):
        ids[type_, record.id] = record.id
    sources = Sources(vault.store)
    for type_ in CLASSES:
        ids |= {(type_, ours): theirs for ours, theirs in sources.externals(type_).items()}
    names = Names()
    return Case(
        vault.info,
        tuple(_translated(each, "person", ids) for each in people),
        tuple(_translated(each, "event", ids) for each in events),
        tuple(_named(_translated(each, "document", ids), names) for each in documents),
        tuple(_translated(each, "task", ids) for each in tasks),
    )


def _named(document: Document, names: Names) -> Document:
    if not document.file and not document.sha256:
        return document
    return dataclasses.replace(document, file=names.give(document.file, document.sha256))
