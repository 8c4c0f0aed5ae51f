"""Typesets made-up cases and reads the pages back with pdfium."""

import ctypes
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

import pypdfium2
import pypdfium2.raw as raw

from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.bundle.base import PAGE_HEIGHT, PAGE_WIDTH, Base, SealKind
from limbo_desktop.bundle.bodies import Body, Examined, NoBody, PageBox, RasterBody, TextBody
from limbo_desktop.bundle.notes import UNREADABLE
from limbo_desktop.bundle.options import Layout, Options
from limbo_desktop.bundle.pages.book import Laid, typeset_parts
from limbo_desktop.bundle.pages.sheet import NUMBER_TOP, TEXT_BOTTOM
from limbo_desktop.bundle.selection import select
from limbo_desktop.case.records import Case
from limbo_desktop.render.client import Renderer
from limbo_desktop.text.language import language

A4 = RasterBody((PageBox(595, 842),))
NOTHING = NoBody(UNREADABLE)
NOTES = TextBody((("From", "sample@post.example"),), "Первая строка\n\nسطر ثانٍ\nthird line")

_TOLERANCE = 1.0
"""Points: half of a thick line, the overshoot of a letter."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn on a page: from the lower left corner, points."""

    left: float
    bottom: float
    right: float
    top: float
    text: bool


def typeset_case(
    case: Case,
    lang: str,
    bodies: Mapping[str, Body] | None = None,
    second: str = "",
    layout: Layout = Layout.SIDE,
) -> Base:
    """The pages of a case; an original is what `bodies` says by document, else a page."""
    return laid_case(case, lang, bodies, second, layout).bases[0]


def laid_case(
    case: Case,
    lang: str,
    bodies: Mapping[str, Body] | None = None,
    second: str = "",
    layout: Layout = Layout.SIDE,
) -> Laid:
    """The same, with where everything is."""
    options = Options(lang, second=second, layout=layout)
    selection = select(case, options)
    given = bodies or {}
    examined = [
        Examined(
            exhibit,
            given.get(exhibit.document.id, A4),
            f"exhibit-{exhibit.number:02d}.jpg",
            1234,
            "image/jpeg",
            attached=not isinstance(given.get(exhibit.document.id), NoBody),
        )
        for exhibit in selection.exhibits
    ]
    return typeset_parts(selection, examined, language(lang), ())


def pdf_of(base: Base) -> bytes:
    """The pages as a file, with nothing on them but what is typeset."""
    out = io.BytesIO()
    assemble(
        replace(base, placements=(), seals=(), bookmarks=(), structure=None),
        (),
        _no_original,
        Renderer(),
        out,
    )
    return out.getvalue()


def _no_original(sha256: str) -> BinaryIO:
    raise KeyError(sha256)


def marks(base: Base) -> Iterator[tuple[int, list[Mark]]]:
    """What is drawn on each page, pages from 0."""
    with pypdfium2.PdfDocument(pdf_of(base)) as book:
        for index, page in enumerate(book):
            yield index, list(_marks(page))


def _marks(page: pypdfium2.PdfPage) -> Iterator[Mark]:
    for number in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, number)
        edges = [ctypes.c_float() for _ in range(4)]
        if raw.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, edges)):
            text = raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_TEXT
            left, bottom, right, top = (edge.value for edge in edges)
            if right > left or top > bottom:
                yield Mark(left, bottom, right, top, text)


def faults(base: Base) -> list[str]:
    """What is drawn outside a page, or in the empty strip between the text and the page's foot."""
    exhibits = {placement.page_index for placement in base.placements}
    covers = next(seal.page_index for seal in base.seals if seal.kind is SealKind.TEXT)
    strip = PAGE_HEIGHT - NUMBER_TOP + 3, PAGE_HEIGHT - TEXT_BOTTOM - 3
    found = []
    for index, drawn in marks(base):
        for mark in drawn:
            inside = (
                mark.left >= -_TOLERANCE
                and mark.bottom >= -_TOLERANCE
                and mark.right <= PAGE_WIDTH + _TOLERANCE
                and mark.top <= PAGE_HEIGHT + _TOLERANCE
            )
            if not inside:
                found.append(f"page {index + 1}: outside the page: {mark}")
            if mark.text and index > covers and index not in exhibits and _over(mark, *strip):
                found.append(f"page {index + 1}: under the text: {mark}")
    return found


def _over(mark: Mark, bottom: float, top: float) -> bool:
    return mark.bottom < top and mark.top > bottom


def page_texts(base: Base) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(pdf_of(base)) as book:
        return [page.get_textpage().get_text_bounded() for page in book]
