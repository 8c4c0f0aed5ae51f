"""The buttons of the picture: nearer, farther, all of it, and what else can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind

_SIDE = 32


class PictureTools(QWidget):
    """A column of buttons; `zoomed` carries the factor of the days in sight, 0 for all of them."""

    zoomed = Signal(float)
    menu_asked = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.nearer = _button(theme, "zoom-in", words.t("Larger"))
        self.farther = _button(theme, "zoom-out", words.t("Smaller"))
        self.all = _button(theme, "chevrons-left-right", words.t("The whole story"))
        self.menu = _button(theme, "ellipsis", words.t("More about the picture"))
        self.nearer.clicked.connect(lambda: self.zoomed.emit(0.5))
        self.farther.clicked.connect(lambda: self.zoomed.emit(2.0))
        self.all.clicked.connect(lambda: self.zoomed.emit(0.0))
        self.menu.clicked.connect(self.menu_asked)
        for button in (self.nearer, self.farther, self.all, self.menu):
            column.addWidget(button)

    def allow(self, *, nearer: bool, farther: bool) -> None:
        """Offer only what would change something."""
        self.nearer.setEnabled(nearer)
        self.farther.setEnabled(farther)
        self.all.setEnabled(farther)


def _button(theme: Theme, icon: str, name: str) -> Button:
    button = Button(theme, kind=ButtonKind.QUIET, icon=icon, name=name, height="small_button")
    button.setFixedSize(theme.u(_SIDE), theme.u(_SIDE))
    return button


def picture_menu(
    words: Words, parent: QWidget, only_these: Callable[[], object], save: Callable[[], object]
) -> QMenu:
    """Return the menu of the picture: the list of these days only, and a picture for others."""
    menu = QMenu(parent)
    menu.setAccessibleName(words.t("More about the picture"))
    menu.addAction(words.t("List only these days")).triggered.connect(lambda _on: only_these())
    menu.addAction(words.t("Save as picture…")).triggered.connect(lambda _on: save())
    return menu
