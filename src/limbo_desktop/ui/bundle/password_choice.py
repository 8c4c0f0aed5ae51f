"""Whether the file is protected, and its password: made up here, shown once when the file is made.

It is never written anywhere; the clipboard gets it only on request and is cleared by its guard.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, Card, IconLabel, Label, TickBox
from limbo_desktop.ui.widgets.scrolling import bring_into_sight


class PasswordChoice(QWidget):
    """A tick before the file is made; a card with the password afterwards."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self._password = ""
        u = theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(u(8))
        self.tick = TickBox(theme, words.t("Protect with a password"))
        column.addWidget(self.tick)
        hint = words.t("The program makes it up and shows it once, when the file is ready.")
        self._hint = Label(theme, hint, "small", "ink2", wrap=True)
        self._hint.hide()
        self.tick.toggled.connect(self._hint.setVisible)
        column.addWidget(self._hint)
        self.card = Card(theme, padding=16, spacing=8)
        inner = self.card.column
        title = words.t("The file opens only with this password")
        inner.addWidget(IconLabel(theme, "key-round", "ink", text=title, style="title", wrap=True))
        self.shown = Label(theme, "", "h1", wrap=True, align_by_text=True)
        inner.addWidget(self.shown)
        told = words.t(
            "Read it out on the telephone. Do not send it with the file. It is kept nowhere: when"
            " this screen is left, it cannot be shown again."
        )
        inner.addWidget(Label(theme, told, "label", "ink2", wrap=True))
        row = QHBoxLayout()
        copy = Button(theme, words.t("Copy the password"), icon="copy", height="small_button")
        copy.clicked.connect(self._copy)
        row.addWidget(copy)
        row.addStretch(1)
        inner.addLayout(row)
        self._copied = IconLabel(
            theme,
            "check",
            "good",
            text=words.t("The password is on the clipboard for half a minute."),
            words_colour="ink2",
            wrap=True,
        )
        inner.addWidget(self._copied)
        column.addWidget(self.card)
        self.card.hide()

    @property
    def wanted(self) -> bool:
        """Return whether the file is to be protected."""
        return self.tick.isChecked()

    def take(self, language: str) -> str:
        """A new password of words of `language` when one is wanted, else ""."""
        from limbo_desktop.bundle.spoken_password import spoken_password

        self.forget()
        self._password = spoken_password(language) if self.wanted else ""
        return self._password

    def reveal(self) -> None:
        """Show the password of the file that was made; nothing when it has none."""
        if not self._password:
            return
        self.shown.setText(self._password)
        self.shown.setAccessibleName(self._password)
        self._copied.hide()
        self.card.show()
        bring_into_sight(self.card)

    def forget(self) -> None:
        """Show nothing any more and keep nothing."""
        self._password = ""
        self.shown.setText("")
        self.shown.setAccessibleName("")
        self.card.hide()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._password)
        self._copied.show()
