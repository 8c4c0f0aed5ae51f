"""The lock at the rail's foot: a button, the minutes left, and a bar that drains."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.metrics import RADIUS
from limbo_desktop.ui.widgets.painting import draw_key_cap, draw_progress, key_cap_width
from limbo_desktop.ui.widgets.paragraph import Paragraph

KEYS = "Ctrl+L"
LAST_SECONDS = 60


class LockCard(QAbstractButton):
    """Locks at once; the whole card is the button."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._tr = words
        self._wide = True
        self._left = 0
        self._total = 1
        self._line = ""
        self.setText(words.t("Lock"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("radius", theme.u(RADIUS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_left(600, 600)

    def set_room(self, *, words: bool) -> None:
        """Show words and key, or icon and minutes alone."""
        self._wide = words
        self.updateGeometry()
        self._say()

    def set_left(self, seconds: int, total: int) -> None:
        """Show that `seconds` of `total` are left until the vault locks by itself."""
        self._left, self._total = seconds, max(1, total)
        self._say()
        self.update()

    def _say(self) -> None:
        minutes = max(1, round(self._left / 60))
        if self._left <= LAST_SECONDS:
            self._line = self._seconds()
        elif self._wide:
            self._line = self._tr.n("locks in {count} min", "locks in {count} min", minutes)
        else:
            self._line = self._tr.n("{count} min", "{count} min", minutes)
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(
            self._tr.n("locks in {count} min", "locks in {count} min", minutes)
        )
        self.setToolTip("" if self._wide else f"{self.text()} ({KEYS})")

    def _number(self) -> str:
        """The minutes or seconds alone, where the word beside them has no room."""
        soon = self._left <= LAST_SECONDS
        return self._tr.number(self._left if soon else max(1, round(self._left / 60)))

    def _seconds(self) -> str:
        if self._wide:
            return self._tr.n("locks in {count} s", "locks in {count} s", self._left)
        return self._tr.n("{count} s", "{count} s", self._left)

    def sizeHint(self) -> QSize:
        """Return the height of two lines and the bar, or of icon, minutes and bar."""
        theme = self._theme
        u = theme.u
        if self._wide:
            height = u(10) + theme.line("title") + theme.line("small") + u(23)
        else:
            height = u(8) + u(22) + u(4) + theme.line("small") + u(15)
        return QSize(u(44), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same as `sizeHint`."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        theme = self._theme
        u = theme.u
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        soon = self._left <= LAST_SECONDS
        painter.setPen(QPen(theme.color("edge"), 1))
        back = "notice_soft" if soon else "press" if self.isDown() else "surface"
        painter.setBrush(theme.color(back))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), u(RADIUS), u(RADIUS)
        )
        token = "notice" if soon else "ink2"
        if self._wide:
            self._paint_wide(painter, token)
        else:
            self._paint_narrow(painter, token)
        inset = u(11) if self._wide else u(5)
        bar = QRectF(inset, self.height() - u(13), self.width() - 2 * inset, u(3))
        draw_progress(painter, theme, bar, self._left / self._total, "ink3")

    def _paint_wide(self, painter: QPainter, token: str) -> None:
        theme = self._theme
        u = theme.u
        top = u(10)
        title = theme.line("title")
        side = u(18)
        place = QRectF(u(11), top + (title - side) / 2, side, side)
        draw_icon(painter, theme, "lock", self._mirrored(place), "ink")
        cap = key_cap_width(theme, KEYS)
        height = u(19)
        place = QRectF(self.width() - u(7) - cap, top + (title - height) / 2, cap, height)
        draw_key_cap(painter, theme, KEYS, self._mirrored(place))
        room = self.width() - u(37) - cap - u(11)
        self._text(painter, self.text(), "title", "ink", QRectF(u(37), top, room, title))
        small = QRectF(u(11), top + title + u(2), self.width() - u(22), theme.line("small"))
        self._text(painter, self._line, "small", token, small)

    def _paint_narrow(self, painter: QPainter, token: str) -> None:
        theme = self._theme
        u = theme.u
        side = u(22)
        place = QRectF((self.width() - side) / 2, u(8), side, side)
        draw_icon(painter, theme, "lock", place, "ink")
        line = QRectF(0, u(8) + side + u(4), self.width(), theme.line("small"))
        small = Paragraph(self._line, theme.font("small"), theme.line("small"), theme.rtl)
        fits = small.natural_width() <= self.width() - u(4)
        shown = self._line if fits else self._number()
        self._text(painter, shown, "small", token, line, centred=True)

    def _text(
        self,
        painter: QPainter,
        text: str,
        style: str,
        token: str,
        box: QRectF,
        *,
        centred: bool = False,
    ) -> None:
        theme = self._theme
        paragraph = Paragraph(
            text, theme.font(style), theme.line(style), theme.rtl, lines=1, centred=centred
        )
        paragraph.draw(painter, self._mirrored(box), theme.color(token))

    def _mirrored(self, box: QRectF) -> QRectF:
        if self._theme.rtl:
            box.moveLeft(self.width() - box.right())
        return box
