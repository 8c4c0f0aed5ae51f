"""The way in with the recovery digits: the digits, then a new passphrase, then a new sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from limbo_desktop.errors import PersonError
from limbo_desktop.text.words import Words
from limbo_desktop.ui.new_case.renew import RenewPassphrase
from limbo_desktop.ui.new_case.sheet_check import DIGITS, plain_digits
from limbo_desktop.ui.operations import open_op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.unlock.upgrade import UpgradeLine
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, Label, LineEdit, Notice
from limbo_desktop.ui.widgets.logo import Logo
from limbo_desktop.ui.widgets.page import Page
from limbo_desktop.ui.widgets.reflow import Reflow

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

GROUPS: Final = 16


class DigitFields(Reflow):
    """Sixteen fields of six digits; a full one hands on to the next, a pasted sheet fills all."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        self.fields: list[LineEdit] = []
        cells = [self._make_cell(theme, words, index) for index in range(GROUPS)]
        super().__init__(theme, cells, 148, (4, 2, 1), gaps=(16, 12))

    def _make_cell(self, theme: Theme, words: Words, index: int) -> QWidget:
        cell = QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.u(8))
        number = Label(theme, words.number(index + 1), "small", "ink3")
        number.setFixedWidth(theme.u(20))
        row.addWidget(number)
        name = words.t("Group {number}", number=index + 1)
        field = LineEdit(theme, name, ltr=True, style="mono_field")
        field.setMinimumWidth(theme.u(118))
        field.textEdited.connect(lambda text: self._typed(index, text))
        row.addWidget(field, 1)
        self.fields.append(field)
        return cell

    @property
    def text(self) -> str:
        """Return the groups with spaces between, as `Vault.recover` reads them."""
        return " ".join(plain_digits(field.text()) for field in self.fields)

    @property
    def complete(self) -> bool:
        """Return whether every group has six digits and none shows a typing error."""
        from limbo_desktop.vault.recovery import group_fits

        return all(group_fits(plain_digits(field.text())) for field in self.fields)

    def forget(self) -> None:
        """Empty every field and its undo memory."""
        for field in self.fields:
            field.forget()

    def _typed(self, index: int, text: str) -> None:
        from limbo_desktop.vault.recovery import group_fits

        digits = plain_digits(text)
        if len(digits) > DIGITS:
            for offset, start in enumerate(range(0, len(digits), DIGITS)):
                if index + offset < GROUPS:
                    self.fields[index + offset].setText(digits[start : start + DIGITS])
            last = min(GROUPS - 1, index + (len(digits) - 1) // DIGITS)
            self.fields[last].setFocus()
        elif len(digits) == DIGITS and group_fits(digits) and index + 1 < GROUPS:
            self.fields[index + 1].setFocus()
        for field in self.fields:
            self._mark(field, group_fits(plain_digits(field.text())))
        self.changed.emit()

    @staticmethod
    def _mark(field: LineEdit, fits: bool) -> None:
        full = len(plain_digits(field.text())) >= DIGITS
        field.set_mark(
            "check" if fits else "rotate-ccw" if full else "", "good" if fits else "notice"
        )
        notice = full and not fits
        if bool(field.property("notice")) != notice:
            field.setProperty("notice", notice)
            field.style().unpolish(field)
            field.style().polish(field)


class RecoverPage(Page):
    """`fitted` when the digits opened it, `opened` when a new passphrase is set and its sheet was
    checked; `left` on Back.
    """

    fitted = Signal()
    opened = Signal()
    left = Signal()

    def __init__(self, session: Session, path: Path) -> None:
        super().__init__(session.theme, width=880)
        self._session = session
        self._path = path
        theme, words = session.theme, session.words
        u = theme.u
        head = QHBoxLayout()
        head.setSpacing(u(16))
        head.addWidget(Logo(theme, 30))
        head.addWidget(Label(theme, words.t("Open with the sheet of digits"), "h2"), 1)
        self.column.addLayout(head)
        self.column.addSpacing(u(16))
        self._card = Card(theme, padding=30, spacing=12)
        self.column.addWidget(self._card)
        hint = words.t(
            "Type the digits from the paper. Any keyboard will do, ٣ and 3 are the same. "
            "A group with a slip shows it at once."
        )
        self._hint = Label(theme, hint, "body", "ink2", wrap=True)
        self._card.column.addWidget(self._hint)
        self.digits = DigitFields(theme, words)
        self.digits.changed.connect(self._refresh)
        self._card.column.addWidget(self.digits)
        self._notice = Notice(theme)
        self._notice.hide()
        self._card.column.addWidget(self._notice)
        self.upgrade = UpgradeLine(session)
        self._card.column.addWidget(self.upgrade)
        self.column.addStretch(1)
        self.column.addSpacing(u(16))
        foot = QHBoxLayout()
        self._back = Button(theme, words.t("Back"), ButtonKind.LINK, icon="arrow-left")
        self._back.clicked.connect(self.left)
        foot.addWidget(self._back)
        foot.addStretch(1)
        self.button = Button(theme, words.t("Open"), ButtonKind.PRIMARY, icon="lock-open")
        self.button.setEnabled(False)
        self.button.clicked.connect(self._open)
        foot.addWidget(self.button)
        self.column.addLayout(foot)
        self.setFocusProxy(self.digits.fields[0])
        self.renew: RenewPassphrase | None = None

    def _refresh(self) -> None:
        self._notice.hide()
        self.button.setEnabled(self.digits.complete)

    def _open(self) -> None:
        path, typed = self._path, self.digits.text
        self.button.setEnabled(False)

        def make() -> tuple[Vault, None]:
            from limbo_desktop.vault.vault import Vault

            return Vault.recover(path, typed, words_later=True, upgrading=upgrading), None

        operation = open_op(self._session, make, owner=self)
        upgrading = self.upgrade.watching(operation.job)
        operation.progress(self.upgrade.show_progress).finished(self.upgrade.hide)
        operation.success(self._renew).failure(self._refused).start()

    def _refused(self, error: PersonError) -> None:
        self._notice.set_text(self._session.error_text(error))
        self._notice.show()
        self.button.setEnabled(True)

    def _renew(self, _result: None) -> None:
        """Ask for a new passphrase in place of the digits, which are forgotten at once."""
        self.fitted.emit()
        self.digits.forget()
        self.digits.hide()
        self._back.hide()
        self.button.hide()
        words = self._session.words
        self._hint.setText(words.t("The case is open. Now a new passphrase, and then a new sheet."))
        self.renew = RenewPassphrase(self._session)
        self.renew.finished.connect(self.opened)
        self._card.column.addWidget(self.renew)
        self.renew.show()
        self.renew.setFocus()
