"""What stands in place of the list when nothing is in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, Label


class EmptyStory(QWidget):
    """An empty case, or a filter that lets nothing through; `new_asked` and `all_asked`."""

    new_asked = Signal()
    all_asked = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.u(24), 0, theme.u(24), 0)
        card = Card(theme, padding=32, spacing=16)
        outer.addWidget(card)
        card.column.addStretch(1)
        self.text = Label(theme, "", "account", "ink2", wrap=True, centred=True)
        card.column.addWidget(self.text)
        centre = Qt.AlignmentFlag.AlignHCenter
        self.new_button = Button(theme, words.t("New entry"), ButtonKind.PRIMARY, icon="plus")
        self.new_button.clicked.connect(self.new_asked)
        card.column.addWidget(self.new_button, 0, centre)
        self.all_button = Button(theme, words.t("Show everything"))
        self.all_button.clicked.connect(self.all_asked)
        card.column.addWidget(self.all_button, 0, centre)
        card.column.addStretch(2)
        self.show_kind(empty=True)

    def show_kind(self, *, empty: bool) -> None:
        """Say that the case is empty, or that nothing fits what is looked for."""
        words = self._words
        if empty:
            text = words.t(
                "Nothing here yet. Begin with anything you remember; the order does not matter."
            )
        else:
            text = words.t("Nothing fits. The entries are all there, only not shown now.")
        self.text.setText(text)
        self.text.updateGeometry()
        self.new_button.setVisible(empty)
        self.all_button.setVisible(not empty)
