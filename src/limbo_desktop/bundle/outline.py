"""Bookmarks, page labels and what a viewer is told about the document as a whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from limbo_desktop.bundle.archival import CLAIM
from limbo_desktop.bundle.base import Bookmark
from limbo_desktop.bundle.numbers import plain

PRODUCER: Final = "Limbo Desktop"

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"\
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{claim}<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


def opened(page: bytes, top: float) -> bytes:
    """A destination: the page at the zoom that the reader has, opened at a height."""
    return b"[ %b /XYZ 0 %b null ]" % (page, plain(top).encode())


@dataclass(slots=True)
class Line:
    """A line of the bookmarks pane, or 0, the root of all lines; others by their numbers."""

    bookmark: Bookmark | None = None
    parent: int = 0
    before: int = 0
    after: int = 0
    first: int = 0
    last: int = 0
    count: int = 0

    def spelled(self, line: Callable[[int], bytes], page: Callable[[int, float], bytes]) -> bytes:
        """It as an object; `line` and `page` spell references and destinations.

        The outermost level is open, what stands under a bookmark is folded: minus.
        """
        told = self.bookmark
        under = b"/First %b /Last %b" % (line(self.first), line(self.last)) if self.count else b""
        if told is None:
            return b"<< /Count %d %b /Type /Outlines >>" % (self.count, under)
        parts = (
            b"/Count %d" % -self.count if self.count else b"",
            b"/Dest %b" % page(told.page_index, told.top),
            under,
            b"/Next %b" % line(self.after) if self.after else b"",
            b"/Parent %b" % line(self.parent),
            b"/Prev %b" % line(self.before) if self.before else b"",
            b"/Title %b" % String(told.title).unparse(),
        )
        return b"<< %b >>" % b" ".join(filter(None, parts))


def lines_of(bookmarks: Sequence[Bookmark]) -> Sequence[Line]:
    """The lines of the bookmarks pane; a level is one deeper than the line before at most."""
    lines = [Line()]
    path = [0]
    for number, bookmark in enumerate(bookmarks, start=1):
        level = min(bookmark.level, len(path) - 1)
        del path[level + 1 :]
        parent = lines[path[level]]
        lines.append(Line(bookmark, path[level], before=parent.last))
        if parent.last:
            lines[parent.last].after = number
        parent.first = parent.first or number
        parent.last = number
        parent.count += 1
        path.append(number)
    return lines


def describe(
    book: Pdf, title: str, lang: str, first: Object, number: int = 1, *, archival: bool = False
) -> None:
    """Say title and language, how it opens (100 %, bookmarks shown) and how pages are numbered.

    `number` is that of the first page; an `archival` file claims to be PDF/A-3b.  No author, no
    date, nothing of this computer; only what the bundle is called and what made it.
    """
    root = book.Root
    root.Lang = String(lang)
    root.PageMode = Name.UseOutlines
    root["/PageLayout"] = Name.OneColumn
    root.OpenAction = Array([first, Name.XYZ, None, None, 1])
    # never R2L: it concerns facing pages only, but pdfium then copies every line of Latin or
    # Cyrillic words from its end to its beginning
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Direction=Name.L2R)
    labels = Dictionary(S=Name.D)
    if number != 1:
        labels.St = number
    root.PageLabels = Dictionary(Nums=Array([0, labels]))
    claim = f"{CLAIM.decode()}\n" if archival else ""
    xmp = _XMP.format(title=escape(title), lang=escape(lang), producer=PRODUCER, claim=claim)
    metadata = book.make_stream(xmp.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root.Metadata = metadata
    info = Dictionary(Title=String(title), Producer=String(PRODUCER))
    book.trailer.Info = book.make_indirect(info)
