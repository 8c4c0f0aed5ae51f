"""A switch of two or three parts: the chosen one is filled and carries a tick."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.metrics import RADIUS
from limbo_desktop.ui.widgets.paragraph import Paragraph


class _Part(QAbstractButton):
    """One part; `first` and `last` have the round corners."""

    def __init__(
        self, theme: Theme, text: str, height: str, *, first: bool, last: bool, wide: bool
    ) -> None:
        super().__init__()
        self._theme = theme
        self._height = height
        self._first, self._last = first, last
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setProperty("radius", theme.u(RADIUS))
        horizontal = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)

    def _paragraph(self) -> Paragraph:
        style = "label_bold" if self.isChecked() else "label"
        theme = self._theme
        return Paragraph(self.text(), theme.font(style), theme.line(style), theme.rtl, lines=1)

    def sizeHint(self) -> QSize:
        """Return the size that shows everything."""
        theme = self._theme
        bold = Paragraph(self.text(), theme.font("label_bold"), theme.line("label"), theme.rtl)
        return QSize(bold.natural_width() + theme.u(24 + 24), theme.height(self._height))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which something would be cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if not self.isEnabled():
            back, ink = "sunken", "ink3"
        elif chosen:
            back, ink = "accent", "on_accent"
        else:
            back, ink = ("sunken" if self.underMouse() else "surface"), "ink"
        shape = self._shape()
        painter.fillPath(shape, theme.color(back))
        painter.setPen(QPen(theme.color("accent" if chosen else "edge"), 1))
        painter.drawPath(shape)
        paragraph = self._paragraph()
        side = theme.u(16) if chosen else 0
        gap = theme.u(8) if chosen else 0
        words = paragraph.natural_width()
        start = (self.width() - words - side - gap) / 2
        text_x = start if theme.rtl else start + side + gap
        icon_x = start + words + gap if theme.rtl else start
        top = (self.height() - paragraph.line) / 2
        paragraph.draw(painter, QRectF(text_x, top, words, paragraph.line), theme.color(ink))
        if chosen:
            box = QRectF(icon_x, (self.height() - side) / 2, side, side)
            draw_icon(painter, theme, "check", box, ink)

    def _shape(self) -> QPainterPath:
        """Return the outline: round where the switch ends, straight where it goes on."""
        rtl = self._theme.rtl
        round_left = self._last if rtl else self._first
        round_right = self._first if rtl else self._last
        radius = self._theme.u(RADIUS)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(box, radius, radius)
        half = box.width() / 2
        if not round_left:
            path.addRect(QRectF(box.left() - 0.5, box.top(), half, box.height()))
        if not round_right:
            path.addRect(QRectF(box.right() + 0.5 - half, box.top(), half, box.height()))
        return path.simplified()


class SegmentedSwitch(QWidget):
    """Lets one of several values be chosen; `changed` carries the value the person chose.

    `options` are pairs of a value and its words; `name` is the accessible name of the whole.
    Arrow keys move the choice, as in a group of radio buttons.
    """

    changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        options: Sequence[tuple[str, str]],
        chosen: str = "",
        *,
        height: str = "control",
        wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed,
            QSizePolicy.Policy.Fixed,
        )
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, (value, words) in enumerate(options):
            part = _Part(
                theme,
                words,
                height,
                first=index == 0,
                last=index == len(options) - 1,
                wide=wide,
            )
            part.setAccessibleDescription(name)
            part.setChecked(value == chosen)
            self._group.addButton(part, index)
            row.addWidget(part)
        self._group.idClicked.connect(lambda index: self.changed.emit(self._values[index]))

    @property
    def value(self) -> str:
        """Return the chosen value, empty when none is."""
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else ""

    def choose(self, value: str) -> None:
        """Choose `value` without telling `changed`; raises ValueError for an unknown one."""
        self._group.button(self._values.index(value)).setChecked(True)

    def part(self, value: str) -> QAbstractButton:
        """Return the button of `value`."""
        return self._group.button(self._values.index(value))
