"""Text of one line and of several, in the direction of its own script."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.base import Input
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Covered, LineEdit
from limbo_desktop.ui.widgets.growing_text import GrowingText


class TextInput(Input):
    """One line; `ltr` for addresses and ids."""

    def __init__(
        self, theme: Theme, words: Words, label: str, *, placeholder: str = "", ltr: bool = False
    ) -> None:
        super().__init__(theme, words, label)
        self.edit = LineEdit(theme, label, placeholder=placeholder, ltr=ltr)
        self.edit.textEdited.connect(lambda _: self.changed.emit())
        self.column.addWidget(self.edit)

    def content(self) -> Content:
        """Return the text without blanks around it."""
        return self.edit.text().strip()

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show the text."""
        text = content if isinstance(content, str) else ""
        if text != self.edit.text().strip():
            self.edit.setText(text)
            self.edit.setCursorPosition(0)

    def target(self) -> QWidget:
        """Return the field."""
        return self.edit


class LongInput(Input):
    """Several lines; with `covered` the words stand under a hatch until they are asked for."""

    def __init__(
        self,
        theme: Theme,
        words: Words,
        label: str,
        *,
        placeholder: str = "",
        lines: int = 2,
        covered: bool = False,
    ) -> None:
        super().__init__(theme, words, label)
        self._text = ""
        self._covers = covered
        self.edit = GrowingText(theme, label, placeholder=placeholder, lines=lines)
        self.edit.textChanged.connect(self._on_text)
        self.column.addWidget(self.edit)
        self.cover = Covered(
            theme, words.t("The words are covered, so as not to be read again"), words.t("Show")
        )
        self.cover.setMinimumHeight(theme.u(58))
        self.cover.revealed.connect(self.reveal)
        self.column.addWidget(self.cover)
        self.cover.hide()

    def _on_text(self) -> None:
        if self.edit.toPlainText() != self._text and not self._hidden:
            self._text = self.edit.toPlainText()
            self.changed.emit()

    @property
    def _hidden(self) -> bool:
        return not self.cover.isHidden()

    def content(self) -> Content:
        """Return the text without blanks around it, covered or not."""
        return self._text.strip()

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show the text, or its cover."""
        text = content if isinstance(content, str) else ""
        if text == self._text.strip():
            return
        self._text = text
        if self._covers and text and not self.edit.hasFocus():
            self.hide_words()
        else:
            self.edit.setPlainText(text)

    def hide_words(self) -> None:
        """Cover the words; they leave the field, so that nothing can read them out of it."""
        if not self._text:
            return
        self.cover.show()
        self.edit.hide()
        self.edit.clear()

    def reveal(self) -> None:
        """Show the words and let them be changed."""
        text = self._text
        self.edit.setPlainText(text)
        self._text = text
        self.cover.hide()
        self.edit.show()
        self.edit.setFocus()

    def target(self) -> QWidget:
        """Return the field, or the link that shows it."""
        return self.cover.link if self._hidden else self.edit
