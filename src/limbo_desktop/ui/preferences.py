"""What the person set: language, appearance, text size, minutes until the lock."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from limbo_desktop.text.language import Months
from limbo_desktop.ui.theme.metrics import SCALES
from limbo_desktop.ui.theme.theme import ThemeChoice

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

LOCK_MINUTES: Final = (1, 2, 5, 10, 20, 30, 60)
LANGUAGES: Final = ("ru", "ar", "en")
WIDTH: Final = 1280
HEIGHT: Final = 800
_HIJRI: Final = {"": None, "ours": False, "both": True}
_CALENDARS: Final = {hijri: name for name, hijri in _HIJRI.items()}
_MONTHS: Final = {"ar-SY": Months.LEVANTINE, "ar-EG": Months.EGYPTIAN}


@dataclass(frozen=True, slots=True)
class Preferences:
    """Kept in the vault only; before one is open they come from the system.

    `language` is ru, ar or en; `scale` the text size in per cent; `months` says which names the
    months have in Arabic, `hijri` whether the Islamic date stands beside ours (None: as usual in
    that language); `width` and `height` are the window's last size in pixels.
    """

    language: str = "en"
    theme: ThemeChoice = ThemeChoice.SYSTEM
    scale: int = 100
    lock_minutes: int = 10
    months: Months = Months.LEVANTINE
    hijri: bool | None = None
    width: int = WIDTH
    height: int = HEIGHT

    def to_text(self) -> str:
        """Return the looks as JSON, for the process that comes after a lock."""
        return json.dumps(asdict(self) | {"months": self.months.value})

    @classmethod
    def from_text(cls, text: str, otherwise: Preferences) -> Preferences:
        """Return what `text` (from `to_text`) holds; what is unreadable stays as `otherwise`."""
        try:
            read = json.loads(text)
            return checked(
                otherwise,
                language=str(read["language"]),
                theme=str(read["theme"]),
                scale=int(read["scale"]),
                lock_minutes=int(read["lock_minutes"]),
                months=Months(read["months"]),
                hijri=_HIJRI[_CALENDARS[read["hijri"]]],
                window=f"{int(read['width'])}x{int(read['height'])}",
            )
        except (ValueError, KeyError, TypeError):
            return otherwise


def checked(
    otherwise: Preferences,
    *,
    language: str,
    theme: str,
    scale: int,
    lock_minutes: int,
    months: Months,
    hijri: bool | None,
    window: str,
) -> Preferences:
    """Return preferences with these values, each where it is one that can be chosen."""
    result = replace(otherwise, months=months, hijri=hijri)
    if language in LANGUAGES:
        result = replace(result, language=language)
    if theme in set(ThemeChoice):
        result = replace(result, theme=ThemeChoice(theme))
    if scale in SCALES:
        result = replace(result, scale=scale)
    if lock_minutes in LOCK_MINUTES:
        result = replace(result, lock_minutes=lock_minutes)
    width, _, height = window.partition("x")
    if width.isdecimal() and height.isdecimal():
        result = replace(result, width=min(int(width), 1 << 14), height=min(int(height), 1 << 14))
    return result


def read_preferences(vault: Vault, otherwise: Preferences) -> Preferences:
    """Return what `vault` keeps; what it does not keep is as in `otherwise`.  On the lane."""
    from limbo_desktop.vault import settings

    kept = vault.settings
    return checked(
        otherwise,
        language=kept.get(settings.LANGUAGE),
        theme=kept.get(settings.THEME),
        scale=kept.get(settings.TEXT_PERCENT),
        lock_minutes=kept.get(settings.LOCK_AFTER_MINUTES),
        months=_MONTHS[kept.get(settings.ARABIC_MONTHS)],
        hijri=_HIJRI[kept.get(settings.CALENDAR)],
        window=kept.get(settings.WINDOW),
    )


def keep_preferences(vault: Vault, preferences: Preferences) -> None:
    """Keep `preferences` in `vault`, unless it can only be read.  On the lane."""
    from limbo_desktop.vault import settings

    if vault.read_only:
        return
    names = {months: name for name, months in _MONTHS.items()}
    kept = vault.settings
    with vault.transaction():
        kept.set(settings.LANGUAGE, preferences.language)
        kept.set(settings.THEME, preferences.theme.value)
        kept.set(settings.TEXT_PERCENT, preferences.scale)
        kept.set(settings.LOCK_AFTER_MINUTES, preferences.lock_minutes)
        kept.set(settings.ARABIC_MONTHS, names[preferences.months])
        kept.set(settings.CALENDAR, _CALENDARS[preferences.hijri])
        kept.set(settings.WINDOW, f"{preferences.width}x{preferences.height}")
