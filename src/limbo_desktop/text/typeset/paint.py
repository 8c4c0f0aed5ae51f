"""Draws laid-out lines on a ReportLab canvas, so that they look right and can be copied out.

The letters of a word are drawn from left to right on one baseline, as extractors expect; the words
follow one another as they are read, for the readers that go by the order of drawing.  A glyph that
stands off the baseline or shares its text with another (vowel marks, the second half of lam-alef)
is drawn as an outline: to an extractor it would look like a word of its own.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from limbo_desktop.text.typeset.embed import NOTHING_SHOWN, DocumentFonts, document_fonts
from limbo_desktop.text.typeset.fonts import font_stack
from limbo_desktop.text.typeset.harfbuzz import FontFile
from limbo_desktop.text.typeset.inside import append_operators
from limbo_desktop.text.typeset.paragraph import Block, Line, Run
from limbo_desktop.text.typeset.shape import BOX_PADDING, BOX_TEXT_SIZE, Glyph, box_label, shape
from limbo_desktop.text.typeset.style import LinkArea, LinkTarget, Style

_UNDERLINE = 0.7  # points
_UNDERLINE_DEPTH = 0.14  # em below the baseline
_BOX_TOP, _BOX_BOTTOM = 0.76, -0.1  # em
_BOX_LINE = 0.04  # em
_END = "EMC"


class Marker(Protocol):
    """Marks what is said within a block: its links, its words of another language."""

    def before(self, run: Run) -> str:
        """Operators that come before a run; "" where it goes on as the one before it."""
        ...

    def after_line(self) -> str:
        """Operators that end what is open at the end of a line."""
        ...


def draw(
    canvas: Canvas,
    block: Block,
    x: float,
    y_top: float,
    *,
    tagged: bool = False,
    marker: Marker | None = None,
) -> tuple[LinkArea, ...]:
    """Draw `block` with its upper left corner at `x`, `y_top` (points, y upward).

    Returns the areas of its links, underlined already, for the caller to make PDF links of.  What
    is `tagged` has a space where words are parted by the end of a line, and says where letters
    stand in reverse order (PDF 32000-1, 14.8.2.3.3 and 14.8.2.5); a `marker` marks its runs one by
    one, and what is drawn beside them then is no content.
    """
    fonts = document_fonts(canvas)
    links: list[LinkArea] = []
    following = (*block.lines[1:], None)
    for line, after in zip(block.lines, following, strict=False):
        left = x + _indent(block, line)
        parted = tagged and after is not None and after.start > line.end
        marks = _Marks(tagged=tagged, marker=marker, parted=parted)
        _draw_line(canvas, fonts, line, left, y_top - line.baseline, marks)
        links.extend(_links(line, left, y_top))
        y_top -= line.height
    return tuple(links)


def _indent(block: Block, line: Line) -> float:
    room = block.width - line.width
    if block.align == "centre":
        return room / 2
    if block.align in ("left", "right"):
        return room if block.align == "right" else 0.0
    return room if line.rtl == (block.align == "start") else 0.0


class _Marks:
    """What is said of the runs of a line while they are drawn.

    `told` says whether anything is said at all, `parted` that the last word of the line and the
    next one would else be one.
    """

    def __init__(self, *, tagged: bool, marker: Marker | None, parted: bool) -> None:
        self.told, self._marker = tagged, marker
        self._reverse = False
        self.parted = parted

    @property
    def marked(self) -> bool:
        """Whether runs are marked one by one: else a line in its place is always the same."""
        return self._marker is not None

    def before(self, run: Run, *, copied: bool = False) -> Iterator[str]:
        """Operators that come before a run, or before a stretch that is copied as another text."""
        change = self._marker.before(run) if self._marker else ""
        leftward = self.told and run.piece.level % 2 == 1 and not copied
        if self._reverse and (change or not leftward):
            yield _END
        if change:
            yield change
        if leftward and (change or not self._reverse):
            yield "/ReversedChars BMC"
        self._reverse = leftward

    def after(self) -> Iterator[str]:
        """Operators that come at the end of the line."""
        if self._reverse:
            yield _END
        ended = self._marker.after_line() if self._marker else ""
        if ended:
            yield ended

    def around(self, ink: list[str]) -> list[str]:
        """What is drawn beside letters: no content where the letters are marked one by one."""
        return ["/Artifact BMC", *ink, _END] if self._marker and ink else ink


def _draw_line(
    canvas: Canvas, fonts: DocumentFonts, line: Line, x: float, y: float, marks: _Marks
) -> None:
    if line.runs and marks.marked:
        append_operators(canvas, _operators(fonts, line, x, y, marks))
    elif line.runs:
        place = x, y, marks.told, marks.parted
        told = fonts.once(line, place, lambda: _operators(fonts, line, x, y, marks))
        append_operators(canvas, told)


def _operators(fonts: DocumentFonts, line: Line, x: float, y: float, marks: _Marks) -> str:
    letters: list[str] = []
    ink: list[str] = []
    colour = font_name = ""
    height = _number(y)
    in_order = sorted(line.runs, key=lambda run: run.order)
    for copied, runs in groupby(in_order, key=lambda run: run.copied):
        together = list(runs)
        if copied:
            letters.extend(marks.before(together[0], copied=True))
            letters.append(_copied_instead(copied, together))
        for run in together:
            if not copied:
                letters.extend(marks.before(run))
            if run.style.colour != colour:
                colour = run.style.colour
                letters.append(f"{_rgb(colour)} rg")
            font = fonts.font(run.piece.file)
            name = _chosen(font.internal_name, run.style.size)
            if name != font_name:
                font_name = name
                letters.append(name)
            shown = font.show(run.piece, run.left_mark, run.right_mark)
            if shown != NOTHING_SHOWN:
                letters += f"1 0 0 1 {_number(x + run.x)} {height} Tm", shown
            if not run.piece.plain:
                ink.extend(_outlines(run, x + run.x, y))
        if copied:
            letters.append(_END)
    if marks.parted:
        letters.extend(_space(fonts, line, in_order[-1].style, x, y))
    letters.extend(marks.after())
    ink.extend(_underlines(line, x, y))
    return "\n".join(["q", "BT", *letters, "ET", *marks.around(ink), "Q"])


def _space(fonts: DocumentFonts, line: Line, style: Style, x: float, y: float) -> Iterator[str]:
    """The space after the last word of a line, which nobody sees."""
    piece = shape(" ", int(line.rtl), font_stack(style.weight, style.mono)).pieces[0]
    at = x - piece.width * style.size if line.rtl else x + line.width
    font = fonts.font(piece.file)
    yield _chosen(font.internal_name, style.size)
    yield f"1 0 0 1 {_number(at)} {_number(y)} Tm"
    yield font.show(piece)


def _copied_instead(text: str, runs: Sequence[Run]) -> str:
    """Begin a stretch that readers copy as another text (ISO 32000-2, 14.9.4)."""
    marks = [run.left_mark for run in runs], [run.right_mark for run in runs]
    told = "".join((*marks[0], text, *marks[1]))
    return f"/Span <</ActualText <FEFF{told.encode('utf-16-be').hex().upper()}>>> BDC"


def _outlines(run: Run, x: float, y: float) -> Iterator[str]:
    size = run.style.size
    colour = f"{_rgb(run.style.colour)} rg"
    pen = x
    for glyph in run.piece.glyphs:
        if glyph.box:
            yield from _box(glyph, run, pen, y)
        elif not glyph.text:
            path = _outline(run.piece.file, glyph.id)
            if path:
                yield colour
                yield _placed(
                    path, run.piece.file, pen + glyph.dx * size, y + glyph.dy * size, size
                )
        pen += glyph.advance * size


def _box(glyph: Glyph, run: Run, x: float, y: float) -> Iterator[str]:
    """Draw the frame of a character that no font has, and its code point inside."""
    size = run.style.size
    margin = BOX_PADDING / 2 * size
    colour = _rgb(run.style.colour)
    yield f"{colour} RG {_number(_BOX_LINE * size)} w"
    yield " ".join(
        (
            _number(x + margin),
            _number(y + _BOX_BOTTOM * size),
            _number(glyph.advance * size - 2 * margin),
            _number((_BOX_TOP - _BOX_BOTTOM) * size),
            "re S",
        )
    )
    yield f"{colour} rg"
    pen = x + BOX_PADDING * size
    small = size * BOX_TEXT_SIZE
    rise = y + (_BOX_TOP + _BOX_BOTTOM - 0.714 * BOX_TEXT_SIZE) / 2 * size
    for piece in box_label(glyph.box, font_stack(run.style.weight)).pieces:
        for letter in piece.glyphs:
            yield _placed(_outline(piece.file, letter.id), piece.file, pen, rise, small)
            pen += letter.advance * small


def _placed(path: str, file: FontFile, x: float, y: float, size: float) -> str:
    scale = f"{size / file.units_per_em:.6f}"
    return f"q {scale} 0 0 {scale} {_number(x)} {_number(y)} cm\n{path}\nf Q"


@lru_cache(maxsize=4096)
def _outline(file: FontFile, glyph: int) -> str:
    return file.outline(glyph)


def _underlines(line: Line, x: float, y: float) -> Iterator[str]:
    for run in line.runs:
        if run.link:
            top = y - _UNDERLINE_DEPTH * run.style.size
            yield f"{_rgb(run.style.colour)} rg"
            yield " ".join(
                (*map(_number, (x + run.x, top - _UNDERLINE, run.width, _UNDERLINE)), "re f")
            )


def _links(line: Line, x: float, y_top: float) -> Iterator[LinkArea]:
    """Yield one area for each stretch of neighbouring runs that lead to the same place."""
    at: LinkTarget | None = None
    left = right = 0.0
    for run in line.runs:
        if run.link != at:
            if at:
                yield LinkArea((left, y_top - line.height, right, y_top), at)
            at, left = run.link, x + run.x
        right = x + run.x + run.width
    if at:
        yield LinkArea((left, y_top - line.height, right, y_top), at)


@lru_cache(maxsize=256)
def _chosen(font: str, size: float) -> str:
    return f"/{font} {_number(size)} Tf"


@lru_cache(maxsize=64)
def _rgb(colour: str) -> str:
    return " ".join(f"{round(int(colour[at : at + 2], 16) / 255, 3):g}" for at in (1, 3, 5))


def _number(value: float) -> str:
    return f"{round(value, 2):g}"
