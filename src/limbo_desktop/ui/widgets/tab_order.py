"""Tab leads through a form as it is read: line by line, also through what was added later."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QGridLayout, QLayout, QScrollArea, QWidget


def in_reading_order(root: QWidget) -> list[QWidget]:
    """Return what Tab can reach in `root`, in the order of its layouts."""
    return list(_reached(root))


def lead_tab_through(order: list[QWidget]) -> None:
    """Let Tab lead from each to the next; Qt puts what is made later at the window's end."""
    for before, after in pairwise(order):
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def _reached(widget: QWidget) -> Iterator[QWidget]:
    # what was just added is hidden too until the event loop shows it, but by nobody's will
    explicit = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    if widget.isWindow() or (explicit and widget.isHidden()):
        return
    if widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value:
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)
    elif isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield from _reached(inner)
    elif not isinstance(widget, QAbstractScrollArea):
        for child in widget.children():
            if isinstance(child, QWidget):
                yield from _reached(child)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    items = [layout.itemAt(number) for number in range(layout.count())]
    if isinstance(layout, QGridLayout):
        items = [items[number] for _, number in sorted(map(_row_by_row(layout), range(len(items))))]
    for item in items:
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _reached(widget)
        elif inner is not None:
            yield from _in_layout(inner)


def _row_by_row(grid: QGridLayout) -> Callable[[int], tuple[tuple[int, int], int]]:
    """Return what tells row and column of an item of `grid`, and its number."""

    def place(number: int) -> tuple[tuple[int, int], int]:
        # PySide6 types what it returns as object
        row, column, _, _ = cast("tuple[int, int, int, int]", grid.getItemPosition(number))
        return (row, column), number

    return place
