"""One place where a name stands: the words around it, the name marked, and what a bundle does."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from limbo_desktop.bundle.name_forms import Doubt
from limbo_desktop.marking import N_
from limbo_desktop.text.bidi import strip_controls
from limbo_desktop.text.words import Words
from limbo_desktop.ui.people.places import Place
from limbo_desktop.ui.people.record_texts import Fate
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.widgets import Paragraph

PADDING: Final = 6
ICON: Final = 16
LINES: Final = 3

_DOUBTS: Final = {
    Doubt.OPENING: N_("Perhaps another word: it begins a sentence."),
    Doubt.EVERYDAY: N_("Perhaps another word. It is replaced all the same."),
    Doubt.SMALL: N_("Written small: taken for another word, it stays."),
    Doubt.SHARED: N_("A family name of somebody who is named openly: it stays."),
    Doubt.ALIKE: N_("One letter differs from the name: it stays."),
}
_FATES: Final = {
    Fate.WITHHELD: N_("The pages and the file stay out of the bundle."),
    Fate.HOME: N_("This text is in no bundle."),
}


def said_of(words: Words, place: Place) -> tuple[str, str, str]:
    """Return icon, colour token and words for what a bundle does at `place`."""
    if place.unsure:
        return "triangle-alert", "notice", words.t(_DOUBTS[place.doubt])
    if place.fate in _FATES:
        icon = "lock" if place.fate is Fate.HOME else "eye-off"
        return icon, "ink2", words.t(_FATES[place.fate])
    if not place.found:
        return "user-round-x", "ink2", words.t("The pseudonym stands there.")
    return "user-round-x", "ink2", words.t("Printed: {name}", name=place.becomes)


def where_of(words: Words, place: Place) -> str:
    """Return where in its record a place is."""
    return words.t(place.where, number=place.page) if place.page else words.t(place.where)


class PlaceRow(QAbstractButton):
    """A button that goes to the place; its accessible name says all that it shows."""

    def __init__(self, theme: Theme, words: Words, place: Place) -> None:
        super().__init__()
        self._theme = theme
        self.place = place
        self._icon, self._token, self._said = said_of(words, place)
        self._where = where_of(words, place)
        self._words = strip_controls(f"{place.before}{place.found}{place.after}")
        parts = [each for each in (self._where, self._words, self._said) if each]
        self.setAccessibleName(words.list(parts))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("radius", theme.u(6))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _paragraphs(self) -> tuple[Paragraph, Paragraph, Paragraph]:
        theme = self._theme
        small = (theme.font("small"), theme.line("small"), theme.rtl)
        around = Paragraph(
            self._words, theme.font("body"), theme.line("body"), theme.rtl, lines=LINES
        )
        return Paragraph(self._where, *small), around, Paragraph(self._said, *small)

    def _room(self, width: int) -> int:
        return width - 2 * self._theme.u(PADDING)

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels that shows every line at `width` pixels."""
        where, around, said = self._paragraphs()
        room = self._room(width)
        height = where.height(room) + said.height(room - self._theme.u(ICON + 8))
        if self._words:
            height += around.height(room)
        return height + 2 * self._theme.u(PADDING)

    def hasHeightForWidth(self) -> bool:
        """Return that the height hangs on the width."""
        return True

    def sizeHint(self) -> QSize:
        """Return the size in a panel of the usual width."""
        width = self._theme.u(320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return a size from which lines still hold a word."""
        return QSize(self._theme.u(120), self._theme.u(32))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover colour."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the three parts under each other."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sunken"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.u(6), theme.u(6))
        edge = theme.u(PADDING)
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        where, around, said = self._paragraphs()
        where.draw(painter, box, theme.color("ink2"))
        box.setTop(box.top() + where.height(box.width()))
        if self._words:
            self._paint_words(painter, around, box)
            box.setTop(box.top() + around.height(box.width()))
        side, gap = theme.u(ICON), theme.u(8)
        x = box.right() - side if theme.rtl else box.left()
        top = box.top() + (said.line - side) / 2
        draw_icon(painter, theme, self._icon, QRectF(x, top, side, side), self._token)
        rest = side + gap
        box = box.adjusted(0, 0, -rest, 0) if theme.rtl else box.adjusted(rest, 0, 0, 0)
        said.draw(painter, box, theme.color(self._token))

    def _paint_words(self, painter: QPainter, around: Paragraph, box: QRectF) -> None:
        """Paint the words with the name on a ground of its own and underlined."""
        theme = self._theme
        marked = QTextLayout.FormatRange()
        marked.start = len(strip_controls(self.place.before))
        marked.length = len(strip_controls(self.place.found))
        form = QTextCharFormat()
        unsure = self.place.unsure
        form.setBackground(theme.color("notice_soft" if unsure else "accent_soft"))
        form.setForeground(theme.color("ink"))
        form.setFontUnderline(True)
        form.setUnderlineColor(theme.color("notice" if unsure else "accent"))
        marked.format = form
        painter.setPen(QPen(theme.color("ink")))
        for block in around.layout(box.width()):
            block.draw(painter, QPointF(box.topLeft()), [marked])
