"""Bookmarks, page labels and what a viewer is told about the document as a whole."""

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from limbo_desktop.bundle.archival import CLAIM
from limbo_desktop.bundle.base import Bookmark
from limbo_desktop.bundle.numbers import exact

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


def place(page: Object, top: float) -> Array:
    """A destination: the page at the zoom that the reader has, opened at a height."""
    return Array([page, Name.XYZ, 0, exact(top), None])


def add_bookmarks(book: Pdf, bookmarks: Sequence[Bookmark], pages: Sequence[Object]) -> None:
    """Write the bookmarks pane; a level is one deeper than the bookmark before at most."""
    if not bookmarks:
        return
    root = book.make_indirect(Dictionary(Type=Name.Outlines))
    path = [root]
    last: dict[int, Object] = {}
    counts: dict[tuple[int, int], int] = {}
    for bookmark in bookmarks:
        level = min(bookmark.level, len(path) - 1)
        del path[level + 1 :]
        parent = path[level]
        item = book.make_indirect(
            Dictionary(
                Title=String(bookmark.title),
                Parent=parent,
                Dest=place(pages[bookmark.page_index], bookmark.top),
            )
        )
        before = last.get(parent.objgen[0])
        if before is None:
            parent.First = item
        else:
            before["/Next"], item["/Prev"] = item, before
        parent["/Last"] = last[parent.objgen[0]] = item
        counts[parent.objgen] = counts.get(parent.objgen, 0) + 1
        path.append(item)
    for identity, count in counts.items():
        holder = book.get_object(identity)
        # The outermost level is open, what stands under a bookmark is folded: minus.
        holder["/Count"] = count if identity == root.objgen else -count
    book.Root.Outlines = root


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
