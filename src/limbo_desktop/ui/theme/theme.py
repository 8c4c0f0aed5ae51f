"""The look in force: one frozen value that every widget is given when it is made."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from limbo_desktop.ui.theme.fonts import font_of
from limbo_desktop.ui.theme.metrics import HEIGHTS, STYLES
from limbo_desktop.ui.theme.tokens import DARK, LIGHT, Palette


class ThemeChoice(StrEnum):
    """What the person chose: light, dark, or what the system says."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True)
class Theme:
    """Colours, measures and fonts for one appearance, text size and direction.

    `scale` is the text size, 1.0 to 2.0.  A change makes a new Theme and the screens anew, so a
    widget never has to ask whether its theme is still the one in force.
    """

    dark: bool = False
    scale: float = 1.0
    rtl: bool = False

    @classmethod
    def of(cls, choice: ThemeChoice, scale: float, *, rtl: bool) -> "Theme":
        """Return the theme for what the person chose; asks the system only when told to."""
        if choice is ThemeChoice.SYSTEM:
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        else:
            dark = choice is ThemeChoice.DARK
        return cls(dark, scale, rtl)

    @property
    def palette(self) -> Palette:
        """Return the table of colours as text."""
        return DARK if self.dark else LIGHT

    @property
    def direction(self) -> Qt.LayoutDirection:
        """Return the direction of the layout."""
        if self.rtl:
            return Qt.LayoutDirection.RightToLeft
        return Qt.LayoutDirection.LeftToRight

    @cached_property
    def _fonts(self) -> dict[str, QFont]:
        return {name: font_of(style, self.scale) for name, style in STYLES.items()}

    def hex(self, token: str) -> str:
        """Return the colour `token` as `#RRGGBB`; raises AttributeError for an unknown name."""
        value: str = getattr(self.palette, token)
        return value

    def color(self, token: str) -> QColor:
        """Return the colour `token` for a painter."""
        return QColor(self.hex(token))

    def u(self, units: float) -> int:
        """Return `units` as whole pixels at this text size; what is not zero stays visible."""
        pixels = round(units * self.scale)
        return pixels if pixels or not units else 1

    def font(self, style: str) -> QFont:
        """Return the font of a style of the type scale, such as `body` or `h1`."""
        return self._fonts[style]

    def line(self, style: str) -> int:
        """Return the height in pixels of one line of `style` in this layout's script."""
        row = STYLES[style]
        return self.u(row.line_ar if self.rtl else row.line)

    def height(self, thing: str) -> int:
        """Return the height in pixels of a `thing` of the table of heights."""
        latin, arabic = HEIGHTS[thing]
        return self.u(arabic if self.rtl else latin)

    def qt_palette(self) -> QPalette:
        """Return the palette for what Qt paints by itself: carets, selections, placeholders."""
        roles = {
            QPalette.ColorRole.Window: "paper",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "paper",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.BrightText: "danger",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.LinkVisited: "accent",
            QPalette.ColorRole.PlaceholderText: "ink3",
            QPalette.ColorRole.ToolTipBase: "ink",
            QPalette.ColorRole.ToolTipText: "paper",
            QPalette.ColorRole.Light: "surface",
            QPalette.ColorRole.Midlight: "surface",
            QPalette.ColorRole.Mid: "line",
            QPalette.ColorRole.Dark: "edge",
            QPalette.ColorRole.Shadow: "line",
            QPalette.ColorRole.Accent: "accent",
        }
        palette = QPalette()
        for role, token in roles.items():
            palette.setColor(role, self.color(token))
        disabled = QPalette.ColorGroup.Disabled
        for role in (
            QPalette.ColorRole.Text,
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(disabled, role, self.color("ink3"))
        return palette
