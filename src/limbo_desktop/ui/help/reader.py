"""The pane in which a help page is read: links lead to other pages and nowhere else."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser

from limbo_desktop.text.words import Words
from limbo_desktop.ui.help.document import write_topic
from limbo_desktop.ui.help.topics import Topic
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import RADIUS_SMALL

_LONGEST_LINE = 560
"""About 72 letters, in units."""


class TopicReader(QTextBrowser):
    """`asked(name)` when a link is followed; nothing is ever loaded or opened.

    Arrows move the text cursor, which screen readers follow; Tab goes from link to link.
    """

    asked = Signal(str)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("border: none; background: transparent; padding: 0;")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setProperty("radius", theme.u(RADIUS_SMALL))
        self.anchorClicked.connect(lambda url: self.asked.emit(url.toString()))

    def show_topic(self, topic: Topic) -> None:
        """Show `topic` from its beginning."""
        self.setAccessibleName(topic.title)
        write_topic(self.document(), topic, self._theme, self._words)
        self._keep_lines_short()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002 - Qt's own name
        """Return nothing, whatever is asked for."""
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines short in a wide pane."""
        super().resizeEvent(event)
        self._keep_lines_short()

    def _keep_lines_short(self) -> None:
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        gutter = self._theme.u(4)
        spare = max(gutter, self.viewport().width() - self._theme.u(_LONGEST_LINE))
        near, far = (spare, gutter) if self._theme.rtl else (gutter, spare)
        if (form.leftMargin(), form.rightMargin()) != (near, far):
            form.setLeftMargin(near)
            form.setRightMargin(far)
            # Room for the strokes of the last line that reach below it.
            form.setBottomMargin(self._theme.u(12))
            frame.setFrameFormat(form)
