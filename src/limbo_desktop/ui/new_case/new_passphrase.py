"""Step 2, and wherever a passphrase is set: typed twice, its strength in plain words."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from limbo_desktop.ui.lane import Job
from limbo_desktop.ui.new_case.strength import SENTENCES, Strength
from limbo_desktop.ui.operations import free_op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.unlock.passphrase import PassphraseField
from limbo_desktop.ui.widgets import Button, ButtonKind, IconLabel, Label, ProgressLine

PAUSE_MS = 200


class NewPassphrase(QWidget):
    """`changed` when it may have become usable or not; `entered` on Enter in the second field."""

    changed = Signal()
    entered = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._strength = Strength.NONE
        self._edge = session.theme.u(24)  # what the style sheet keeps free in a field
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
        self._add_suggestion(column)
        self.first = PassphraseField(theme, words, words.t("Passphrase"))
        self.first.setMaximumWidth(u(480))
        self.first.edited.connect(self._on_edit)
        self.first.revealed.connect(self._spell)
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

    def _add_suggestion(self, column: QVBoxLayout) -> None:
        """Add the button, and under it what to do with the words it gave."""
        theme, words = self._session.theme, self._session.words
        row = QHBoxLayout()
        self._suggest = Button(
            theme, words.t("Suggest words"), ButtonKind.SECONDARY, height="small_button"
        )
        self._suggest.clicked.connect(self.suggest)
        row.addWidget(self._suggest)
        row.addStretch(1)
        column.addLayout(row)
        self._spelled = Label(theme, "", "title", wrap=True, align_by_text=True)
        self._spelled.hide()
        column.addWidget(self._spelled)
        advice = words.t(
            "Write these words on paper, or learn them, before you go on. "
            "They are not shown again. Keep the paper away from the computer."
        )
        self._advice = IconLabel(
            theme, "pencil", "accent", text=advice, words_colour="ink2", wrap=True
        )
        self._advice.hide()
        column.addWidget(self._advice)
        column.addSpacing(theme.u(8))

    def suggest(self) -> None:
        """Fill both fields with words chosen by chance, shown so that they can be copied."""
        from limbo_desktop.vault.suggestion import suggest, word_list

        words = self._session.words
        self.take(suggest(word_list(words.language.code)))
        self._suggest.set_text(words.t("Suggest others"))

    def take(self, passphrase: str) -> None:
        """Put a suggested `passphrase` into both fields and weigh it at once."""
        self._spelled.setText(passphrase)
        self.first.fill(passphrase)
        self.second.fill(passphrase)
        self._spell()
        self._pause.stop()
        self._weigh()

    def _spell(self) -> None:
        """Keep the advice while the words stand, and spell them out where the field is too short.

        They are spelled out only while the eye of the first field is open.
        """
        line = self.first.field
        stands = bool(self._spelled.text()) and self.first.text == self._spelled.text()
        self._advice.setVisible(stands)
        margins = line.textMargins()
        room = line.contentsRect().width() - margins.left() - margins.right() - self._edge
        short = line.fontMetrics().horizontalAdvance(self._spelled.text()) > room
        shown = line.echoMode() is QLineEdit.EchoMode.Normal
        self._spelled.setVisible(stands and short and shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again whether the field shows all the words."""
        super().resizeEvent(event)
        self._spell()

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
        self.first.reveal(False)
        self.second.reveal(False)
        self._spelled.setText("")
        self._spell()
        self._strength = Strength.NONE

    def _on_edit(self) -> None:
        self._strength = Strength.NONE
        self._spell()
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
