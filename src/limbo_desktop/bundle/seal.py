"""The seal: the bundle's fingerprint as digits and as a QR code, drawn on its own pages.

The fingerprint covers every page, so what is drawn of it cannot be covered too.  It is a form of
its own, made by these pure functions from the fingerprint and the size of its place; `verify` makes
it again and compares.
"""

from functools import cache
from typing import Final

import segno
from pikepdf import Array, Dictionary, Name, Object, String

from limbo_desktop.bundle.base import SealKind, SealSpot
from limbo_desktop.bundle.numbers import exact, plain
from limbo_desktop.text.typeset.fonts import font_stack

NAME_START: Final = "/LimboSeal"
"""The names of seals among the drawings of a page: /LimboSeal0, /LimboSeal1, …"""

FONT_NAME: Final = "/LimboMono"
_DIGITS: Final = "0123456789abcdef"
_SIZE, _LEADING = 11.0, 16.0
_COLUMNS: Final = 35
_ADVANCE: Final = 0.6
_BASELINE: Final = 0.8


def seal_name(index: int) -> str:
    """The name of seal `index` of a bundle among the drawings of its page."""
    return f"{NAME_START}{index}"


def seal_entries(spot: SealSpot) -> Dictionary:
    """The dictionary of a seal's form, but for its font."""
    box = Array([0, 0, exact(spot.rect.width), exact(spot.rect.height)])
    return Dictionary(
        Type=Name.XObject, Subtype=Name.Form, BBox=box, LimboSeal=Name(f"/{spot.kind.value}")
    )


def seal_size(entries: Object) -> tuple[float, float]:
    """Width and height in points of the seal with this dictionary, as the file spells them."""
    _, _, width, height = (float(each) for each in list(entries.BBox))
    return width, height


def seal_stream(kind: SealKind, fingerprint: str, width: float, height: float) -> bytes:
    """The drawing operators of a seal in a place of `width` × `height` points."""
    if kind is SealKind.QR:
        return _qr(fingerprint, width, height)
    return _text(fingerprint, width, height)


def groups(fingerprint: str) -> tuple[str, str]:
    """A fingerprint as it is shown: two lines of four groups of eight digits."""
    parts = [fingerprint[at : at + 8] for at in range(0, 64, 8)]
    return " ".join(parts[:4]), " ".join(parts[4:])


@cache
def _font_subset() -> tuple[bytes, dict[str, int], tuple[int, int, int, int]]:
    """The font with the seal's digits only, and the glyph of each; code 0 of none is the space."""
    font = font_stack(mono=True).files[0]
    program, moved = font.subset([font.glyph(ord(each)) for each in _DIGITS + " "])
    codes = {each: moved[font.glyph(ord(each))] for each in _DIGITS + " "}
    return program, codes, font.box


def font_program() -> bytes:
    """The TrueType program of the seal's font."""
    return _font_subset()[0]


def font_entries() -> tuple[Dictionary, Dictionary, Dictionary]:
    """The seal's font (Type 0), its descendant and its descriptor, unconnected."""
    box = _font_subset()[2]
    name = Name("/LIMBOS+NotoSansMono-Regular")
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H")
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        CIDToGIDMap=Name.Identity,
        DW=600,
    )
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=5,
        FontBBox=Array(list(box)),
        ItalicAngle=0,
        Ascent=1069,
        Descent=-293,
        CapHeight=714,
        StemV=80,
    )
    return font, descendant, descriptor


def to_unicode() -> bytes:
    """The map from the seal's codes to characters, so that its digits can be copied."""
    pairs = sorted((code, ord(each)) for each, code in _font_subset()[1].items())
    rows = "\n".join(f"<{code:04X}> <{character:04X}>" for code, character in pairs)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Limbo-Seal-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{len(pairs)} beginbfchar\n{rows}\nendbfchar\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


def _text(fingerprint: str, width: float, height: float) -> bytes:
    codes = _font_subset()[1]
    size = min(_SIZE, width / (_COLUMNS * _ADVANCE), height / (2 * _LEADING) * _SIZE)
    leading = size * _LEADING / _SIZE
    rows = []
    for line in groups(fingerprint):
        hexed = "".join(f"{codes[each]:04X}" for each in line)
        rows.append(f"<{hexed}> Tj")
    top = height - leading * _BASELINE
    return (
        f"BT\n{FONT_NAME} {plain(size)} Tf\n{plain(leading)} TL\n0.078 0.094 0.102 rg\n"
        f"0 {plain(top)} Td\n{rows[0]}\nT*\n{rows[1]}\nET\n"
    ).encode()


def _qr(fingerprint: str, width: float, height: float) -> bytes:
    rows = segno.make_qr(fingerprint, error="m", boost_error=False).matrix
    count = len(rows)
    side = min(width, height)
    scale = side / count
    drawn = [f"0 0 0 rg\n{plain(scale)} 0 0 {plain(-scale)} 0 {plain(height)} cm"]
    for y, row in enumerate(rows):
        x = 0
        while x < count:
            run = x
            while run < count and row[run]:
                run += 1
            if run > x:
                drawn.append(f"{x} {y} {run - x} 1 re")
            x = max(run, x + 1)
    return ("\n".join(drawn) + "\nf\n").encode()
