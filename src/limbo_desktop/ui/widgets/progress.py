"""Progress as a line that fills, and the sign that everything is saved."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets.icon_label import IconLabel
from limbo_desktop.ui.widgets.painting import draw_progress


class ProgressLine(QProgressBar):
    """A determinate bar, `thickness` units high, that fills from the line's start."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        thickness: int = 3,
        token: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thickness = thickness
        self._token = token
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_progress(self, done: int, total: int) -> None:
        """Show `done` of `total`; a total of 0 shows an empty bar."""
        self.setRange(0, max(1, total))
        self.setValue(min(done, max(1, total)))

    def sizeHint(self) -> QSize:
        """Return the size that shows everything."""
        return QSize(self._theme.u(96), self._theme.u(self._thickness))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which something would be cut."""
        return QSize(self._theme.u(24), self._theme.u(self._thickness))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget."""
        span = self.maximum() - self.minimum()
        share = (self.value() - self.minimum()) / span if span > 0 and self.value() >= 0 else 0.0
        draw_progress(QPainter(self), self._theme, QRectF(self.rect()), share, self._token)


class SavedIndicator(IconLabel):
    """Always in the same place: “Saving…” during the pause, a tick and the time afterwards."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", "good", style="small", words_colour="ink2", parent=parent)

    def show_saving(self, words: str) -> None:
        """Say that saving is under way; `words` such as “Saving…”."""
        self.set(words, "", "good")

    def show_saved(self, words: str) -> None:
        """Say that everything is saved; `words` such as “Saved at 14:02”."""
        self.set(words, "check", "good")
