"""What the keyboard is set to: its script, as the system or the last letter says; Caps Lock."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from limbo_desktop.marking import N_

LAYOUTS: Final[Mapping[str, str]] = {
    "en": N_("Keyboard: EN, English"),
    "ru": N_("Keyboard: RU, Russian"),
    "ar": N_("Keyboard: AR, Arabic"),
}

REFUSALS: Final[Mapping[str, str]] = {
    "": N_("That passphrase did not open the case. The case is safe. Check the keyboard."),
    "en": N_(
        "That passphrase did not open the case. The case is safe. The keyboard is set to English."
    ),
    "ru": N_(
        "That passphrase did not open the case. The case is safe. The keyboard is set to Russian."
    ),
    "ar": N_(
        "That passphrase did not open the case. The case is safe. The keyboard is set to Arabic."
    ),
}

_SCRIPTS: Final = {"LATIN": "en", "CYRILLIC": "ru", "ARABIC": "ar"}


def layout_of(letter: str) -> str:
    """Return the layout, en, ru or ar, that types `letter`; empty when it could be any."""
    if not letter.isalpha():
        return ""
    return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "")


def system_layout() -> str:
    """Return the layout that the system reports; empty where it reports none, as X11 does."""
    code = QGuiApplication.inputMethod().locale().name().partition("_")[0]
    return code if code in LAYOUTS and QGuiApplication.platformName() != "xcb" else ""


def caps_lock_from(letter: str, *, shift: bool) -> bool | None:
    """Return whether Caps Lock must be on for `letter` to come out; None if nothing shows.

    Capitals without Shift and small letters with it give it away; scripts without capitals
    cannot.
    """
    if len(letter) != 1 or letter.lower() == letter.upper():
        return None
    return letter.isupper() is not shift


class KeyboardWatch(QObject):
    """Watches what is typed into a field; `changed` says that layout or Caps Lock may differ."""

    changed = Signal()

    def __init__(self, field: QObject) -> None:
        super().__init__(field)
        self.layout = system_layout()
        self.caps = False
        field.installEventFilter(self)
        QGuiApplication.inputMethod().localeChanged.connect(self._from_system)

    def _from_system(self) -> None:
        reported = system_layout()
        if reported:
            self.layout = reported
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each key that reaches the field; none is kept back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps = False
            self.changed.emit()
            return
        letter = event.text()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        caps = caps_lock_from(letter, shift=shift)
        layout = layout_of(letter) if len(letter) == 1 else ""
        if caps is not None:
            self.caps = caps
        if layout:
            self.layout = layout
        if caps is not None or layout:
            self.changed.emit()
