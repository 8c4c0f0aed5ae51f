"""Widgets moved in from the line's start, or out by what a link keeps free inside."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from limbo_desktop.ui.theme import Theme

LINK_PADDING = 8


def indented(theme: Theme, widget: QWidget, units: int) -> QHBoxLayout:
    """Return a line with `widget` after `units` of room at its start; negative moves it out."""
    row = QHBoxLayout()
    inset = theme.u(units) if units >= 0 else -theme.u(-units)
    left, right = (0, inset) if theme.rtl else (inset, 0)
    row.setContentsMargins(left, 0, right, 0)
    row.addWidget(widget)
    return row


def aligned_link(theme: Theme, link: QWidget) -> QHBoxLayout:
    """Return a line whose link's words, not its padding, begin where other text begins."""
    return indented(theme, link, -LINK_PADDING)
