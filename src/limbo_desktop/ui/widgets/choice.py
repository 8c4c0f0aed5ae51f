"""A drop-down list and a tick box, drawn with the theme's icons."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.metrics import RADIUS, RADIUS_SMALL
from limbo_desktop.ui.widgets.paragraph import Paragraph

FEW_WORDS: Final = 200


class Choice(QComboBox):
    """A drop-down list of pairs of a value and its words."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        options: Sequence[tuple[str, str]],
        chosen: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setFont(theme.font("body"))
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setProperty("radius", theme.u(RADIUS))
        self.setFixedHeight(theme.height("control"))
        for value, words in options:
            self.addItem(words, value)
        self.choose(chosen)

    @property
    def value(self) -> str:
        """Return the chosen value, empty when none is."""
        data = self.currentData()
        return data if isinstance(data, str) else ""

    def choose(self, value: str) -> None:
        """Choose `value`; an unknown one leaves the choice as it is."""
        index = self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)

    def minimumSizeHint(self) -> QSize:
        """Return room for a few words: the longest option must not widen what is around."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._theme.u(FEW_WORDS)), hint.height())

    def showPopup(self) -> None:
        """Open the list, as wide as its longest option."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * view.frameWidth())
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling past a list must not change it."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the list with as much of its words as there is room for, then its chevron."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words, elide = self.currentText(), Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(words, elide, room.width())
        self.setToolTip(words if option.currentText != words else "")
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        side = self._theme.u(18)
        margin = self._theme.u(12)
        x = margin if self._theme.rtl else self.width() - margin - side
        box = QRectF(x, (self.height() - side) / 2, side, side)
        draw_icon(painter, self._theme, "chevron-down", box)


class TickBox(QAbstractButton):
    """A box with a tick and words after it."""

    def __init__(
        self, theme: Theme, text: str, *, checked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setChecked(checked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("radius", theme.u(RADIUS_SMALL))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _paragraph(self) -> Paragraph:
        theme = self._theme
        return Paragraph(self.text(), theme.font("body"), theme.line("body"), theme.rtl)

    @property
    def _indent(self) -> int:
        return self._theme.u(20 + 8)

    def sizeHint(self) -> QSize:
        """Return the size that shows everything."""
        width = self._paragraph().natural_width() + self._indent
        return QSize(width, max(self._theme.u(32), self._theme.line("body")))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which something would be cut."""
        return QSize(self._theme.u(96), self._theme.u(32))

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at `width` pixels."""
        return max(self._theme.u(32), self._paragraph().height(width - self._indent))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget."""
        theme = self._theme
        u = theme.u
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paragraph = self._paragraph()
        height = paragraph.height(self.width() - self._indent)
        top = (self.height() - height) / 2
        side = u(20)
        x = self.width() - side if theme.rtl else 0
        box = QRectF(x, top + (paragraph.line - side) / 2, side, side)
        on = self.isChecked()
        painter.setPen(QPen(theme.color("accent" if on else "edge"), 1.5))
        painter.setBrush(theme.color("accent" if on else "surface"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), u(4), u(4))
        if on:
            draw_icon(painter, theme, "check", box.adjusted(3, 3, -3, -3), "on_accent")
        left = 0 if theme.rtl else self._indent
        words = QRectF(left, top, self.width() - self._indent, height)
        token = "ink" if self.isEnabled() else "ink3"
        paragraph.draw(painter, words, theme.color(token))
