"""The rows of the results: a heading for each type, its hits, and a row for those not shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from limbo_desktop.text.words import Words
from limbo_desktop.ui.search.wording import GROUPS, HitWords, counted, hit_words
from limbo_desktop.vault.hits import Group, Hit

ROW: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The name of a type and how many there are."""

    title: str
    count: str


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit and its words."""

    hit: Hit
    said: HitWords


@dataclass(frozen=True, slots=True)
class MoreRow:
    """Asks for hits that are not shown yet."""

    text: str


Row = HeadingRow | HitRow | MoreRow


class ResultsModel(QAbstractListModel):
    """Headings cannot be chosen, so that the arrow keys go from hit to hit."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return what is shown, from the top."""
        return self._rows

    def show(self, groups: tuple[Group, ...]) -> None:
        """Show the hits of another search."""
        self.beginResetModel()
        self._rows = tuple(row for group in groups for row in self._of(group))
        self.endResetModel()

    def _of(self, group: Group) -> Iterator[Row]:
        words = self._words
        yield HeadingRow(words.t(GROUPS[group.type]), counted(words, group.type, group.total))
        yield from (HitRow(hit, hit_words(words, hit)) for hit in group.hits)
        shown = len({hit.id for hit in group.hits})
        if shown < group.total:
            yield MoreRow(words.t("Show more"))

    def first(self) -> QModelIndex:
        """Return the first row that can be chosen; an invalid index when there is none."""
        return self.index(1) if self._rows else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if index.isValid() and isinstance(self._rows[index.row()], HeadingRow):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row for `ROW`, and words for screen readers."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            match row:
                case HeadingRow():
                    return row.count
                case HitRow():
                    return row.said.spoken
                case MoreRow():
                    return row.text
        return None
