"""What the person set: language, appearance, text size, minutes until the lock."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Final

from limbo_desktop.ui.theme.metrics import SCALES
from limbo_desktop.ui.theme.theme import ThemeChoice

KEY: Final = "preferences"
"""The name under which the vault's settings keep them."""

LOCK_MINUTES: Final = (1, 2, 5, 10, 20, 30, 60)
LANGUAGES: Final = ("ru", "ar", "en")
WIDTH: Final = 1280
HEIGHT: Final = 800


@dataclass(frozen=True, slots=True)
class Preferences:
    """Kept in the vault only; before one is open they come from the system.

    `language` is ru, ar or en; `scale` the text size in per cent; `width` and `height` the
    window's last size in pixels.
    """

    language: str = "en"
    theme: ThemeChoice = ThemeChoice.SYSTEM
    scale: int = 100
    lock_minutes: int = 10
    width: int = WIDTH
    height: int = HEIGHT

    def to_text(self) -> str:
        """Return them as JSON for the vault's settings or for the process after a lock."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str, otherwise: Preferences) -> Preferences:
        """Return what `text` (from `to_text`) holds; what is unreadable stays as `otherwise`."""
        try:
            read = json.loads(text)
        except ValueError:
            return otherwise
        if not isinstance(read, dict):
            return otherwise
        result = otherwise
        if read.get("language") in LANGUAGES:
            result = replace(result, language=read["language"])
        if read.get("theme") in set(ThemeChoice):
            result = replace(result, theme=ThemeChoice(read["theme"]))
        if read.get("scale") in SCALES:
            result = replace(result, scale=read["scale"])
        if read.get("lock_minutes") in LOCK_MINUTES:
            result = replace(result, lock_minutes=read["lock_minutes"])
        width, height = read.get("width"), read.get("height")
        if isinstance(width, int) and isinstance(height, int) and 0 < width < 1 << 15:
            result = replace(result, width=width, height=min(max(height, 1), 1 << 15))
        return result
