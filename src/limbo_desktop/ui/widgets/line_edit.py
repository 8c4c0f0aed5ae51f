"""One-line text fields: direction by content, an icon before, a key cap or a button after."""

from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.metrics import RADIUS
from limbo_desktop.ui.widgets.direction import is_rtl
from limbo_desktop.ui.widgets.painting import draw_key_cap, key_cap_width

_QT_MARGIN: Final = 2
"""Pixels that Qt keeps on both sides of the text, out of line with other controls."""

_ARABIC_LOWER: Final = 4
"""Units by which a line of Arabic stands lower than Qt would place it."""


class LineEdit(QLineEdit):
    """A text field whose text starts where its own script starts.

    `name` is the accessible name.  `ltr` fixes left-to-right, for digits, hashes and paths.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        placeholder: str = "",
        icon: str = "",
        keys: str = "",
        ltr: bool = False,
        style: str = "body",
        height: str = "control",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._keys = keys
        self._ltr = ltr
        self._mark_after = ""
        self._mark_token = "ink2"
        self._trailing: QWidget | None = None
        self.setAccessibleName(name)
        self.setFont(theme.font(style))
        self.setPlaceholderText(placeholder)
        self.setProperty("radius", theme.u(RADIUS))
        self._fixed_height = theme.height(height)
        self.setFixedHeight(self._fixed_height)
        self.textChanged.connect(self._follow_direction)
        self._follow_direction()
        self._set_margins()

    def set_name(self, name: str) -> None:
        """Set the accessible name, the words of its label."""
        self.setAccessibleName(name)

    def set_trailing(self, widget: QWidget) -> None:
        """Put `widget`, such as an icon button, at the end of the field's inside."""
        self._trailing = widget
        widget.setParent(self)
        widget.show()
        self._set_margins()
        self._place_trailing()

    def set_mark(self, icon: str, token: str = "good") -> None:
        """Show a small `icon` at the field's end, such as a tick; empty takes it away."""
        self._mark_after, self._mark_token = icon, token
        self._set_margins()
        self.update()

    def forget(self) -> None:
        """Empty the field together with its undo memory, which `clear` would keep."""
        self.setText("")

    def sizeHint(self) -> QSize:
        """Return a width for about 24 letters and the table's height."""
        return QSize(self._theme.u(240), self._fixed_height)

    def _follow_direction(self) -> None:
        rtl = not self._ltr and is_rtl(self.text(), otherwise=self._theme.rtl)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self._set_margins()

    def _after(self) -> int:
        """Return the width in pixels kept free at the field's end."""
        u = self._theme.u
        if self._trailing is not None:
            return self.height() - u(8)
        if self._mark_after:
            return u(24)
        return key_cap_width(self._theme, self._keys) + u(4) if self._keys_fit else 0

    @property
    def _keys_fit(self) -> bool:
        """Whether key cap and placeholder both have room: the words come first."""
        if not self._keys:
            return False
        theme = self._theme
        words = QFontMetricsF(self.font()).horizontalAdvance(self.placeholderText())
        icon = theme.u(24) if self._icon_name else 0
        keys = key_cap_width(theme, self._keys) + theme.u(4)
        return words + icon + keys + 2 * theme.u(12) <= self.width()

    def _set_margins(self) -> None:
        before = self._theme.u(24) if self._icon_name else 0
        after = self._after()
        left, right = (after, before) if self._theme.rtl else (before, after)
        # Qt centres the line of the first font, above which Arabic letters stand high.
        lower = self._theme.u(_ARABIC_LOWER) if is_rtl(self.text()) else 0
        self.setTextMargins(left - _QT_MARGIN, 2 * lower, right - _QT_MARGIN, 0)

    def _place_trailing(self) -> None:
        if self._trailing is None:
            return
        inset = self._theme.u(4)
        side = self.height() - 2 * inset
        self._trailing.setFixedSize(side, side)
        x = inset if self._theme.rtl else self.width() - side - inset
        self._trailing.move(QPoint(x, inset))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the trailing widget at the end."""
        super().resizeEvent(event)
        self._set_margins()
        self._place_trailing()

    def _box(self, width: float, height: float, *, at_end: bool) -> QRectF:
        """Return a box of this size at the start or end of the field's inside."""
        margin = self._theme.u(12)
        left = margin if at_end is self._theme.rtl else self.width() - margin - width
        return QRectF(left, (self.height() - height) / 2, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then icon, tick and key cap into its margins."""
        super().paintEvent(event)
        theme = self._theme
        painter = QPainter(self)
        side = theme.u(18)
        if self._icon_name:
            draw_icon(painter, theme, self._icon_name, self._box(side, side, at_end=False))
        if self._mark_after:
            box = self._box(side, side, at_end=True)
            draw_icon(painter, theme, self._mark_after, box, self._mark_token)
        elif self._keys_fit and not self.text():
            width, height = key_cap_width(theme, self._keys), theme.u(19)
            draw_key_cap(painter, theme, self._keys, self._box(width, height, at_end=True))


class SearchField(LineEdit):
    """The field that looks for words: a magnifier before, the key that reaches it after."""

    def __init__(
        self, theme: Theme, name: str, placeholder: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme, name, placeholder=placeholder, icon="search", keys="Ctrl+F", parent=parent
        )
        self.setToolTip(placeholder)  # whole where a narrow window shortens it
