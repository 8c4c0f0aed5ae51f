"""How everything looks: colours, measures, type, icons and marks, from one table each."""

from limbo_desktop.ui.theme.theme import Theme, ThemeChoice

__all__ = ["Theme", "ThemeChoice"]
