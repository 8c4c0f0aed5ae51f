"""Reads the files that nobody has looked into yet, one after the other, while the person works."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from PySide6.QtCore import QObject

from limbo_desktop.ui.documents.file_op import file_op
from limbo_desktop.ui.documents.one_by_one import OneByOne, Query
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session

if TYPE_CHECKING:
    from limbo_desktop.case.records import Document
    from limbo_desktop.intake.look import Found
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.ui.lane import Job

FIRST_SECONDS: Final = 2.5
"""How long after the start the vault is asked for files."""


class Background(OneByOne):
    """Looks the waiting files through."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent, FIRST_SECONDS)

    def _waiting(self) -> Query:
        return lambda vault: vault.findings.waiting()

    def _begin(self, document: Document, renderer: Renderer) -> Job:
        def work(stream: BinaryIO, _job: Job) -> Found:
            from limbo_desktop.intake.look import look

            return look(renderer, stream, document.file, document.password)

        def found(what: Found) -> None:
            op(
                self._session,
                lambda vault: vault.findings.put(document.sha256, what.facts, what.pages),
                owner=self,
            ).failure(lambda _: self.cancel()).finished(self._next).start()

        reading = file_op(self._session, document, work, owner=self)
        return reading.success(found).failure(lambda _: self.cancel()).start().job
