"""Widgets moved in from the line's start."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from limbo_desktop.ui.theme import Theme

UNDER_ICON: Final = 34
"""Units from the start of a small link with an icon to its words."""


def indented(theme: Theme, widget: QWidget, units: int = UNDER_ICON) -> QHBoxLayout:
    """Return a line with `widget` after `units` of room at its start."""
    row = QHBoxLayout()
    inset = theme.u(units)
    left, right = (0, inset) if theme.rtl else (inset, 0)
    row.setContentsMargins(left, 0, right, 0)
    row.addWidget(widget)
    return row
