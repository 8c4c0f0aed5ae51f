"""A label that keeps the line heights of the type scale in every script."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets.paragraph import Paragraph


class Label(QLabel):
    """Plain text in one style and colour; wraps when `wrap`, else elides at its width.

    `lines` limits a wrapped label.  Its accessible name is its text.  `align_by_text` is for the
    person's own words, which start where their script starts.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        style: str = "body",
        token: str = "ink",
        *,
        wrap: bool = False,
        lines: int = 0,
        centred: bool = False,
        align_by_text: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._style = style
        self._token = token
        self._lines = lines if wrap else 1
        self._centred = centred
        self._align_by_text = align_by_text
        self._laid_out: Paragraph | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setFont(theme.font(style))
        self.setText(text)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed,
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)

    def set_token(self, token: str) -> None:
        """Show the text in the colour `token`."""
        self._token = token
        self.update()

    def _paragraph(self) -> Paragraph:
        """Return what is laid out, the same until other words are set."""
        text = self.text()
        if self._laid_out is None or self._laid_out.text != text:
            self._laid_out = Paragraph(
                text,
                self._theme.font(self._style),
                self._theme.line(self._style),
                rtl=self._theme.rtl,
                lines=self._lines,
                centred=self._centred,
                align_by_text=self._align_by_text,
            )
        return self._laid_out

    def sizeHint(self) -> QSize:
        """Return the size of the text on one line, or wrapped at 72 letters."""
        paragraph = self._paragraph()
        width = paragraph.natural_width()
        if self.wordWrap():
            width = min(width, self._theme.u(480))
            return QSize(width, paragraph.height(width))
        return QSize(width, paragraph.line)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size: an elided label may shrink, a wrapped one to a word."""
        line = self._theme.line(self._style)
        width = self._theme.u(48 if self.wordWrap() else 24)
        return QSize(min(width, self.sizeHint().width()), line)

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels of the wrapped text at `width` pixels."""
        return self._paragraph().height(width) if self.wordWrap() else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        painter = QPainter(self)
        paragraph = self._paragraph()
        box = QRectF(self.contentsRect())
        if not self.wordWrap():
            box.setTop(box.top() + (box.height() - paragraph.line) / 2)
        paragraph.draw(painter, box, self._theme.color(self._token))
