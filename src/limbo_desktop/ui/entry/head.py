"""The head of an entry: the way back, its mark, kind and title, saved or not, undo."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from limbo_desktop.case.records import Event
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import Room
from limbo_desktop.ui.timeline.pieces import MarkPicture
from limbo_desktop.ui.timeline.row_words import kind_label
from limbo_desktop.ui.widgets import Button, ButtonKind, Label, LineEdit, SavedIndicator
from limbo_desktop.ui.widgets.bare import make_bare


class EntryHead(QWidget):
    """`left` asks for the timeline, `undone` for the state before, `titled` tells a new title.

    `history_asked` for what was written before, `removing` to put the entry into the bin.
    """

    left = Signal()
    undone = Signal()
    titled = Signal(str)
    kind_asked = Signal()
    history_asked = Signal()
    removing = Signal()

    def __init__(self, theme: Theme, words: Words, event: Event) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        u = theme.u
        row = QHBoxLayout(self)
        row.setContentsMargins(u(16), 0, u(16), 0)
        row.setSpacing(u(12))
        self.back = Button(
            theme, words.t("Timeline"), ButtonKind.LINK, icon="arrow-left", height="small_button"
        )
        self.back.clicked.connect(self.left)
        row.addWidget(self.back)
        self.mark = MarkPicture(theme, event)
        row.addWidget(self.mark)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addStretch(1)
        self.kind = Label(theme, kind_label(words, event), "small", "ink2")
        said.addWidget(self.kind)
        self.title = LineEdit(theme, words.t("Title"), placeholder=words.t("Title in a few words"))
        self.title.setFont(theme.font("h2"))
        make_bare(self.title)
        self.title.setFixedHeight(theme.line("h2"))
        self.title.textEdited.connect(self.titled)
        said.addWidget(self.title)
        said.addStretch(1)
        row.addLayout(said, 1)
        self.saved = SavedIndicator(theme)
        self.saved.setAccessibleName(words.t("Saved or not"))
        row.addWidget(self.saved, 0, Qt.AlignmentFlag.AlignVCenter)
        self.undo = Button(
            theme, words.t("Undo"), ButtonKind.LINK, icon="undo-2", height="small_button"
        )
        self.undo.setToolTip("Ctrl+Z")
        self.undo.clicked.connect(self.undone)
        row.addWidget(self.undo)
        self.more = Button(
            theme,
            kind=ButtonKind.QUIET,
            icon="ellipsis",
            height="small_button",
            name=words.t("Kind, history, or to the bin"),
        )
        self.more.clicked.connect(self._open_more)
        row.addWidget(self.more)
        self.setFixedHeight(
            max(theme.height("foot"), theme.line("small") + theme.line("h2") + u(8))
        )

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.addAction(self._words.t("Change the kind")).triggered.connect(self.kind_asked)
        menu.addAction(self._words.t("History")).triggered.connect(self.history_asked)
        menu.addAction(self._words.t("Move to the bin")).triggered.connect(self.removing)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def show_event(self, event: Event) -> None:
        """Show mark, kind and title of `event`."""
        self.mark.show_record(event)
        self.kind.setText(kind_label(self._words, event))
        if event.title != self.title.text().strip():
            self.title.setText(event.title)
            self.title.setCursorPosition(0)

    def apply_room(self, room: Room) -> None:
        """Leave words of buttons away where there is no room for them."""
        self.back.set_text("" if room.one_column else self._words.t("Timeline"))
        self.back.setAccessibleName(self._words.t("Timeline"))
        self.undo.set_text("" if room.one_column else self._words.t("Undo"))
        self.undo.setAccessibleName(self._words.t("Undo"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line under the head."""
        box = self.rect()
        QPainter(self).fillRect(0, box.bottom(), box.width(), 1, self._theme.color("line"))
