"""Lucide icons, tinted by a token and mirrored only where an icon points along the text."""

import re
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from limbo_desktop.resources import resource_path
from limbo_desktop.ui.theme.theme import Theme

MIRRORED: Final = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "chevron-left",
        "chevron-right",
        "undo-2",
        "redo-2",
        "chart-gantt",
        "log-out",
        "panel-right",
    }
)
"""Icons that point along the line of writing; every other one looks the same both ways."""

STROKE: Final = 2.0


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def tinted(name: str, colour: str, side: int, stroke: float, *, mirror: bool) -> QPixmap:
    """Return icon `name` in `colour` (`#RRGGBB`), `side` device pixels square.

    `stroke` is the line's width in the icon's own 24 × 24 box.  Raises FileNotFoundError when no
    such icon is shipped.
    """
    svg = re.sub(r'stroke-width="[\d.]+"', f'stroke-width="{stroke}"', _svg(name))
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    if mirror:
        return pixmap.transformed(QTransform.fromScale(-1, 1))
    return pixmap


def icon_pixmap(
    theme: Theme, name: str, units: float, token: str = "ink2", *, dpr: float = 1.0
) -> QPixmap:
    """Return icon `name`, `units` square at the theme's text size, in the colour `token`."""
    pixmap = QPixmap(
        tinted(
            name,
            theme.hex(token),
            round(theme.u(units) * dpr),
            STROKE,
            mirror=theme.rtl and name in MIRRORED,
        )
    )
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


def icon(theme: Theme, name: str, units: float = 20, token: str = "ink2") -> QIcon:
    """Return a QIcon of icon `name` for controls that take one; sharp up to twice the density."""
    made = QIcon()
    for dpr in (1.0, 2.0):
        made.addPixmap(icon_pixmap(theme, name, units, token, dpr=dpr))
        made.addPixmap(icon_pixmap(theme, name, units, "ink3", dpr=dpr), QIcon.Mode.Disabled)
    return made


def draw_icon(painter: QPainter, theme: Theme, name: str, box: QRectF, token: str = "ink2") -> None:
    """Draw icon `name` centred in the square that fits into `box`, at the painter's density."""
    device = painter.device()
    dpr = device.devicePixelRatioF() if device is not None else 1.0
    side = min(box.width(), box.height())
    pixmap = tinted(
        name,
        theme.hex(token),
        max(1, round(side * dpr)),
        STROKE,
        mirror=theme.rtl and name in MIRRORED,
    )
    place = QRectF(0, 0, side, side)
    place.moveCenter(box.center())
    painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
