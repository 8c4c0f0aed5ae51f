"""Draws pages one after another as they come, each in the file that it belongs to; keeps none."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from limbo_desktop.bundle.base import (
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Base,
    Bookmark,
    Drawn,
    Placement,
    Rect,
    SealSpot,
)
from limbo_desktop.bundle.going_on import asked
from limbo_desktop.bundle.page_weights import page_weights
from limbo_desktop.bundle.pages.called import bundle_title, running_head
from limbo_desktop.bundle.pages.in_parts import part_told
from limbo_desktop.bundle.pages.parts_list import stand_in
from limbo_desktop.bundle.pages.sheet import FOOT_BOTTOM, HEAD_RULE, HEAD_TOP, TEXT_WIDTH, Sheet
from limbo_desktop.bundle.pages.styles import Styles
from limbo_desktop.bundle.pages.tags import Tags
from limbo_desktop.bundle.pages.telling import ExhibitPlace, Page, Spot, Telling
from limbo_desktop.bundle.side_by_side import patiently
from limbo_desktop.bundle.structure import Role
from limbo_desktop.text.said import Said
from limbo_desktop.text.script import Script, by_script, script_of
from limbo_desktop.text.typeset import Span, finished
from limbo_desktop.text.typeset.embed import document_fonts


@dataclass(frozen=True, slots=True)
class Weight:
    """A page with about the bytes that it adds to its part, from 1; the rest is as in Page.

    The pages of exhibits weigh what is ours of them.
    """

    part: int
    spot: Spot | None
    placement: ExhibitPlace | None
    bytes: int


class Drawing:
    """The pages of one layout drawn one after another, as they come; none is kept."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._parts: list[_Drawn] = []
        self._passed: list[Weight] = []

    def drawn(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Draw each page and pass it on."""
        head = running_head(self._telling)
        for number, page in enumerate(pages, start=self._telling.first):
            if page.part > len(self._parts):
                for part in self._parts[-1:]:
                    part.rest()
                self._parts.append(_Drawn(self._telling, page.part, number))
            if not page.weight:
                self._parts[-1].draw(page, number, head)
            self._passed.append(Weight(page.part, page.spot, page.placement, page.weight))
            yield page

    def bases(self) -> tuple[Base, ...]:
        """What was drawn, part by part."""
        return tuple(part.base() for part in self._parts)

    def weights(self) -> tuple[Weight, ...]:
        """What each page weighs, in order."""
        drawn = iter([weight for part in self._parts for weight in part.weights()])
        return tuple(
            each if each.bytes else replace(each, bytes=next(drawn)) for each in self._passed
        )


class _Drawn:
    """The pages of one file as they are drawn."""

    def __init__(self, telling: Telling, part: int, first: int) -> None:
        self._telling = telling
        self._part, self._first = part, first
        size = (PAGE_WIDTH, PAGE_HEIGHT)
        self._canvas = Canvas("", pagesize=size, invariant=1, pageCompression=0)
        tags = Tags(self._canvas, telling.words.language.code, _by_script(telling))
        self._sheet = Sheet(self._canvas, telling.frame, telling.styles, tags)
        if telling.parts:
            self._sheet.reachable = lambda anchor: telling.part_of(anchor) == part
        self._pages: list[Drawn] = []
        self._bookmarks: list[Bookmark] = []
        self._placements: list[Placement] = []
        self._seals: list[SealSpot] = []
        self._taken_over = False

    def rest(self) -> None:
        """Free what is only kept to draw more pages quickly."""
        document_fonts(self._canvas).forget()

    def weights(self) -> list[int]:
        """What each page that was drawn weighs."""
        return page_weights(self._pages, self._sheet.tags.structure)

    def draw(self, page: Page, number: int, head: str) -> None:
        """Draw a page."""
        index = number - self._first
        frame = self._sheet.frame = self._telling.frame.on(number)
        tags = self._sheet.tags
        for each in page.bookmarks:
            tags.section(each.level)
        tags.begin_page()
        _draw(self._sheet, page, number, head)
        self._bookmarks += [
            Bookmark(each.title, index, level=each.level) for each in page.bookmarks
        ]
        if page.placement:
            place = page.placement
            rect = _moved(place.rect, frame.exhibit_shift)
            self._taken_over = self._taken_over or place.taken
            role = Role.FIGURE if place.told else Role.DIVISION
            marked = tags.reserve(role, place.told() if place.told else "")
            self._placements.append(Placement(index, place.exhibit, place.index, rect, marked))
        if page.seal:
            moved = frame.line_left - self._telling.frame.line_left
            rect = _moved(page.seal.rect, moved)
            marked = tags.reserve(Role.FIGURE, page.seal.told, seal=True)
            self._seals.append(SealSpot(index, page.seal.kind, rect, marked))
        tags.end_page()
        self._pages.append(self._sheet.taken())

    def base(self) -> Base:
        """What was drawn."""
        words, title = self._telling.words, bundle_title(self._telling)
        parts = self._telling.parts
        others = tuple(
            each.fingerprint or stand_in(number) for number, each in enumerate(parts[1:], start=2)
        )
        if parts:
            part = part_told(words, self._part, len(parts))
            title = words.t("{title}, {part}", title=title, part=part)
        self._canvas.showPage()
        return Base(
            tuple(self._pages),
            patiently(lambda: finished(self._canvas), asked()),
            self._sheet.goals,
            title,
            words.language.code,
            tuple(self._placements),
            tuple(self._seals),
            tuple(self._bookmarks),
            first=self._first,
            places=self._telling.numbers,
            part=self._part,
            count=max(1, len(parts)),
            others=others if self._part == 1 else (),
            structure=self._sheet.tags.structure,
            archival=not self._taken_over and document_fonts(self._canvas).keep_widths,
        )


def _by_script(telling: Telling) -> Mapping[Script, str]:
    """Which language words are in by their script, as far as the case tells.

    In a bundle of two languages most words of another script are in the second one.
    """
    selection = telling.selection
    found = set(selection.info.languages)
    for told in selection.entries:
        found |= {told.event.account.lang, *(each.lang for each in told.event.translations)}
    for exhibit in selection.exhibits:
        found |= set(exhibit.document.languages)
    languages = by_script(found)
    if telling.second is not None:
        second = telling.second.language.code
        languages = {**languages, script_of(second): second}
    return languages


def _moved(rect: Rect, right: float) -> Rect:
    return replace(rect, x=rect.x + right) if right else rect


def _draw(sheet: Sheet, page: Page, number: int, head: str) -> None:
    styles = sheet.styles
    for anchor in page.anchors:
        sheet.anchor(anchor)
    if not page.headless:
        _draw_head(sheet, styles, head, page.section)
    for placed in page.placed:
        placed.piece.draw(sheet, placed.top)
    if page.draw_more is not None:
        page.draw_more(sheet)
    if page.foot:
        block = sheet.frame.set([Span(page.foot, styles.apparatus)], TEXT_WIDTH - 24 * MM)
        sheet.block(block, 0, FOOT_BOTTOM - block.height)
    sheet.page_number(number)


def _draw_head(sheet: Sheet, styles: Styles, head: str, section: Said) -> None:
    line = sheet.frame.set([Span(head, styles.apparatus)], TEXT_WIDTH * 0.68).part(0, 1)
    sheet.block(line, 0, HEAD_TOP)
    width = TEXT_WIDTH * 0.32
    sheet.text(section, styles.apparatus, TEXT_WIDTH - width, HEAD_TOP, width, end=True)
    sheet.rule(HEAD_RULE, thickness=0.6)
