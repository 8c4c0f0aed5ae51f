"""The four steps of a new case, one after the other, with a way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.ui.new_case.advice import Advice
from limbo_desktop.ui.new_case.new_passphrase import NewPassphrase
from limbo_desktop.ui.new_case.sheet_check import SheetCheck, note_checked, note_unchecked
from limbo_desktop.ui.new_case.steps import Steps
from limbo_desktop.ui.new_case.where import WhereStep
from limbo_desktop.ui.operations import op, open_op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, IconLabel, Label, Notice
from limbo_desktop.ui.widgets.logo import Logo
from limbo_desktop.ui.widgets.page import Page

if TYPE_CHECKING:
    from limbo_desktop.vault.recovery import RecoveryKey
    from limbo_desktop.vault.vault import Vault

STEPS: Final = (N_("Where to keep it"), N_("Passphrase"), N_("Sheet of digits"), N_("Ready"))
TITLES: Final = (
    N_("Where should the case lie?"),
    N_("A passphrase that only you know"),
    N_("Copy these digits onto paper"),
    N_("The case is ready"),
)
WIDTH: Final = 1108
NARROW: Final = 1000
VERY_NARROW: Final = 600


class NewCasePage(Page):
    """`made` when the vault is open on the lane, `finished` when the sheet was checked; `left` on
    Back.
    """

    made = Signal(Path)
    finished = Signal(Path)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, width=WIDTH)
        self._session = session
        self._words = session.words
        self._made: Path | None = None
        self._key: RecoveryKey | None = None
        self._step = -1
        self.where = WhereStep(session)
        self.passphrase = NewPassphrase(session)
        self.check: SheetCheck | None = None
        self._body = QVBoxLayout()
        self.column.addLayout(self._body, 1)
        self._frame: QWidget | None = None
        self.where.changed.connect(self._refresh)
        self.passphrase.changed.connect(self._refresh)
        self.passphrase.entered.connect(self.forward)
        self._show(0)

    @property
    def step(self) -> int:
        """Return the step that is shown, from 0."""
        return self._step

    def _show(self, step: int) -> None:
        for kept in (self.where, self.passphrase, self.check):
            if kept is not None:
                kept.setParent(self)
                kept.hide()
        if self._frame is not None:
            self._body.removeWidget(self._frame)
            self._frame.hide()
            self._frame.deleteLater()
        self._step = step
        self._frame = self._make_frame(step)
        self._body.addWidget(self._frame)
        self._frame.show()
        self._fold()
        self._refresh()
        first = (self.where.name, self.passphrase, self._copied(), self.next)[step]
        first.setFocus()

    def _copied(self) -> QWidget:
        return self.check.copied if self.check is not None else self.next

    def _make_frame(self, step: int) -> QWidget:
        theme, words = self._session.theme, self._words
        u = theme.u
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(u(16))
        head = QHBoxLayout()
        head.setSpacing(u(16))
        head.addWidget(Logo(theme, 30))
        self._name = Label(theme, words.t("New case"), "h2")
        head.addWidget(self._name)
        head.addStretch(1)
        self._steps = Steps(theme, words, [words.t(name) for name in STEPS], step)
        head.addWidget(self._steps)
        column.addLayout(head)
        middle = self._middle = QHBoxLayout()
        middle.setSpacing(u(28))
        card = Card(theme, padding=30, spacing=8)
        card.column.addWidget(Label(theme, words.t(TITLES[step]), "h1", wrap=True))
        card.column.addSpacing(u(4))
        self._fill(card, step)
        middle.addWidget(card, 732)
        if step == 2:
            advice = Advice(theme, words)
            advice.setMinimumWidth(u(240))
            middle.addWidget(advice, 300)
        column.addLayout(middle, 1)
        column.addWidget(self._make_notice())
        column.addLayout(self._make_foot(step))
        return frame

    def _make_notice(self) -> Notice:
        self._notice = Notice(self._session.theme)
        self._notice.hide()
        return self._notice

    def _make_foot(self, step: int) -> QHBoxLayout:
        theme, words = self._session.theme, self._words
        foot = QHBoxLayout()
        foot.setSpacing(theme.u(12))
        if step < 3:
            back = Button(theme, words.t("Back"), ButtonKind.LINK, icon="arrow-left")
            back.clicked.connect(self.backward)
            foot.addWidget(back)
        foot.addStretch(1)
        self._why = Label(theme, "", "small", "ink2")
        foot.addWidget(self._why)
        text = words.t("Begin") if step == 3 else words.t("Next")
        self.next = Button(theme, text, ButtonKind.PRIMARY)
        self.next.clicked.connect(self.forward)
        foot.addWidget(self.next)
        return foot

    def _fill(self, card: Card, step: int) -> None:
        theme, words = self._session.theme, self._words
        if step == 0:
            card.column.addWidget(self.where)
            self.where.show()
        elif step == 1:
            card.column.addWidget(self.passphrase)
            self.passphrase.show()
        elif step == 2 and self._key is not None:
            hint = words.t(
                "If the passphrase is forgotten, only they open the case. Do not photograph them "
                "and do not keep them near the computer. The sheet opens everything."
            )
            line = Label(theme, hint, "body", "ink2", wrap=True)
            line.setMaximumWidth(theme.u(580))
            card.column.addWidget(line)
            card.column.addSpacing(theme.u(8))
            self.check = SheetCheck(theme, words, self._key.groups)
            self.check.passed.connect(lambda _: self._refresh())
            self._passed = False
            self.check.passed.connect(self._on_passed)
            card.column.addWidget(self.check)
        else:
            self._fill_done(card)
        card.column.addStretch(1)

    def _fill_done(self, card: Card) -> None:
        theme, words = self._session.theme, self._words
        path = self._made or Path()
        keys = words.identifier("Ctrl+L")
        lines = (
            ("folder", words.t("The case lies here: {path}", path=words.identifier(str(path)))),
            ("key-round", words.t("The passphrase or the sheet of digits opens it, nothing else.")),
            ("lock", words.t("{keys} locks it at once, from anywhere.", keys=keys)),
        )
        for icon, text in lines:
            card.column.addWidget(
                IconLabel(
                    theme, icon, "accent", text=text, words_colour="ink", style="body", wrap=True
                )
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the advice under the sheet and leave words of other steps away when narrow."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        room = self.width() / self._session.theme.scale
        narrow = room < NARROW
        self._name.setVisible(room >= VERY_NARROW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(down if narrow else across)
        self._steps.set_narrow(narrow=narrow, alone=room < VERY_NARROW)

    def _on_passed(self, passed: bool) -> None:
        self._passed = passed
        self._refresh()

    def _refresh(self) -> None:
        words = self._words
        ready, why = True, ""
        if self._step == 0:
            ready = self.where.usable
        elif self._step == 1:
            ready = self.passphrase.usable
        elif self._step == 2:
            ready = self._passed
            why = "" if ready else words.t("Next, when the three groups fit")
        self.next.setEnabled(ready)
        self._why.setText(why)

    def backward(self) -> None:
        """Go one step back; from the first one out of the page."""
        if self._step <= 0:
            self.left.emit()
        else:
            self._show(self._step - 1)

    def forward(self) -> None:
        """Go one step on, if this one is complete; the vault is made after the passphrase."""
        if not self.next.isEnabled():
            return
        if self._step == 1:
            self._make_vault()
        elif self._step == 0:
            # The folder may have changed since the name was typed.
            self.where.look()
            if self.where.usable:
                self._show(1)
        elif self._step == 3 and self._made is not None:
            self.finished.emit(self._made)
        else:
            op(self._session, note_checked, owner=self).start()
            self._show(self._step + 1)

    def _make_vault(self) -> None:
        """Make the file, or give the one that was made before another passphrase and place."""
        typed = self.passphrase.text
        path = self._made or self.where.path
        if path is None:
            return
        new = path
        self.next.setEnabled(False)
        if self._made is None:
            operation = open_op(self._session, lambda: _create(new, typed), owner=self)
        else:
            operation = op(self._session, lambda vault: _change(vault, typed), owner=self)

        def made(key: RecoveryKey) -> None:
            self._made = path
            self._key = key
            self.made.emit(path)
            self.passphrase.forget()
            self._show(2)

        operation.success(made).failure(self._refused).start()

    def _refused(self, error: PersonError) -> None:
        self._notice.set_text(self._session.error_text(error))
        self._notice.show()
        self._refresh()


def _create(path: Path, passphrase: str) -> tuple[Vault, RecoveryKey]:
    from limbo_desktop.vault.vault import Vault

    vault, key = Vault.create(path, passphrase)
    note_unchecked(vault)
    return vault, key


def _change(vault: Vault, passphrase: str) -> RecoveryKey:
    key = vault.change_passphrase(passphrase)
    note_unchecked(vault)
    return key
