"""What hangs on an e-mail: each file can be taken into the case as a document of its own."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.case.records import Document
from limbo_desktop.intake.names import shown_name
from limbo_desktop.ui.documents.file_op import file_op
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.viewer.place import Place
from limbo_desktop.ui.widgets import Button, ButtonKind
from limbo_desktop.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from limbo_desktop.intake.attach import Attached
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.render.facts import Attachment
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

MOST: Final = 12
"""Attachments with a button of their own; all of them are named above the words."""

NAME: Final = 40
"""Letters of a name that a button shows."""


class Hanging(QWidget):
    """A row of buttons, one for each attachment; hidden while there is none."""

    def __init__(self, session: Session, renderer: Renderer) -> None:
        super().__init__()
        self._session = session
        self._renderer = renderer
        self._document = Document("")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._row = QWidget()
        self._column.addWidget(self._row)
        self.buttons: list[Button] = []
        self.hide()

    def show_attachments(self, document: Document, attachments: Sequence[Attachment]) -> None:
        """Offer what hangs on the e-mail that `document` is."""
        self._document = document
        theme = self._session.theme
        self._column.removeWidget(self._row)
        self._row.deleteLater()
        self._row = QWidget()
        flow = FlowLayout(
            self._row, gap=theme.u(12), line=theme.height("small_button"), rtl=theme.rtl
        )
        flow.setContentsMargins(0, 0, 0, 0)
        self.buttons = []
        for number, each in enumerate(attachments[:MOST]):
            button = self._button(number, each)
            self.buttons.append(button)
            flow.addWidget(button)
        self._column.addWidget(self._row)
        self.setVisible(bool(self.buttons))

    def _button(self, number: int, attachment: Attachment) -> Button:
        theme, words = self._session.theme, self._session.words
        name = _short(shown_name(attachment.name)) or words.t("Without a name")
        text = words.t("Add to the case: {name}", name=name)
        button = Button(theme, text, icon="paperclip", height="small_button")
        button.clicked.connect(partial(self._take, number, attachment, button))
        return button

    def _take(self, number: int, attachment: Attachment, button: Button, _: bool = False) -> None:
        """Have the file read in the render process, then take it in."""
        renderer, document = self._renderer, self._document
        button.setEnabled(False)

        def read(stream: BinaryIO, _job: Job) -> bytes:
            return renderer.attachment(stream, number)

        def have(data: bytes) -> None:
            def attach(vault: Vault) -> Attached:
                from limbo_desktop.intake.attach import attach

                return attach(vault, BytesIO(data), attachment.name, renderer)

            op(self._session, attach, owner=self).success(partial(self._taken, button)).start()

        file_op(self._session, document, read, owner=self).success(have).start()

    def _taken(self, button: Button, attached: Attached) -> None:
        """Let the button lead to the document that the file is now."""
        theme, words = self._session.theme, self._session.words
        document = attached.document
        title = _short(document.title or shown_name(document.file))
        said = (
            words.t("In the case already: {name}", name=title)
            if attached.already
            else words.t("Now in the case: {name}", name=title)
        )
        link = Button(theme, said, ButtonKind.LINK, icon="check", height="small_button")
        place = Place(document.id, large=True).argument
        link.clicked.connect(lambda: self._session.go("documents", place))
        layout = self._row.layout()
        if isinstance(layout, FlowLayout):
            at = self.buttons.index(button)
            layout.insert(at, link)
            link.show()
            self.buttons[at] = link
        button.hide()
        button.deleteLater()
        link.setFocus()


def _short(name: str) -> str:
    return name if len(name) <= NAME else f"{name[: NAME - 1]}…"
