"""What of a PDF is taken over page by page, what must be drawn, and what the slip says of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import pikepdf

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.bodies import PageBox
from limbo_desktop.bundle.drawing_work import DrawingWork
from limbo_desktop.bundle.kept import remembered
from limbo_desktop.bundle.kept_pages import Shelf, keep
from limbo_desktop.bundle.takeover import (
    NotTakenOverError,
    Opened,
    PageForm,
    open_source,
    turn_of,
    visible_box,
    whole,
)
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Active, Facts, PageSize, PdfCheck
from limbo_desktop.render.wire import Message


@dataclass(frozen=True, slots=True)
class Taken:
    """A PDF's pages upright, those of them that must be drawn, and whether one was turned.

    `wordless` are those without a font: pictures of pages, in which nothing can be read.
    """

    boxes: tuple[PageBox, ...]
    drawn: frozenset[int]
    turned: bool
    wordless: frozenset[int] = frozenset()


_DEEPEST = 4
"""Forms inside forms that are looked through; what is deeper may hold letters."""
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
        data = whole(stream)
        near = stream if data is None else BytesIO(data)
        try:
            with open_source(near, password, overlaid=check.overlaid) as source:
                shelf = Shelf(Opened(source), data) if data is not None else None
                found = _try_pages(source, facts, shelf)
        except (pikepdf.PdfError, RuntimeError, ValueError):
            return _NONE
        if shelf is not None:
            keep(renderer, stream, password, shelf)
        return found

    asked = {"what": "taken", "password": password}
    found = remembered(renderer, stream, asked, look, _told, _taken_from)
    return found if found.boxes else None


def _told(found: Taken) -> Message:
    boxes = [(box.width, box.height) for box in found.boxes]
    pages = {"drawn": sorted(found.drawn), "wordless": sorted(found.wordless)}
    return Message({"boxes": boxes, **pages, "turned": found.turned})


def _taken_from(message: Message) -> Taken | None:
    told = message.header
    boxes, drawn, wordless = told.get("boxes"), told.get("drawn"), told.get("wordless")
    if not isinstance(boxes, list) or not isinstance(drawn, list):
        return None
    if not isinstance(wordless, list):
        return None
    return Taken(
        tuple(PageBox(*box) for box in boxes),
        frozenset(drawn),
        turned=told.get("turned") is True,
        wordless=frozenset(wordless),
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


def _try_pages(source: pikepdf.Pdf, facts: Facts, shelf: Shelf | None) -> Taken:
    """Take each page apart; what a shelf takes of it need not be taken apart again."""
    pages = Opened(source)
    work = DrawingWork()
    boxes, drawn, wordless, turned = [], set(), set(), False
    count = len(facts.pages) or len(source.pages)
    for index in range(count):
        page = source.pages[index].obj
        turn = turn_of(page)
        turned = turned or turn != 0
        left, bottom, right, top = visible_box(page)
        width, height = right - left, top - bottom
        boxes.append(PageBox(width, height) if turn in (0, 180) else PageBox(height, width))
        if not _has_fonts(source.pages[index].resources):
            wordless.add(index)
        form: PageForm | None = None
        try:
            work.refuse_endless(page.get("/Contents"), source.pages[index].resources)
            form = pages.form(index)
        except NotTakenOverError:
            drawn.add(index)
        if shelf is not None:
            shelf.add(form)
    return Taken(tuple(boxes), frozenset(drawn), turned, frozenset(wordless))


def _has_fonts(resources: pikepdf.Object, deep: int = 0) -> bool:
    """Whether letters may be drawn with resources, or with those of forms that they draw."""
    if not isinstance(resources, pikepdf.Dictionary):
        return False
    fonts, drawn = resources.get("/Font"), resources.get("/XObject")
    if isinstance(fonts, pikepdf.Dictionary) and len(fonts) > 0:
        return True
    if not isinstance(drawn, pikepdf.Dictionary):
        return False
    inside = (
        each.get("/Resources")
        for each in drawn.as_dict().values()
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Form
    )
    return any(
        deep >= _DEEPEST or _has_fonts(each, deep + 1) for each in inside if each is not None
    )
