"""Every word that stands in a PDF, seen or not: for the search of concealed names.

Beside what is written on the pages: what a file held before it was last saved, which stays in it,
words that a drawing says of itself, and what pictures say of themselves.  Runs in the worker only.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO, Final

import pikepdf
from PIL import Image

from limbo_desktop.render import exif, pages, pdf_check
from limbo_desktop.render.facts import Text
from limbo_desktop.render.failures import RenderFailure
from limbo_desktop.render.limits import MIB, TEXT_CHARACTERS

_REVISIONS: Final = 12
"""Earlier states of one file that are read."""
_REVISION_BYTES: Final = 48 * MIB
_CONTENT_BYTES: Final = 64 * MIB
_PICTURE_BYTES: Final = 64 * MIB
_PIECE: Final = 1 * MIB
_HEAD: Final = 1024
"""Bytes in which a file says that it is spread for the web: then its first end is none."""
_END: Final = re.compile(rb"startxref\s+\d+\s+%%EOF")
_OVERLAP: Final = 64
_SAID: Final = re.compile(
    rb"/(?:Alt|E|ActualText|T)\s*(\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]+>)|%([^\r\n]+)"
)


def words(opened: Callable[[], BinaryIO], size: int, password: str) -> Text:
    """Return every word of a PDF; not complete when pages are pictures, or too much is in it.

    Raises:
        RenderFailure: the file cannot be opened.
    """
    with pages.open_pdf(opened(), password) as document:
        seen = pages.text(document)
        complete = seen.complete and not pages.has_wordless(document)
    told = [seen.text]
    for read in (_beside(opened(), password), *_earlier(opened(), size, password)):
        told.append(read.text)
        complete = complete and read.complete
    joined = "\n".join(told)
    return Text(joined[:TEXT_CHARACTERS], complete and len(joined) <= TEXT_CHARACTERS)


def _beside(stream: BinaryIO, password: str) -> Text:
    """Return what drawings and pictures say of themselves."""
    told: list[str] = []
    complete = True
    try:
        with pikepdf.open(stream, password=password, suppress_warnings=True) as document:
            for said in (_in_contents(document), _in_pictures(document)):
                for word in said:
                    complete = complete and word is not None
                    told.append(word or "")
    except (pikepdf.PdfError, RuntimeError, ValueError):
        complete = False
    return Text("\n".join(told), complete)


def _in_contents(document: pikepdf.Pdf) -> Iterator[str | None]:
    """Yield what the drawings of pages say that nobody sees; None for what cannot be read."""
    left = _CONTENT_BYTES
    for page in document.pages:
        contents = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        for each in streams:
            if not isinstance(each, pikepdf.Stream):
                continue
            try:
                data = each.read_bytes()
            except pikepdf.PdfError:
                yield None
                continue
            left -= len(data)
            if left < 0:
                yield None
                return
            yield from (_spelled(found) for found in _SAID.finditer(data))


def _spelled(found: re.Match[bytes]) -> str:
    if found[2] is not None:
        return found[2].decode("utf-8", "replace")
    try:
        return str(pikepdf.Object.parse(found[1]))
    except (pikepdf.PdfError, ValueError):
        return found[1].decode("latin-1")


def _in_pictures(document: pikepdf.Pdf) -> Iterator[str | None]:
    """Yield what photographs in the file say of where they come from; None when it is too much."""
    left = _PICTURE_BYTES
    for each in document.objects:
        if not isinstance(each, pikepdf.Stream) or each.get("/Subtype") != "/Image":
            continue
        if each.get("/Filter") not in ("/DCTDecode", pikepdf.Array([pikepdf.Name.DCTDecode])):
            continue
        data = each.read_raw_bytes()
        left -= len(data)
        if left < 0:
            yield None
            return
        try:
            with Image.open(BytesIO(data), formats=["JPEG"]) as picture:
                yield "\n".join(value for _, value in exif.entries(picture)[0])
        except (OSError, ValueError, SyntaxError):
            continue


def _earlier(stream: BinaryIO, size: int, password: str) -> Iterator[Text]:
    """Yield the words of what a file was before it was saved again, which it still holds."""
    spread = b"/Linearized" in stream.read(_HEAD)
    stream.seek(0)
    ends = [end for end in _ends(stream) if end < size - len(b"%%EOF\r\n")][spread:]
    if len(ends) > _REVISIONS:
        yield Text("", complete=False)
    for end in ends[:_REVISIONS]:
        if end > _REVISION_BYTES:
            yield Text("", complete=False)
            return
        stream.seek(0)
        former = stream.read(end)
        try:
            with pages.open_pdf(BytesIO(former), password) as document:
                yield pages.text(document)
            check = pdf_check.check(BytesIO(former), password)
            yield Text(check.strings, check.complete)
        except RenderFailure:
            yield Text("", complete=False)


def _ends(stream: BinaryIO) -> Iterator[int]:
    """Yield where a file may have ended once."""
    at, before = 0, b""
    while piece := stream.read(_PIECE):
        data = before + piece
        for found in _END.finditer(data):
            if found.end() > len(before):
                yield at - len(before) + found.end()
        at += len(piece)
        before = data[-_OVERLAP:]
