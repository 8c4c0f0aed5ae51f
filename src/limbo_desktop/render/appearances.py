"""What the annotations and form fields of a PDF show: words that stand on no page of its own.

A stamp, a comment or a field is drawn by a stream of its own, its appearance, which may have words
that the annotation's entries do not have.  Each is put on an empty page and read like any other,
whether it is shown, printed or hidden.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Final

import pikepdf
import pypdfium2

from limbo_desktop.render.facts import Text
from limbo_desktop.render.limits import TEXT_CHARACTERS
from limbo_desktop.render.logical import page_text

_MOST: Final = 2_000
"""Appearances of one file that are read."""


def appearance_words(document: pikepdf.Pdf, holders: Iterable[pikepdf.Object]) -> Text:
    """Return the words of all appearances that the dictionaries `holders` have under `/AP`; not
    complete when some could not be read.
    """
    streams = {each.objgen: each for each in _appearances(holders)}
    if not streams:
        return Text("")
    complete = len(streams) <= _MOST
    fonts = _shared_fonts(document)
    with pikepdf.new() as pages:
        for stream in list(streams.values())[:_MOST]:
            try:
                _put_on_page(pages, stream, fonts)
            except (pikepdf.PdfError, RuntimeError, ValueError):
                complete = False
        read, whole = _words(pages)
    return Text(read[:TEXT_CHARACTERS], complete and whole and len(read) <= TEXT_CHARACTERS)


def _appearances(holders: Iterable[pikepdf.Object]) -> Iterator[pikepdf.Object]:
    """Yield every stream that an annotation, or a state of one, is drawn by."""
    for each in holders:
        told = each.get("/AP")
        if not isinstance(told, pikepdf.Dictionary):
            continue
        for value in told.values():
            if isinstance(value, pikepdf.Stream):
                yield value
            elif isinstance(value, pikepdf.Dictionary):
                yield from (state for state in value.values() if isinstance(state, pikepdf.Stream))


def _shared_fonts(document: pikepdf.Pdf) -> pikepdf.Object | None:
    """Return the resources that fields without their own draw with."""
    form = document.Root.get("/AcroForm")
    shared = form.get("/DR") if isinstance(form, pikepdf.Dictionary) else None
    if not isinstance(shared, pikepdf.Dictionary):
        return None
    # only what stands on its own is copied to another file
    return shared if shared.is_indirect else document.make_indirect(shared)


def _put_on_page(pages: pikepdf.Pdf, stream: pikepdf.Object, shared: pikepdf.Object | None) -> None:
    """Draw an appearance on a page of its own, as large as its box."""
    form = pages.copy_foreign(stream)
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    if "/OC" in form:
        del form.OC
    if "/Resources" not in form and shared is not None:
        form.Resources = pages.copy_foreign(shared)
    box = [float(edge) for edge in form.get("/BBox", [0, 0, 1000, 1000])]
    if len(box) != 4:
        raise ValueError("box")
    if "/Matrix" in form:
        del form.Matrix
    page = pages.add_blank_page(page_size=(100, 100))
    page.obj.MediaBox = pikepdf.Array(box)
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Shown=form))
    page.obj.Contents = pages.make_stream(b"/Shown Do")


def _words(pages: pikepdf.Pdf) -> tuple[str, bool]:
    """Return the text of the made pages, and whether each could be read."""
    out = BytesIO()
    try:
        pages.save(out)
        read = pypdfium2.PdfDocument(out.getvalue())
    except (pikepdf.PdfError, pypdfium2.PdfiumError, RuntimeError):
        return "", False
    parts: list[str] = []
    with read:
        for page in read:
            layer = page.get_textpage()
            # what stands outside the box too, and Arabic in the order in which it is read
            parts += [layer.get_text_range(), page_text(layer)]
            layer.close()
            page.close()
    return "\n".join(parts), True
