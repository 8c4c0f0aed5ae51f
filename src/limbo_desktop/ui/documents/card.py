"""Paints a document of the grid: its preview, title, date and what is missing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from limbo_desktop.case.values import Value
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.instants import length_of
from limbo_desktop.text.names import name_of
from limbo_desktop.text.words import Words
from limbo_desktop.ui.documents.looking import Look
from limbo_desktop.ui.documents.model import SHELVED
from limbo_desktop.ui.documents.shelf import Shelved
from limbo_desktop.ui.documents.thumbnails import Thumbnails
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.metrics import RADIUS_CARD, RADIUS_SMALL
from limbo_desktop.ui.widgets import Paragraph
from limbo_desktop.ui.widgets.painting import draw_hatch

GAP: Final = 12
"""Units between two cards."""

PADDING: Final = 8
PICTURE: Final = 132
ICON: Final = 14

_ICONS: Final = {
    "audio": "file-headphone",
    "video": "file-video-camera",
    "archive": "file-archive",
    "image": "file-image",
    "mail": "mail",
    "text": "file-text",
    "web": "link",
}


def icon_of(shelved: Shelved, look: Look | None) -> str:
    """Return the icon that stands for a file without a picture."""
    if shelved.document.type == "message_export":
        return "messages-square"
    return _ICONS.get(look.kind if look else "", "file")


def meta_of(words: Words, shelved: Shelved, look: Look | None) -> tuple[str, str]:
    """Return the line under the title, long and short: “14 Aug 2023 · 2 p.”, “14 Aug 2023”."""
    document = shelved.document
    what: str = name_of(words, Value.DOCUMENT_TYPE, document.type)
    if document.translation_of:
        certified = document.translator.certified
        what = words.t("certified translation") if certified else words.t("translation")
    elif look is not None and look.pages > 1:
        what = words.n("{count} p.", "{count} p.", look.pages)
    elif look is not None and look.messages:
        what = words.n("{count} message", "{count} messages", look.messages)
    elif look is not None and look.seconds:
        what = length_of(words, look.seconds)
    if not document.when:
        return what, words.t("translation") if document.translation_of else what
    date = words.date(document.when, DateStyle.SHORT)
    return (words.t("{date} · {what}", date=date, what=what) if what else date), date


class CardDelegate(QStyledItemDelegate):
    """Cards of the theme's measures; the last one is the place to drop files on."""

    def __init__(self, theme: Theme, words: Words, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._thumbnails = thumbnails
        self.revealed = ""
        self.cell = QSize(theme.u(161), self.height)

    @property
    def height(self) -> int:
        """Return the height in pixels of a cell, the gap included."""
        theme = self._theme
        text = 2 * theme.line("label_bold") + theme.line("small")
        return theme.u(PADDING * 3 + PICTURE + GAP) + text

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the cell: the card and the gap after and under it."""
        return self.cell

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one card."""
        theme = self._theme
        gap = theme.u(GAP)
        cell = QRectF(option.rect)
        state = option.state
        left = gap if theme.rtl else 0
        card = QRectF(
            cell.left() + left, cell.top(), self.cell.width() - gap, self.cell.height() - gap
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shelved = index.data(SHELVED)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = selected and bool(state & QStyle.StateFlag.State_HasFocus)
        if isinstance(shelved, Shelved):
            self._paint_card(painter, card, shelved, selected=selected)
        else:
            self._paint_drop(painter, card)
        if focused:
            self._paint_focus(painter, card)
        painter.restore()

    def _paint_focus(self, painter: QPainter, card: QRectF) -> None:
        inset = self._theme.u(4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("accent"), self._theme.u(2)))
        radius = self._theme.u(RADIUS_SMALL)
        painter.drawRoundedRect(card.adjusted(inset, inset, -inset, -inset), radius, radius)

    def _paint_card(
        self, painter: QPainter, card: QRectF, shelved: Shelved, *, selected: bool
    ) -> None:
        theme = self._theme
        u = theme.u
        line = u(2) if selected else 1
        painter.setPen(QPen(theme.color("accent" if selected else "line"), line))
        painter.setBrush(theme.color("surface"))
        half = line / 2
        radius = u(RADIUS_CARD)
        painter.drawRoundedRect(card.adjusted(half, half, -half, -half), radius, radius)
        pad = u(PADDING)
        inner = card.adjusted(pad, pad, -pad, -pad)
        picture = QRectF(inner.left(), inner.top(), inner.width(), u(PICTURE))
        look = self._thumbnails.look(shelved.document)
        self._paint_picture(painter, picture, shelved, look)
        box = QRectF(inner.left(), picture.bottom() + pad, inner.width(), 1)
        self._paint_words(painter, box, shelved, look)

    def _paint_words(
        self, painter: QPainter, box: QRectF, shelved: Shelved, look: Look | None
    ) -> None:
        """Title and the line under it share three lines: the title gives way to a long date."""
        theme = self._theme
        meta, icon = self._meta(shelved, look, box.width())
        room = theme.u(ICON + 6) if icon else 0
        lines = meta.height(box.width() - room) // meta.line
        title = Paragraph(
            shelved.document.title or self._words.t("No title"),
            theme.font("label_bold"),
            theme.line("label_bold"),
            rtl=theme.rtl,
            lines=3 - lines,
        )
        title.draw(painter, box, theme.color("ink"))
        box = box.translated(0, title.height(box.width()))
        if icon:
            side = theme.u(ICON)
            x = box.right() - side if theme.rtl else box.left()
            place = QRectF(x, box.top() + (meta.line - side) / 2, side, side)
            draw_icon(painter, theme, icon, place, "ink3")
            box = box.adjusted(0, 0, -room, 0) if theme.rtl else box.adjusted(room, 0, 0, 0)
        meta.draw(painter, box, theme.color("ink3" if icon else "ink2"))

    def _meta(self, shelved: Shelved, look: Look | None, width: float) -> tuple[Paragraph, str]:
        """The line under the title, in the longest words that fit into one, and its icon."""
        text, short = meta_of(self._words, shelved, look)
        icon = ""
        if not shelved.document.obtained.how:
            text, icon = self._words.t("how it came is missing"), "circle-dashed"
        elif self._small(text).natural_width() > width:
            text = short
        return self._small(text), icon

    def _small(self, text: str) -> Paragraph:
        theme = self._theme
        return Paragraph(text, theme.font("small"), theme.line("small"), rtl=theme.rtl, lines=2)

    def _paint_picture(
        self, painter: QPainter, box: QRectF, shelved: Shelved, look: Look | None
    ) -> None:
        theme = self._theme
        pixmap = self._thumbnails.pixmap(shelved.document)
        covered = shelved.covered and self.revealed != shelved.document.id
        if covered and (look is None or look.drawn):
            draw_hatch(painter, theme, box, RADIUS_SMALL)
            self._paint_covered(painter, box)
            return
        radius = theme.u(RADIUS_SMALL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(box, radius, radius)
        if pixmap is not None:
            draw_fitted(painter, theme, pixmap, box)
        elif look is not None:
            side = theme.u(40)
            icon = QRectF(0, 0, side, side)
            icon.moveCenter(box.center())
            draw_icon(painter, theme, icon_of(shelved, look), icon, "ink3")

    def _paint_covered(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        words = Paragraph(
            self._words.t("Covered"), theme.font("small"), theme.line("small"), theme.rtl, lines=1
        )
        side = theme.u(20)
        width = words.natural_width() + theme.u(16)
        middle = box.center()
        icon = QRectF(middle.x() - side / 2, middle.y() - side, side, side)
        draw_icon(painter, theme, "eye-off", icon, "ink")
        patch = QRectF(middle.x() - width / 2, middle.y() + theme.u(6), width, words.line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(patch, theme.u(RADIUS_SMALL), theme.u(RADIUS_SMALL))
        inset = theme.u(8)
        words.draw(painter, patch.adjusted(inset, 0, -inset, 0), theme.color("ink"))

    def _paint_drop(self, painter: QPainter, card: QRectF) -> None:
        theme = self._theme
        u = theme.u
        pen = QPen(theme.color("edge"), 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.color("paper"))
        radius = u(RADIUS_CARD)
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        inner = card.adjusted(u(12), 0, -u(12), 0)
        words = Paragraph(
            self._words.t("Drop files, folders or phone photos here, or press Enter to choose"),
            theme.font("label"),
            theme.line("label"),
            rtl=theme.rtl,
            centred=True,
        )
        height = words.height(inner.width())
        side = u(24)
        top = inner.center().y() - (height + side + u(12)) / 2
        icon = QRectF(inner.center().x() - side / 2, top, side, side)
        draw_icon(painter, theme, "upload", icon, "ink2")
        box = QRectF(inner.left(), top + side + u(12), inner.width(), height)
        words.draw(painter, box, theme.color("ink2"))


def draw_fitted(painter: QPainter, theme: Theme, pixmap: QPixmap, box: QRectF) -> None:
    """Draw `pixmap` whole into the middle of `box`, with a hairline round it, never mirrored."""
    size = pixmap.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(QPointF(0, 0), size)
    place.moveCenter(box.center())
    clip = QPainterPath()
    clip.addRoundedRect(box, theme.u(RADIUS_SMALL), theme.u(RADIUS_SMALL))
    painter.save()
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("line"), 1))
    painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()
