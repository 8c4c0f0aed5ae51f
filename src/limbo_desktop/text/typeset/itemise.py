"""Which font each character is drawn with, and which characters show at all."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from limbo_desktop.text.typeset.fonts import FontStack
from limbo_desktop.text.typeset.harfbuzz import FontFile

EMOJI_STYLE = "\ufe0f"
SOFT_HYPHEN = "\u00ad"

# Derived property Default_Ignorable_Code_Point, Unicode 15: no glyph, but they may join or part.
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# What stays beside its letters in the text that a reader copies out of the page: the joiners, which
# Persian and emoji are spelled with, and the choice between emoji and sign.
_SPELLED = frozenset("\u034f\u200c\u200d\ufe0e\ufe0f")
_JOINER = "\u200d"
_MODIFIERS = re.compile("[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\ufe0e\ufe0f\u20e3]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")


@dataclass(frozen=True, slots=True)
class FontRun:
    """Neighbouring characters of one level and one font; no font means boxes with code points."""

    start: int
    end: int
    level: int
    file: FontFile | None


def is_ignorable(character: str) -> bool:
    """Return whether a character has no look of its own: joiners, direction marks, selectors."""
    return _IGNORABLE.match(character) is not None


def is_control(character: str) -> bool:
    """Return whether a character is a C0 or C1 control other than a tab, and so leaves no trace."""
    return character != "\t" and unicodedata.category(character) == "Cc"


def extracted(text: str) -> str:
    """Return what a reader copies for `text`: without marks that steer layout only."""
    return "".join(
        character
        for character in text
        if character in _SPELLED or not (is_ignorable(character) or is_control(character))
    )


def font_runs(text: str, levels: Sequence[int], fonts: FontStack) -> list[FontRun]:
    """Return the runs of `text` in the order of the text; together they cover all of it."""
    runs: list[FontRun] = []
    for start, end in _clusters(text):
        level = levels[start]
        previous = runs[-1] if runs and runs[-1].level == level else None
        file = _font_of(text[start:end], level, fonts, previous.file if previous else None)
        if previous and previous.file is file and file is not None:
            runs[-1] = FontRun(previous.start, end, level, file)
        else:
            runs.append(FontRun(start, end, level, file))
    return runs


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield stretches that must stay in one font: a letter with its marks, an emoji of several."""
    if text.isascii():
        yield from ((at, at + 1) for at in range(len(text)))
        return
    start = 0
    while start < len(text):
        end = start + 1
        if _FLAG.match(text[start]) and end < len(text) and _FLAG.match(text[end]):
            end += 1
        while end < len(text) and (
            (text[end - 1] == _JOINER and not text[end].isspace() and _is_pictorial(text[end]))
            or text[end] == _JOINER
            or _MODIFIERS.match(text[end])
            or unicodedata.combining(text[end])
            or unicodedata.category(text[end]) in {"Mn", "Me", "Mc"}
        ):
            end += 1
        yield start, end
        start = end


def _is_pictorial(character: str) -> bool:
    return unicodedata.category(character) == "So"


@lru_cache(maxsize=1 << 13)
def _font_of(
    cluster: str, level: int, fonts: FontStack, previous: FontFile | None
) -> FontFile | None:
    visible = frozenset(
        0x20 if character == "\t" else ord(character)
        for character in cluster
        if not (is_ignorable(character) or is_control(character))
    )
    if not visible:
        return previous or fonts.files[0]
    if EMOJI_STYLE in cluster and visible <= fonts.emoji.characters:
        return fonts.emoji
    if level % 2 and _is_neutral(cluster[0]) and visible <= fonts.arabic.characters:
        return fonts.arabic  # a stop, a space, a guillemet among Arabic words is cut to fit them
    file = fonts.first_with(visible)
    if file or len(visible) == 1:
        return file
    # A font may have the letter with its marks as one character only, or the letter alone.
    composed = frozenset(map(ord, unicodedata.normalize("NFC", cluster)))
    return fonts.first_with(composed) or fonts.first_with(frozenset({ord(cluster[0])}))


def _is_neutral(character: str) -> bool:
    return character in " \t" or unicodedata.category(character)[0] in "PZ"
