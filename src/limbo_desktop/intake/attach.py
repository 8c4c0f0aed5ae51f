"""A file becomes a document of the case: its bytes unchanged in the vault, once."""

from dataclasses import dataclass
from typing import BinaryIO

from limbo_desktop.case.records import Document
from limbo_desktop.intake.guess import document_type
from limbo_desktop.intake.names import kept_name, title_of
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Facts
from limbo_desktop.vault.blobs import Blob
from limbo_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Attached:
    """A document, what its file is, and whether the same bytes were in the case already."""

    document: Document
    facts: Facts
    already: bool


def attach(vault: Vault, stream: BinaryIO, name: str, renderer: Renderer) -> Attached:
    """Take a file in and return its document; bytes that are there already add nothing.

    `stream` is read from its position to its end; `name` is its name or path as it came.  A file
    that cannot be shown is taken in all the same: `facts.problem` says what is the matter.

    Raises:
        VaultError: there is no room, or the vault cannot be written; nothing is left behind.
    """
    return document_of(vault, vault.blobs.add(stream), name, renderer)


def document_of(vault: Vault, blob: Blob, name: str, renderer: Renderer) -> Attached:
    """Return the document of a file that is in the vault: the one it has, or a new one."""
    with vault.blobs.open(blob.sha256) as original:
        facts = renderer.glance(original, kept_name(name))
    known = next(vault.documents.linked_to(blob.sha256), None)
    if known is not None:
        return Attached(known, facts, already=True)
    document = Document(
        id="",
        file=kept_name(name),
        sha256=blob.sha256,
        title=title_of(name),
        type=document_type(facts, name),
    )
    return Attached(vault.documents.add(document), facts, already=False)
