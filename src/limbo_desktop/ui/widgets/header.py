"""The head of a screen: its title, a count beside it, and what can be done at the line's end."""

from math import ceil

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets.label import Label


class Header(QWidget):
    """A line 64 units high with the gutter of the grid; add controls to `row`.

    The title keeps its width; what stands beside it is cut where there is no room.  A count that
    has shorter words is shown whole, in those, or not at all: half a count says nothing.
    """

    def __init__(
        self, theme: Theme, title: str, count: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tight = False
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(theme.u(24), 0, theme.u(24), 0)
        self.row.setSpacing(theme.u(16))
        self.title = Label(theme, "", "h1")
        self.set_title(title)
        self.row.addWidget(self.title)
        self._count = Label(theme, "", "label", "ink2")
        self.row.addWidget(self._count, 1)
        self.setFixedHeight(theme.height("header"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_count(count)

    def set_title(self, text: str) -> None:
        """Say whose head it is."""
        self.title.setText(text)
        self.title.setMinimumWidth(self.title.sizeHint().width())

    def set_count(self, text: str, short: str = "") -> None:
        """Show `text`, such as “20 entries, 16 documents”, after the title, or `short` for it."""
        self._counts = (text, short)
        self._fit()

    def set_tight(self, *, tight: bool) -> None:
        """Be lower (50 units) in a very short window, and leave the count away."""
        self._tight = tight
        self.setFixedHeight(self._theme.u(50) if tight else self._theme.height("header"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show of the count what fits."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Fit the count again when a control comes or goes."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        text, short = self._counts
        widest = 0
        if self._tight:
            text = ""
        elif short:
            metrics, room = QFontMetricsF(self._theme.font("label")), self._room()
            widths = {each: ceil(metrics.horizontalAdvance(each)) + 1 for each in self._counts}
            text = next((each for each, width in widths.items() if width <= room), "")
            widest = widths.get(text, 0)
        if text != self._count.text():
            self._count.setMinimumWidth(widest)
            self._count.setText(text)

    def _room(self) -> int:
        """The width that the title and the controls leave, in pixels."""
        margins = self.row.contentsMargins()
        taken = margins.left() + margins.right()
        for index in range(self.row.count()):
            item = self.row.itemAt(index)
            widget = item.widget() if item is not None else None
            if widget is None or widget.isHidden():
                continue
            taken += self.row.spacing()
            if widget is not self._count:
                taken += max(widget.minimumWidth(), widget.minimumSizeHint().width())
        return self.width() - taken
