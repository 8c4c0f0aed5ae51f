"""The marks of the kinds on a page: filled for a known day, outlined for a span, else dashed."""

from collections.abc import Callable
from functools import lru_cache

from fontTools.pens.basePen import BasePen
from fontTools.svgLib import SVGPath
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from limbo_desktop.bundle.base import PAGE_HEIGHT
from limbo_desktop.bundle.pages.sheet import Sheet
from limbo_desktop.bundle.pages.styles import ink
from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.marks import (
    BOX,
    DASH,
    ICON_STROKE,
    LIGHT_ICON,
    MARKS,
    OUTLINE,
    RING,
    Mark,
    mark_of,
    segments,
)
from limbo_desktop.case.records import Event
from limbo_desktop.resources import resource_path
from limbo_desktop.text.typeset import INK

DOCUMENT_MARK = MARKS["document"]
_ICON_BOX = 24.0
PAPER = "#FFFFFF"
_EDGE = 0.7
"""Points of the white edge of a mark."""
_WITH_ICON = 24.0
"""Points from which on a mark is large enough for its icon."""


def event_mark(event: Event) -> Mark:
    """The mark of an event's kind."""
    return mark_of(event.kind, in_exile=event.fields.get("in_exile") is True)


def draw_mark(
    sheet: Sheet,
    mark: Mark,
    certainty: Certainty,
    start: float,
    top: float,
    size: float,
    *,
    apart: bool = False,
) -> None:
    """Draw a mark `size` points wide with its upper start corner at `start`, `top`.

    With `apart` a white edge divides it from what lies under it.
    """
    canvas, directed = sheet.canvas, mark.directed and sheet.frame.rtl
    canvas.saveState()
    canvas.translate(sheet.frame.left(start, size), PAGE_HEIGHT - top)
    canvas.scale(size / BOX, -size / BOX)  # the canvas makes one of both, so it is not drawn again
    sheet.again(
        ("mark", mark.name, certainty.value, size, apart, directed),
        lambda: _draw_here(canvas, mark, certainty, size, apart=apart, directed=directed),
    )
    canvas.restoreState()


def _draw_here(
    canvas: Canvas, mark: Mark, certainty: Certainty, size: float, *, apart: bool, directed: bool
) -> None:
    filled = certainty is Certainty.EXACT
    canvas.saveState()
    if directed:
        canvas.transform(-1, 0, 0, 1, BOX, 0)
    if apart:
        canvas.setStrokeColor(ink(PAPER))
        canvas.setFillColor(ink(PAPER))
        canvas.setLineWidth(OUTLINE + 2 * _EDGE * BOX / size)
        canvas.drawPath(shape_path(canvas, mark.shape_path), stroke=1, fill=1 if filled else 0)
    canvas.setStrokeColor(ink(mark.light))
    canvas.setFillColor(ink(mark.light_soft if mark.ring else mark.light))
    canvas.setLineWidth(RING if mark.ring and filled else OUTLINE)
    canvas.setLineJoin(1)
    if certainty is Certainty.UNSURE:
        canvas.setDash(*DASH)
    path = shape_path(canvas, mark.shape_path)
    solid = filled and not mark.ring
    canvas.drawPath(path, stroke=0 if solid else 1, fill=1 if filled else 0)
    canvas.restoreState()
    if size >= _WITH_ICON:
        colour = LIGHT_ICON if solid else mark.light
        canvas.translate(mark.icon_x - mark.icon_size / 2, mark.icon_y - mark.icon_size / 2)
        canvas.scale(mark.icon_size / _ICON_BOX, mark.icon_size / _ICON_BOX)
        _stroke_icon(canvas, mark.icon, colour)


def draw_icon(sheet: Sheet, name: str, start: float, top: float, size: float) -> None:
    """Draw an icon of the set in ink."""
    canvas = sheet.canvas
    canvas.saveState()
    canvas.translate(sheet.frame.left(start, size), PAGE_HEIGHT - top)
    canvas.scale(size / _ICON_BOX, -size / _ICON_BOX)
    _stroke_icon(canvas, name, INK)
    canvas.restoreState()


def shape_path(canvas: Canvas, path: str) -> PDFPathObject:
    """A shape of the table of marks as a path of the canvas."""
    drawn = canvas.beginPath()
    for command, numbers in segments(path):
        _COMMANDS[command](drawn, numbers)
    return drawn


_COMMANDS: dict[str, Callable[[PDFPathObject, tuple[float, ...]], None]] = {
    "M": lambda path, at: path.moveTo(*at),
    "L": lambda path, at: path.lineTo(*at),
    "C": lambda path, at: path.curveTo(*at),
    "Z": lambda path, _at: path.close(),
}


def _stroke_icon(canvas: Canvas, name: str, colour: str) -> None:
    canvas.setStrokeColor(ink(colour))
    canvas.setLineWidth(ICON_STROKE)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    pen = _CanvasPen(canvas.beginPath())
    SVGPath.fromstring(_icon(name)).draw(pen)
    canvas.drawPath(pen.path, stroke=1, fill=0)


@lru_cache(maxsize=64)
def _icon(name: str) -> bytes:
    return resource_path("icons", f"{name}.svg").read_bytes()


class _CanvasPen(BasePen):  # type: ignore[misc]  # fontTools has no stubs
    """Draws what fontTools reads from an SVG into a path of the canvas."""

    def __init__(self, path: PDFPathObject) -> None:
        super().__init__(None)
        self.path = path

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self.path.moveTo(*pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.path.lineTo(*pt)

    def _curveToOne(  # noqa: N802
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self.path.curveTo(*pt1, *pt2, *pt3)

    def _closePath(self) -> None:  # noqa: N802
        self.path.close()
