"""The list of what may go in: a tick before each, by mouse and by Space, as long as it may be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (  # fmt: skip
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Event
from limbo_desktop.marking import N_
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.words import Words
from limbo_desktop.ui.bundle.plan import Listed
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.widgets.paragraph import Paragraph

Index = QModelIndex | QPersistentModelIndex
_ID = Qt.ItemDataRole.UserRole
_META = _ID + 1
_NEWS = {"new": N_("new"), "changed": N_("changed"), "had": N_("they have it")}


class TickList(QListView):
    """`ticked` carries the id of a record, and whether it is to go in."""

    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, words: Words, name: str) -> None:
        super().__init__()
        self._words = words
        self._rows = QStandardItemModel(self)
        self._rows.itemChanged.connect(self._on_change)
        self.setModel(self._rows)
        self.setItemDelegate(_Row(theme, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setProperty("ownFocus", True)

    def show_rows(self, listed: Sequence[Listed]) -> None:
        """Show these records; the row that was current stays so if it is still there."""
        rows = self._rows
        ids = [rows.item(at).data(_ID) for at in range(rows.rowCount())]
        self._rows.blockSignals(True)
        if ids != [each.record.id for each in listed]:
            current = self.currentIndex().data(_ID)
            self._rows.blockSignals(False)
            rows.itemChanged.disconnect(self._on_change)
            rows.clear()
            for each in listed:
                item = QStandardItem(self._title(each))
                item.setCheckable(True)
                item.setData(each.record.id, _ID)
                rows.appendRow(item)
                if each.record.id == current:
                    self.setCurrentIndex(item.index())
            rows.itemChanged.connect(self._on_change)
        self._rows.blockSignals(True)
        for at, each in enumerate(listed):
            item = rows.item(at)
            state = Qt.CheckState.Checked if each.chosen else Qt.CheckState.Unchecked
            item.setCheckState(state)
            item.setData(self._meta(each), _META)
            said = self._words.t("{title}, {details}", title=item.text(), details=self._meta(each))
            item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
        self._rows.blockSignals(False)
        self.viewport().update()

    def _on_change(self, item: QStandardItem) -> None:
        self.ticked.emit(item.data(_ID), item.checkState() is Qt.CheckState.Checked)

    def _title(self, listed: Listed) -> str:
        return listed.record.title or self._words.t("Without a title")

    def _meta(self, listed: Listed) -> str:
        words, record = self._words, listed.record
        kind = KINDS[record.kind].label if isinstance(record, Event) else N_("Document")
        said = words.t(
            "{kind} · {date}",
            kind=words.t(kind),
            date=words.date(record.when, DateStyle.SHORT) or words.t("Without a date"),
        )
        if listed.news:
            said = words.t("{kind} · {date}", kind=said, date=words.t(_NEWS[listed.news]))
        return said


class _Row(QStyledItemDelegate):
    """Paints a row of the theme's measures; a press anywhere on it ticks."""

    def __init__(self, theme: Theme, parent: TickList) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for a title and what is said under it."""
        theme = self._theme
        return QSize(theme.u(120), theme.line("label") + theme.line("small") + theme.u(12))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tick, or take the tick away, by mouse or by Space."""
        space = (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)
        )
        if not space and event.type() is not QEvent.Type.MouseButtonRelease:
            return False
        was = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        now = Qt.CheckState.Unchecked if was is Qt.CheckState.Checked else Qt.CheckState.Checked
        return model.setData(model.index(index.row(), 0), now, Qt.ItemDataRole.CheckStateRole)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the box with its tick, the title, and what kind it is and of when."""
        theme, u = self._theme, self._theme.u
        row = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(row.left(), row.bottom() - 1, row.width(), 1), theme.color("line"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), u(2)))
            painter.drawRoundedRect(row.adjusted(u(2), u(2), -u(2), -u(3)), u(4), u(4))
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        side, edge = u(20), u(8)
        x = row.right() - edge - side if theme.rtl else row.left() + edge
        box = QRectF(x, row.center().y() - side / 2, side, side)
        painter.setPen(QPen(theme.color("accent" if on else "edge"), 1.5))
        painter.setBrush(theme.color("accent" if on else "surface"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), u(4), u(4))
        if on:
            draw_icon(painter, theme, "check", box.adjusted(3, 3, -3, -3), "on_accent")
        room = edge + side + u(10)
        left = row.left() + (edge if theme.rtl else room)
        top = row.top() + u(5)
        for style, text, token in (
            ("label", index.data(Qt.ItemDataRole.DisplayRole), "ink" if on else "ink3"),
            ("small", index.data(_META), "ink2" if on else "ink3"),
        ):
            line = Paragraph(text, theme.font(style), theme.line(style), theme.rtl, lines=1)
            place = QRectF(left, top, row.width() - room - edge, line.line)
            line.draw(painter, place, theme.color(token))
            top += line.line
        painter.restore()
