"""Black boxes on the pages of the document that is shown: read, kept, offered over names found."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.case.records import Document, Person
from limbo_desktop.ui.documents.file_op import file_op
from limbo_desktop.ui.documents.looking import Look
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.viewer.black_boxes import Offer, padded
from limbo_desktop.ui.viewer.black_layer import BlackLayer
from limbo_desktop.ui.viewer.page_strip import PageStrip
from limbo_desktop.ui.widgets import Button, ButtonKind, Label
from limbo_desktop.ui.widgets.flow import FlowLayout
from limbo_desktop.vault.redactions import Box, Boxes

if TYPE_CHECKING:
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

Offers = dict[int, tuple[Offer, ...]]

_MOST_PAGES: Final = 300
"""Pages that are looked through for names at one go."""


def find_names(
    stream: BinaryIO,
    document: Document,
    people: tuple[Person, ...],
    pages: int,
    renderer: Renderer,
    job: Job,
) -> Offers:
    """Return by the index of each page a box for each concealed name in its text layer.

    Raises:
        RenderFailure: the render process was stopped.
    """
    from limbo_desktop.bundle.conceal import Concealer
    from limbo_desktop.bundle.redacting import names_on

    concealer = Concealer(people)
    found: Offers = {}
    for index in range(min(pages, _MOST_PAGES)):
        job.check()
        named, _ = names_on(renderer, stream, index, document.password, concealer, ())
        offers = tuple(
            Offer(padded(Box(box.x, box.y, box.width, box.height)), each.text)
            for each in named
            for box in each.boxes
        )
        if offers:
            found[index] = offers
    return found


class Blacking(QWidget):
    """The row under the pages while boxes are drawn; `finished` when the person is done."""

    finished = Signal()

    def __init__(self, session: Session, renderer: Renderer, strip: PageStrip) -> None:
        super().__init__()
        self._session = session
        self._renderer = renderer
        self._document = Document("")
        self._pages = 0
        self._layered = False
        self._loaded = False
        self._wanted = False
        theme, words = session.theme, session.words
        self.layer = BlackLayer(theme, words, strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(8))
        self.hint = Label(
            theme,
            words.t(
                "Draw with the mouse, or with N, the arrow keys and Shift with the arrow keys."
                " Enter keeps a box, Delete removes it, Tab goes to the next one."
            ),
            "label",
            "ink2",
            wrap=True,
        )
        column.addWidget(self.hint)
        row = QWidget()
        flow = FlowLayout(
            row, gap=theme.u(12), line=theme.height("control"), rtl=theme.rtl, last_fills=False
        )
        flow.setContentsMargins(0, 0, 0, 0)
        self.new = Button(theme, words.t("New box"), icon="plus")
        self.remove = Button(theme, words.t("Remove the box"), icon="trash-2")
        self.next = Button(theme, words.t("Next box"), icon="chevron-down")
        self.all = Button(theme, "", icon="user-round-x")
        self.done = Button(theme, words.t("Done"), ButtonKind.PRIMARY)
        for button in (self.new, self.remove, self.next, self.all, self.done):
            flow.addWidget(button)
        column.addWidget(row)
        self.new.clicked.connect(self.layer.draw_new)
        self.remove.clicked.connect(self._remove)
        self.next.clicked.connect(self._next)
        self.all.clicked.connect(self.layer.take_all)
        self.done.clicked.connect(self.finished)
        self.layer.left.connect(self.finished)
        self.layer.edited.connect(self._keep)
        self.layer.chose.connect(self._renew)
        session.changed.connect(self._changed)
        self.hide()
        self._renew()

    def show_document(self, document: Document, look: Look, *, layered: bool) -> None:
        """Have the boxes of `document`, whose pages are shown."""
        self._document, self._pages, self._layered = document, look.pages, layered
        self._loaded = False
        self.layer.set_drawing(drawing=False)
        self.layer.model.offers.clear()
        self._read()

    def _read(self) -> None:
        document = self._document.id

        def read(boxes: Boxes) -> None:
            if document == self._document.id:
                self.layer.model.load({page - 1: some for page, some in boxes.items()})
                first, self._loaded = not self._loaded, True
                self.layer.renew()
                if first and self._wanted:
                    self._begin()

        op(self._session, lambda vault: vault.redactions.boxes(document), owner=self).success(
            read
        ).start()

    def _changed(self, touched: frozenset[tuple[str, str]]) -> None:
        if ("document", self._document.id) in touched:
            self._read()

    def set_drawing(self, *, drawing: bool) -> None:
        """Draw boxes, or keep those that are there."""
        self.layer.settle()
        self._wanted = drawing
        self.setVisible(drawing)
        if not drawing:
            self.layer.set_drawing(drawing=False)
        elif self._loaded:
            self._begin()

    def _begin(self) -> None:
        """Let boxes be drawn: not before those are there that were drawn earlier."""
        self.layer.set_drawing(drawing=True)
        self.layer.setFocus()
        self._look_for_names()

    def settle(self) -> None:
        """Have everything kept that was drawn."""
        self.layer.settle()

    def _look_for_names(self) -> None:
        """Offer a box over each concealed name that stands in the text layer of a page."""
        if not self._layered:
            return
        document, pages, renderer = self._document, self._pages, self._renderer

        def concealed(vault: Vault) -> tuple[Person, ...]:
            everybody = tuple(vault.people.all())
            return everybody if any(each.conceal for each in everybody) else ()

        def look(people: tuple[Person, ...]) -> None:
            if not people:
                return
            # A file whose words cannot be read has nothing to offer: its boxes are drawn by hand.
            file_op(
                self._session,
                document,
                lambda stream, job: find_names(stream, document, people, pages, renderer, job),
                owner=self,
            ).success(found).failure(lambda _: None).start()

        def found(offers: Offers) -> None:
            if document.id != self._document.id:
                return
            for page, some in offers.items():
                boxes = self.layer.model.boxes.get(page, ())
                self.layer.model.offer(page, [each for each in some if not _under(each, boxes)])
            self.layer.renew()

        op(self._session, concealed, owner=self).success(look).start()

    def _keep(self) -> None:
        model, document = self.layer.model, self._document.id
        boxes = {page + 1: model.boxes.get(page, ()) for page in model.touched}
        model.touched.clear()
        op(self._session, lambda vault: vault.redactions.put(document, boxes), owner=self).start()

    def _remove(self) -> None:
        self.layer.remove()
        self.layer.setFocus()

    def _next(self) -> None:
        if not self.layer.go(1):
            self.layer.go(1)
        self.layer.setFocus()

    def _renew(self) -> None:
        words, model = self._session.words, self.layer.model
        self.new.setEnabled(self.layer.drawing)
        self.remove.setEnabled(model.chosen is not None)
        self.next.setEnabled(bool(model.count or model.offered))
        self.all.setVisible(bool(model.offered))
        count = model.offered
        self.all.set_text(words.n("Cover {count} name found", "Cover {count} names found", count))


def _under(offer: Offer, boxes: tuple[Box, ...]) -> bool:
    box = offer.box
    middle = (box.x + box.width / 2, box.y + box.height / 2)
    return any(each.holds(*middle) for each in boxes)
