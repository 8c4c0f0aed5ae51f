"""Tab leads through a form as it is read: line by line, also through what was added later."""

from collections.abc import Callable
from itertools import pairwise
from typing import Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QGridLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QWidget,
)

_BY_TAB: Final = (
    Qt.FocusPolicy.TabFocus,
    Qt.FocusPolicy.StrongFocus,
    Qt.FocusPolicy.WheelFocus,
)
_EXPLICIT: Final = Qt.WidgetAttribute.WA_WState_ExplicitShowHide


def in_reading_order(root: QWidget) -> list[QWidget]:
    """Return what Tab can reach in `root`, in the order of its layouts."""
    found: list[QWidget] = []
    _reach(root, found)
    return found


def lead_tab_through(order: list[QWidget]) -> None:
    """Let Tab lead from each to the next; Qt puts what is made later at the window's end."""
    for before, after in pairwise(order):
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def _reach(widget: QWidget, found: list[QWidget]) -> None:
    """Add to `found` what Tab can reach in `widget`: asked at each Tab, so no generator."""
    # what was just added is hidden too until the event loop shows it, but by nobody's will
    explicit = widget.isHidden() and widget.testAttribute(_EXPLICIT)
    if explicit or widget.isWindow():
        return
    if widget.focusPolicy() in _BY_TAB:
        found.append(widget)
    layout = widget.layout()
    if layout is not None:
        _reach_in(layout, found)
    elif isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            _reach(inner, found)
    elif not isinstance(widget, QAbstractScrollArea | QLabel):
        for child in widget.children():
            if isinstance(child, QWidget):
                _reach(child, found)


def _reach_in(layout: QLayout, found: list[QWidget]) -> None:
    items = [layout.itemAt(number) for number in range(layout.count())]
    if isinstance(layout, QGridLayout):
        items = [items[number] for _, number in sorted(map(_row_by_row(layout), range(len(items))))]
    for item in items:
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            _reach(widget, found)
        elif inner is not None:
            _reach_in(inner, found)


def _row_by_row(grid: QGridLayout) -> Callable[[int], tuple[tuple[int, int], int]]:
    """Return what tells row and column of an item of `grid`, and its number."""

    def place(number: int) -> tuple[tuple[int, int], int]:
        # PySide6 types what it returns as object
        row, column, _, _ = cast("tuple[int, int, int, int]", grid.getItemPosition(number))
        return (row, column), number

    return place
