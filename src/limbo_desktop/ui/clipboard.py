"""What is copied stays half a minute; then, or at a lock, it is cleared if it is still ours."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS: Final = 30
"""How long something copied can be pasted."""

_SECRET: Final = {
    "x-kde-passwordManagerHint": b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "org.nspasteboard.ConcealedType": b"1",
}
"""What tells clipboard managers of KDE, Windows and macOS to keep no history of it."""


class ClipboardGuard(QObject):
    """Follows the clipboard while a case is open."""

    def __init__(self, parent: QObject, milliseconds: int = SECONDS * 1000) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(milliseconds)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._changed)

    def clear(self) -> None:
        """Clear what is still ours; another program's words are not touched."""
        self._timer.stop()
        if self._clipboard.ownsClipboard():
            self._clipboard.clear()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def _changed(self) -> None:
        if not self._clipboard.ownsClipboard() or not self._clipboard.mimeData().formats():
            return
        self._timer.start()
        if not self._clipboard.mimeData().hasFormat(next(iter(_SECRET))):
            self._clipboard.setMimeData(_marked(self._clipboard.mimeData()))


def _marked(copied: QMimeData) -> QMimeData:
    """Return the same content with the marks of a secret."""
    marked = QMimeData()
    for name in copied.formats():
        marked.setData(name, copied.data(name))
    for name, value in _SECRET.items():
        marked.setData(name, value)
    return marked
