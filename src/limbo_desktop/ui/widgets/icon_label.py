"""An icon, or an icon with words after it on its first line."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.widgets.label import Label


class IconPicture(QWidget):
    """One tinted icon as a widget; decoration only, so it has no accessible name."""

    def __init__(self, theme: Theme, icon: str, token: str = "ink2", units: int = 18) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._token = token
        self._units = units
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set(self, icon: str, token: str) -> None:
        """Show another icon or colour."""
        self._icon, self._token = icon, token
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that shows everything."""
        side = self._theme.u(self._units)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget."""
        if self._icon:
            draw_icon(QPainter(self), self._theme, self._icon, QRectF(self.rect()), self._token)


class IconLabel(QWidget):
    """An icon in the middle of the first line, then words that may wrap."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        token: str = "ink2",
        *,
        text: str = "",
        style: str = "label",
        words_colour: str = "",
        units: int = 18,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words_colour = words_colour
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.u(8))
        self._picture = IconPicture(theme, icon, token, units)
        self._label = Label(theme, text, style, words_colour or token, wrap=wrap)
        # The icon stands in the middle of the first line, whose height the style knows.
        drop = max(0, (theme.line(style) - theme.u(units)) // 2)
        holder = QHBoxLayout()
        holder.setContentsMargins(0, drop, 0, 0)
        holder.addWidget(self._picture)
        row.addLayout(holder)
        row.setAlignment(holder, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self._picture.setVisible(bool(icon))
        self._label.setVisible(bool(text))
        self.setAccessibleName(text)

    @property
    def text(self) -> str:
        """Return the words."""
        return self._label.text()

    def set(self, text: str, icon: str, token: str) -> None:
        """Show other words, icon and colour."""
        self._label.setText(text)
        self._label.set_token(self._words_colour or token)
        self._label.setVisible(bool(text))
        self._label.updateGeometry()
        self._picture.set(icon, token)
        self._picture.setVisible(bool(icon))
        self.setAccessibleName(text)
