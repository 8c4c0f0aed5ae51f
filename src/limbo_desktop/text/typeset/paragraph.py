"""Lays spans out into lines of a width: levels, breaks, shaping, the order on the line."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from math import inf

from limbo_desktop.text.typeset import levels as bidi
from limbo_desktop.text.typeset.fonts import ASCENT, DESCENT, font_stack
from limbo_desktop.text.typeset.itemise import SOFT_HYPHEN, extracted
from limbo_desktop.text.typeset.linebreak import HYPHENS, grapheme_starts, paragraphs, segments
from limbo_desktop.text.typeset.shape import Piece, Stretch, hyphen, is_sign, shape
from limbo_desktop.text.typeset.style import Alignment, Direction, LinkTarget, Span, Style

_SURROGATE = re.compile("[\ud800-\udfff]")
# Outside these, text of a left-to-right paragraph is all level 0 and needs no algorithm.
_MAYBE_RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_JOINING = re.compile("[\u0620-\u08ff\u200d]")
_CONTEXT = 4
_LRM, _RLM = "\u200e", "\u200f"
CARRIED = " "
"""What readers copy where a divided word goes on; nothing at all is ignored by pdfium."""
_LONGEST_WORD = 200
"""Characters up to which a divided word is copied whole: what is longer fills lines of its own."""
# Left and right of a run: whether it has the direction of the paragraph, and which that is.
_END_MARKS = {
    (False, 0): (_RLM, _LRM),
    (False, 1): (_RLM, _LRM),
    (True, 0): (_RLM + _LRM, ""),
    (True, 1): ("", _LRM + _RLM),
}
_TOLERANCE = 0.01  # points; sums of widths are not exact


@dataclass(frozen=True, slots=True)
class Run:
    """A piece in its place on the line.

    `x` is points from the left end of the line's text; `order` counts along the text, not the line.
    `left_mark` and `right_mark` are invisible: they are copied with the outermost letters and show
    an extractor where a foreign run ends.  `copied` is what readers copy instead of this run and
    its neighbours with the same: a word that is divided is told whole on its first line.
    """

    x: float
    order: int
    piece: Piece
    style: Style
    link: LinkTarget | None
    copied: str = ""
    left_mark: str = ""
    right_mark: str = ""

    @property
    def width(self) -> float:
        """The width in points."""
        return self.piece.width * self.style.size

    @property
    def is_space(self) -> bool:
        """Whether nothing but spaces stands here."""
        return all(glyph.text.isspace() for glyph in self.piece.glyphs)

    @property
    def has_letters(self) -> bool:
        """Whether a letter or digit stands here, and not spaces and signs alone."""
        return any(character.isalnum() for glyph in self.piece.glyphs for character in glyph.text)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what stands on it from left to right, and where its text was.

    `text[start:end]` of the joined spans is on the line, without the spaces that ended it; `text`
    is that stretch with unpaired surrogates replaced.  `height` and `baseline` (from the top of the
    line down) and `width` (of the text itself) are points.
    """

    runs: tuple[Run, ...]
    text: str
    start: int
    end: int
    rtl: bool
    height: float
    baseline: float
    width: float


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under one another in a column `width` points wide."""

    lines: tuple[Line, ...]
    width: float
    align: Alignment
    height: float = field(init=False, compare=False)
    """The height of all lines in points."""

    def __post_init__(self) -> None:
        """Add it up once: pages are filled by it."""
        object.__setattr__(self, "height", sum(line.height for line in self.lines))

    @property
    def natural_width(self) -> float:
        """The width of the longest line in points."""
        return max((line.width for line in self.lines), default=0.0)

    def part(self, first: int, last: int | None = None) -> "Block":
        """Return the lines from `first` up to `last`, for a block that goes on over a page end."""
        return replace(self, lines=self.lines[first:last])


def layout(
    spans: Sequence[Span],
    width: float,
    direction: Direction = "auto",
    align: Alignment = "start",
) -> Block:
    """Return `spans` as lines no wider than `width` points.

    Lines end where UAX #14 lets them; a token too long for a line of its own is cut between
    letters.  Only a single letter wider than `width` sticks out.  `direction` is that of the
    paragraph and with "auto" that of the first strong character after each forced break, with
    "mostly-rtl" what most letters of such a line on a right-to-left page say; "start" is the left
    side of a left-to-right line and the right side of the other.  An unpaired surrogate becomes
    U+FFFD, which shows.
    """
    source = _Source(spans)
    lines = [
        line
        for start, end in paragraphs(source.text)
        for line in _Paragraph(source, start, end, direction).lines(width)
    ]
    return Block(tuple(lines), width, align)


def natural_width(spans: Sequence[Span], direction: Direction = "auto") -> float:
    """Return the points that `spans` need when no line is broken but where the text says so."""
    return layout(spans, inf, direction).natural_width


class _Source:
    """The spans as one text, and the span of each position."""

    def __init__(self, spans: Sequence[Span]) -> None:
        if not spans:
            raise ValueError("a block needs at least one span: its style gives the line's height")
        self.spans = spans
        self.text = _SURROGATE.sub("\ufffd", "".join(span.text for span in spans))
        self.starts: list[int] = []
        at = 0
        for span in spans:
            self.starts.append(at)
            at += len(span.text)

    def index_at(self, position: int) -> int:
        return max(0, bisect_right(self.starts, position) - 1)

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int, Span]]:
        """Yield the stretches of `start:end` that lie in one span each."""
        index = self.index_at(start)
        while start < end:
            following = self.starts[index + 1] if index + 1 < len(self.starts) else end
            if following > start:
                yield start, min(end, following), self.spans[index]
                start = following
            index += 1


@dataclass(frozen=True, slots=True)
class _Atom:
    """A shaped stretch of one span in a segment, or its spaces, which vanish at a line's end."""

    start: int
    end: int
    span: Span
    stretch: Stretch
    spaces: bool = False

    @property
    def width(self) -> float:
        return self.stretch.width * self.span.style.size


class _Paragraph:
    """One paragraph of the source while it is being broken into lines."""

    def __init__(self, source: _Source, start: int, end: int, direction: Direction) -> None:
        self.source, self.start, self.end = source, start, end
        text = source.text[start:end]
        self.text = text
        match direction:
            case "auto":
                self.base = bidi.base_level(text)
            case "mostly-ltr" | "mostly-rtl":
                self.base = bidi.leaning_level(text, 1 if direction == "mostly-rtl" else 0)
            case _:
                self.base = 1 if direction == "rtl" else 0
        plain = self.base == 0 and not _MAYBE_RTL.search(text)
        self.levels = None if plain else bidi.levels(text, self.base)
        self.segments = [
            (start + first, start + last, start + spaces_end)
            for first, last, spaces_end in segments(text)
        ]
        self.told = start
        """Up to where a divided word was told on the line before."""

    def lines(self, width: float) -> Iterator[Line]:
        line: list[_Atom] = []
        line_start = self.start
        used = 0.0
        for segment_start, end, spaces_end in self.segments:
            start = segment_start
            content = self._atoms(start, end)
            soft = self.source.text[end - 1 : end] == SOFT_HYPHEN
            room_for_hyphen = self._hyphen(end).width if soft else 0.0
            needed = sum(atom.width for atom in content) + room_for_hyphen
            if line and used + needed > width + _TOLERANCE:
                yield self._line(line, line_start, start)
                line, line_start, used = [], start, 0.0
            if needed > width + _TOLERANCE:
                for cut in self._cuts(content, start, end, width - room_for_hyphen):
                    yield self._line(self._atoms(start, cut), start, cut)
                    start = line_start = cut
                content = self._atoms(start, end)
            added = content + self._atoms(end, spaces_end, spaces=True)
            line += added
            used += sum(atom.width for atom in added)
        yield self._line(line, line_start, self.end)

    def _atoms(self, start: int, end: int, *, spaces: bool = False) -> list[_Atom]:
        return [
            _Atom(at, stop, span, self._shape(at, stop, span.style), spaces)
            for at, stop, span in self.source.parts(start, end)
        ]

    def _shape(self, start: int, end: int, style: Style) -> Stretch:
        text = self.source.text
        fonts = font_stack(style.weight, style.mono)
        if self.levels is None:
            return shape(text[start:end], 0, fonts)
        before = text[max(self.start, start - _CONTEXT) : start]
        after = text[end : min(self.end, end + _CONTEXT)]
        if not (_JOINING.match(before[-1:]) or _JOINING.match(after[:1])):
            before = after = ""
        levels = tuple(self.levels[start - self.start : end - self.start])
        alike = levels.count(levels[0]) == len(levels)
        return shape(text[start:end], levels[0] if alike else levels, fonts, before, after)

    def _hyphen(self, end: int) -> _Atom:
        span = self.source.spans[self.source.index_at(end - 1)]
        level = self.levels[end - 1 - self.start] if self.levels else 0
        fonts = font_stack(span.style.weight, span.style.mono)
        return _Atom(end, end, span, hyphen(level, fonts))

    def _cuts(self, atoms: Sequence[_Atom], start: int, end: int, width: float) -> Iterator[int]:
        """Yield where to cut a token that is wider than a line."""
        text = self.source.text
        letters = {
            start + at
            for at in grapheme_starts(text[start:end])
            if text[start + at - 1] not in HYPHENS
        }
        line_width = 0.0
        cut = last_letter = start
        since_letter = 0.0
        for atom in atoms:
            advances = sorted(pair for piece in atom.stretch.pieces for pair in piece.advances)
            for offset, em in advances:
                position, advance = atom.start + offset, em * atom.span.style.size
                if position in letters:
                    last_letter, since_letter = position, 0.0
                if line_width + advance > width + _TOLERANCE and last_letter > cut:
                    yield last_letter
                    cut, line_width = last_letter, since_letter
                line_width += advance
                since_letter += advance

    def _line(self, atoms: list[_Atom], start: int, end: int) -> Line:
        source = self.source
        while atoms and atoms[-1].spaces:
            atoms.pop()
        stop = atoms[-1].end if atoms else start
        divided = start < stop == end < self.end
        copied = self._copied(atoms, divided=divided)
        if divided and source.text[stop - 1] == SOFT_HYPHEN:
            atoms.append(self._hyphen(stop))
            copied.append(copied[-1])
        pieces = [
            (piece, atom.span, instead)
            for atom, instead in zip(atoms, copied, strict=True)
            for piece in atom.stretch.pieces
        ]
        order = bidi.visual_order(range(len(pieces)), [piece.level for piece, _, _ in pieces])
        runs: list[Run] = []
        x = 0.0
        for index in order:
            piece, span, instead = pieces[index]
            run = Run(x, index, piece, span.style, span.link, instead)
            runs.append(run)
            x += run.width
        styles = {atom.span.style for atom in atoms} or {source.spans[source.index_at(start)].style}
        edges = [_edges(style) for style in styles]
        above = max(above for above, _ in edges)
        below = max(below for _, below in edges)
        return Line(
            tuple(_marked(runs, self.base)),
            source.text[start:stop],
            start,
            stop,
            rtl=self.base == 1,
            height=above + below,
            baseline=above,
            width=x,
        )

    def _copied(self, atoms: Sequence[_Atom], *, divided: bool) -> list[str]:
        """What readers copy instead of each atom: a divided word whole, then nothing but a space.

        Otherwise the halves of a word, an id or an address would be two to whoever copies them.
        """
        copied = [CARRIED if atom.start < self.told and not atom.spaces else "" for atom in atoms]
        if divided and not copied[-1]:
            first = len(atoms) - 1
            while first and not atoms[first - 1].spaces and not copied[first - 1]:
                first -= 1
            begun = atoms[first].start
            at = bisect_left(self.segments, atoms[-1].end, key=lambda segment: segment[1])
            ends = (end for _, end, spaces_end in self.segments[at:] if spaces_end > end)
            told = next(ends, self.end)
            if told - begun <= _LONGEST_WORD:
                self.told = told
                word = extracted(self.source.text[begun:told])
                copied[first:] = [word] * (len(atoms) - first)
        return copied


def _marked(runs: Sequence[Run], base: int) -> list[Run]:
    """Return the runs of a line from left to right; where directions meet, invisible marks stand.

    Without them poppler gives the spaces and signs between a number or a foreign word and its
    neighbour to the wrong side, and the two come out as one word.  The marks stand at the outermost
    letters.  Those of the paragraph's own direction balance: pdfium finds the direction of a line
    by counting.
    """
    if not any(run.piece.level for run in runs):
        return list(runs)
    marked: list[Run] = []
    for level_is_odd, stretch in groupby(runs, key=lambda run: run.piece.level % 2):
        group = list(stretch)
        alone = len(group) == len(runs)
        lettered = [] if alone else [i for i, run in enumerate(group) if run.has_letters]
        if lettered:
            first, last = lettered[0], lettered[-1]
            left, right = _END_MARKS[level_is_odd == base, base]
            group[first] = replace(group[first], left_mark=left)
            group[last] = replace(group[last], right_mark=right)
        marked += _sentences_apart(group) if level_is_odd else group
    return marked


def _sentences_apart(group: list[Run]) -> list[Run]:
    """Return right-to-left runs with a mark before the word that follows a stop and a space.

    On a page with more Latin or Cyrillic than Arabic poppler turns each sentence by itself, and its
    first word would stick to the stop.
    """
    for index in range(len(group) - 2):
        word, space, stop = group[index : index + 3]
        ends = stop.piece.glyphs[0].text.strip(_LRM + _RLM) if stop.piece.glyphs else ""
        if space.is_space and word.has_letters and is_sign(ends):
            group[index] = replace(word, right_mark=word.right_mark or _LRM + _RLM)
    return group


@lru_cache(maxsize=256)
def _edges(style: Style) -> tuple[float, float]:
    """Return how far above and below the baseline a line of that style reaches."""
    above = style.leading / 2 + style.size * (ASCENT - DESCENT) / 2
    return above, style.leading - above
