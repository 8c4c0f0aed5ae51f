"""Asks for the passphrase of one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from limbo_desktop.errors import PersonError
from limbo_desktop.ui.lock import REASONS, AfterLock
from limbo_desktop.ui.operations import open_op
from limbo_desktop.ui.places import on_stick
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.unlock.keyboard import REFUSALS
from limbo_desktop.ui.unlock.passphrase import PassphraseField
from limbo_desktop.ui.unlock.upgrade import UpgradeLine
from limbo_desktop.ui.widgets import Button, ButtonKind, IconLabel, Label, Rule
from limbo_desktop.ui.widgets.logo import Logo
from limbo_desktop.ui.widgets.page import Page

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

COLUMN = 390


class UnlockPage(Page):
    """`opened` when the vault is open on the lane; `lost` leads to the recovery digits.

    `after` says that a lock came before, which the foot of the page tells.  `damaged` with the
    passphrase when somebody wants to see what of a damaged file still reads.
    """

    opened = Signal()
    lost = Signal()
    other = Signal()
    damaged = Signal(str)

    def __init__(self, session: Session, path: Path, after: AfterLock | None = None) -> None:
        super().__init__(session.theme, width=COLUMN, margin=30)
        self._session = session
        self._path = path
        self._words = session.words
        self._build(after)

    def _build(self, after: AfterLock | None) -> None:
        theme, words = self._session.theme, self._words
        u = theme.u
        column = self.column
        head = QHBoxLayout()
        head.setSpacing(u(12))
        head.addWidget(Logo(theme, 34))
        head.addWidget(Label(theme, words.t("Open the case"), "h2"), 1)
        column.addStretch(1)
        column.addLayout(head)
        column.addSpacing(u(20))
        column.addWidget(self._place())
        column.addSpacing(u(40))
        self.passphrase = PassphraseField(theme, words, words.t("Passphrase"))
        self.passphrase.entered.connect(self._open)
        column.addWidget(self.passphrase)
        column.addSpacing(u(20))
        self.button = Button(
            theme,
            words.t("Open"),
            ButtonKind.PRIMARY,
            icon="lock-open",
            height="primary",
            wide=True,
        )
        self.button.clicked.connect(self._open)
        column.addWidget(self.button)
        column.addSpacing(u(12))
        self.upgrade = UpgradeLine(self._session)
        column.addWidget(self.upgrade)
        self.survey = Button(theme, words.t("See what still reads"), wide=True, icon="search")
        self.survey.clicked.connect(self._survey)
        self.survey.setVisible(after is not None and after.reason == "damaged")
        column.addWidget(self.survey)
        lost = Button(
            theme, words.t("I lost it, I have the sheet of digits"), ButtonKind.LINK, wide=True
        )
        lost.clicked.connect(self.lost)
        column.addWidget(lost)
        other = Button(theme, words.t("Another case"), ButtonKind.LINK, wide=True)
        other.clicked.connect(self.other)
        column.addWidget(other)
        column.addStretch(2)
        column.addSpacing(u(20))
        column.addWidget(Rule(theme))
        column.addSpacing(u(12))
        self._foot = Label(theme, self._foot_words(after), "small", "ink3", wrap=True)
        column.addWidget(self._foot)
        self.setFocusProxy(self.passphrase.field)

    def _place(self) -> IconLabel:
        """Return the line that says which file this is and where it lies."""
        words = self._words
        name = words.identifier(self._path.name)
        if on_stick(self._path):
            text, icon = words.t("{file}, USB stick", file=name), "usb"
        else:
            text, icon = words.t("{file}, this computer", file=name), "laptop"
        return IconLabel(self._session.theme, icon, "ink2", text=text)

    def _foot_words(self, after: AfterLock | None) -> str:
        words = self._words
        if after is not None:
            return words.t(REASONS[after.reason], time=words.time(after.time))
        return words.t(
            "Try as often as you like. Each try takes about a second: this is on purpose."
        )

    @property
    def foot(self) -> str:
        """Return the words at the foot of the page."""
        return self._foot.text()

    def _open(self) -> None:
        typed = self.passphrase.text
        if not typed or not self.button.isEnabled():
            return
        path = self._path
        self.button.setEnabled(False)
        self.button.set_text(self._words.t("Opening…"))

        def make() -> tuple[Vault, None]:
            from limbo_desktop.vault.vault import Vault

            return Vault.open(path, typed, words_later=True, upgrading=upgrading), None

        operation = open_op(self._session, make, owner=self)
        upgrading = self.upgrade.watching(operation.job)
        operation.progress(self.upgrade.show_progress)
        operation.success(self._on_open).failure(self._refused).finished(self._ready).start()

    def _on_open(self, _result: None) -> None:
        self.passphrase.forget()
        self.opened.emit()

    def _refused(self, error: PersonError) -> None:
        from limbo_desktop.vault.errors import (
            VaultDamagedError,
            VaultTruncatedError,
            WrongPassphraseError,
        )

        if isinstance(error, VaultDamagedError | VaultTruncatedError):
            self.survey.show()
        if isinstance(error, WrongPassphraseError):
            self.passphrase.say(self._words.t(REFUSALS[self.passphrase.layout_code]))
        else:
            self.passphrase.say(self._session.error_text(error))
        self.passphrase.field.selectAll()

    def _survey(self) -> None:
        if self.passphrase.text:
            self.damaged.emit(self.passphrase.text)
        else:
            self.passphrase.field.setFocus()

    def _ready(self) -> None:
        self.upgrade.hide()
        self.button.set_text(self._words.t("Open"))
        self.button.setEnabled(True)
        self.passphrase.field.setFocus()
