"""The one table of colours, light and dark, and the pairs that are used together."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour of one appearance as `#RRGGBB`; the names say what a colour is for."""

    paper: str
    surface: str
    sunken: str
    accent_soft: str
    line: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    edge: str
    danger: str
    danger_hover: str
    danger_soft: str
    on_danger: str
    notice: str
    notice_soft: str
    good: str
    good_soft: str
    press: str
    mark_icon: str


LIGHT: Final = Palette(
    paper="#F5F2EB",
    surface="#FFFDF9",
    sunken="#EAE6DC",
    accent_soft="#DDEBE7",
    line="#DAD4C7",
    ink="#1D2326",
    ink2="#454D51",
    ink3="#5F666A",
    accent="#14595A",
    accent_hover="#0E4546",
    accent_press="#093536",
    on_accent="#FFFFFF",
    edge="#85827A",
    danger="#A3211B",
    danger_hover="#871913",
    danger_soft="#FBE9E5",
    on_danger="#FFFFFF",
    notice="#6B4A00",
    notice_soft="#F8EBC9",
    good="#2F6230",
    good_soft="#E3EEDB",
    press="#DED9CC",
    mark_icon="#FFFFFF",
)

DARK: Final = Palette(
    paper="#15191B",
    surface="#1E2326",
    sunken="#101315",
    accent_soft="#1F3D3C",
    line="#343B3E",
    ink="#ECE8E0",
    ink2="#BEC1BD",
    ink3="#A0A6A4",
    accent="#84CCC3",
    accent_hover="#A3DBD4",
    accent_press="#B9E5DF",
    on_accent="#0B2626",
    edge="#858D90",
    danger="#FF9C8E",
    danger_hover="#FFB5AA",
    danger_soft="#472320",
    on_danger="#2B0805",
    notice="#EBC46A",
    notice_soft="#3D321A",
    good="#9FCF93",
    good_soft="#25371F",
    press="#0A0C0D",
    mark_icon="#101315",
)

BACKGROUNDS: Final = ("paper", "surface", "sunken", "accent_soft")
TEXTS: Final = ("ink", "ink2", "ink3", "accent", "danger", "notice", "good")
TEXT_RATIO: Final = 4.5
SHAPE_RATIO: Final = 3.0

PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    *((text, back, TEXT_RATIO) for text in TEXTS for back in BACKGROUNDS),
    *(("edge", back, SHAPE_RATIO) for back in BACKGROUNDS),
    ("on_accent", "accent", TEXT_RATIO),
    ("on_accent", "accent_hover", TEXT_RATIO),
    ("on_accent", "accent_press", TEXT_RATIO),
    ("on_danger", "danger", TEXT_RATIO),
    ("on_danger", "danger_hover", TEXT_RATIO),
    *((text, "press", TEXT_RATIO) for text in ("ink", "ink2", "accent")),
    *(
        (text, back, TEXT_RATIO)
        for text, back in (
            ("danger", "danger_soft"),
            ("notice", "notice_soft"),
            ("good", "good_soft"),
            ("ink", "danger_soft"),
            ("ink", "notice_soft"),
            ("ink", "good_soft"),
        )
    ),
)
"""(foreground, background, least WCAG ratio) of every pair that a screen may use."""


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio, 1 to 21, of two `#RRGGBB` colours (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
