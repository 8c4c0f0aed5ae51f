"""How large the file may be: whole, for e-mail, in parts for a portal, for printing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.bundle.presets import PRESETS, WHOLE, Preset
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Choice, Field, Label


class SizeChoice(QWidget):
    """`changed` when the person picked another size; what it means stands under it."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(4))
        label = words.t("Size")
        sizes = [(each.name, words.t(each.label)) for each in PRESETS.values()]
        self.choice = Choice(theme, label, sizes, WHOLE.name)
        self.choice.activated.connect(lambda _: self._picked())
        column.addWidget(Field(theme, label, self.choice))
        self._told = Label(theme, words.t(WHOLE.told), "small", "ink2", wrap=True)
        column.addWidget(self._told)

    @property
    def preset(self) -> Preset:
        """Return the size that is picked."""
        return PRESETS.get(self.choice.value, WHOLE)

    def choose(self, name: str) -> None:
        """Pick the size with this name, the whole file when there is none."""
        self.choice.choose(name if name in PRESETS else WHOLE.name)
        self._told.setText(self._words.t(self.preset.told))

    def _picked(self) -> None:
        self._told.setText(self._words.t(self.preset.told))
        self.changed.emit()
