"""One A4 page in the reader's direction: places are told from the line's start, never from left.

Distances are points; `start` counts from the start edge of the text (left, in Arabic right), `top`
from the top of the page down.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfgen.canvas import Canvas

from limbo_desktop.bundle.base import MM, PAGE_HEIGHT, PAGE_WIDTH, Drawn, Goal, Rect
from limbo_desktop.bundle.going_on import go_on
from limbo_desktop.bundle.pages.styles import Styles, ink
from limbo_desktop.bundle.pages.tags import Tags
from limbo_desktop.bundle.pdf_objects import packed
from limbo_desktop.text.typeset import (
    INK,
    Alignment,
    Block,
    Direction,
    LinkTarget,
    Span,
    Style,
    draw,
    layout,
)
from limbo_desktop.text.typeset.inside import append_operators, recorded, take_page
from limbo_desktop.text.typeset.shape import forget_shapes

BINDING, OUTER = 25 * MM, 20 * MM
INNER = 30 * MM
"""The inner margin of paper printed on both sides: room for a stitch or a file's holes."""
EXHIBIT_SHIFT = 11 * MM
TEXT_WIDTH = PAGE_WIDTH - BINDING - OUTER
TEXT_TOP, TEXT_BOTTOM = 29 * MM, 270 * MM
HEAD_TOP, HEAD_RULE = 13 * MM, 20 * MM
FOOT_BOTTOM = PAGE_HEIGHT - 12 * MM
THICK, THIN = 1.0, 0.4
NUMBER_WIDTH, NUMBER_HEIGHT = 18 * MM, 9 * MM
NUMBER_TOP = PAGE_HEIGHT - 10 * MM - NUMBER_HEIGHT


@dataclass(frozen=True, slots=True)
class Frame:
    """The geometry of a page in one direction.

    For paper printed on both sides the inner margin is wider and on the other side of each
    `second` page of a leaf; text stays as wide as it is.  Leaves are counted from the `first` page
    of the file, since that is where paper begins: a supplement's may have any number.
    """

    rtl: bool
    two_sided: bool = False
    second: bool = False
    first: int = 1

    def on(self, number: int) -> "Frame":
        """The frame of the page with this number."""
        if not self.two_sided:
            return self
        return replace(self, second=(number - self.first) % 2 == 1)

    @property
    def line_left(self) -> float:
        """The x of the left end of lines."""
        inner = INNER if self.two_sided else BINDING
        outer = PAGE_WIDTH - TEXT_WIDTH - inner
        return outer if self.rtl != self.second else inner

    @property
    def exhibit_shift(self) -> float:
        """How far the page of an exhibit stands right of the middle."""
        if not self.two_sided:
            return 0.0
        return -EXHIBIT_SHIFT if self.rtl != self.second else EXHIBIT_SHIFT

    def left(self, start: float, width: float) -> float:
        """The x of the left edge of a box `width` wide that begins `start` after line start."""
        if self.rtl:
            return self.line_left + TEXT_WIDTH - start - width
        return self.line_left + start

    @property
    def number_start(self) -> float:
        """How far after line start the box of the page number begins: on paper always one spot."""
        if self.rtl:
            return self.line_left + TEXT_WIDTH - OUTER - NUMBER_WIDTH
        return PAGE_WIDTH - OUTER - NUMBER_WIDTH - self.line_left

    def set(
        self, spans: Sequence[Span], width: float, *, end: bool = False, own: bool = False
    ) -> Block:
        """Lay out text in a column; lines begin at the page's line start, or end at its end.

        Each line has the direction of its own words.  With `own` a text begins where its own
        direction begins: accounts and quotations.
        """
        go_on()
        direction: Direction = "mostly-rtl" if self.rtl else "mostly-ltr"
        align: Alignment = "right" if self.rtl != end else "left"
        return _laid_out(tuple(spans), width, direction, "start" if own else align)

    def along(self, spans: Sequence[Span], width: float, direction: Direction) -> Block:
        """Lay out text in a direction, whatever its letters and the page say."""
        go_on()
        return _laid_out(tuple(spans), width, direction, "start")

    def centred(self, spans: Sequence[Span], width: float, direction: Direction) -> Block:
        """Lay out text in the middle of a column."""
        return _laid_out(tuple(spans), width, direction, "centre")


@lru_cache(maxsize=4096)
def _laid_out(
    spans: tuple[Span, ...], width: float, direction: Direction, align: Alignment
) -> Block:
    """Kept, since a bundle is laid out again until its page numbers are true."""
    return layout(spans, width, direction, align)


def forget_layouts() -> None:
    """Free what is kept of texts that were laid out."""
    _laid_out.cache_clear()
    forget_shapes()


_MOST_DRAWN = 512


class Sheet:
    """A page that is being drawn on a canvas."""

    def __init__(self, canvas: Canvas, frame: Frame, styles: Styles, tags: Tags) -> None:
        self.canvas = canvas
        self.tags = tags
        self.frame = frame
        self.styles = styles
        self._drawn: dict[tuple[str | float, ...], str] = {}
        self._links: list[tuple[bytes, str]] = []
        self._index = 0
        self.goals: dict[str, Goal] = {}
        self.reachable: Callable[[str], bool] = lambda _name: True
        """Whether a place is in the same file: nothing links to another."""

    def block(self, block: Block, start: float, top: float) -> None:
        """Draw laid-out text with its upper start corner at `start`, `top`, links included.

        It belongs to the element of `tags` that is open, and is no content where none is.
        """
        tags, x = self.tags, self.frame.left(start, block.width)
        spans = tags.begin(block)
        areas = draw(self.canvas, block, x, PAGE_HEIGHT - top, tagged=tags.telling, marker=spans)
        for area in areas:
            self.link(area.rect, area.target, spans.link_at(area) if spans else None)
        tags.end()

    def text(
        self, text: str, style: Style, start: float, top: float, width: float, *, end: bool = False
    ) -> Block:
        """Lay out and draw a text in a column; the block, so that its height is known."""
        block = self.frame.set([Span(text, style)], width, end=end)
        self.block(block, start, top)
        return block

    def link(
        self,
        rect: tuple[float, float, float, float],
        target: LinkTarget,
        element: int | None = None,
    ) -> None:
        """Make an area a link to a place of the bundle; `element` is the link of its words."""
        if self.reachable(target.name):
            self._links.append((" ".join(map(fp_str, rect)).encode(), target.name))
            self.tags.annotate(element)

    def row_link(self, start: float, top: float, width: float, height: float, name: str) -> None:
        """Make a whole row a link."""
        left = self.frame.left(start, width)
        bottom = PAGE_HEIGHT - top - height
        rect = (left, bottom, left + width, bottom + height)
        self.link(rect, LinkTarget(name), self.tags.link_of_row(name))

    def anchor(self, name: str, top: float = 0.0) -> None:
        """Make this place a target of links."""
        self.goals[name] = Goal(self._index, float(fp_str(PAGE_HEIGHT - top)))

    def taken(self) -> Drawn:
        """The page as it was drawn, packed; the next one begins."""
        page = Drawn(packed(take_page(self.canvas)), tuple(self._links))
        self._links.clear()
        self._index += 1
        return page

    def rule(
        self,
        top: float,
        start: float = 0.0,
        width: float = TEXT_WIDTH,
        *,
        thickness: float = THICK,
        colour: str = INK,
    ) -> None:
        """A horizontal line."""
        left = self.frame.left(start, width)
        self._line(left, top, left + width, top, thickness, colour)

    def upright(
        self, start: float, top: float, bottom: float, thickness: float, colour: str = INK
    ) -> None:
        """A vertical line."""
        x = self.frame.left(start, 0)
        self._line(x, top, x, bottom, thickness, colour)

    def box(self, start: float, top: float, width: float, height: float, thickness: float) -> None:
        """A white box with a black frame."""
        left = self.frame.left(start, width)
        bottom = PAGE_HEIGHT - top - height

        def draw() -> None:
            self.canvas.saveState()
            self.canvas.setFillColor(ink("#FFFFFF"))
            self.canvas.setStrokeColor(ink("#000000"))
            self.canvas.setLineWidth(thickness)
            self.canvas.rect(left, bottom, width, height, stroke=1, fill=1)
            self.canvas.restoreState()

        self.again(("box", left, bottom, width, height, thickness), draw)

    def outline(self, rect: Rect, thickness: float, colour: str) -> None:
        """The outline of a place on the paper."""

        def draw() -> None:
            self.canvas.saveState()
            self.canvas.setStrokeColor(ink(colour))
            self.canvas.setLineWidth(thickness)
            self.canvas.rect(rect.x, rect.y, rect.width, rect.height)
            self.canvas.restoreState()

        self.again(("outline", rect.x, rect.y, rect.width, rect.height, thickness, colour), draw)

    def page_number(self, number: int) -> None:
        """The framed number of the page, in the same spot on every page."""
        start = self.frame.number_start
        self.box(start, NUMBER_TOP, NUMBER_WIDTH, NUMBER_HEIGHT, 1.1)
        style = self.styles.page_number
        block = layout([Span(str(number), style)], NUMBER_WIDTH, "ltr", "centre")
        self.block(block, start, NUMBER_TOP + (NUMBER_HEIGHT - style.leading) / 2)

    def _line(
        self, x1: float, top1: float, x2: float, top2: float, thickness: float, colour: str
    ) -> None:
        def draw() -> None:
            self.canvas.saveState()
            self.canvas.setStrokeColor(ink(colour))
            self.canvas.setLineWidth(thickness)
            self.canvas.line(x1, PAGE_HEIGHT - top1, x2, PAGE_HEIGHT - top2)
            self.canvas.restoreState()

        self.again(("line", x1, top1, x2, top2, thickness, colour), draw)

    def again(self, what: tuple[str | float, ...], draw: Callable[[], None]) -> None:
        """Draw what is drawn often with the same operators: ReportLab is asked for it once.

        `what` tells it from all else that is drawn like that; what it changes of the canvas's
        state besides is for the caller to restore.
        """
        known = self._drawn.get(what)
        if known is not None:
            append_operators(self.canvas, known)
            return
        if len(self._drawn) >= _MOST_DRAWN:
            self._drawn.clear()
        self._drawn[what] = recorded(self.canvas, draw)
