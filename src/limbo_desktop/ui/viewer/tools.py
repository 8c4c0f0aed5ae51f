"""The row of tools above the pages: turn, enlarge, go to a page; what fits, by how wide it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme.theme import Theme
from limbo_desktop.ui.viewer.page_strip import ZOOMS
from limbo_desktop.ui.viewer.place import page_set
from limbo_desktop.ui.viewer.spread import FIT_PAGE, FIT_WIDTH
from limbo_desktop.ui.widgets import Button, ButtonKind, Choice, Label, LineEdit


class ViewerTools(QWidget):
    """Signals say what is wanted: `turned(degrees)`, `stepped(1 or -1)`, `zoomed(zoom)`,
    `going(index)`, `leafing(1 or -1)`, `wordy(shown)`.

    `large` has the sizes by name, the page as a field, and the words of the pages.
    """

    turned = Signal(int)
    stepped = Signal(int)
    zoomed = Signal(str)
    going = Signal(int)
    leafing = Signal(int)
    wordy = Signal(bool)

    def __init__(self, theme: Theme, words: Words, *, large: bool) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._large = large
        self._roomy = True
        self._drawn = False
        self._state = (0, 0, False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.u(4))
        self.turn_left = self._tool("rotate-ccw", words.t("Turn to the left"))
        self.turn_right = self._tool("rotate-cw", words.t("Turn to the right"))
        self.zoom_out = self._tool("zoom-out", words.t("Smaller"))
        self.zoom_in = self._tool("zoom-in", words.t("Larger"))
        self.previous = self._tool("chevron-left", words.t("Page before"))
        self.next = self._tool("chevron-right", words.t("Page after"))
        self.sizes = Choice(
            theme, words.t("Size of the pages"), _sizes(words), FIT_WIDTH, parent=self
        )
        self.words_shown = Button(
            theme, words.t("Words only"), icon="file-text", height="small_button", parent=self
        )
        self.words_shown.setCheckable(True)
        self.number = LineEdit(theme, words.t("Page"), ltr=True, parent=self)
        self.number.setFixedWidth(theme.u(64))
        self.count = Label(theme, "", "label", "ink2")
        for widget in (self.turn_left, self.turn_right, self.zoom_out):
            row.addWidget(widget)
        if large:
            row.addWidget(self.sizes)
        row.addWidget(self.zoom_in)
        if large:
            row.addWidget(self.words_shown)
        row.addStretch(1)
        row.addWidget(self.previous)
        if large:
            row.addWidget(self.number)
        row.addWidget(self.count)
        row.addWidget(self.next)
        self._connect()

    def _tool(self, icon: str, name: str) -> Button:
        kind, height = ButtonKind.QUIET, "small_button"
        return Button(self._theme, "", kind, icon=icon, height=height, name=name, parent=self)

    def _connect(self) -> None:
        self.turn_left.clicked.connect(lambda: self.turned.emit(-90))
        self.turn_right.clicked.connect(lambda: self.turned.emit(90))
        self.zoom_out.clicked.connect(lambda: self.stepped.emit(-1))
        self.zoom_in.clicked.connect(lambda: self.stepped.emit(1))
        self.previous.clicked.connect(lambda: self.leafing.emit(-1))
        self.next.clicked.connect(lambda: self.leafing.emit(1))
        self.sizes.activated.connect(lambda _: self.zoomed.emit(self.sizes.value))
        self.words_shown.toggled.connect(self.wordy)
        self.number.editingFinished.connect(self._go)
        for hidden in () if self._large else (self.sizes, self.words_shown, self.number):
            hidden.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for: names of sizes, then words, the page as a field."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        if not self._large:
            return
        u, width = self._theme.u, self.width()
        self.sizes.setVisible(self._drawn and width >= u(640))
        spelled = self._words.t("Words only") if width >= u(520) else ""
        if self.words_shown.text() != spelled:
            self.words_shown.setText(spelled)
            self.words_shown.setToolTip(self._words.t("Words only"))
            self.words_shown.updateGeometry()
        self.turn_left.setVisible(width >= u(380))
        self._roomy = width >= u(430)
        self._show_number()

    def _show_number(self) -> None:
        """Show the page as a field where there is room, otherwise in words."""
        words, (page, pages, shown) = self._words, self._state
        many = shown and pages > 1
        field = many and self._large and self._roomy
        number, last = words.identifier(str(page + 1)), words.identifier(str(pages))
        said = words.t("page {page} of {pages}", page=number, pages=last)
        if field:
            said = words.t("of {pages}", pages=last)
            self.number.setText(str(page + 1))
        self.number.setVisible(field)
        self.count.setText(said if shown and pages else "")
        self.count.setMinimumWidth(self.count.sizeHint().width())

    def _go(self) -> None:
        typed = page_set(self.number.text())
        if self.number.isModified() and typed:
            self.going.emit(min(typed) - 1)
        self.number.setModified(False)

    def show_state(self, page: int, pages: int, *, shown: bool, drawn: bool, layered: bool) -> None:
        """Offer what can be done with `pages`, of which the one with index `page` is shown.

        `shown` tells whether there is anything, `drawn` whether it is pictures of pages,
        `layered` whether their words can be read too.
        """
        for button in (self.turn_left, self.turn_right):
            button.setEnabled(shown and drawn)
        self._drawn = shown and drawn
        self.zoom_in.setEnabled(shown)
        self.zoom_out.setEnabled(shown)
        self.words_shown.setVisible(self._large and layered)
        many = shown and pages > 1
        self.previous.setVisible(many)
        self.next.setVisible(many)
        self.previous.setEnabled(page > 0)
        self.next.setEnabled(page < pages - 1)
        self._state = (page, pages, shown)
        self._fold()
        self._show_number()

    def show_zoom(self, zoom: str) -> None:
        """Show which size is in force; one between those that have a name is told in percent."""
        while self.sizes.count() > len(ZOOMS):
            self.sizes.removeItem(self.sizes.count() - 1)
        if zoom not in ZOOMS:
            self.sizes.addItem(_percent(self._words, zoom), zoom)
        self.sizes.choose(zoom)


def _sizes(words: Words) -> list[tuple[str, str]]:
    named = {FIT_PAGE: words.t("Whole page"), FIT_WIDTH: words.t("Full width")}
    return [(zoom, named.get(zoom) or _percent(words, zoom)) for zoom in ZOOMS]


def _percent(words: Words, zoom: str) -> str:
    return words.t("{number} %", number=words.number(round(float(zoom) * 100)))
