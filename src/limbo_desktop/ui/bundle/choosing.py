"""What goes in, chosen: filters, single entries and documents, choices that were saved."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from limbo_desktop.bundle.options import Choice, SavedChoice
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.lanes import LANES
from limbo_desktop.text.said import Said
from limbo_desktop.text.words import Words
from limbo_desktop.ui.bundle.plan import Plan
from limbo_desktop.ui.bundle.tick_list import TickList
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.timeline.filter_menu import FilterMenus
from limbo_desktop.ui.timeline.period import PeriodLine, period_words
from limbo_desktop.ui.timeline.shown import Shown
from limbo_desktop.ui.timeline.story import ALL_LANES
from limbo_desktop.ui.widgets import Button, ButtonKind, Chip, Label, LineEdit
from limbo_desktop.ui.widgets.flow import FlowLayout
from limbo_desktop.vault.timeline import DOCUMENTS


class ChoosePanel(QWidget):
    """`chosen` carries the Choice as it is now; `saved` a name and the choice, None to forget it;
    `taken` a SavedChoice that is taken up; `closed` that the person is done.
    """

    chosen = Signal(object)
    taken = Signal(object)
    saved = Signal(str, object)
    closed = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._choice = Choice()
        self._plan: Plan | None = None
        u = theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(u(8))
        head = QHBoxLayout()
        head.addWidget(Label(theme, words.t("What goes in"), "title"), 1)
        self.back = Button(theme, words.t("Back"), icon="arrow-left", height="small_button")
        self.back.clicked.connect(self.closed)
        head.addWidget(self.back)
        column.addLayout(head)
        chips = QWidget()
        flow = FlowLayout(chips, gap=u(8), line=theme.height("chip"), rtl=theme.rtl)
        flow.setContentsMargins(0, 0, 0, 0)
        self.filter = Chip(theme, words.t("Theme, kind, period"), icon="list-filter", menu=True)
        self.person = Chip(theme, words.t("Person"), icon="users", menu=True)
        self.kept = Chip(theme, words.t("Saved choices"), icon="save", menu=True)
        for chip, pressed in (
            (self.filter, self._open_filter),
            (self.person, self._open_people),
            (self.kept, self._open_saved),
        ):
            chip.clicked.connect(pressed)
            flow.addWidget(chip)
        column.addWidget(chips)
        self.period = PeriodLine(theme, words)
        self.period.edit.setFixedWidth(u(180))
        self.period.hide()
        self.period.closed.connect(self.period.hide)
        self.period.chosen.connect(self._take_period)
        column.addWidget(self.period)
        self.name = LineEdit(theme, words.t("Name of this choice"))
        self.keep = Button(theme, words.t("Save"), height="control")
        self.keep.clicked.connect(self._save)
        self.name.returnPressed.connect(self._save)
        self._naming = QWidget()
        row = QHBoxLayout(self._naming)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name, 1)
        row.addWidget(self.keep)
        self._naming.hide()
        column.addWidget(self._naming)
        self.told = Label(theme, "", "small", "ink2", wrap=True)
        column.addWidget(self.told)
        self.everything = Button(
            theme, words.t("Everything again"), ButtonKind.LINK, height="small_button"
        )
        self.everything.clicked.connect(lambda: self._choose(Choice()))
        column.addWidget(self.everything)
        self.list = TickList(theme, words, words.t("Entries and documents that go in"))
        self.list.ticked.connect(self._tick)
        column.addWidget(self.list, 1)
        self._menus = FilterMenus(words, self, self._take_shown)

    def show_plan(self, plan: Plan, choice: Choice) -> None:
        """Show what may be chosen and what is."""
        self._plan, self._choice = plan, choice
        self._menus.people = {each.id: each for each in plan.people}
        self._menus.years = plan.years
        self.list.show_rows(plan.listed)
        said = self._filters()
        self.told.setText(self._words.t("Only: {filters}", filters=said) if said else "")
        self.told.setVisible(bool(said))
        self.everything.setVisible(choice != Choice())

    def _filters(self) -> str:
        words, choice = self._words, self._choice
        parts = [words.t(lane.label) for lane in LANES if lane.name in choice.lanes]
        parts += [words.t(KINDS[kind].label) for kind in KINDS if kind in choice.kinds]
        shown = self._shown()
        if shown.since or shown.until:
            parts.append(Said(period_words(words, shown.since, shown.until)))
        people = self._plan.people if self._plan else ()
        named = [each.name or each.name_latin for each in people if each.id in choice.people]
        return words.list([*parts, *named])

    def _shown(self) -> Shown:
        choice = self._choice
        return Shown(
            choice.lanes or ALL_LANES - {DOCUMENTS},
            choice.kinds,
            next(iter(choice.people), ""),
            dt.date.fromisoformat(choice.since) if choice.since else None,
            dt.date.fromisoformat(choice.until) if choice.until else None,
        )

    def _take_shown(self, shown: Shown) -> None:
        lanes = shown.lanes - {DOCUMENTS}
        self._choose(
            replace(
                self._choice,
                lanes=frozenset() if lanes == ALL_LANES - {DOCUMENTS} else lanes,
                kinds=shown.kinds,
                people=frozenset({shown.person} - {""}),
                since=shown.since.isoformat() if shown.since else "",
                until=shown.until.isoformat() if shown.until else "",
            )
        )

    def _take_period(self, since: dt.date | None, until: dt.date | None) -> None:
        self.period.hide()
        self._take_shown(replace(self._shown(), since=since, until=until))

    def _tick(self, record: str, on: bool) -> None:
        left = self._choice.without - {record} if on else self._choice.without | {record}
        self._choose(replace(self._choice, without=left))

    def _take(self, saved: SavedChoice) -> None:
        self._choice = saved.choice
        self.taken.emit(saved)

    def _choose(self, choice: Choice) -> None:
        self._choice = choice
        self.chosen.emit(choice)

    def _open_filter(self) -> None:
        lanes = [lane.name for lane in LANES]
        _open(self._menus.all(self._shown(), self._ask_period, lanes, folded=False), self.filter)

    def _open_people(self) -> None:
        _open(self._menus.of_people(self._shown()), self.person)

    def _ask_period(self) -> None:
        self.period.forget()
        self.period.show()
        self.period.edit.setFocus()

    def _open_saved(self) -> None:
        _open(self.saved_menu(), self.kept)

    def saved_menu(self) -> QMenu:
        """Return the menu of saved choices: take one up, save this one, forget one."""
        words = self._words
        menu = QMenu(words.t("Saved choices"), self)
        saved = self._plan.saved if self._plan else {}
        for name, choice in saved.items():
            taken = menu.addAction(name.replace("&", "&&"))
            taken.triggered.connect(lambda _on, chosen=choice: self._take(chosen))
        menu.addSeparator()
        menu.addAction(words.t("Save this choice…")).triggered.connect(self._ask_name)
        if saved:
            forget = menu.addMenu(words.t("Forget a saved choice"))
            for name in saved:
                action = forget.addAction(name.replace("&", "&&"))
                action.triggered.connect(lambda _on, lost=name: self.saved.emit(lost, None))
        return menu

    def _ask_name(self) -> None:
        self._naming.show()
        self.name.setFocus()

    def _save(self) -> None:
        name = self.name.text().strip()
        if name:
            self.saved.emit(name, self._choice)
            self.name.clear()
            self._naming.hide()
            self.kept.setFocus()


def _open(menu: QMenu, chip: Chip) -> None:
    menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))
