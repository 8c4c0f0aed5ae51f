"""The fonts of one PDF document: a code for every glyph with its text, and the subset at the end.

Each font becomes one Type 0 font whose two-byte codes are ours: a code stands for a glyph *and* the
text it spells here, so that one shape may be copied as different letters.
Source: PDF 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode).
"""

from collections.abc import Callable
from hashlib import sha256
from threading import Lock
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from limbo_desktop.text.typeset.fonts import ASCENT, DESCENT
from limbo_desktop.text.typeset.harfbuzz import FontFile
from limbo_desktop.text.typeset.inside import Document, document
from limbo_desktop.text.typeset.shape import Piece

_CMAP_BLOCK = 100  # the most lines a block of a CMap may have
_SYMBOLIC = 4
_MOST_SHOWN = 4096  # pieces whose operators are kept; a document has more only by rare words
_MOST_PLACED = 1024
NOTHING_SHOWN = "[] TJ"
"""The operator of a piece that is no letter but a sign of direction."""
_NO_GAP = 0.0005  # em; less is rounding


class DocumentFont:
    """One font file in one document; ReportLab calls `addObjects` when the document is saved."""

    def __init__(self, file: FontFile, internal_name: str) -> None:
        self.file = file
        self.internal_name = internal_name
        self._codes: dict[tuple[int, str, int], int] = {}
        self._shown: dict[int, tuple[Piece, str]] = {}

    def show(self, piece: Piece, left_mark: str = "", right_mark: str = "") -> str:
        """Return the operator that shows the letters of a piece, each at its true place.

        The marks are copied with the outermost letters.  Words repeat and their pieces are shared,
        so most are looked up; the piece is kept beside its operator, that its id stays its own.
        """
        if left_mark or right_mark:
            return self._operator(piece, left_mark, right_mark)
        known = self._shown.get(id(piece))
        if known is None:
            if len(self._shown) >= _MOST_SHOWN:
                self._shown.clear()
            known = self._shown[id(piece)] = piece, self._operator(piece, "", "")
        return known[1]

    def _operator(self, piece: Piece, left_mark: str, right_mark: str) -> str:
        em = self.file.units_per_em
        lettered = [index for index, glyph in enumerate(piece.glyphs) if glyph.text]
        parts: list[str] = []
        codes = ""
        pen = drawn = 0.0  # in em: where the glyph belongs, and where a viewer would put it
        for index, glyph in enumerate(piece.glyphs):
            if glyph.text:
                gap = pen + glyph.dx - drawn
                if abs(gap) > _NO_GAP:
                    parts += [f"<{codes}>"] if codes else []
                    parts.append(f"{round(-gap * 1000, 2):g}")
                    codes = ""
                    drawn += gap
                text = left_mark + glyph.text if index == lettered[0] else glyph.text
                text += right_mark if index == lettered[-1] else ""
                # A box is as wide as its frame; every other glyph as its font says.
                units = round(glyph.advance * em) if glyph.box else self.file.advance(glyph.id)
                codes += f"{self._code(glyph.id, text, units):04X}"
                drawn += units / em
            pen += glyph.advance
        parts += [f"<{codes}>"] if codes else []
        return f"[{''.join(parts)}] TJ"

    def _code(self, glyph: int, text: str, advance: int) -> int:
        """Return the code that draws `glyph`, reads as `text` and is `advance` font units wide."""
        key = glyph, text, advance
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = len(self._codes) + 1
        return code

    def forget(self) -> None:
        """Free the operators that are kept; they can be spelled again."""
        self._shown.clear()

    def addObjects(self, doc: Document) -> None:  # noqa: N802
        """Add the font, cut down to the glyphs in use, to the document."""
        data, moved = self.file.subset({glyph for glyph, _, _ in self._codes})
        name = f"{_tag(data)}+{self.file.name}"
        scale = 1000 / self.file.units_per_em
        key = f"limbo-font-{self.internal_name}-"
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": pdfdoc.PDFName(name),
                "Flags": _SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray([round(edge * scale) for edge in self.file.box]),
                "ItalicAngle": 0,
                "Ascent": round(ASCENT * 1000),
                "Descent": -round(DESCENT * 1000),
                "CapHeight": 714,
                "StemV": 80,
                "FontFile2": doc.Reference(_stream(doc, data, Length1=len(data)), f"{key}file"),
            }
        )
        glyphs = b"".join(
            moved[glyph].to_bytes(2, "big")
            for glyph in (0, *(glyph for glyph, _, _ in self._codes))
        )
        widths = [round(advance * scale, 2) for _, _, advance in self._codes]
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": pdfdoc.PDFName(name),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": doc.Reference(descriptor, f"{key}descriptor"),
                "DW": 1000,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray(widths)]),
                "CIDToGIDMap": doc.Reference(_stream(doc, glyphs), f"{key}glyphs"),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": pdfdoc.PDFName(name),
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant, f"{key}descendant")]),
                "ToUnicode": doc.Reference(_stream(doc, self._to_unicode()), f"{key}text"),
            }
        )
        doc.idToObject[pdfdoc.BasicFonts].dict[self.internal_name] = doc.Reference(
            font, f"{key}font"
        )

    @property
    def keeps_widths(self) -> bool:
        """Whether every glyph is as wide as its font says: all but the boxes for no glyph are."""
        return all(advance == self.file.advance(glyph) for glyph, _, advance in self._codes)

    def _to_unicode(self) -> bytes:
        lines = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for (_, text, _), code in self._codes.items()
        ]
        blocks = []
        for at in range(0, len(lines), _CMAP_BLOCK):
            block = lines[at : at + _CMAP_BLOCK]
            blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        return "\n".join(
            [
                "/CIDInit /ProcSet findresource begin",
                "12 dict begin",
                "begincmap",
                "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
                "/CMapName /Adobe-Identity-UCS def",
                "/CMapType 2 def",
                "1 begincodespacerange",
                "<0000> <FFFF>",
                "endcodespacerange",
                *blocks,
                "endcmap",
                "CMapName currentdict /CMap defineresource pop",
                "end",
                "end",
            ]
        ).encode("ascii")


class DocumentFonts:
    """The fonts of one document, in the order in which they first appear."""

    def __init__(self, doc: Document) -> None:
        self._delayed = doc.delayedFonts
        self._fonts: dict[FontFile, DocumentFont] = {}
        self._placed: dict[tuple[int, tuple[float, ...]], tuple[object, str]] = {}

    def once(self, line: object, place: tuple[float, ...], draw: Callable[[], str]) -> str:
        """Return the operators of a line in a place; many pages have the same head and stamp.

        The line is kept beside them, that its id stays its own.
        """
        key = id(line), place
        known = self._placed.get(key)
        if known is None:
            if len(self._placed) >= _MOST_PLACED:
                self._placed.clear()
            known = self._placed[key] = line, draw()
        return known[1]

    @property
    def keep_widths(self) -> bool:
        """Whether every glyph in use is as wide as its font says."""
        return all(font.keeps_widths for font in self._fonts.values())

    def font(self, file: FontFile) -> DocumentFont:
        """Return the document's font for a file, new at its first use."""
        font = self._fonts.get(file)
        if font is None:
            font = self._fonts[file] = DocumentFont(file, f"L{len(self._fonts) + 1}")
            self._delayed.append(font)
        return font

    def forget(self) -> None:
        """Free what is only kept to be quick: nothing more is drawn for now."""
        self._placed.clear()
        for font in self._fonts.values():
            font.forget()


_documents: WeakKeyDictionary[Document, DocumentFonts] = WeakKeyDictionary()
_lock = Lock()


def document_fonts(canvas: Canvas) -> DocumentFonts:
    """Return the fonts of the document that `canvas` draws; they end with it."""
    doc = document(canvas)
    with _lock:
        fonts = _documents.get(doc)
        if fonts is None:
            fonts = _documents[doc] = DocumentFonts(doc)
        return fonts


def _stream(doc: Document, content: bytes, **entries: int) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream()
    stream.content = content
    for name, value in entries.items():
        stream.dictionary[name] = value
    if doc.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _tag(data: bytes) -> str:
    """Return the six letters that mark a subset: from its content, so the same every time."""
    return "".join(chr(ord("A") + byte % 26) for byte in sha256(data).digest()[:6])
