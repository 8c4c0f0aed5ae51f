"""PDF pages through PDFium: sizes, pixels, text.  Runs in the worker only.

The PDFium build of pypdfium2 has no JavaScript engine and opens nothing but the bytes it is
given.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import BinaryIO, Final

import pypdfium2
import pypdfium2.raw as pdfium

from limbo_desktop.render import logical
from limbo_desktop.render.facts import PageSize, Raster, Text
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.limits import METADATA_CHARACTERS, PAGES, TEXT_CHARACTERS

_LETTER: Final = (612.0, 792.0)
"""What PDFium takes a page without a believable size for, in points."""

_WIDEST: Final = 1e7
_LOOKED_AT: Final = 10
"""Pages that are searched for a text layer before a PDF counts as having none."""


@contextmanager
def open_pdf(stream: BinaryIO, password: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF for the time of a `with` block.

    Raises:
        RenderFailure: PASSWORD, WRONG_PASSWORD, DAMAGED or NO_PAGES.
    """
    try:
        document = pypdfium2.PdfDocument(stream, password=password or None)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise RenderFailure(Reason.WRONG_PASSWORD if password else Reason.PASSWORD) from error
        raise RenderFailure(Reason.DAMAGED) from error
    try:
        if not len(document):
            raise RenderFailure(Reason.NO_PAGES)
        yield document
    finally:
        document.close()


def page_sizes(document: pypdfium2.PdfDocument) -> tuple[PageSize, ...]:
    """Return the upright size of the first `PAGES` pages, in points.

    A page that cannot be found is listed with the size of a letter.

    Raises:
        RenderFailure: DAMAGED when none can be found.
    """
    sizes = [_size(document, index) for index in range(min(len(document), PAGES))]
    if not any(sizes):
        raise RenderFailure(Reason.DAMAGED, "pages")
    return tuple(PageSize(*(size or _LETTER)) for size in sizes)


def metadata(document: pypdfium2.PdfDocument) -> tuple[tuple[str, str], ...]:
    """Return title, author and the like as the file states them."""
    entries = document.get_metadata_dict(skip_empty=True)
    return tuple((key, str(value)[:METADATA_CHARACTERS]) for key, value in entries.items())


def has_text(document: pypdfium2.PdfDocument) -> bool:
    """Tell whether one of the first pages has text that can be searched."""
    return any(layer and layer.strip() for layer in islice(_texts(document), _LOOKED_AT))


def text(document: pypdfium2.PdfDocument) -> Text:
    """Return the text layer of all pages, a form feed between them."""
    parts: list[str] = []
    length, complete = 0, True
    for layer in _texts(document):
        complete = complete and layer is not None
        parts.append(layer or "")
        length += len(parts[-1])
        if length > TEXT_CHARACTERS:
            complete = False
            break
    return Text("\f".join(parts)[:TEXT_CHARACTERS], complete)


def has_wordless(document: pypdfium2.PdfDocument) -> bool:
    """Tell whether something is drawn on a page without a letter, as on one that was scanned."""
    for index, layer in enumerate(_texts(document)):
        if layer is not None and not layer.strip():
            page = document[index]
            drawn = pdfium.FPDFPage_CountObjects(page) > 0
            page.close()
            if drawn:
                return True
    return False


def raster(document: pypdfium2.PdfDocument, index: int, max_width: int, max_height: int) -> Raster:
    """Return one page as RGB pixels on white, upright, the largest that fits the box.

    Raises:
        RenderFailure: NO_PAGES for an index that is not there, DAMAGED for an unreadable page.
    """
    if not 0 <= index < len(document):
        raise RenderFailure(Reason.NO_PAGES)
    if document.get_formtype() != pdfium.FORMTYPE_NONE:
        document.init_forms()
        pdfium.FPDF_SetFormFieldHighlightAlpha(document.formenv, 0)
    width, height = _size(document, index) or _LETTER
    scale = min(max_width / width, max_height / height)
    try:
        page = document[index]
        bitmap = page.render(
            scale=scale,
            fill_color=(255, 255, 255, 255),
            rev_byteorder=True,
            force_bitmap_format=pdfium.FPDFBitmap_BGR,
        )
    except pypdfium2.PdfiumError as error:
        raise RenderFailure(Reason.DAMAGED) from error
    across, down = min(bitmap.width, max_width), min(bitmap.height, max_height)
    rows = memoryview(bitmap.buffer).cast("B")
    if bitmap.stride == across * 3:
        return Raster(across, down, "RGB", bytes(rows[: across * down * 3]))
    starts = range(0, down * bitmap.stride, bitmap.stride)
    return Raster(across, down, "RGB", b"".join(rows[at : at + across * 3] for at in starts))


def _texts(document: pypdfium2.PdfDocument) -> Iterator[str | None]:
    """Yield the text layer of each page; None for a page that cannot be read."""
    for index in range(len(document)):
        try:
            page = document[index]
            layer = page.get_textpage()
        except pypdfium2.PdfiumError:
            yield None
            continue
        yield logical.page_text(layer)
        layer.close()
        page.close()


def _size(document: pypdfium2.PdfDocument, index: int) -> tuple[float, float] | None:
    try:
        width, height = document.get_page_size(index)
    except pypdfium2.PdfiumError:
        return None
    return (width, height) if 0 < width < _WIDEST and 0 < height < _WIDEST else _LETTER
