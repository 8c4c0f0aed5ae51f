"""The head of a screen: its title, a count beside it, and what can be done at the line's end."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets.label import Label


class Header(QWidget):
    """A line 64 units high with the gutter of the grid; add controls to `row`.

    The title keeps its width; the count gives way first when the window is narrow.
    """

    def __init__(
        self, theme: Theme, title: str, count: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(theme.u(24), 0, theme.u(24), 0)
        self.row.setSpacing(theme.u(16))
        self.title = Label(theme, title, "h1")
        self.title.setMinimumWidth(self.title.sizeHint().width())
        self.row.addWidget(self.title)
        self._count = Label(theme, count, "label", "ink2")
        self.row.addWidget(self._count, 1)
        self.setFixedHeight(theme.height("header"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_count(self, text: str) -> None:
        """Show `text`, such as “20 entries, 16 documents”, after the title."""
        self._count.setText(text)

    def set_tight(self, *, tight: bool) -> None:
        """Be lower (50 units) in a very short window, and leave the count away."""
        self.setFixedHeight(self._theme.u(50) if tight else self._theme.height("header"))
        self._count.setText("" if tight else self._count.text())
