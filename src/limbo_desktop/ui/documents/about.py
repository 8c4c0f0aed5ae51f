"""The part of a paper's panel that is not its form: what it tells, its pair, its uses, its log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.case.records import Document
from limbo_desktop.ui.documents.about_reading import About, read_about
from limbo_desktop.ui.documents.log import Log
from limbo_desktop.ui.documents.saving_out import SavingOut
from limbo_desktop.ui.documents.told import Told
from limbo_desktop.ui.documents.uses import Pair, UsedIn
from limbo_desktop.ui.inputs.around import Around
from limbo_desktop.ui.operations import op, snapshot_op
from limbo_desktop.ui.session import Session
from limbo_desktop.vault.custody import Deed

if TYPE_CHECKING:
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

_GO = {"event": ("entry", True), "task": ("today", False)}
"""Where a use is shown, and whether its id goes along."""


def with_value(document: Document, field: str, value: str) -> Document:
    """Return `document` with what an offer gives; who sent it goes to its provenance."""
    if field == "obtained.from_":
        return replace(document, obtained=replace(document.obtained, from_=value))
    if field == "title":
        return replace(document, title=value)
    return replace(document, when=value)


class AboutPaper(QWidget):
    """`leaving` before the record is changed here, `changed` after; `chosen(id)` for a paper.

    What it shows is read beside the lane; what is typed in the form meanwhile is not touched.
    """

    leaving = Signal()
    changed = Signal()
    chosen = Signal(str)

    def __init__(self, session: Session, around: Around) -> None:
        super().__init__()
        self._session = session
        self._around = around
        self._wanted = ""
        self.about: About | None = None
        self.told: Told | None = None
        self.pair: Pair | None = None
        self.log: Log | None = None
        self.saving_out: SavingOut | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(session.theme.u(16))

    def show_document(self, identity: str) -> None:
        """Show what is known about the paper with this id, "" for none."""
        if identity != self._wanted:
            self._empty()
        self._wanted = identity
        if not identity:
            return

        def read(vault: Vault, _job: Job) -> About:
            return read_about(vault, identity)

        snapshot_op(self._session, read, owner=self).success(self._show).start()

    def _empty(self) -> None:
        self.about = self.told = self.pair = self.log = self.saving_out = None
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _show(self, about: About) -> None:
        if about.document.id != self._wanted:
            return
        if about == self.about:
            return
        self._empty()
        self.about = about
        theme, words, document = self._session.theme, self._session.words, about.document
        if about.facts is not None:
            self.told = Told(theme, words, about)
            self.told.used.connect(self._use)
            self.told.shown_in.connect(self._shown_in)
            self.told.aside.connect(self._put_aside)
            self._column.addWidget(self.told)
        self.pair = Pair(theme, words, about, self._around)
        self.pair.chosen.connect(self.chosen)
        self.pair.translated.connect(self._translated)
        self._column.addWidget(self.pair)
        uses = UsedIn(theme, words, about.uses)
        uses.chosen.connect(self._go)
        self._column.addWidget(uses)
        self.log = Log(theme, words, about.log)
        self.log.handed.connect(self._handed)
        self._column.addWidget(self.log)
        if document.sha256:
            self.saving_out = SavingOut(self._session, document)
            self.saving_out.saved.connect(self.again)
            self._column.addWidget(self.saving_out)

    def again(self) -> None:
        """Read anew what is known, such as after the file was read."""
        self.show_document(self._wanted)

    def _go(self, type_: str, identity: str) -> None:
        screen, with_id = _GO[type_]
        self._session.go(screen, identity if with_id else "")

    def _use(self, field: str, value: str) -> None:
        self._change(lambda document: with_value(document, field, value))

    def _shown_in(self, person: str) -> None:
        self._change(lambda document: replace(document, shows=(*document.shows, person)))

    def _translated(self, translation: str) -> None:
        """Say in the other paper that it is a translation of this one."""
        self.leaving.emit()
        identity = self._wanted

        def put(vault: Vault) -> None:
            other = vault.documents.get(translation)
            vault.documents.put(replace(other, translation_of=identity))

        op(self._session, put, owner=self).success(lambda _: self.changed.emit()).start()

    def _change(self, change: Callable[[Document], Document]) -> None:
        """Change the record as it is by then: what is in the form is saved first."""
        self.leaving.emit()
        identity = self._wanted

        def put(vault: Vault) -> None:
            vault.documents.put(change(vault.documents.get(identity)))

        op(self._session, put, owner=self).success(lambda _: self.changed.emit()).start()

    def _put_aside(self, key: str) -> None:
        identity = self._wanted
        op(self._session, lambda vault: vault.silenced.add(identity, key), owner=self).success(
            lambda _: self.again()
        ).start()

    def _handed(self, to: str, when: str, what: str, note: str) -> None:
        identity = self._wanted

        def write(vault: Vault) -> None:
            vault.custody.note([identity], Deed.HANDED_OVER, to=to, when=when, what=what, note=note)

        op(self._session, write, owner=self).success(lambda _: self.again()).start()
