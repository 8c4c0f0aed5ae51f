"""What is drawn on a page of a bundle, as pdfium tells: letters, lines and boxes, in millimetres.

Places count from the start edge of the page (left, in Arabic right) and from its top; widths of
lines and sizes of letters are points.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
import pypdfium2.raw as raw

MM = 72 / 25.4
WIDTH, HEIGHT = 210.0, 297.0
_UNSEEN = " \u00a0\u00ad\u200b\u200e\u200f\ufeff\u2066\u2067\u2068\u2069"
NOTO_ASCENT, NOTO_DESCENT = 1.069, 0.293
"""Of Noto Sans, as its hhea table has them: a line of text is centred between the two."""


@dataclass(frozen=True)
class Letter:
    """A letter: its advance box along the line, its baseline, size, colour and font."""

    text: str
    start: float
    end: float
    baseline: float
    size: float
    colour: str
    font: str


@dataclass(frozen=True)
class Path:
    """A line or an area: its edges without the width of its line, and what it is drawn with."""

    start: float
    top: float
    end: float
    bottom: float
    line: float
    stroke: str
    fill: str
    straight: bool

    @property
    def width(self) -> float:
        """Along the line."""
        return self.end - self.start

    @property
    def height(self) -> float:
        """Down the page."""
        return self.bottom - self.top

    @property
    def is_rule(self) -> bool:
        """Whether it is a horizontal line."""
        return bool(self.stroke) and not self.fill and self.height < 0.01 and self.width > 1

    @property
    def is_upright(self) -> bool:
        """Whether it is a vertical line."""
        return bool(self.stroke) and not self.fill and self.width < 0.01 and self.height > 1


@dataclass(frozen=True)
class Row:
    """Letters on one baseline that follow one another, from line start."""

    letters: tuple[Letter, ...]

    @property
    def start(self) -> float:
        """Where it begins."""
        return min(letter.start for letter in self.letters)

    @property
    def end(self) -> float:
        """Where it ends."""
        return max(letter.end for letter in self.letters)

    @property
    def baseline(self) -> float:
        """How far down it stands."""
        return self.letters[0].baseline

    @property
    def size(self) -> float:
        """Points."""
        return self.letters[0].size

    @property
    def colour(self) -> str:
        """As #RRGGBB."""
        return self.letters[0].colour

    @property
    def font(self) -> str:
        """The name of the font of its first letter."""
        return self.letters[0].font

    @property
    def text(self) -> str:
        """Its letters from left to right, without spaces."""
        return "".join(letter.text for letter in self.letters)

    def top(self, leading: float) -> float:
        """Where the line of text begins that has it, when lines are `leading` points apart."""
        above = leading / 2 + self.size * (NOTO_ASCENT - NOTO_DESCENT) / 2
        return self.baseline - above / MM


@dataclass(frozen=True)
class Drawn:
    """A page."""

    letters: tuple[Letter, ...]
    paths: tuple[Path, ...]

    def rows(self, gap: float = 2.0) -> list[Row]:
        """The rows of letters down the page; a gap of so many millimetres divides a row."""
        found: list[Row] = []
        ordered = sorted(self.letters, key=lambda each: (round(each.baseline, 1), each.start))
        for _, group in groupby(ordered, key=lambda each: round(each.baseline, 1)):
            row: list[Letter] = []
            for letter in group:
                if row and (letter.start - row[-1].end > gap or letter.size != row[-1].size):
                    found.append(Row(tuple(row)))
                    row = []
                row.append(letter)
            found.append(Row(tuple(row)))
        return found

    @property
    def rules(self) -> list[Path]:
        """The horizontal lines, down the page."""
        return sorted((each for each in self.paths if each.is_rule), key=lambda each: each.top)

    @property
    def uprights(self) -> list[Path]:
        """The vertical lines, from line start."""
        found = (each for each in self.paths if each.is_upright)
        return sorted(found, key=lambda each: each.start)

    @property
    def framed(self) -> list[Path]:
        """The white boxes with a black frame."""
        return [
            each
            for each in self.paths
            if each.straight and each.fill == "#FFFFFF" and each.stroke == "#000000"
        ]


def drawn(page: pypdfium2.PdfPage, *, rtl: bool) -> Drawn:
    """Read a page; what an exhibit brings is left out."""
    return Drawn(tuple(_letters(page, rtl=rtl)), tuple(_paths(page, rtl=rtl)))


def _along(left: float, right: float, *, rtl: bool) -> tuple[float, float]:
    left, right = left / MM, right / MM
    return (WIDTH - right, WIDTH - left) if rtl else (left, right)


def _letters(page: pypdfium2.PdfPage, *, rtl: bool) -> Iterator[Letter]:
    text = page.get_textpage()
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        # beyond the first 65,536 characters pdfium tells halves
        shown = "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
        if raw.FPDFText_IsGenerated(text, at) == 1 or not shown.strip(_UNSEEN) or code < 0x20:
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, at, ctypes.byref(x), ctypes.byref(y))
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box))
        size = raw.FPDFText_GetFontSize(text, at)
        start, end = _along(box.left, box.right, rtl=rtl)
        colours = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFText_GetFillColor(text, at, *map(ctypes.byref, colours))
        name = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        raw.FPDFText_GetFontInfo(text, at, name, 128, ctypes.byref(flags))
        yield Letter(
            shown,
            start,
            end,
            HEIGHT - y.value / MM,
            size,
            _colour(colours),
            name.value.decode().partition("+")[2],
        )


def _colour(parts: list[ctypes.c_uint]) -> str:
    return "#" + "".join(f"{part.value:02X}" for part in parts[:3])


def _paths(page: pypdfium2.PdfPage, *, rtl: bool) -> Iterator[Path]:
    for number in range(raw.FPDFPage_CountObjects(page)):
        shape = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(shape) == raw.FPDF_PAGEOBJ_PATH:
            yield _path(shape, rtl=rtl)


def _path(shape: raw.FPDF_PAGEOBJECT, *, rtl: bool) -> Path:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(shape, ctypes.byref(matrix))
    across: list[float] = []
    up: list[float] = []
    straight = True
    for index in range(raw.FPDFPath_CountSegments(shape)):
        segment = raw.FPDFPath_GetPathSegment(shape, index)
        straight = straight and (raw.FPDFPathSegment_GetType(segment) != raw.FPDF_SEGMENT_BEZIERTO)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        across.append(matrix.a * x.value + matrix.c * y.value + matrix.e)
        up.append(matrix.b * x.value + matrix.d * y.value + matrix.f)
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(shape, ctypes.byref(width))
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(shape, ctypes.byref(filled), ctypes.byref(stroked))
    stroke = [ctypes.c_uint() for _ in range(4)]
    fill = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetStrokeColor(shape, *map(ctypes.byref, stroke))
    raw.FPDFPageObj_GetFillColor(shape, *map(ctypes.byref, fill))
    start, end = _along(min(across), max(across), rtl=rtl)
    return Path(
        start,
        HEIGHT - max(up) / MM,
        end,
        HEIGHT - min(up) / MM,
        width.value * abs(matrix.a or 1.0),
        _colour(stroke) if stroked.value else "",
        _colour(fill) if filled.value else "",
        straight,
    )
