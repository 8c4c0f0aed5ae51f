"""A document over the whole screen: read, turned, enlarged, its pages cited."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.case.records import Document
from limbo_desktop.ui.documents.looking import Look
from limbo_desktop.ui.documents.shelf import covered_documents
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.viewer.blacking import Blacking
from limbo_desktop.ui.viewer.citing import CiteBar
from limbo_desktop.ui.viewer.hanging import Hanging
from limbo_desktop.ui.viewer.place import place_of
from limbo_desktop.ui.viewer.viewer import Viewer
from limbo_desktop.ui.widgets import Button, ButtonKind, Label

if TYPE_CHECKING:
    from limbo_desktop.render.facts import Attachment
    from limbo_desktop.ui.theme.metrics import Room
    from limbo_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Shown:
    """A document and whether it stays covered."""

    document: Document
    covered: bool


def read_document(vault: Vault, identity: str) -> Shown:
    """Return what the screen shows.  On the lane."""
    return Shown(vault.documents.get(identity), identity in covered_documents(vault))


class ViewerScreen(Screen):
    """`argument` is a place in a document: see `ui.viewer.place`."""

    def __init__(self, session: Session, argument: str) -> None:
        from limbo_desktop.render.client import Renderer

        super().__init__(session)
        self._place = place_of(argument)
        self._at = self._place.first
        self._document = Document("")
        self._renderer = Renderer()
        self.destroyed.connect(self._renderer.close)
        column = QVBoxLayout(self)
        u = self.theme.u
        column.setContentsMargins(u(24), 0, u(24), u(16))
        column.setSpacing(u(8))
        column.addWidget(self._make_head())
        self.viewer = Viewer(session, self._renderer, height=80, large=True)
        self.viewer.looked.connect(self._looked)
        self.viewer.unlocked.connect(self._keep_password)
        column.addWidget(self.viewer, 1)
        self.hanging = Hanging(session, self._renderer)
        self.viewer.hung.connect(self._hang)
        column.addWidget(self.hanging)
        self.citing = CiteBar(session)
        self.viewer.chose.connect(self.citing.show_chosen)
        self.citing.pages_typed.connect(self.viewer.choose)
        self.citing.hide()
        column.addWidget(self.citing)
        self.blacking = Blacking(session, self._renderer, self.viewer.strip)
        self.blacking.finished.connect(lambda: self.black.setChecked(False))
        column.addWidget(self.blacking)
        self._read()

    def _make_head(self) -> QWidget:
        theme, words = self.theme, self.words
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.u(12))
        self.back = Button(theme, words.t("Back"), ButtonKind.LINK, icon="arrow-left")
        self.back.clicked.connect(self.session.back)
        row.addWidget(self.back)
        self.title = Label(theme, "", "h2")
        row.addWidget(self.title, 1)
        self.black = Button(theme, words.t("Black boxes"), icon="eye-off", height="small_button")
        self.black.setCheckable(True)
        self.black.setEnabled(False)
        self.black.toggled.connect(self._draw_boxes)
        row.addWidget(self.black)
        self.about = Button(
            theme, words.t("About this document"), icon="info", height="small_button"
        )
        self.about.clicked.connect(lambda: self.session.go("documents", self._place.document))
        row.addWidget(self.about)
        head.setFixedHeight(theme.u(56))
        return head

    def _read(self) -> None:
        identity = self._place.document
        op(self.session, lambda vault: read_document(vault, identity), owner=self).success(
            self._show
        ).start()

    def _show(self, shown: Shown) -> None:
        document = self._document = shown.document
        self.title.setText(document.title or document.file or self.words.t("No title"))
        place = self._place
        self.viewer.show_document(document, covered=shown.covered, place=place, at=self._at)

    def _looked(self, look: Look) -> None:
        self.citing.setVisible(not look.locked)
        self.black.setEnabled(look.drawn)
        if look.drawn:
            document = self.viewer.shown_document or self._document
            self.blacking.show_document(document, look, layered=self.viewer.layered)
            if self._place.black:
                self.black.setChecked(True)
        citable = look.drawn and look.pages > 1
        self.citing.show_document(self._place.document, look.pages, citable=citable)

    def _draw_boxes(self, drawing: bool) -> None:
        """Draw black boxes on the pages in place of citing them."""
        self.citing.setVisible(not drawing)
        self.viewer.strip.choosing = not drawing
        self.blacking.set_drawing(drawing=drawing)
        if not drawing:
            self.viewer.strip.setFocus()

    def flush(self) -> None:
        """Have every box kept."""
        self.blacking.settle()

    def _hang(self, attachments: tuple[Attachment, ...]) -> None:
        self.hanging.show_attachments(self._document, attachments)

    def _keep_password(self, password: str) -> None:
        """Keep with the document the password that opened it, inside the encrypted case."""
        identity = self._place.document

        def keep(vault: Vault) -> None:
            vault.documents.put(replace(vault.documents.get(identity), password=password))

        op(self.session, keep, owner=self).start()

    def apply_room(self, room: Room) -> None:
        """Leave the way to the form to the way back where there is no room for it."""
        self.about.setVisible(room.words)
        self.citing.set_short(short=room.short)

    def state(self) -> dict[str, object]:
        """Return where in the document one is."""
        return {"page": self.viewer.page + 1}

    def restore(self, state: dict[str, object]) -> None:
        """Go there again."""
        page = state.get("page")
        if isinstance(page, int) and page > 0:
            self._at = page
