"""What of a PDF is taken over page by page, what must be drawn, and what the slip says of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

import pikepdf

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.bodies import PageBox
from limbo_desktop.bundle.kept import remembered
from limbo_desktop.bundle.takeover import (
    NotTakenOverError,
    open_source,
    page_form,
    turn_of,
    visible_box,
)
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Active, Facts, PageSize, PdfCheck
from limbo_desktop.render.wire import Message


@dataclass(frozen=True, slots=True)
class Taken:
    """A PDF's pages upright, those of them that must be drawn, and whether one was turned."""

    boxes: tuple[PageBox, ...]
    drawn: frozenset[int]
    turned: bool


_NONE = Taken((), frozenset(), turned=False)


def taken(
    renderer: Renderer, stream: BinaryIO, facts: Facts, check: PdfCheck | None, password: str
) -> Taken | None:
    """Return what can be taken over of a PDF; None when nothing may be.

    A file with hidden layers is drawn whole: taken over, what they hide could be copied.  What the
    renderer remembers of a file is not looked for again.
    """
    if check is None or Active.HIDDEN_LAYER in check.active:
        return None
    if facts.problem is None and check.page_count != facts.page_count:
        return None

    def look() -> Taken:
        try:
            with open_source(stream, password, overlaid=check.overlaid) as source:
                return _try_pages(source, facts)
        except (pikepdf.PdfError, RuntimeError, ValueError):
            return _NONE

    asked = {"what": "taken", "password": password}
    found = remembered(renderer, stream, asked, look, _told, _taken_from)
    return found if found.boxes else None


def _told(found: Taken) -> Message:
    boxes = [(box.width, box.height) for box in found.boxes]
    return Message({"boxes": boxes, "drawn": sorted(found.drawn), "turned": found.turned})


def _taken_from(message: Message) -> Taken | None:
    boxes, drawn = message.header.get("boxes"), message.header.get("drawn")
    if not isinstance(boxes, list) or not isinstance(drawn, list):
        return None
    return Taken(
        tuple(PageBox(*box) for box in boxes),
        frozenset(drawn),
        turned=message.header.get("turned") is True,
    )


def drawn_whole(pages: Iterable[PageSize]) -> Taken:
    """Every page drawn."""
    boxes = page_boxes(pages)
    return Taken(boxes, frozenset(range(len(boxes))), turned=False)


def page_boxes(pages: Iterable[PageSize]) -> tuple[PageBox, ...]:
    """The sizes of pages as the render process tells them."""
    return tuple(PageBox(page.width_pt, page.height_pt) for page in pages)


def pdf_notes(
    found: Taken, kept: tuple[PageBox, ...], check: PdfCheck | None, facts: Facts
) -> Iterable[str]:
    """Yield what the slip says of a PDF of which the pages `kept` stand in the bundle."""
    if check is not None and check.repaired:
        yield notes.REPAIRED
    if found.turned:
        yield notes.TURNED
    if found.drawn:
        yield notes.ALL_DRAWN if len(found.drawn) == len(found.boxes) else notes.DRAWN
    if len(kept) < max(facts.page_count, len(found.boxes)):
        yield notes.FIRST_PAGES
    if check is not None:
        yield from notes.left_out(check.active)


def _try_pages(source: pikepdf.Pdf, facts: Facts) -> Taken:
    boxes, drawn, turned = [], set(), False
    count = len(facts.pages) or len(source.pages)
    for index in range(count):
        page = source.pages[index].obj
        turn = turn_of(page)
        turned = turned or turn != 0
        left, bottom, right, top = visible_box(page)
        width, height = right - left, top - bottom
        boxes.append(PageBox(width, height) if turn in (0, 180) else PageBox(height, width))
        try:
            page_form(source, index)
        except NotTakenOverError:
            drawn.add(index)
    return Taken(tuple(boxes), frozenset(drawn), turned)
