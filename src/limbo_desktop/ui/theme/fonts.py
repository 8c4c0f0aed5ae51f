"""The shipped fonts, given to Qt once, and the fonts of each style."""

import sys
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from limbo_desktop.resources import resource_path
from limbo_desktop.ui.theme.metrics import TypeStyle

FAMILIES: Final = ("Noto Sans", "Limbo Naskh", "Noto Emoji")
MONO_FAMILIES: Final = ("Noto Sans Mono", "Noto Sans", "Limbo Naskh")
SUFFIXES: Final = {".ttf", ".otf"}


def load_fonts() -> tuple[str, ...]:
    """Give every font in resources/fonts to Qt; return the names of files that it refused."""
    return tuple(
        path.name
        for path in sorted(resource_path("fonts").iterdir())
        if path.suffix in SUFFIXES and QFontDatabase.addApplicationFont(str(path)) < 0
    )


def font_of(style: TypeStyle, scale: float) -> QFont:
    """Return the font of a `style` at a text `scale`: pixel size, weight and fallbacks set."""
    font = QFont()
    font.setFamilies(list(MONO_FAMILIES if style.mono else FAMILIES))
    font.setPixelSize(round(style.size * scale))
    font.setWeight(QFont.Weight(style.weight))
    font.setKerning(True)
    font.setHintingPreference(hinting())
    return font


def hinting() -> QFont.HintingPreference:
    """Return hinting that keeps the letters' shapes: none across, light upright on Linux."""
    if sys.platform == "darwin":
        return QFont.HintingPreference.PreferNoHinting
    return QFont.HintingPreference.PreferVerticalHinting
