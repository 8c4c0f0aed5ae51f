"""Where words stand on a page of a PDF: boxes as parts of the upright page.  In the worker only."""

import ctypes
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from limbo_desktop.render import logical
from limbo_desktop.render.facts import FoundBox
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.lettering import LETTERS
from limbo_desktop.render.limits import FOUND_BOXES

_GRID: Final = 100_000
"""Parts into which a side of the page is divided."""


def boxes(
    document: pypdfium2.PdfDocument, index: int, words: tuple[str, ...]
) -> tuple[FoundBox, ...]:
    """Return where these words stand on a page, in any case of letters.

    A word from right to left is looked for in both orders of its letters: files have either.

    Raises:
        RenderFailure: NO_PAGES for an index that is not there, DAMAGED for an unreadable page.
    """
    page, text = _page(document, index)
    found: dict[FoundBox, None] = {}
    for word in words:
        for spelled in dict.fromkeys((word, word[::-1])):
            _find(page, text, spelled, found)
    return tuple(found)[:FOUND_BOXES]


def letters(document: pypdfium2.PdfDocument, index: int) -> list[tuple[str, FoundBox]]:
    """Return the letters of a page in the order they are read in, one more than are told at most.

    Raises:
        RenderFailure: NO_PAGES for an index that is not there, DAMAGED for an unreadable page.
    """
    page, text = _page(document, index)
    told = logical.letters(text)[: LETTERS + 1]
    return [(letter, _box(page, *text.get_charbox(at))) for letter, at in told]


def _page(
    document: pypdfium2.PdfDocument, index: int
) -> tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]:
    if not 0 <= index < len(document):
        raise RenderFailure(Reason.NO_PAGES)
    try:
        page = document[index]
        return page, page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise RenderFailure(Reason.DAMAGED) from error


def _find(
    page: pypdfium2.PdfPage,
    text: pypdfium2.PdfTextPage,
    word: str,
    found: dict[FoundBox, None],
) -> None:
    search = text.search(word)
    while len(found) < FOUND_BOXES and (place := search.get_next()) is not None:
        for number in range(text.count_rects(*place)):
            found[_box(page, *text.get_rect(number))] = None
    search.close()


def _box(page: pypdfium2.PdfPage, left: float, bottom: float, right: float, top: float) -> FoundBox:
    corners = [_upright(page, x, y) for x, y in ((left, bottom), (right, top))]
    across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return FoundBox(across[0], down[0], across[1] - across[0], down[1] - down[0])


def _upright(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, across, down)
    inside = (min(max(each.value / _GRID, 0.0), 1.0) for each in (across, down))
    return next(inside), next(inside)
