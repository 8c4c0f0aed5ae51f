"""Text of one line and of several, in the direction of its own script."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.entry.inputs.base import Input
from limbo_desktop.ui.entry.sheet import Content
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import RADIUS
from limbo_desktop.ui.widgets import Covered, LineEdit
from limbo_desktop.ui.widgets.direction import direction_of

_MOST_HEIGHT = 420


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


class GrowingText(QPlainTextEdit):
    """Several lines that grow with what is written; Tab goes on to the next field."""

    def __init__(self, theme: Theme, name: str, *, placeholder: str = "", lines: int = 2) -> None:
        super().__init__()
        self._theme = theme
        self._least = lines
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFont(theme.font("body"))
        self.setTabChangesFocus(True)
        self.setProperty("radius", theme.u(RADIUS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Follow the text: its direction by the first strong letter, its height by its lines."""
        base = self._theme.direction
        direction = direction_of(self.toPlainText(), otherwise=base)
        option = self.document().defaultTextOption()
        if option.textDirection() is not direction:
            option.setTextDirection(direction)
            rtl = direction is Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            self.document().setDefaultTextOption(option)
        self._fit()

    def _fit(self) -> None:
        u = self._theme.u
        layout = self.document().documentLayout()
        written = 0.0
        block = self.document().firstBlock()
        while block.isValid() and written < u(_MOST_HEIGHT):
            written += layout.blockBoundingRect(block).height()
            block = block.next()
        least = self._least * self._theme.line("body")
        inner = max(least, min(u(_MOST_HEIGHT), round(written)))
        height = inner + 2 * u(8) + 2 * int(self.document().documentMargin()) + 2
        if height != self.height():
            self.setFixedHeight(height)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the lines at the new width."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return a width for a line of text."""
        return QSize(self._theme.u(240), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc to the screen."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


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
