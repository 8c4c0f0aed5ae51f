"""The chips above the list: lanes, documents, people, what is incomplete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from limbo_desktop.case.lanes import LANES
from limbo_desktop.case.records import Person
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.timeline.reading import Shown
from limbo_desktop.ui.timeline.story import DOCUMENTS
from limbo_desktop.ui.widgets import Chip


class FilterRow(QWidget):
    """Lets lanes, a person and incomplete entries be chosen; `changed` carries what is wanted.

    `folded` puts everything but the lanes behind one chip; `menu` holds all of it for the button
    that stands in the header when there is no room for chips.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._shown = Shown()
        self._people: Mapping[str, Person] = {}
        self.setAccessibleName(words.t("What the list shows"))
        u = theme.u
        row = QHBoxLayout(self)
        row.setContentsMargins(u(24), 0, u(24), 0)
        row.setSpacing(u(7))
        self.lanes: dict[str, Chip] = {}
        for lane in LANES:
            self.lanes[lane.name] = self._lane_chip(lane.name, words.t(lane.label))
        self.lanes[DOCUMENTS] = self._lane_chip(DOCUMENTS, words.t("Documents"))
        for chip in self.lanes.values():
            row.addWidget(chip)
        row.addStretch(1)
        self.person = Chip(theme, words.t("Everyone"), icon="users", menu=True, quiet=True)
        self.person.clicked.connect(lambda: self._popup(self._people_menu(), self.person))
        self.incomplete = Chip(
            theme,
            words.t("Incomplete: {count}", count=0),
            icon="circle-dashed",
            checkable=True,
            tick=True,
            quiet=True,
        )
        self.incomplete.toggled.connect(lambda on: self._set(replace(self._shown, incomplete=on)))
        self.more = Chip(theme, words.t("More"), icon="list-filter", quiet=True)
        self.more.clicked.connect(lambda: self._popup(self.menu(lanes=False), self.more))
        for chip in (self.person, self.incomplete, self.more):
            row.addWidget(chip)
        self.more.hide()
        self.setFixedHeight(u(48))

    def _lane_chip(self, lane: str, text: str) -> Chip:
        chip = Chip(self._theme, text, lane=lane, checkable=True, checked=True)
        # The shape before the words is smaller than the icon that a chip keeps room for.
        chip.setFixedWidth(chip.sizeHint().width() - self._theme.u(6))
        chip.toggled.connect(lambda on: self._turn(lane, on=on))
        return chip

    @property
    def shown(self) -> Shown:
        """Return what is wanted now."""
        return self._shown

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

    def show_counts(self, people: Mapping[str, Person], incomplete: int) -> None:
        """Show who is in the case and how many entries are incomplete."""
        self._people = people
        self.incomplete.set_text(self._words.t("Incomplete: {count}", count=incomplete))
        self._name_person()

    def fold(self, *, folded: bool) -> None:
        """Put documents, people and the incomplete behind one chip, or beside the lanes."""
        self.lanes[DOCUMENTS].setVisible(not folded)
        self.person.setVisible(not folded)
        self.incomplete.setVisible(not folded)
        self.more.setVisible(folded)

    def set_low(self, *, low: bool) -> None:
        """Stand close under the header where the picture is folded away."""
        u = self._theme.u
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(u(24), 0, u(24), u(10) if low else 0)
        self.setFixedHeight(u(40 if low else 48))

    def needed_width(self, *, folded: bool) -> int:
        """Return the width in pixels that the chips need."""
        chips = [chip for lane, chip in self.lanes.items() if not (folded and lane == DOCUMENTS)]
        chips += [self.more] if folded else [self.person, self.incomplete]
        gaps = self._theme.u(7) * (len(chips) - 1) + self._theme.u(48)
        trimmed = self._theme.u(6) * (len(chips) - 1)
        return sum(chip.sizeHint().width() for chip in chips) + gaps - trimmed

    def _turn(self, lane: str, *, on: bool) -> None:
        lanes = self._shown.lanes | {lane} if on else self._shown.lanes - {lane}
        self._set(replace(self._shown, lanes=lanes))

    def _set(self, shown: Shown) -> None:
        if shown != self._shown:
            self._shown = shown
            self._name_person()
            self.changed.emit(shown)

    def _name_person(self) -> None:
        person = self._people.get(self._shown.person)
        self.person.set_text(person.name if person else self._words.t("Everyone"))
        self.person.setFixedWidth(self.person.sizeHint().width() - self._theme.u(6))

    def _popup(self, menu: QMenu, chip: QWidget) -> None:
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + self._theme.u(4))))

    def _people_menu(self, title: str = "") -> QMenu:
        menu = QMenu(title, self)
        menu.setAccessibleName(self._words.t("Everyone"))
        names: list[tuple[str, str]] = [("", self._words.t("Everyone"))]
        names += [(key, person.name) for key, person in self._people.items()]
        for key, name in names:
            action = self._action(menu, name, on=key == self._shown.person)
            action.triggered.connect(
                lambda _=False, key=key: self._set(replace(self._shown, person=key))
            )
        return menu

    def _action(self, menu: QMenu, text: str, *, on: bool) -> QAction:
        # An ampersand in a name is no key of a menu.
        action = menu.addAction(str(text).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(on)
        return action

    def menu(self, *, lanes: bool) -> QMenu:
        """Return a menu of the filters; with `lanes` the five lanes too."""
        menu = QMenu(self)
        menu.setAccessibleName(self._words.t("What the list shows"))
        for lane, chip in self.lanes.items():
            if lanes or lane == DOCUMENTS:
                action = self._action(menu, chip.text(), on=lane in self._shown.lanes)
                action.toggled.connect(chip.setChecked)
        action = self._action(menu, self.incomplete.text(), on=self._shown.incomplete)
        action.toggled.connect(self.incomplete.setChecked)
        menu.addMenu(self._people_menu(self.person.text()))
        return menu
