"""The list of people: name, role and relation, and a sign for names that are concealed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from limbo_desktop.case.records import Person
from limbo_desktop.case.values import Value
from limbo_desktop.text.names import name_of
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.widgets import Paragraph

PERSON: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


def meta_of(words: Words, person: Person) -> str:
    """Return the line under the name: “Witness · neighbour”."""
    role = name_of(words, Value.PERSON_ROLE, person.role)
    if role and person.relation:
        return words.t("{role} · {relation}", role=role, relation=person.relation)
    return role or person.relation


class PeopleModel(QAbstractListModel):
    """One row a person."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: tuple[Person, ...] = ()

    @property
    def rows(self) -> tuple[Person, ...]:
        """Return the people that are shown."""
        return self._rows

    def show(self, rows: tuple[Person, ...]) -> None:
        """Show `rows` in place of the former."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def change(self, person: Person) -> None:
        """Show another state of a person who is in the list."""
        row = self.row_of(person.id)
        if row >= 0:
            self._rows = (*self._rows[:row], person, *self._rows[row + 1 :])
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, person: str) -> int:
        """Return the row of the person with this id, -1 when it is not shown."""
        return next((row for row, each in enumerate(self._rows) if each.id == person), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the person for `PERSON`, and words for screen readers."""
        person = self._rows[index.row()]
        if role == PERSON:
            return person
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = person.name or self._words.t("No name yet")
            if not person.conceal:
                return name
            return self._words.t("{name}, the name is concealed", name=name)
        return None


class PersonDelegate(QStyledItemDelegate):
    """Rows of the theme's measures."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._words = words

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row of the list."""
        return QSize(self._theme.u(120), self._theme.height("row"))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        theme = self._theme
        u = theme.u
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, theme.color("accent_soft" if selected else "surface"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.color("line"))
        if selected:
            bar = u(3)
            x = box.right() - bar if theme.rtl else box.left()
            painter.fillRect(QRectF(x, box.top(), bar, box.height()), theme.color("accent"))
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(theme.color("accent"), u(2)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(u(5), u(3), -u(3), -u(4)), u(4), u(4))
        person = index.data(PERSON)
        if isinstance(person, Person):
            self._paint_person(painter, box.adjusted(u(16), 0, -u(16), 0), person)
        painter.restore()

    def _paint_person(self, painter: QPainter, box: QRectF, person: Person) -> None:
        theme, words = self._theme, self._words
        if person.conceal:
            side = theme.u(18)
            x = box.left() if theme.rtl else box.right() - side
            place = QRectF(x, box.center().y() - side / 2, side, side)
            draw_icon(painter, theme, "user-round-x", place, "ink2")
            room = side + theme.u(12)
            box = box.adjusted(room, 0, 0, 0) if theme.rtl else box.adjusted(0, 0, -room, 0)
        meta = meta_of(words, person)
        name = Paragraph(
            person.name or words.t("No name yet"),
            theme.font("title"),
            theme.line("title"),
            theme.rtl,
            lines=1,
        )
        under = Paragraph(meta, theme.font("label"), theme.line("label"), theme.rtl, lines=1)
        height = name.line + (under.line if meta else 0)
        top = box.center().y() - height / 2
        name.draw(painter, QRectF(box.left(), top, box.width(), name.line), theme.color("ink"))
        if meta:
            line = QRectF(box.left(), top + name.line, box.width(), under.line)
            under.draw(painter, line, theme.color("ink2"))


class PeopleList(QListView):
    """`opened(id)` when a person is chosen."""

    opened = Signal(str)

    def __init__(self, name: str, model: PeopleModel, delegate: PersonDelegate) -> None:
        super().__init__()
        self._people = model
        self.setAccessibleName(name)
        self.setProperty("ownFocus", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.clicked.connect(self._act)

    def choose(self, person: str) -> None:
        """Mark a person and bring them into view."""
        index = self._people.index(self._people.row_of(person))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _act(self, index: QModelIndex) -> None:
        self.opened.emit(self._people.rows[index.row()].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open who is marked with Enter or space."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self._act(self.currentIndex())
            return
        super().keyPressEvent(event)
