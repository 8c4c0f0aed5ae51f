"""The documents of the grid as a Qt model; its last row is the place to drop files on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from limbo_desktop.text.words import Words
from limbo_desktop.ui.documents.shelf import Shelved

SHELVED: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class ShelfModel(QAbstractListModel):
    """Rows of `Shelved`; the row after the last one holds None and stands for adding."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: tuple[Shelved, ...] = ()
        self._dropping = False

    def show(self, rows: tuple[Shelved, ...], *, dropping: bool) -> None:
        """Show `rows` in place of the former; `dropping` adds the place to drop files on."""
        self.beginResetModel()
        self._rows = rows
        self._dropping = dropping
        self.endResetModel()

    def change(self, row: int, shelved: Shelved) -> None:
        """Show another state of the document in `row`."""
        rows = list(self._rows)
        rows[row] = shelved
        self._rows = tuple(rows)
        self.dataChanged.emit(self.index(row), self.index(row))

    @property
    def rows(self) -> tuple[Shelved, ...]:
        """Return what is shown, without the place for dropping."""
        return self._rows

    def row_of(self, document: str) -> int:
        """Return the row of the document with this id, -1 when it is not shown."""
        return next((i for i, each in enumerate(self._rows) if each.document.id == document), -1)

    def shelved(self, row: int) -> Shelved | None:
        """Return what stands in `row`; None for the place for dropping."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows) + self._dropping

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the document for `SHELVED`, and its words for screen readers."""
        shelved = self.shelved(index.row())
        if role == SHELVED:
            return shelved
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(shelved)
        return None

    def _spoken(self, shelved: Shelved | None) -> str:
        words = self._words
        if shelved is None:
            return words.t("Choose files to add")
        title = shelved.document.title or words.t("No title")
        if not shelved.document.when:
            return title
        return words.t("{title}, {date}", title=title, date=words.date(shelved.document.when))
