"""Language, months, appearance, text size, minutes until the lock, a new passphrase, copies."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from limbo_desktop.text.language import LANGUAGES, Months
from limbo_desktop.ui.copies.card import CopiesCard
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.preferences import LOCK_MINUTES, Preferences, keep_preferences
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.settings.outside import OutsideCard
from limbo_desktop.ui.settings.this_computer import ComputerCard
from limbo_desktop.ui.theme import ThemeChoice
from limbo_desktop.ui.theme.metrics import SCALES
from limbo_desktop.ui.widgets import Button, Card, Choice, Field, Label, SegmentedSwitch
from limbo_desktop.ui.widgets.header import Header


class SettingsScreen(Screen):
    """Every change is in force and kept at once; there is nothing to confirm."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        theme, words = self.theme, self.words
        u = theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Header(theme, words.t("Settings")))
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(u(24), u(8), u(24), u(24))
        self._column.setSpacing(u(16))
        area.setWidget(inner)
        column.addWidget(area, 1)
        self._add_case()
        self._add_looks()
        self._add_safety()
        self.copies = CopiesCard(session)
        self._add(self.copies)
        self.outside = OutsideCard(session)
        self._add(self.outside)
        self._add(ComputerCard(session))
        self._add_bin()
        self._add_erasing()
        self._column.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Look whether copies were saved outside since."""
        super().showEvent(event)
        self.outside.reload()

    def _card(self, title: str) -> Card:
        card = Card(self.theme, spacing=12)
        card.column.addWidget(Label(self.theme, title, "h2"))
        self._add(card)
        return card

    def _add(self, card: Card) -> None:
        card.setMaximumWidth(self.theme.u(632))
        self._column.addWidget(card)

    def _add_case(self) -> None:
        words = self.words
        card = self._card(words.t("The case"))
        hint = words.t("Its title, who decides, the numbers under which it is kept.")
        card.column.addWidget(Label(self.theme, hint, "small", "ink2", wrap=True))
        button = Button(self.theme, words.t("Describe the case"), icon="folder")
        button.clicked.connect(lambda: self.session.go("case"))
        card.column.addWidget(button)

    def _add_looks(self) -> None:
        theme, words, now = self.theme, self.words, self.session.preferences
        card = self._card(words.t("Language and looks"))
        names = [(spoken.code, spoken.own_name) for spoken in LANGUAGES]
        self.language = SegmentedSwitch(
            theme, words.t("Language"), names, words.language.code, wide=True
        )
        self.language.changed.connect(lambda code: self._set(replace(self._now, language=code)))
        card.column.addWidget(Field(theme, words.t("Language"), self.language))
        if words.language.code == "ar":
            months = [
                (Months.LEVANTINE.value, words.t("Names of months: Levantine")),
                (Months.EGYPTIAN.value, words.t("Names of months: Egyptian")),
            ]
            chosen = Choice(theme, words.t("Names of months"), months, now.months.value)
            chosen.activated.connect(
                lambda: self._set(replace(self._now, months=Months(chosen.value)))
            )
            card.column.addWidget(Field(theme, words.t("Names of months"), chosen))
        both = {False: "ours", True: "both"}
        self.calendar = SegmentedSwitch(
            theme,
            words.t("Calendar"),
            [("ours", words.t("Gregorian")), ("both", words.t("Gregorian and Hijri"))],
            both[words.language.hijri],
            wide=True,
        )
        self.calendar.changed.connect(
            lambda value: self._set(replace(self._now, hijri=value == "both"))
        )
        card.column.addWidget(Field(theme, words.t("Calendar"), self.calendar))
        looks = [
            (ThemeChoice.LIGHT.value, words.t("Light")),
            (ThemeChoice.DARK.value, words.t("Dark")),
            (ThemeChoice.SYSTEM.value, words.t("As the system")),
        ]
        self.look = SegmentedSwitch(theme, words.t("Appearance"), looks, now.theme.value, wide=True)
        self.look.changed.connect(
            lambda value: self._set(replace(self._now, theme=ThemeChoice(value)))
        )
        card.column.addWidget(Field(theme, words.t("Appearance"), self.look))
        sizes = [(str(each), words.t("{number} %", number=each)) for each in SCALES]
        self.text_size = Choice(theme, words.t("Text size"), sizes, str(now.scale))
        self.text_size.activated.connect(
            lambda: self._set(replace(self._now, scale=int(self.text_size.value)))
        )
        card.column.addWidget(Field(theme, words.t("Text size"), self.text_size))

    def _add_safety(self) -> None:
        theme, words, now = self.theme, self.words, self.session.preferences
        card = self._card(words.t("Safety"))
        minutes = [
            (str(each), words.n("{count} minute", "{count} minutes", each)) for each in LOCK_MINUTES
        ]
        self.minutes = Choice(
            theme, words.t("Lock after no key was pressed for"), minutes, str(now.lock_minutes)
        )
        self.minutes.activated.connect(
            lambda: self._set(replace(self._now, lock_minutes=int(self.minutes.value)))
        )
        label = words.t("Lock after no key was pressed for")
        card.column.addWidget(Field(theme, label, self.minutes))
        change = Button(theme, words.t("New passphrase…"), icon="key-round")
        change.clicked.connect(lambda: self.session.go("passphrase"))
        card.column.addWidget(change)
        hint = words.t("A new passphrase makes a new sheet: the old digits stop opening the case.")
        card.column.addWidget(Label(theme, hint, "small", "ink3", wrap=True))

    def _add_bin(self) -> None:
        words = self.words
        card = self._card(words.t("Bin"))
        hint = words.t("What is deleted waits there until the bin is emptied.")
        card.column.addWidget(Label(self.theme, hint, "small", "ink2", wrap=True))
        button = Button(self.theme, words.t("Open the bin"), icon="trash-2")
        button.clicked.connect(lambda: self.session.go("bin"))
        card.column.addWidget(button)

    def _add_erasing(self) -> None:
        words = self.words
        card = self._card(words.t("Erase the case"))
        hint = words.t("When it must not be found any more. Nobody can open it again.")
        card.column.addWidget(Label(self.theme, hint, "small", "ink2", wrap=True))
        button = Button(self.theme, words.t("Erase the case…"), icon="trash-2")
        button.clicked.connect(lambda: self.session.go("erase"))
        card.column.addWidget(button)

    @property
    def _now(self) -> Preferences:
        return self.session.preferences

    def _set(self, preferences: Preferences) -> None:
        """Keep `preferences` in the vault, then put them into force, which may end this screen."""
        op(self.session, lambda vault: keep_preferences(vault, preferences), owner=self).start()
        self.session.set_preferences(preferences)
