"""Text of one line and of several, in the direction of its own script."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.base import Input
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Covered, IconLabel, LineEdit
from limbo_desktop.ui.widgets.aloud import say_aloud
from limbo_desktop.ui.widgets.growing_text import GrowingText

READ_OUT_MS: Final = 1200
"""How long a field is left in peace before it is said what was understood."""

_COMMAS = re.compile(r"[,;،؛\n]+")


class TextInput(Input):
    """One line; `ltr` for addresses and ids, `exact` where blanks at the ends count too."""

    def __init__(
        self,
        theme: Theme,
        words: Words,
        label: str,
        *,
        placeholder: str = "",
        ltr: bool = False,
        exact: bool = False,
    ) -> None:
        super().__init__(theme, words, label)
        self._exact = exact
        self.edit = LineEdit(theme, label, placeholder=placeholder, ltr=ltr)
        self.edit.textEdited.connect(self._on_edited)
        self.column.addWidget(self.edit)

    @property
    def text(self) -> str:
        """Return what stands in the field, without blanks around it."""
        return self.edit.text() if self._exact else self.edit.text().strip()

    def _on_edited(self, _text: str) -> None:
        self.changed.emit()

    def show_text(self, text: str) -> None:
        """Show other text, from its beginning; the same text keeps its cursor."""
        if text != self.text:
            self.edit.setText(text)
            self.edit.setCursorPosition(0)

    def content(self) -> Content:
        """Return the text."""
        return self.text

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show the text."""
        self.show_text(content if isinstance(content, str) else "")

    def target(self) -> QWidget:
        """Return the field."""
        return self.edit


class ListInput(TextInput):
    """Several short texts in one line, parted by commas of any script."""

    def content(self) -> Content:
        """Return the texts."""
        return tuple(part.strip() for part in _COMMAS.split(self.text) if part.strip())

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show the texts; those that stand there already stay as they were typed."""
        if content != self.content():
            texts = content if isinstance(content, tuple) else ()
            self.show_text(("، " if self.words.language.rtl else ", ").join(map(str, texts)))


class ParsedInput(TextInput):
    """One line that is read; what cannot be read stays as typed, with a quiet remark.

    A subclass says how a text is read (None when it is not understood) and how a value is shown.
    """

    keeps_words = False
    """Whether the words are kept although they were understood."""

    def __init__(self, theme: Theme, words: Words, label: str, *, placeholder: str = "") -> None:
        super().__init__(theme, words, label, placeholder=placeholder)
        self.message = IconLabel(
            theme, "", "ink2", style="label", words_colour="ink2", wrap=True, units=18
        )
        self.message.hide()
        self.column.addWidget(self.message)
        self._own_words = False
        # What was understood is read out after a pause, not at every key.
        self._read_out = QTimer(self)
        self._read_out.setSingleShot(True)
        self._read_out.setInterval(READ_OUT_MS)
        self._read_out.timeout.connect(lambda: say_aloud(self.edit, self.message.text))

    @abstractmethod
    def read(self, text: str) -> Content:
        """Return the value that `text` gives, None when it is not understood."""

    @abstractmethod
    def shown(self, content: Content) -> str:
        """Return the text that shows a value."""

    def fits(self, typed: str, content: Content) -> bool:
        """Return whether a stored value is what `typed` says."""
        return self.read(typed) == content

    def remark(self) -> tuple[str, str]:
        """Return an icon and the words under what is written."""
        if self.content() is None:
            return "circle-dashed", self.words.t("It stays as it is written.")
        return "", ""

    def say(self) -> None:
        """Say under the field what was understood."""
        icon, said = self.remark() if self.text else ("", "")
        self.message.set(said, icon, "good" if icon == "check" else "ink2")
        self.message.setVisible(bool(said))
        self.edit.setAccessibleDescription(said)

    def _on_edited(self, _text: str) -> None:
        self._own_words = True
        self.say()
        self._read_out.start()
        self.changed.emit()

    def content(self) -> Content:
        """Return the value, None when there is none."""
        return self.read(self.text) if self.text else None

    def typed(self) -> str:
        """Return the person's own words: where they are kept, or were not understood."""
        own = self.keeps_words and self._own_words
        return self.text if own or self.content() is None else ""

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show a value, in the words with which it was given as long as they fit it."""
        value = None if content in ("", (), []) else content
        if typed and self.fits(typed, value):
            self._own_words = True
            self.show_text(typed)
        elif value is None or value != self.content():
            self._own_words = False
            self.show_text("" if value is None else self.shown(value))
        self.say()


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
