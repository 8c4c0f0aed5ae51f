"""A chip: a rounded button that filters or names a person, with a shape or an icon before."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.marks import draw_lane_shape
from limbo_desktop.ui.widgets.paragraph import Paragraph


class Chip(QAbstractButton):
    """A chip with words and before them a lane's shape or an icon; checked means in force.

    A lane chip that is off has a dashed border, so that colour is not the only sign.  `menu`
    adds a chevron, `removable` a cross.  `quiet` has the fainter border of chips that open
    something.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        lane: str = "",
        icon: str = "",
        checkable: bool = False,
        checked: bool = False,
        tick: bool = False,
        menu: bool = False,
        removable: bool = False,
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lane = lane
        self._icon_name = icon
        self._tick = tick
        self._after = "chevron-down" if menu else "x" if removable else ""
        self._quiet = quiet
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(checkable)
        self.setChecked(checked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("radius", theme.height("chip") // 2)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show `text` and make it the accessible name."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def _paragraph(self) -> Paragraph:
        theme = self._theme
        return Paragraph(self.text(), theme.font("label"), theme.line("label"), theme.rtl, lines=1)

    @property
    def _before(self) -> str:
        """Return the icon to draw before the words, empty for a lane's shape or nothing."""
        return "check" if self._tick and self.isChecked() else self._icon_name

    def sizeHint(self) -> QSize:
        """Return the size that shows everything."""
        u = self._theme.u
        width = self._paragraph().natural_width() + u(24)
        if self._lane or self._before:
            width += u(16 + 6)
        if self._after:
            width += u(16 + 6)
        return QSize(width, self._theme.height("chip"))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which something would be cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        off = self.isCheckable() and not self.isChecked() and bool(self._lane)
        strong = not self._quiet and (not self.isCheckable() or self.isChecked() or off)
        pen = QPen(theme.color("edge" if strong else "line"), 1)
        if off:
            pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        back = "sunken" if self.underMouse() else "paper" if off else "surface"
        painter.setBrush(theme.color(back))
        radius = self.height() / 2 - 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_content(painter, off=off, strong=strong)

    def _paint_content(self, painter: QPainter, *, off: bool, strong: bool) -> None:
        theme = self._theme
        u = theme.u
        x = float(u(12))
        middle = self.height() / 2
        if self._lane:
            side = u(12)
            box = self._mirrored(QRectF(x, middle - side / 2, side, side))
            draw_lane_shape(painter, theme, self._lane, box, hollow=off)
            x += side + u(6)
        elif self._before:
            side = u(16)
            box = self._mirrored(QRectF(x, middle - side / 2, side, side))
            draw_icon(painter, theme, self._before, box, "ink2")
            x += side + u(6)
        paragraph = self._paragraph()
        words = QRectF(x, middle - paragraph.line / 2, paragraph.natural_width(), paragraph.line)
        token = "ink3" if off else "ink" if strong else "ink2"
        paragraph.draw(painter, self._mirrored(words), theme.color(token))
        if self._after:
            side = u(16)
            box = QRectF(self.width() - u(10) - side, middle - side / 2, side, side)
            draw_icon(painter, theme, self._after, self._mirrored(box), "ink2")

    def _mirrored(self, box: QRectF) -> QRectF:
        if self._theme.rtl:
            box.moveLeft(self.width() - box.right())
        return box
