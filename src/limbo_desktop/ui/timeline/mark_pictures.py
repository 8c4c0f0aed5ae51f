"""Small marks as pictures: the strip has hundreds of them, of few kinds."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from limbo_desktop.case.marks import Mark
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.marks import SMALL, MarkState, draw_mark

_AROUND = 2


class MarkPictures:
    """Draws marks of one theme, each kind and state painted once."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._kept: dict[tuple[str, MarkState, float], QPixmap] = {}

    def draw(self, painter: QPainter, mark: Mark, box: QRectF, state: MarkState) -> None:
        """Draw `mark` into a box of the small size, moved to whole pixels."""
        device = painter.device()
        dpr = device.devicePixelRatioF() if device is not None else 1.0
        picture = self._kept.get((mark.name, state, dpr))
        if picture is None:
            picture = self._kept[mark.name, state, dpr] = self._painted(mark, state, dpr)
        painter.drawPixmap(round(box.left()) - _AROUND, round(box.top()) - _AROUND, picture)

    def _painted(self, mark: Mark, state: MarkState, dpr: float) -> QPixmap:
        side = self._theme.u(SMALL)
        whole = side + 2 * _AROUND
        picture = QPixmap(round(whole * dpr), round(whole * dpr))
        picture.setDevicePixelRatio(dpr)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        place = QRectF(_AROUND, _AROUND, side, side)
        draw_mark(painter, self._theme, mark, place, state, with_icon=False)
        painter.end()
        return picture
