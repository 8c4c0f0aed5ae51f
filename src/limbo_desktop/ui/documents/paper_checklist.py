"""The checklist of a document: where it came from, what it is, what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from limbo_desktop.case.checklist import Item
from limbo_desktop.case.paper_checklist import paper_checklist
from limbo_desktop.ui.entry.checklist_panel import ChecklistPanel
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import Card

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault


def read_items(vault: Vault, identity: str) -> tuple[Item, ...]:
    """Return the lines of a document; none when it is gone.  On the lane."""
    from limbo_desktop.vault.records import NoSuchRecordError

    try:
        document = vault.documents.get(identity)
    except NoSuchRecordError:
        return ()
    translated = any(
        each.translation_of == identity for each in vault.documents.linked_to(identity)
    )
    return paper_checklist(
        document,
        translated=translated,
        silenced=vault.silenced.of(identity),
    )


class PaperChecklist(Card):
    """Shows the lines of one document; `asked(key)` leads to a field of its form."""

    asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, padding=0, spacing=0)
        self._session = session
        self._document = ""
        words = session.words
        hint = words.t("The paper is kept as it is. The list only helps to remember.")
        self.list = ChecklistPanel(session.theme, words, hint=hint)
        self.list.asked.connect(self.asked)
        self.list.put_aside.connect(lambda line: self._silence(line, silent=True))
        self.list.shown_again.connect(lambda line: self._silence(line, silent=False))
        self.column.addWidget(self.list)

    def show_document(self, identity: str) -> None:
        """Read the lines of the document with this id anew; "" shows none."""
        self._document = identity
        self.setVisible(bool(identity))
        if identity:
            op(self._session, lambda vault: read_items(vault, identity), owner=self).success(
                lambda items: self._show(identity, items)
            ).start()

    def _show(self, identity: str, items: tuple[Item, ...]) -> None:
        if identity == self._document:
            self.list.show_items(items)

    def _silence(self, line: str, *, silent: bool) -> None:
        identity = self._document

        def work(vault: Vault) -> tuple[Item, ...]:
            change = vault.silenced.add if silent else vault.silenced.discard
            change(identity, line)
            return read_items(vault, identity)

        op(self._session, work, owner=self).success(
            lambda items: self._show(identity, items)
        ).start()
