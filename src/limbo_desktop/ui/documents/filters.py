"""The row above the grid: chips of the groups, and the order."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.documents.shelf import (
    GROUP_LABELS,
    ORDER_LABELS,
    Group,
    Order,
    Shelved,
    counts,
)
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Chip
from limbo_desktop.ui.widgets.flow import FlowLayout


class FilterRow(QWidget):
    """One group and one order are in force; `changed` when another is."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self.group = Group.ALL
        self.order = Order.DATE
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.u(24), 0, theme.u(24), theme.u(12))
        line.setSpacing(theme.u(8))
        chips = QWidget()
        row = FlowLayout(chips, gap=theme.u(8), line=theme.height("chip"), rtl=theme.rtl)
        row.setContentsMargins(0, 0, 0, 0)
        line.addWidget(chips, 1)
        self._chips: dict[Group, Chip] = {}
        only_one = QButtonGroup(self)
        only_one.setExclusive(True)
        for group in Group:
            icon = "circle-dashed" if group is Group.UNEXPLAINED else ""
            chip = Chip(
                theme,
                words.t(GROUP_LABELS[group], count=0),
                icon=icon,
                checkable=True,
                checked=group is Group.ALL,
                tick=True,
            )
            chip.clicked.connect(lambda _=False, chosen=group: self._choose(chosen))
            only_one.addButton(chip)
            row.addWidget(chip)
            self._chips[group] = chip
        self.orders = Chip(theme, words.t(ORDER_LABELS[self.order]), menu=True, quiet=True)
        self.orders.clicked.connect(self._offer_orders)
        line.addWidget(self.orders, 0, Qt.AlignmentFlag.AlignTop)

    def count(self, shelf: Iterable[Shelved]) -> None:
        """Show how many documents each group has."""
        for group, number in counts(shelf).items():
            self._chips[group].set_text(self._words.t(GROUP_LABELS[group], count=number))

    def _choose(self, group: Group) -> None:
        self.group = group
        for chip in self._chips.values():
            chip.updateGeometry()
        self.changed.emit()

    def _offer_orders(self) -> None:
        menu = QMenu(self)
        for order in Order:
            action = QAction(self._words.t(ORDER_LABELS[order]), menu)
            action.setCheckable(True)
            action.setChecked(order is self.order)
            action.triggered.connect(lambda _=False, chosen=order: self._sort(chosen))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.orders.mapToGlobal(self.orders.rect().bottomLeft()))

    def _sort(self, order: Order) -> None:
        self.order = order
        self.orders.set_text(self._words.t(ORDER_LABELS[order]))
        self.changed.emit()
