"""The menus of the filters: kinds, period, people, and what has no room as a chip."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.lanes import LANES
from limbo_desktop.case.records import Person
from limbo_desktop.text.words import Words
from limbo_desktop.ui.timeline.shown import Shown
from limbo_desktop.vault.timeline import DOCUMENTS

Choose = Callable[[Shown], object]


class FilterMenus:
    """Makes the menus for what is shown now; `choose` takes what the person wants instead."""

    def __init__(self, words: Words, parent: QWidget, choose: Choose) -> None:
        self._words = words
        self._parent = parent
        self._choose = choose
        self.people: Mapping[str, Person] = {}
        self.years: tuple[int, ...] = ()

    def all(
        self, shown: Shown, type_period: Callable[[], object], lanes: Iterable[str], *, folded: bool
    ) -> QMenu:
        """Return kinds and period; `lanes` and, if `folded`, people and the incomplete too."""
        words = self._words
        menu = self._menu(words.t("What the list shows"), None)
        names = {lane.name: words.t(lane.label) for lane in LANES}
        names[DOCUMENTS] = words.t("Documents")
        for lane in lanes:
            self._option(menu, names[lane], replace(shown, lanes=shown.lanes ^ {lane}),
                         on=lane in shown.lanes)  # fmt: skip
        if folded:
            turned = replace(shown, incomplete=not shown.incomplete)
            self._option(menu, words.t("Incomplete only"), turned, on=shown.incomplete)
            menu.addMenu(self.of_people(shown, menu))
        menu.addMenu(self._of_kinds(shown, menu))
        menu.addMenu(self._of_period(shown, type_period, menu))
        return menu

    def of_people(self, shown: Shown, parent: QMenu | None = None) -> QMenu:
        """Return everyone and each person."""
        menu = self._menu(self._words.t("Person"), parent)
        everyone = replace(shown, person="")
        self._option(menu, self._words.t("Everyone"), everyone, on=not shown.person)
        for key, person in self.people.items():
            chosen = replace(shown, person=key)
            self._option(menu, person.name, chosen, on=key == shown.person)
        return menu

    def _of_kinds(self, shown: Shown, parent: QMenu) -> QMenu:
        menu = self._menu(self._words.t("Kind"), parent)
        none = replace(shown, kinds=frozenset())
        self._option(menu, self._words.t("All kinds"), none, on=not shown.kinds)
        for lane in LANES:
            menu.addSeparator()
            for name, kind in KINDS.items():
                if kind.lane is lane:
                    turned = replace(shown, kinds=shown.kinds ^ {name})
                    label = self._words.t(kind.label)
                    self._option(menu, label, turned, on=name in shown.kinds)
        return menu

    def _of_period(self, shown: Shown, type_period: Callable[[], object], parent: QMenu) -> QMenu:
        words = self._words
        menu = self._menu(words.t("Period"), parent)
        menu.addAction(words.t("Type a period…")).triggered.connect(lambda _on: type_period())
        ever = replace(shown, since=None, until=None)
        self._option(menu, words.t("Any time"), ever, on=not (shown.since or shown.until))
        menu.addSeparator()
        for year in self.years:
            first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
            chosen = replace(shown, since=first, until=last)
            on = (shown.since, shown.until) == (first, last)
            self._option(menu, words.digits(str(year)), chosen, on=on)
        return menu

    def _menu(self, title: str, parent: QMenu | None) -> QMenu:
        menu = QMenu(title, parent or self._parent)
        menu.setAccessibleName(title)
        return menu

    def _option(self, menu: QMenu, text: str, wanted: Shown, *, on: bool) -> QAction:
        # An ampersand in a name is no key of a menu.
        action = menu.addAction(str(text).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda: self._choose(wanted))
        return action
