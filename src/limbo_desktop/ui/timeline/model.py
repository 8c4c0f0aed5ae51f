"""The model of the list: every line is known, what an entry says is fetched when it is shown."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from limbo_desktop.errors import PersonError
from limbo_desktop.text.dates import month_heading
from limbo_desktop.text.spans import passed
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.timeline.reading import Story
from limbo_desktop.ui.timeline.row_words import RowWords, row_words
from limbo_desktop.ui.timeline.story import Line, LineKind
from limbo_desktop.vault.timeline import Spot, TimelineRow

PAGE: Final = 40
PAGES_KEPT: Final = 24

Index = QModelIndex | QPersistentModelIndex


class StoryModel(QAbstractListModel):
    """Lines of the story; pages of entries are read on the lane, one at a time, newest wish first.

    `arrived` tells that rows were fetched.
    """

    arrived = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = session.words
        self.story = Story()
        self.lines: tuple[Line, ...] = ()
        self._rows: dict[str, TimelineRow] = {}
        self._said: dict[str, RowWords] = {}
        self._pages: OrderedDict[int, tuple[str, ...]] = OrderedDict()
        self._wanted: list[int] = []
        self._busy = False
        self._generation = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._fetch)

    def set_story(self, story: Story, rows: tuple[TimelineRow, ...] = ()) -> None:
        """Show `story`; rows that are kept stay until they are fetched anew, `rows` are given."""
        self.beginResetModel()
        self.story = story
        self.lines = story.lines
        self._generation += 1
        self._pages.clear()
        self._wanted.clear()
        self._said.clear()
        if len(self._rows) > PAGE * PAGES_KEPT:
            self._rows.clear()
        if rows:
            self._rows.update((row.id, row) for row in rows)
            self._pages.update(dict.fromkeys(range(-(-len(rows) // PAGE)), ()))
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def line(self, row: int) -> Line:
        """Return the line at `row`."""
        return self.lines[row]

    def spot(self, row: int) -> Spot | None:
        """Return the entry at `row`, None for headings and pauses."""
        line = self.lines[row]
        return self.story.spots[line.spot] if line.kind is LineKind.ENTRY else None

    def entry(self, row: int) -> TimelineRow | None:
        """Return what the entry at `row` says, None before it is fetched; asks for it then."""
        spot = self.spot(row)
        if spot is None:
            return None
        page = self.lines[row].spot // PAGE
        if page not in self._pages and page not in self._wanted:
            self._want(page)
        return self._rows.get(spot.id)

    def words_of(self, row: int) -> RowWords | None:
        """Return the words of the entry at `row`, None before it is fetched."""
        entry = self.entry(row)
        return self.words_for(entry) if entry is not None else None

    def words_for(self, entry: TimelineRow) -> RowWords:
        """Return the words of a fetched entry, made once."""
        said = self._said.get(entry.id)
        if said is None:
            said = self._said[entry.id] = row_words(self._words, entry, self.story.people)
        return said

    def known(self, identity: str) -> TimelineRow | None:
        """Return the fetched row with this id, without asking for it."""
        return self._rows.get(identity)

    def row_of(self, identity: str) -> int:
        """Return the line of the entry with this id, -1 when it is not shown."""
        number = self.number_of(identity)
        return self.row_at(number) if number >= 0 else -1

    def number_of(self, identity: str) -> int:
        """Return the number in the story of the entry with this id, -1 when it is not shown."""
        spots = self.story.spots
        return next((number for number, spot in enumerate(spots) if spot.id == identity), -1)

    def row_at(self, number: int) -> int:
        """Return the line of an entry by its number in the story."""
        return self.story.rows[number]

    def heading(self, row: int) -> tuple[str, str]:
        """Return the month and the year of a heading; other lines have no second part."""
        line = self.lines[row]
        words = self._words
        if line.kind is LineKind.MONTH and line.start:
            return month_heading(words, line.start.month), words.digits(str(line.start.year))
        if line.kind is LineKind.YEAR and line.start:
            return words.digits(str(line.start.year)), ""
        if line.kind is LineKind.WAITING and line.start and line.end:
            return passed(words, line.start, line.end), ""
        return words.t("Without a date"), ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a line; covered words are in none of them.

        Any: Qt asks for whatever a role holds.
        """
        shown = {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }
        if not index.isValid() or role not in shown:
            return None
        line = self.lines[index.row()]
        if line.kind is not LineKind.ENTRY:
            return " ".join(part for part in self.heading(index.row()) if part)
        said = self.words_of(index.row())
        return said.spoken if said else self._words.t("Entry")

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only entries be chosen."""
        flag = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if index.isValid() and self.lines[index.row()].kind is LineKind.ENTRY:
            flag |= Qt.ItemFlag.ItemIsSelectable
        return flag

    def _want(self, page: int) -> None:
        """Ask for `page` soon: what is scrolled past in between is never read."""
        self._wanted.append(page)
        if not self._busy and not self._later.isActive():
            self._later.start(0)

    def _fetch(self) -> None:
        if self._busy or not self._wanted:
            return
        page = self._wanted.pop()
        generation = self._generation
        spots = self.story.spots[page * PAGE : (page + 1) * PAGE]
        places = [spot.seq for spot in spots]
        self._busy = True
        op(
            self._session,
            lambda vault: vault.timeline.entries(places),
            owner=self,
        ).success(lambda rows: self._take(page, rows, generation)).failure(
            lambda error: self._refused(page, error)
        ).finished(self._next).start()

    def _take(self, page: int, rows: tuple[TimelineRow, ...], generation: int) -> None:
        if generation != self._generation:
            return
        self._pages[page] = tuple(row.id for row in rows)
        for row in rows:
            self._rows[row.id] = row
            self._said.pop(row.id, None)
        while len(self._pages) > PAGES_KEPT:
            for identity in self._pages.popitem(last=False)[1]:
                self._rows.pop(identity, None)
                self._said.pop(identity, None)

    def _refused(self, page: int, error: PersonError) -> None:
        """Say it once; the page is not asked for again until the story is read anew."""
        self._pages[page] = ()
        self._session.show_error(error)

    def _next(self) -> None:
        self._busy = False
        # What is still wanted after the next painting is asked for again: the rest was passed by.
        self._wanted.clear()
        self.arrived.emit()
