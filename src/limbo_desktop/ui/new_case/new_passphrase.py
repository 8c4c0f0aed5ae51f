"""Step 2, and wherever a passphrase is set: typed twice, its strength in plain words."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.ui.lane import Job
from limbo_desktop.ui.new_case.strength import SENTENCES, Strength
from limbo_desktop.ui.operations import free_op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.unlock.passphrase import PassphraseField
from limbo_desktop.ui.widgets import IconLabel, Label, ProgressLine

PAUSE_MS = 200


class NewPassphrase(QWidget):
    """`changed` when it may have become usable or not; `entered` on Enter in the second field."""

    changed = Signal()
    entered = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._strength = Strength.NONE
        theme, words = session.theme, session.words
        u = theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(u(8))
        hint = words.t(
            "Four or five words that have nothing to do with each other are easy to keep in mind "
            "and hard to guess. Any language, any keyboard."
        )
        column.addWidget(Label(theme, hint, "body", "ink2", wrap=True))
        column.addSpacing(u(8))
        self.first = PassphraseField(theme, words, words.t("Passphrase"))
        self.first.setMaximumWidth(u(480))
        self.first.edited.connect(self._on_edit)
        column.addWidget(self.first)
        self._bar = ProgressLine(theme, words.t("Strength"), thickness=4)
        self._bar.setMaximumWidth(u(480))
        self._bar.set_progress(0, Strength.STRONG)
        column.addWidget(self._bar)
        self._words = IconLabel(theme, "", "ink2", text=" ", style="label", wrap=True)
        column.addWidget(self._words)
        column.addSpacing(u(8))
        self.second = PassphraseField(theme, words, words.t("Once more"), hints=False)
        self.second.setMaximumWidth(u(480))
        self.second.edited.connect(self._compare)
        self.second.entered.connect(self.entered)
        column.addWidget(self.second)
        column.addStretch(1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._weigh)
        self.setFocusProxy(self.first.field)

    @property
    def text(self) -> str:
        """Return the passphrase."""
        return self.first.text

    @property
    def strength(self) -> Strength:
        """Return how strong the passphrase was found to be, NONE while it is not known."""
        return self._strength

    @property
    def usable(self) -> bool:
        """Return whether it is strong enough and typed twice alike."""
        return self._strength >= Strength.FAIR and self.first.text == self.second.text

    def forget(self) -> None:
        """Empty both fields and their undo memory."""
        self.first.forget()
        self.second.forget()
        self._strength = Strength.NONE

    def _on_edit(self) -> None:
        self._strength = Strength.NONE
        self._pause.start()
        self._compare()

    def _weigh(self) -> None:
        typed = self.first.text

        def weigh(_job: Job) -> Strength:
            from limbo_desktop.ui.new_case.strength import strength_of

            return strength_of(typed)

        def show(strength: Strength) -> None:
            if typed == self.first.text:
                self._show(strength)

        free_op(self._session, weigh, owner=self).success(show).start()

    def _show(self, strength: Strength) -> None:
        self._strength = strength
        self._bar.set_progress(strength, Strength.STRONG)
        good = strength >= Strength.GOOD
        icon = "" if strength is Strength.NONE else "circle-check" if good else "info"
        token = "good" if good else "notice"
        sentence = SENTENCES[strength]
        self._words.set(self._session.words.t(sentence) or " ", icon, token)
        self.changed.emit()

    def _compare(self) -> None:
        first, second = self.first.text, self.second.text
        differs = bool(second) and not first.startswith(second)
        self.second.say(self._session.words.t("This is not the same as above.") if differs else "")
        self.changed.emit()
