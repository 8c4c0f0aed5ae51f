"""The filters in force, each a chip that lifts it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.lanes import LANES
from limbo_desktop.case.records import Person
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.timeline.period import PeriodLine, period_words
from limbo_desktop.ui.timeline.shown import Shown
from limbo_desktop.ui.timeline.story import ALL_LANES
from limbo_desktop.ui.widgets import Button, ButtonKind, Chip, Label
from limbo_desktop.ui.widgets.flow import FlowLayout
from limbo_desktop.vault.timeline import DOCUMENTS


class ActiveFilters(QWidget):
    """A line of chips, hidden while nothing is filtered; `changed` carries what is wanted."""

    changed = Signal(object)

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._shown = Shown()
        self._told: tuple[object, ...] = ()
        self.setAccessibleName(words.t("Filters in force"))
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(theme.u(24), 0, theme.u(24), theme.u(8))
        column.setSpacing(theme.u(8))
        self.period = PeriodLine(theme, words)
        self.period.chosen.connect(self._take_period)
        self.period.closed.connect(self._close_period)
        column.addWidget(self.period)
        self._row = QWidget()
        chip = max(theme.height("chip"), theme.u(32))
        self._flow = FlowLayout(self._row, gap=theme.u(6), line=chip, rtl=theme.rtl)
        self._flow.setContentsMargins(0, 0, 0, 0)
        # Heights follow the width: chips go on in a second line where the first is full.
        self._row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(self._row)
        self.period.hide()
        self.hide()

    def set_edge(self, edge: int) -> None:
        """Stand `edge` pixels from both ends of the line."""
        self._column.setContentsMargins(edge, 0, edge, self._theme.u(8))

    def show_state(
        self, shown: Shown, people: Mapping[str, Person], found: int, *, lanes: bool
    ) -> None:
        """Tell the filters of `shown` and how many entries they leave; with `lanes` those too."""
        self._shown = shown
        parts = list(filters_of(self._words, shown, people, lanes=lanes))
        told = (*parts, found)
        if told != self._told:
            self._told = told
            self._fill(parts, found)
        self._row.setVisible(bool(parts))
        self.setVisible(bool(parts) or self._typing)

    @property
    def _typing(self) -> bool:
        return not self.period.isHidden()

    def _fill(self, parts: list[tuple[str, str, str]], found: int) -> None:
        theme, words, flow = self._theme, self._words, self._flow
        focused = any(each.hasFocus() for each in self._row.findChildren(QWidget))
        while (item := flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        count = words.n("{count} entry fits", "{count} entries fit", found)
        flow.addWidget(Label(theme, count, "label", "ink2"))
        for part, value, text in parts:
            button = Chip(theme, text, removable=True)
            button.setAccessibleName(words.t("Lift the filter: {what}", what=text))
            button.clicked.connect(
                lambda _=False, part=part, value=value: self.changed.emit(
                    self._shown.without(part, value)
                )
            )
            flow.addWidget(button)
        if len(parts) > 1:
            all_ = Button(theme, words.t("Show everything"), ButtonKind.LINK, height="small_button")
            all_.clicked.connect(lambda: self.changed.emit(Shown()))
            flow.addWidget(all_)
        first = flow.itemAt(1)
        chip = first.widget() if first is not None else None
        if focused and chip is not None:
            chip.show()
            chip.setFocus()

    def ask_period(self) -> None:
        """Let a period be typed."""
        self.period.show()
        self.show()
        self.period.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_period(self) -> bool:
        """Close the line of the period; return whether it was open."""
        was = self._typing
        if was:
            self._close_period()
        return was

    def _close_period(self) -> None:
        self.period.forget()
        self.period.hide()
        self.setVisible(self._row.isVisibleTo(self))

    def _take_period(self, since: dt.date | None, until: dt.date | None) -> None:
        self._close_period()
        self.changed.emit(replace(self._shown, since=since, until=until))


def filters_of(
    words: Words, shown: Shown, people: Mapping[str, Person], *, lanes: bool
) -> Iterator[tuple[str, str, str]]:
    """Yield every filter in force: its part and value for `Shown.without`, and its words."""
    if lanes and shown.lanes != ALL_LANES:
        names = {lane.name: words.t(lane.label) for lane in LANES}
        names[DOCUMENTS] = words.t("Documents")
        kept = [name for key, name in names.items() if key in shown.lanes]
        yield "lanes", "", words.list(kept) if kept else words.t("Nothing")
    for name, kind in KINDS.items():
        if name in shown.kinds:
            yield "kinds", name, words.t(kind.label)
    if shown.since or shown.until:
        yield "period", "", period_words(words, shown.since, shown.until)
    if shown.person in people:
        yield "person", "", people[shown.person].name
    if shown.incomplete:
        yield "incomplete", "", words.t("Incomplete only")
    if shown.text:
        yield "text", "", words.t("“{text}”", text=shown.text)
