"""Prepares files for the first bundle, one after the other, when nobody waits for anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from limbo_desktop.ui.documents.one_by_one import OneByOne, Query
from limbo_desktop.ui.operations import snapshot_op
from limbo_desktop.ui.session import Session

if TYPE_CHECKING:
    from limbo_desktop.case.records import Document
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

FIRST_SECONDS: Final = 6.0
"""How long after the start the vault is asked for files."""


class Preparing(OneByOne):
    """Prepares what was read; each file once while the case is open, whether it can be kept or not.

    Nothing is begun while files are still read, or while anything else takes its time: a bundle
    asks the same.
    """

    def __init__(
        self, session: Session, parent: QObject, first_seconds: float = FIRST_SECONDS
    ) -> None:
        super().__init__(session, parent, first_seconds)
        self._tried: set[str] = set()

    def _waiting(self) -> Query:
        tried = frozenset(self._tried)

        def waiting(vault: Vault) -> tuple[Document, ...]:
            if vault.findings.any_waiting():
                return ()
            return tuple(each for each in vault.prepared.waiting() if each.sha256 not in tried)

        return waiting

    def _may_begin(self) -> bool:
        return not self._session.lane.busy

    def _begin(self, document: Document, renderer: Renderer) -> Job:
        self._tried.add(document.sha256)

        def work(vault: Vault, job: Job) -> None:
            from limbo_desktop.bundle.beforehand import prepare_file
            from limbo_desktop.bundle.side_by_side import patiently

            # a lock does not wait for a file that takes long to open
            patiently(lambda: prepare_file(vault, renderer, document, job.check), job.check)

        preparing = snapshot_op(self._session, work, owner=self)
        return preparing.failure(lambda _: None).finished(self._next).start().job
