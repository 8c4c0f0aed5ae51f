"""The chips above the list: lanes, documents, people, what is incomplete, and the other filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from limbo_desktop.case.lanes import LANES
from limbo_desktop.case.records import Person
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.timeline.filter_menu import FilterMenus
from limbo_desktop.ui.timeline.shown import Shown
from limbo_desktop.ui.widgets import Chip
from limbo_desktop.vault.timeline import DOCUMENTS

_GAP = 7


class FilterRow(QWidget):
    """Lets be chosen what the list shows; `changed` carries it, `period_asked` that it is typed.

    `folded` puts everything but the lanes behind one chip; `menu` holds, for the button in the
    header, what has no chip in sight.
    """

    changed = Signal(object)
    period_asked = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._shown = Shown()
        self._menus = FilterMenus(words, self, self.choose)
        self._low = False
        self._folded = False
        self.setAccessibleName(words.t("What the list shows"))
        u = theme.u
        row = QHBoxLayout(self)
        row.setContentsMargins(u(24), 0, u(24), 0)
        row.setSpacing(u(_GAP))
        self.lanes: dict[str, Chip] = {}
        for lane in LANES:
            self.lanes[lane.name] = self._lane_chip(lane.name, words.t(lane.label))
        self.lanes[DOCUMENTS] = self._lane_chip(DOCUMENTS, words.t("Documents"))
        for chip in self.lanes.values():
            row.addWidget(chip)
        row.addStretch(1)
        self.person = Chip(theme, words.t("Everyone"), icon="users", menu=True, quiet=True)
        self.person.clicked.connect(
            lambda: self._popup(self._menus.of_people(self._shown), self.person)
        )
        self.incomplete = Chip(
            theme,
            words.t("Incomplete only"),  # until they are counted
            icon="circle-dashed",
            checkable=True,
            tick=True,
            quiet=True,
        )
        self.incomplete.toggled.connect(lambda on: self.choose(replace(self._shown, incomplete=on)))
        self.more = Chip(theme, words.t("More"), icon="list-filter", quiet=True)
        self.more.clicked.connect(lambda: self._popup(self.menu(), self.more))
        for widget in (self.person, self.incomplete, self.more):
            row.addWidget(widget)
        self.more.hide()
        self.set_low(low=False)

    def _lane_chip(self, lane: str, text: str) -> Chip:
        chip = Chip(self._theme, text, lane=lane, checkable=True, checked=True)
        # The shape before the words is smaller than the icon that a chip keeps room for.
        chip.setFixedWidth(chip.sizeHint().width() - self._theme.u(6))
        chip.toggled.connect(
            lambda _on: self.choose(replace(self._shown, lanes=self._shown.lanes ^ {lane}))
        )
        return chip

    @property
    def shown(self) -> Shown:
        """Return what is wanted now."""
        return self._shown

    def choose(self, shown: Shown) -> None:
        """Want something else from now on."""
        if shown != self._shown:
            self.show_state(shown)
            self.changed.emit(shown)

    def show_state(self, shown: Shown) -> None:
        """Take up `shown` without telling `changed`."""
        self._shown = shown
        for lane, chip in self.lanes.items():
            chip.blockSignals(True)
            chip.setChecked(lane in shown.lanes)
            chip.blockSignals(False)
        self.incomplete.blockSignals(True)
        self.incomplete.setChecked(shown.incomplete)
        self.incomplete.blockSignals(False)
        self._name_person()

    def show_counts(
        self, people: Mapping[str, Person], incomplete: int, years: Sequence[int]
    ) -> None:
        """Show who is in the case, its years, and how many entries are incomplete."""
        self._menus.people = people
        self._menus.years = tuple(years)
        self.incomplete.set_text(self._words.t("Incomplete: {count}", count=incomplete))
        self._name_person()

    def fold(self, *, folded: bool) -> None:
        """Put documents, people and the incomplete behind one chip, or beside the lanes."""
        self._folded = folded
        for widget in (self.lanes[DOCUMENTS], self.person, self.incomplete):
            widget.setVisible(not folded)
        self.more.setVisible(folded)

    @property
    def shows_lanes(self) -> bool:
        """Return whether every lane, documents included, has its chip in sight."""
        return not self.isHidden() and not self._folded

    def set_low(self, *, low: bool) -> None:
        """Stand close under the header where the picture is folded away."""
        u = self._theme.u
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(u(24), 0, u(24), u(10) if low else 0)
        self.setFixedHeight(u(42 if low else 48))

    def needed_width(self, *, folded: bool) -> int:
        """Return the width in pixels that the chips need."""
        chips = [chip for lane, chip in self.lanes.items() if not (folded and lane == DOCUMENTS)]
        chips += [self.more] if folded else [self.person, self.incomplete]
        gaps = self._theme.u(_GAP) * (len(chips) - 1) + self._theme.u(48)
        trimmed = self._theme.u(6) * (len(chips) - 1)
        return sum(chip.sizeHint().width() for chip in chips) + gaps - trimmed

    def _name_person(self) -> None:
        person = self._menus.people.get(self._shown.person)
        self.person.set_text(person.name if person else self._words.t("Everyone"))
        self.person.setFixedWidth(self.person.sizeHint().width() - self._theme.u(6))

    def _popup(self, menu: QMenu, chip: QWidget) -> None:
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + self._theme.u(4))))

    def menu(self) -> QMenu:
        """Return a menu of kinds and period, and of every filter that has no chip in sight."""
        if self.isHidden():
            return self._menu(tuple(self.lanes))
        return self._menu((DOCUMENTS,) if self._folded else ())

    def _menu(self, lanes: Sequence[str]) -> QMenu:
        return self._menus.all(self._shown, self.period_asked.emit, lanes, folded=bool(lanes))
