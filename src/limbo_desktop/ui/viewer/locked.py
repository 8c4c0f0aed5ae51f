"""Asks for the password of a protected file, where its pages would be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Label, LineEdit


class LockedFile(QWidget):
    """`typed(password)` is sent when the person wants the file opened with it."""

    typed = Signal(str)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        column = QVBoxLayout(self)
        inset = theme.u(16)
        column.setContentsMargins(inset, inset, inset, inset)
        column.setSpacing(theme.u(8))
        column.addStretch(1)
        self._message = Label(theme, "", "label", "ink", wrap=True)
        column.addWidget(self._message)
        row = QHBoxLayout()
        row.setSpacing(theme.u(8))
        self.field = LineEdit(theme, words.t("Password of the file"))
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaximumWidth(theme.u(320))
        self.field.returnPressed.connect(self._send)
        row.addWidget(self.field, 1)
        self.show_typed = Button(theme, kind=ButtonKind.QUIET, icon="eye", name=words.t("Show"))
        self.show_typed.setCheckable(True)
        self.show_typed.toggled.connect(self._uncover)
        row.addWidget(self.show_typed)
        self.button = Button(theme, words.t("Open the file"))
        self.button.clicked.connect(self._send)
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)
        self._note = Label(theme, "", "label", "notice", wrap=True)
        column.addWidget(self._note)
        column.addStretch(1)

    def ask(self, *, wrong: bool) -> None:
        """Ask, and say so when the last password was not the right one."""
        words = self._words
        self._message.setText(words.t("This file is protected by a password."))
        said = words.t("This password does not open the file. The file is unchanged.")
        self._note.setText(said if wrong else "")
        self.field.setAccessibleDescription(said if wrong else "")
        self.field.selectAll()

    def forget(self) -> None:
        """Drop what was typed."""
        self.field.forget()
        self._note.setText("")
        self.show_typed.setChecked(False)

    def _uncover(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)
        words = self._words
        self.show_typed.set_icon(
            "eye-off" if shown else "eye", words.t("Hide") if shown else words.t("Show")
        )

    def _send(self) -> None:
        if self.field.text():
            self.typed.emit(self.field.text())
