"""The passphrase field with its eye, and under it what the keyboard is set to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.unlock.keyboard import LAYOUTS, KeyboardWatch
from limbo_desktop.ui.widgets import Button, ButtonKind, IconLabel, Label, LineEdit, Notice


class PassphraseField(QWidget):
    """A label, the field, a notice when something is off, the keyboard's layout.

    `entered` when Enter is pressed, `edited` when the text changes, `revealed` when the eye opens
    or closes.  The text follows the script that is typed; nothing of it is kept after `forget`.
    """

    entered = Signal()
    edited = Signal()
    revealed = Signal(bool)

    def __init__(self, theme: Theme, words: Words, label: str, *, hints: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._tr = words
        self._hints = hints
        u = theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        name = Label(theme, label, "label", "ink2")
        column.addWidget(name)
        column.addSpacing(u(6))
        self.field = LineEdit(theme, label, height="primary")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        name.setBuddy(self.field)
        self._eye = Button(
            theme, kind=ButtonKind.QUIET, icon="eye", name=words.t("Show the passphrase")
        )
        self._eye.clicked.connect(self._toggle)
        self.field.set_trailing(self._eye)
        column.addWidget(self.field)
        self._notice = Notice(theme)
        self._caps = Notice(theme, words.t("Caps Lock is on."), icon="arrow-big-up")
        self._keyboard = IconLabel(theme, "keyboard", "ink2", text=" ", style="label")
        self._digits = IconLabel(
            theme, "info", "ink2", text=words.t("The digits ٣ and 3 count as the same."), wrap=True
        )
        for widget in (self._notice, self._caps, self._keyboard, self._digits):
            holder = QWidget()
            inner = QVBoxLayout(holder)
            inner.setContentsMargins(0, u(12), 0, 0)
            inner.addWidget(widget)
            holder.hide()
            column.addWidget(holder)
        self._watch = KeyboardWatch(self.field)
        self._watch.changed.connect(self._show_keyboard)
        self.field.textEdited.connect(self._on_edit)
        self.field.returnPressed.connect(self.entered)
        self._show_keyboard()

    @property
    def text(self) -> str:
        """Return what is typed."""
        return self.field.text()

    @property
    def layout_code(self) -> str:
        """Return the keyboard's layout, en, ru or ar, empty when unknown."""
        return self._watch.layout

    @property
    def notice(self) -> str:
        """Return the words of the notice that is shown, empty when none is."""
        return self._notice.text if not self._holder(self._notice).isHidden() else ""

    def say(self, text: str) -> None:
        """Show a notice under the field; empty takes it away."""
        self._notice.set_text(text)
        self._holder(self._notice).setVisible(bool(text))
        self.field.setAccessibleDescription(text)

    def fill(self, text: str) -> None:
        """Put `text` in for all to see, as if it were typed; its beginning stays in sight."""
        self.reveal(True)
        self.field.setText(text)
        self.field.setCursorPosition(0)
        self._on_edit()

    def reveal(self, shown: bool) -> None:
        """Show the text, or dots in its place."""
        if shown:
            self.field.setEchoMode(QLineEdit.EchoMode.Normal)
            self._eye.set_icon("eye-off", self._tr.t("Hide the passphrase"))
        else:
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
            self._eye.set_icon("eye", self._tr.t("Show the passphrase"))
        self.revealed.emit(shown)

    def forget(self) -> None:
        """Empty the field and its undo memory."""
        self.field.forget()

    @staticmethod
    def _holder(widget: QWidget) -> QWidget:
        parent = widget.parentWidget()
        return parent if parent is not None else widget

    def _on_edit(self) -> None:
        self.say("")
        digits = any(character.isdecimal() for character in self.text)
        self._holder(self._digits).setVisible(self._hints and digits)
        self.edited.emit()

    def _show_keyboard(self) -> None:
        layout = self._watch.layout
        if layout and self._hints:
            self._keyboard.set(self._tr.t(LAYOUTS[layout]), "keyboard", "ink2")
        self._holder(self._keyboard).setVisible(bool(layout) and self._hints)
        self._holder(self._caps).setVisible(self._watch.caps)

    def _toggle(self) -> None:
        self.reveal(self.field.echoMode() is not QLineEdit.EchoMode.Normal)
        self.field.setFocus()
