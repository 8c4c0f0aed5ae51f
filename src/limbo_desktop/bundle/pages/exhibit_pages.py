"""The pages of an exhibit: the original's page in a fine frame above the stamp, or its set text."""

from collections.abc import Callable, Iterator

from limbo_desktop.bundle.base import MM, PAGE_HEIGHT, Rect, fitted
from limbo_desktop.bundle.bodies import Examined, NoBody, TextBody
from limbo_desktop.bundle.pages.flow import Piece, Rule, Space, Text, paginate
from limbo_desktop.bundle.pages.parts import Fact, fact_rows
from limbo_desktop.bundle.pages.sheet import (
    NUMBER_HEIGHT,
    NUMBER_TOP,
    NUMBER_WIDTH,
    TEXT_WIDTH,
    THIN,
    Sheet,
)
from limbo_desktop.bundle.pages.styles import HAIR_INK, ink
from limbo_desktop.bundle.pages.telling import ExhibitPlace, Page, Telling, exhibit_anchor
from limbo_desktop.bundle.pages.titles import exhibit_title
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Span, layout

_STAMP_RULE = PAGE_HEIGHT - 21.5 * MM
_STAMP_START = -13 * MM
_STAMP_PADDING = 10.0
_TEXT_TOP, _TEXT_BOTTOM = 14 * MM, 268 * MM


def exhibit_pages(telling: Telling, examined: Examined) -> Iterator[Page]:
    """The pages that show an exhibit, without its slip."""
    match examined.body:
        case NoBody():
            return
        case TextBody() as body:
            pages = paginate(_text(telling, body), top=_TEXT_TOP, bottom=_TEXT_BOTTOM)
            for number, placed in enumerate(pages, start=1):
                yield Page(
                    _section(telling),
                    placed,
                    Said(""),
                    _stamp(telling, examined, number, len(pages)),
                    anchors=(exhibit_anchor(examined.number, number),),
                    headless=True,
                )
        case body:
            for number, box in enumerate(body.pages, start=1):
                placement = ExhibitPlace(examined.number, number - 1, fitted(box))
                yield Page(
                    _section(telling),
                    (),
                    Said(""),
                    _framed(placement.rect, _stamp(telling, examined, number, len(body.pages))),
                    anchors=(exhibit_anchor(examined.number, number),),
                    headless=True,
                    placement=placement,
                )


def _section(telling: Telling) -> Said:
    return telling.words.t("Exhibits")


def _framed(rect: Rect, stamp: Callable[[Sheet], None]) -> Callable[[Sheet], None]:
    def draw(sheet: Sheet) -> None:
        canvas = sheet.canvas
        canvas.saveState()
        canvas.setStrokeColor(ink(HAIR_INK))
        canvas.setLineWidth(THIN)
        canvas.rect(rect.x, rect.y, rect.width, rect.height)
        canvas.restoreState()
        stamp(sheet)

    return draw


def _stamp(telling: Telling, examined: Examined, page: int, pages: int) -> Callable[[Sheet], None]:
    """The strip under the page: exhibit in a frame, title, which page, where the slip is."""
    words, styles = telling.words, telling.styles
    number = Said(str(examined.number))
    name = layout([Span(words.t("Exhibit {number}", number=number), styles.body_bold)], 60 * MM)
    title = exhibit_title(telling, examined.exhibit)
    place = words.t(
        "page {page} of {pages} · slip on p. {slip}",
        page=Said(str(page)),
        pages=Said(str(pages)),
        slip=telling.page(exhibit_anchor(examined.number)),
    )

    def draw(sheet: Sheet) -> None:
        sheet.rule(_STAMP_RULE, _STAMP_START, TEXT_WIDTH - _STAMP_START)
        width = name.natural_width + 2 * _STAMP_PADDING
        sheet.box(_STAMP_START, NUMBER_TOP, width, NUMBER_HEIGHT, 1.0)
        inside = layout(
            [Span(words.t("Exhibit {number}", number=number), styles.body_bold)],
            width,
            "rtl" if sheet.frame.rtl else "ltr",
            "centre",
        )
        sheet.block(inside, _STAMP_START, NUMBER_TOP + (NUMBER_HEIGHT - inside.height) / 2)
        at = _STAMP_START + width + 4 * MM
        room = TEXT_WIDTH - NUMBER_WIDTH - 4 * MM - at
        line = sheet.frame.set([Span(title, styles.apparatus)], room).part(0, 1)
        leading = styles.apparatus.leading
        top = NUMBER_TOP + (NUMBER_HEIGHT - 2 * leading) / 2
        sheet.block(line, at, top)
        sheet.text(place, styles.apparatus, at, top + leading, room)

    return draw


def _text(telling: Telling, body: TextBody) -> list[Piece]:
    """Headers as facts, then every line of the text in its own direction."""
    words, styles = telling.words, telling.styles
    pieces: list[Piece] = []
    if body.headers:
        facts = [Fact(Said(name), value) for name, value in body.headers]
        pieces += [*fact_rows(telling, facts, 32 * MM), Space(4), Rule(), Space(8)]
    lines = body.text.splitlines() or [words.t("(The text is empty.)")]
    for line in lines:
        if not line.strip():
            pieces.append(Space(styles.body.leading / 2))
            continue
        block = telling.frame.set([Span(line, styles.body)], TEXT_WIDTH, own=True)
        pieces.append(Text(block))
    return pieces
