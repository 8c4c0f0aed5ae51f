"""The pages of an exhibit: the original's page in a fine frame above the stamp, or its set text."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial

from limbo_desktop.bundle.base import MM, PAGE_HEIGHT, Rect, fitted
from limbo_desktop.bundle.bodies import (
    Body,
    Examined,
    PageBox,
    PdfBody,
    RasterBody,
    SubExhibit,
    TextBody,
)
from limbo_desktop.bundle.pages.flow import Piece, Placed, Space, paginate
from limbo_desktop.bundle.pages.parts import subheading
from limbo_desktop.bundle.pages.set_text import part_name, part_number, set_text
from limbo_desktop.bundle.pages.sheet import (
    NUMBER_HEIGHT,
    NUMBER_TOP,
    TEXT_WIDTH,
    THIN,
    Sheet,
)
from limbo_desktop.bundle.pages.styles import HAIR_INK
from limbo_desktop.bundle.pages.telling import (
    ExhibitPlace,
    Page,
    Telling,
    exhibit_anchor,
    part_anchor,
)
from limbo_desktop.bundle.pages.titles import exhibit_title
from limbo_desktop.bundle.structure import Role
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Span

_STAMP_RULE = PAGE_HEIGHT - 21.5 * MM
_STAMP_START = -13 * MM
_STAMP_PADDING = 10.0
EXHIBIT_NARROWER = 7 * MM
"""How much narrower on each side exhibits are on paper that is printed on both sides."""
_TEXT_TOP, _TEXT_BOTTOM = 14 * MM, 268 * MM


@dataclass(frozen=True, slots=True)
class _Side:
    """A page before it knows its number: what is set on it, or the box of what is placed.

    `part` is the sub-exhibit that it belongs to, `first` whether it is that one's first page.
    `drawn` is a picture of a page that we draw; of one taken over `wordless` says that it holds no
    words that could be read.
    """

    part: SubExhibit | None
    first: bool
    placed: tuple[Placed, ...] = ()
    box: PageBox | None = None
    drawn: bool = False
    wordless: bool = False

    @property
    def silent(self) -> bool:
        """Whether there is nothing on it that could be read out."""
        return self.drawn or self.wordless


def exhibit_pages(whole: Telling, examined: Examined) -> Iterator[Page]:
    """The pages that show an exhibit and what hangs on it, without its slip."""
    sides = list(_sides(whole, examined))
    narrower = 2 * EXHIBIT_NARROWER if whole.frame.two_sided else 0.0
    index = 0
    for number, side in enumerate(sides, start=1):
        anchors = [exhibit_anchor(examined.number, number)]
        telling = whole.at(anchors[0])
        if side.part is not None and side.first:
            anchors.append(part_anchor(examined.number, side.part.number))
        read = side.box is not None and not side.silent
        stamp = _stamp(telling, examined, side.part, number, len(sides), read=read)
        placement = None
        if side.box is not None:
            told = _told(telling, examined, side, number, len(sides)) if side.silent else None
            rect = fitted(side.box, narrower)
            placement = ExhibitPlace(examined.number, index, rect, told, not side.drawn)
            stamp = _framed(rect, stamp)
            index += 1
        yield Page(
            telling.words.t("Exhibits"),
            side.placed,
            Said(""),
            stamp,
            anchors=tuple(anchors),
            headless=True,
            placement=placement,
        )


def _told(
    telling: Telling, examined: Examined, side: _Side, page: int, pages: int
) -> Callable[[], Said]:
    """What is said of a picture of a page to who does not see it."""
    part = side.part

    def say() -> Said:
        return telling.words.t(
            "Exhibit {number}, page {page} of {pages}: {title}",
            number=part_number(examined, part) if part else Said(str(examined.number)),
            page=Said(str(page)),
            pages=Said(str(pages)),
            title=part_name(telling, part) if part else exhibit_title(telling, examined.exhibit),
        )

    return say


def _sides(telling: Telling, examined: Examined) -> Iterator[_Side]:
    attached = [(part_number(examined, part), part) for part in examined.parts]
    if isinstance(examined.body, TextBody):
        yield from _set(None, set_text(telling, examined.body, attached))
    else:
        yield from _boxes(None, examined.body, examined.redaction is not None)
    for number, part in attached:
        if isinstance(part.body, TextBody):
            title = subheading(telling, partial(_part_told, number, part), 0)
            yield from _set(part, [*title, Space(4), *set_text(telling, part.body)])
        else:
            yield from _boxes(part, part.body)


def _part_told(number: Said, part: SubExhibit, telling: Telling) -> Said:
    name = part_name(telling, part)
    return telling.words.t("Exhibit {number}. {title}", number=number, title=name)


def _set(part: SubExhibit | None, pieces: list[Piece]) -> Iterator[_Side]:
    for index, placed in enumerate(paginate(pieces, top=_TEXT_TOP, bottom=_TEXT_BOTTOM)):
        yield _Side(part, index == 0, placed)


def _boxes(part: SubExhibit | None, body: Body, redacted: bool = False) -> Iterator[_Side]:
    if isinstance(body, PdfBody | RasterBody):
        for index, box in enumerate(body.pages):
            drawn = redacted or isinstance(body, RasterBody) or index in body.drawn
            wordless = isinstance(body, PdfBody) and index in body.wordless
            yield _Side(part, index == 0, box=box, drawn=drawn, wordless=wordless)


def _framed(rect: Rect, stamp: Callable[[Sheet], None]) -> Callable[[Sheet], None]:
    def draw(sheet: Sheet) -> None:
        sheet.outline(replace(rect, x=rect.x + sheet.frame.exhibit_shift), THIN, HAIR_INK)
        stamp(sheet)

    return draw


def _stamp(
    telling: Telling,
    examined: Examined,
    part: SubExhibit | None,
    page: int,
    pages: int,
    *,
    read: bool,
) -> Callable[[Sheet], None]:
    """The strip under the page: exhibit in a frame, title, which page, where the slip is.

    Before a page with words of its own it is `read` too; a picture says the same of itself.
    Nothing is told before it is drawn: pages are counted more often than drawn.
    """

    def draw(sheet: Sheet) -> None:
        with sheet.tags.element(Role.PARAGRAPH) if read else nullcontext():
            show(sheet)

    def show(sheet: Sheet) -> None:
        words, styles, frame = telling.words, telling.styles, sheet.frame
        number = part_number(examined, part) if part else Said(str(examined.number))
        title = part_name(telling, part) if part else exhibit_title(telling, examined.exhibit)
        place = words.t(
            "page {page} of {pages} · slip on p. {slip}",
            page=Said(str(page)),
            pages=Said(str(pages)),
            slip=telling.page(exhibit_anchor(examined.number)),
        )
        named = [Span(words.t("Exhibit {number}", number=number), styles.body_bold)]
        name = frame.along(named, 60 * MM, "auto")
        sheet.rule(_STAMP_RULE, _STAMP_START, TEXT_WIDTH - _STAMP_START)
        width = name.natural_width + 2 * _STAMP_PADDING
        sheet.box(_STAMP_START, NUMBER_TOP, width, NUMBER_HEIGHT, 1.0)
        inside = frame.centred(named, width, "rtl" if frame.rtl else "ltr")
        sheet.block(inside, _STAMP_START, NUMBER_TOP + (NUMBER_HEIGHT - inside.height) / 2)
        at = _STAMP_START + width + 4 * MM
        room = frame.number_start - 4 * MM - at
        line = frame.set([Span(title, styles.apparatus)], room).part(0, 1)
        leading = styles.apparatus.leading
        top = NUMBER_TOP + (NUMBER_HEIGHT - 2 * leading) / 2
        sheet.block(line, at, top)
        sheet.text(place, styles.apparatus, at, top + leading, room)

    return draw
