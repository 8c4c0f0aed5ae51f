"""A font file as HarfBuzz sees it: shape a run, outline a glyph, cut a subset.

The only module that touches uharfbuzz, which has no types.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

_NOT_NEEDED_IN_PDF = ("GSUB", "GPOS", "GDEF", "OS/2", "name", "cmap", "gasp", "STAT", "meta")


class PlacedGlyph(NamedTuple):
    """One glyph as shaped, in font units; `cluster` indexes the first character it stands for."""

    glyph: int
    cluster: int
    advance: int
    dx: int
    dy: int


class FontFile:
    """One TrueType file, read once.  Safe to use from several threads: nothing in it changes.

    Raises OSError when the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self._face = hb.Face(hb.Blob(path.read_bytes()))
        self._font = hb.Font(self._face)
        self.units_per_em: int = self._face.upem
        self.characters: frozenset[int] = frozenset(self._face.unicodes)

    def shape(
        self, text: Sequence[int], start: int, length: int, *, rtl: bool
    ) -> list[PlacedGlyph]:
        """Shape `length` code points of `text` from `start`, the rest being context for joining.

        Glyphs come in visual order, left to right; clusters count from the start of `text`.
        """
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_codepoints(text, start, length)
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.language = "und"  # otherwise the locale of this computer would choose letter forms
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer)
        return [
            PlacedGlyph(info.codepoint, info.cluster, at.x_advance, at.x_offset, at.y_offset)
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def glyph(self, character: int) -> int:
        """Return the glyph of a code point without shaping, 0 when the font lacks it."""
        return self._font.get_nominal_glyph(character) or 0

    def advance(self, glyph: int) -> int:
        """Return the unshaped advance of a glyph in font units."""
        advance: int = self._font.get_glyph_h_advance(glyph)
        return advance

    def outline(self, glyph: int) -> str:
        """Return a glyph as PDF path operators in font units, empty when it has no ink."""
        pen = _PathPen()
        self._font.draw_glyph_with_pen(glyph, pen)
        return "\n".join(pen.operators)

    def subset(self, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
        """Return a font with these glyphs only, and where each of them went."""
        request = hb.SubsetInput()
        request.glyph_set.update(set(glyphs))
        request.flags = (
            hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NOTDEF_OUTLINE
        )
        request.drop_table_tag_set.update({_tag(name) for name in _NOT_NEEDED_IN_PDF})
        plan = hb.SubsetPlan(self._face, request)
        return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping.items())

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """The box that holds every glyph, in font units: left, bottom, right, top."""
        head = bytes(self._face.reference_table("head").data)
        left, bottom, right, top = (
            int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)
        )
        return left, bottom, right, top


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii").ljust(4), "big")


class _PathPen:
    """Receives an outline with the method names of a fontTools pen; PDF knows cubic curves only."""

    def __init__(self) -> None:
        self.operators: list[str] = []
        self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._at = point
        self.operators.append(f"{point[0]:g} {point[1]:g} m")

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._at = point
        self.operators.append(f"{point[0]:g} {point[1]:g} l")

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:  # noqa: N802
        (x0, y0), (cx, cy), (x1, y1) = self._at, control, end
        first = x0 + (cx - x0) * 2 / 3, y0 + (cy - y0) * 2 / 3
        second = x1 + (cx - x1) * 2 / 3, y1 + (cy - y1) * 2 / 3
        self.curveTo(first, second, end)

    def curveTo(  # noqa: N802
        self, first: tuple[float, float], second: tuple[float, float], end: tuple[float, float]
    ) -> None:
        self._at = end
        numbers = " ".join(f"{round(n, 2):g}" for point in (first, second, end) for n in point)
        self.operators.append(f"{numbers} c")

    def closePath(self) -> None:  # noqa: N802
        self.operators.append("h")

    def endPath(self) -> None:  # noqa: N802
        self.operators.append("h")
