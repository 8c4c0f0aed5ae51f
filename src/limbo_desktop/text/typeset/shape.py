"""From characters of one style to glyphs with the text they stand for, a stretch at a time.

Words repeat, so the shaped stretches of the process are remembered; a page of running text is
mostly looked up.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from limbo_desktop.text.typeset.fonts import FontStack
from limbo_desktop.text.typeset.harfbuzz import FontFile, PlacedGlyph
from limbo_desktop.text.typeset.itemise import (
    SOFT_HYPHEN,
    FontRun,
    extracted,
    font_runs,
    is_control,
    is_ignorable,
)

BOX_TEXT_SIZE = 0.62
BOX_PADDING = 0.12
RIGHT_TO_LEFT_MARK = "\u200f"
_NO_GLYPH = 0
_CONTEXT = 8  # characters on either side that a letter may join with, marks among them


@dataclass(frozen=True, slots=True)
class Glyph:
    """One shape on the line; distances are in em.

    Exactly one glyph of a cluster carries its `text`, for readers to copy; the others (marks, the
    second half of lam-alef) have an empty one and are drawn as outlines, which no reader mistakes
    for letters.  `box` holds the words in the frame where no font has the character.
    """

    id: int
    advance: float
    dx: float
    dy: float
    text: str
    box: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one font and one level, from left to right; `advances` follow the text instead.

    `advances` has a pair for each cluster: the index of its first character in the stretch, and its
    width in em; `plain` says that all glyphs are letters, none a box or drawn as an outline.
    """

    level: int
    file: FontFile
    glyphs: tuple[Glyph, ...]
    advances: tuple[tuple[int, float], ...]
    width: float
    plain: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Look at the glyphs once: a piece is drawn many times."""
        plain = all(glyph.text and not glyph.box for glyph in self.glyphs)
        object.__setattr__(self, "plain", plain)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A shaped piece of text in the order of the text; `width` is in em."""

    pieces: tuple[Piece, ...]
    width: float


@lru_cache(maxsize=1 << 13)
def shape(
    text: str, levels: tuple[int, ...] | int, fonts: FontStack, before: str = "", after: str = ""
) -> Stretch:
    """Shape `text`, whose characters have `levels` (one number when all are alike).

    `before` and `after` are the neighbouring characters, for letters that join over the edge.
    """
    each = (levels,) * len(text) if isinstance(levels, int) else levels
    pieces = tuple(
        piece
        for run in font_runs(text, each, fonts)
        if (piece := _piece(run, before, text, after, fonts))
    )
    return Stretch(pieces, sum(piece.width for piece in pieces))


@lru_cache(maxsize=64)
def hyphen(level: int, fonts: FontStack) -> Stretch:
    """Shape the hyphen that shows where a soft one ends a line; readers copy the soft one."""
    stretch = shape("-", level, fonts)
    pieces = tuple(
        Piece(
            piece.level,
            piece.file,
            tuple(
                Glyph(glyph.id, glyph.advance, glyph.dx, glyph.dy, SOFT_HYPHEN)
                for glyph in piece.glyphs
            ),
            (),
            piece.width,
        )
        for piece in stretch.pieces
    )
    return Stretch(pieces, stretch.width)


def _piece(run: FontRun, before: str, text: str, after: str, fonts: FontStack) -> Piece | None:
    if run.file is None:
        boxes = [
            (index, _boxes(text[index], fonts.plain, fonts)) for index in range(run.start, run.end)
        ]
        return _joined(run.level, fonts.plain, boxes)
    kept = [index for index in range(run.start, run.end) if not is_control(text[index])]
    if not kept:
        return None
    left = (before + text[max(0, run.start - _CONTEXT) : run.start])[-_CONTEXT:]
    right = (text[run.end : run.end + _CONTEXT] + after)[:_CONTEXT]
    codes = [ord(character) for character in left]
    codes.extend(0x20 if text[index] == "\t" else ord(text[index]) for index in kept)
    codes.extend(ord(character) for character in right)
    rtl = bool(run.level % 2)
    placed = run.file.shape(codes, len(left), len(kept), rtl=rtl)
    return _assemble(run, placed, text, kept, len(left), fonts)


def is_sign(text: str) -> bool:
    """Return whether `text` is one of the signs that extractors take for part of a number."""
    return len(text) == 1 and unicodedata.bidirectional(text) in {"CS", "ES", "ET"}


def _held(text: str, at: int) -> str:
    """Return a right-to-left stop, comma or slash with invisible marks that hold it in its place.

    poppler takes such signs for numbers and turns them round together with a space that follows;
    pdfium carries them in between a letter and its vowel mark that come before.
    """
    marked = at > 0 and unicodedata.bidirectional(text[at - 1]) == "NSM"
    loose = unicodedata.bidirectional(text[at + 1 : at + 2] or " ") not in {"R", "AL"}
    return RIGHT_TO_LEFT_MARK * marked + text[at] + RIGHT_TO_LEFT_MARK * loose


@dataclass(slots=True)
class _Cluster:
    start: int
    end: int
    glyphs: list[PlacedGlyph]
    missing: bool

    @property
    def advance(self) -> int:
        return sum(glyph.advance for glyph in self.glyphs)


def _assemble(
    run: FontRun,
    placed: Sequence[PlacedGlyph],
    text: str,
    kept: Sequence[int],
    offset: int,
    fonts: FontStack,
) -> Piece | None:
    file = run.file
    if file is None or not placed:
        return None
    rtl = bool(run.level % 2)
    if not rtl and len(placed) == len(kept):
        letters = _letters(placed, text, kept, offset, file)
        if letters is not None:
            return _joined(run.level, file, letters)
    parts: list[tuple[int, list[Glyph]]] = []
    for cluster in _merged(placed, kept, offset, run.end, rtl=rtl):
        if cluster.missing:
            glyphs = _boxes(text[cluster.start : cluster.end], file, fonts)
        else:
            glyphs = _spelled(cluster, text, file, rtl=rtl)
        parts.append((cluster.start, glyphs))
    return _joined(run.level, file, parts)


def _letters(
    placed: Sequence[PlacedGlyph], text: str, kept: Sequence[int], offset: int, file: FontFile
) -> list[tuple[int, list[Glyph]]] | None:
    """The glyphs of a left-to-right word in which each character has one with an advance, as
    nearly all have, so that no cluster is to be looked for; None for any other.
    """
    em = file.units_per_em
    parts: list[tuple[int, list[Glyph]]] = []
    for number, (at, (glyph, cluster, advance, dx, dy)) in enumerate(
        zip(kept, placed, strict=True), start=offset
    ):
        character = " " if text[at] == "\t" else text[at]
        if cluster != number or glyph == _NO_GLYPH or not advance or is_ignorable(character):
            return None
        parts.append((at, [_glyph(glyph, advance / em, dx / em, dy / em, character)]))
    return parts


def _spelled(cluster: _Cluster, text: str, file: FontFile, *, rtl: bool) -> list[Glyph]:
    """Return the glyphs of a cluster from left to right; the widest carries its text."""
    em = file.units_per_em
    spelled = extracted(text[cluster.start : cluster.end]).replace("\t", " ")
    if rtl:
        if is_sign(text[cluster.start : cluster.end]):
            spelled = _held(text, cluster.start)
        spelled = spelled[::-1]  # extractors turn the line round character by character
    widest = max(range(len(cluster.glyphs)), key=lambda at: cluster.glyphs[at].advance)
    return [
        _glyph(glyph, advance / em, dx / em, dy / em, spelled if at == widest else "")
        for at, (glyph, _, advance, dx, dy) in enumerate(cluster.glyphs)
    ]


@lru_cache(maxsize=1 << 14)
def _glyph(identity: int, advance: float, dx: float, dy: float, text: str) -> Glyph:
    """The same letter is the same object wherever it stands, or a long text would fill memory."""
    return Glyph(identity, advance, dx, dy, text)


@lru_cache(maxsize=1 << 14)
def _advance(start: int, width: float) -> tuple[int, float]:
    """The same for the places of letters in words."""
    return start, width


def forget_shapes() -> None:
    """Free what is remembered of words that were shaped."""
    for each in (shape, _glyph, _advance):
        each.cache_clear()


def _joined(level: int, file: FontFile, parts: Sequence[tuple[int, list[Glyph]]]) -> Piece:
    """Return a piece of clusters that come in the order of the text."""
    advances = tuple(
        _advance(start, sum(glyph.advance for glyph in glyphs)) for start, glyphs in parts
    )
    ordered = reversed(parts) if level % 2 else parts
    return Piece(
        level,
        file,
        tuple(glyph for _, glyphs in ordered for glyph in glyphs),
        advances,
        sum(advance for _, advance in advances),
    )


def _merged(
    placed: Sequence[PlacedGlyph], kept: Sequence[int], offset: int, end: int, *, rtl: bool
) -> list[_Cluster]:
    """Return clusters in the order of the text, each with an advance wherever there is one to have.

    A mark, a joiner or the alef inside a lam-alef has none: it goes to the letter before it, whose
    glyph then stands for both.
    """
    merged: list[list[_Cluster]] = []
    width = 0
    for cluster in _clusters(placed, kept, offset, end):
        advance = cluster.advance
        if merged and not cluster.missing and not merged[-1][0].missing and 0 in {width, advance}:
            merged[-1].append(cluster)
            width += advance
        else:
            merged.append([cluster])
            width = advance
    return [
        _Cluster(
            parts[0].start,
            parts[-1].end,
            [glyph for part in (reversed(parts) if rtl else parts) for glyph in part.glyphs],
            parts[0].missing,
        )
        if len(parts) > 1
        else parts[0]
        for parts in merged
    ]


def _clusters(
    placed: Sequence[PlacedGlyph], kept: Sequence[int], offset: int, end: int
) -> Iterator[_Cluster]:
    groups: dict[int, list[PlacedGlyph]] = {}
    for glyph in placed:
        groups.setdefault(glyph.cluster, []).append(glyph)
    starts = sorted(groups)
    ends = [*(kept[start - offset] for start in starts[1:]), end]
    for start, stop in zip(starts, ends, strict=True):
        group = groups[start]
        missing = any(glyph.glyph == _NO_GLYPH for glyph in group)
        yield _Cluster(kept[start - offset], stop, group, missing)


def _boxes(text: str, file: FontFile, fonts: FontStack) -> list[Glyph]:
    """Return a frame with the code point of each character: shown always, and copied as itself."""
    glyphs: list[Glyph] = []
    for character in extracted(text):
        label = f"U+{ord(character):04X}"
        width = box_label(label, fonts).width * BOX_TEXT_SIZE + 2 * BOX_PADDING
        glyphs.append(Glyph(file.glyph(0x20), width, 0, 0, character, label))
    return glyphs


def box_label(label: str, fonts: FontStack) -> Stretch:
    """Shape the words in a box; they are drawn at `BOX_TEXT_SIZE` of the size of the text."""
    return shape(label, 0, fonts)
