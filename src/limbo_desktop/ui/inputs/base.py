"""What every input of a form can do."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.theme import Theme


class Input(QWidget):
    """One field of a form.  `changed` is sent for what the person did, never by `show_content`."""

    changed = Signal()
    widened = Signal(bool)
    """Sent with True while the input needs the whole width of the form."""

    labelled = False
    """Whether the input shows its label itself."""

    def __init__(self, theme: Theme, words: Words, label: str) -> None:
        super().__init__()
        self.theme = theme
        self.words = words
        self.label = label
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.u(4))

    @abstractmethod
    def content(self) -> Content:
        """Return the value for the record, None for nothing."""

    def typed(self) -> str:
        """Return words to be kept as they are beside the value, "" for none."""
        return ""

    @abstractmethod
    def show_content(self, content: Content, typed: str = "") -> None:
        """Show a record's value, and the words that were kept beside it."""

    def target(self) -> QWidget:
        """Return the widget that takes the focus."""
        return self
