"""Buttons: primary, secondary, link, danger and icon buttons, painted from the theme."""

from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.metrics import RADIUS
from limbo_desktop.ui.widgets.paragraph import Paragraph


class ButtonKind(Enum):
    """How much a button asks for: one primary a screen, links for the rest."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    LINK = "link"
    DANGER = "danger"
    QUIET = "quiet"


class Button(QAbstractButton):
    """A button with an optional icon before its words; its accessible name is its words.

    `height` names a row of the table of heights.  `wide` fills its line and, with `at_start`,
    keeps icon and words at the line's start instead of its middle.  An icon alone needs `name`.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        kind: ButtonKind = ButtonKind.SECONDARY,
        *,
        icon: str = "",
        height: str = "control",
        wide: bool = False,
        at_start: bool = False,
        name: str = "",
        icon_after: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self._icon_name = icon
        self._height = height
        self._at_start = at_start
        self._icon_after = icon_after
        self._small = height == "small_button"
        self.setText(text)
        self.setAccessibleName(name or text)
        if name and not text:
            self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(theme.font(self._style))
        self.setProperty("radius", theme.u(RADIUS))
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed,
            QSizePolicy.Policy.Fixed,
        )
        if kind is not ButtonKind.LINK:
            self.setCursor(Qt.CursorShape.ArrowCursor)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def _style(self) -> str:
        return "label_bold" if self._small else "title"

    def set_text(self, text: str) -> None:
        """Show `text` and make it the accessible name."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_icon(self, icon: str, name: str = "") -> None:
        """Show another `icon`; `name` is the new accessible name and tooltip."""
        self._icon_name = icon
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name)
        self.update()

    @property
    def _icon_side(self) -> int:
        return self._theme.u(18 if self._small else 20)

    def _paragraph(self) -> Paragraph:
        style = self._style
        return Paragraph(
            self.text(),
            self._theme.font(style),
            self._theme.line(style),
            rtl=self._theme.rtl,
            lines=1,
        )

    def sizeHint(self) -> QSize:
        """Return the size that shows icon and words whole."""
        theme = self._theme
        height = theme.height(self._height)
        if not self.text():
            return QSize(height, height)
        width = self._paragraph().natural_width() + 2 * self._padding
        if self._icon_name:
            width += self._icon_side + theme.u(8)
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the words would be cut."""
        return self.sizeHint()

    @property
    def _padding(self) -> int:
        return self._theme.u({ButtonKind.LINK: 8}.get(self._kind, 12 if self._small else 16))

    def _tokens(self) -> tuple[str, str, str]:
        """Return background, border and text tokens for the state the button is in."""
        if not self.isEnabled():
            if self._kind in {ButtonKind.LINK, ButtonKind.QUIET}:
                return "", "", "ink3"
            return "sunken", "line", "ink3"
        hover, down = self.underMouse(), self.isDown()
        if self._kind is ButtonKind.PRIMARY:
            back = "accent_press" if down else "accent_hover" if hover else "accent"
            return back, "", "on_accent"
        if self._kind is ButtonKind.DANGER:
            return ("danger_hover" if hover or down else "danger"), "", "on_danger"
        back = "press" if down else "sunken" if hover else ""
        if self._kind is ButtonKind.LINK:
            return back, "", "accent"
        if self.isChecked():
            return "accent_soft", "accent", "accent"
        if self._kind is ButtonKind.QUIET:
            return back, "", "ink2"
        return back or "surface", "edge", "ink"

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover colour."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover colour away."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint background, border, icon and words."""
        theme = self._theme
        back, border, ink = self._tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = theme.u(RADIUS)
        painter.setPen(QPen(theme.color(border), 1) if border else Qt.PenStyle.NoPen)
        if back:
            painter.setBrush(theme.color(back))
        if back or border:
            painter.drawRoundedRect(box, radius, radius)
        self._paint_content(painter, ink)

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        theme = self._theme
        side = self._icon_side if self._icon_name else 0
        if not self.text():
            place = QRectF(0, 0, side, side)
            place.moveCenter(QRectF(self.rect()).center())
            draw_icon(painter, theme, self._icon_name, place, ink)
            return
        paragraph = self._paragraph()
        gap = theme.u(8) if side else 0
        room = self.width() - 2 * self._padding
        words = min(paragraph.natural_width(), room - side - gap)
        start = self._padding if self._at_start else (self.width() - side - gap - words) / 2
        icon_x, text_x = start, start + side + gap
        if self._icon_after:
            icon_x, text_x = start + words + gap, start
        if theme.rtl:
            icon_x = self.width() - icon_x - side
            text_x = self.width() - text_x - words
        top = (self.height() - paragraph.line) / 2
        paragraph.draw(painter, QRectF(text_x, top, words, paragraph.line), theme.color(ink))
        if side:
            place = QRectF(icon_x, (self.height() - side) / 2, side, side)
            draw_icon(painter, theme, self._icon_name, place, ink)
