"""A list with a panel beside it, or in its place where the window is too narrow for both."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import Room


class Beside(QWidget):
    """`main` takes the rest, `panel` 400 units at the line's end; one of them in a narrow window.

    The margins are the grid's: 24 at both ends, 16 between.
    """

    def __init__(self, theme: Theme, main: QWidget, panel: QWidget, *, width: int = 400) -> None:
        super().__init__()
        self._theme = theme
        self.main = main
        self.panel = panel
        self._width = width
        self._wide = True
        self._open = False
        row = QHBoxLayout(self)
        u = theme.u
        row.setContentsMargins(u(24), 0, u(24), u(16))
        row.setSpacing(u(16))
        row.addWidget(main, 1)
        row.addWidget(panel, 1)
        self._arrange()

    @property
    def narrow(self) -> bool:
        """Return whether only one of the two fits."""
        return not self._wide

    @property
    def panel_open(self) -> bool:
        """Return whether the panel stands in the list's place."""
        return self._open and not self._wide

    def apply_room(self, room: Room) -> None:
        """Show both where they fit."""
        self._wide = room.panel
        self._arrange()

    def open_panel(self) -> None:
        """Show the panel, in a narrow window instead of the list."""
        self._open = True
        self._arrange()

    def close_panel(self) -> None:
        """Show the list again."""
        self._open = False
        self._arrange()

    def _arrange(self) -> None:
        if self._wide:
            self.panel.setFixedWidth(self._theme.u(self._width))
        else:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth((1 << 24) - 1)
        self.main.setVisible(self._wide or not self._open)
        self.panel.setVisible(self._wide or self._open)
