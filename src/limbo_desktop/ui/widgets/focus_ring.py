"""The focus ring: one overlay for the whole window that no style sheet can lose."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import RADIUS

WIDTH: Final = 2
GAP: Final = 2
FOLLOWED: Final = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
}


class FocusRing(QWidget):
    """Paints 2 px of accent, 2 px outside the widget that has the focus in `window`.

    A widget sets the property `radius` (pixels) when its corners are not the controls', and
    `ownFocus` when it shows the focus itself, as lists do inside a row.
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self.follow(QApplication.focusWidget())

    def stop(self) -> None:
        """Follow nothing any more; called when the window closes."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._on_focus)
        self._watched, self._target = [], None
        self.hide()

    def follow(self, widget: QWidget | None) -> None:
        """Stand round `widget`, which a window without activation holds for its focus."""
        self._on_focus(None, widget)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours and measures of `theme` from now on."""
        self._theme = theme
        self._place()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self):
            return
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = None
        window = self.parentWidget()
        if new is not None and window is not None and window.isAncestorOf(new):
            self._target = None if new.property("ownFocus") else new
            walk: QWidget | None = new
            while walk is not None and walk is not window:
                walk.installEventFilter(self)
                self._watched.append(walk)
                walk = walk.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focused widget when it or what holds it moves."""
        if event.type() in FOLLOWED:
            self._place()
        return False

    def _place(self) -> None:
        target, window = self._target, self.parentWidget()
        gone = target is None or not isValid(target)
        if target is None or gone or window is None or not target.isVisibleTo(window):
            self.hide()
            return
        reach = self._theme.u(GAP) + self._theme.u(WIDTH)
        corner = target.mapTo(window, QPoint(0, 0))
        box = QRect(corner, target.size()).adjusted(-reach, -reach, reach, reach)
        visible = self._visible(target, window, reach)
        self.setGeometry(box)
        self.setMask(visible.translated(-box.topLeft()))
        self.setVisible(box.intersects(visible))
        self.raise_()
        self.update()

    def _visible(self, target: QWidget, window: QWidget, reach: int) -> QRect:
        """Return the part of the window where the target can be seen: scrolled areas cut it."""
        visible = window.rect()
        walk = target.parentWidget()
        while walk is not None and walk is not window:
            if isinstance(walk, QAbstractScrollArea):
                port = walk.viewport()
                area = QRect(port.mapTo(window, QPoint(0, 0)), port.size())
                visible = visible.intersected(area.adjusted(-reach, -reach, reach, reach))
            walk = walk.parentWidget()
        return visible

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        if self._target is None:
            return
        width = self._theme.u(WIDTH)
        own = self._target.property("radius")
        radius = (own if isinstance(own, int) else self._theme.u(RADIUS)) + self._theme.u(GAP)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), width))
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, radius, radius)
