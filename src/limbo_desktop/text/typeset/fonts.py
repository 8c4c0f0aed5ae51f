"""Which font files there are, and in which order a character looks for one that has it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from limbo_desktop.resources import resource_path
from limbo_desktop.text.typeset.harfbuzz import FontFile
from limbo_desktop.text.typeset.style import Weight

_SANS = {
    Weight.REGULAR: "NotoSans-Regular.ttf",
    Weight.BOLD: "NotoSans-SemiBold.ttf",
    Weight.HEAVY: "NotoSans-Bold.ttf",
}
_NASKH = {
    Weight.REGULAR: "LimboNaskh-Regular.ttf",
    Weight.BOLD: "LimboNaskh-Bold.ttf",
    Weight.HEAVY: "LimboNaskh-Bold.ttf",
}
_MONO = "NotoSansMono-Regular.ttf"
_SYMBOLS = "NotoSansSymbols2-Regular.ttf"
_EMOJI = "NotoEmoji-Regular.ttf"

# Noto Sans's own ascender and descender.  Every line is placed by them, whatever fonts are in it,
# so that a foreign word moves no baseline.
ASCENT = 1.069
DESCENT = 0.293


@dataclass(frozen=True, slots=True, eq=False)
class FontStack:
    """The fonts of one style, in the order in which a character looks through them."""

    files: tuple[FontFile, ...]
    arabic: FontFile
    emoji: FontFile
    plain: FontFile
    """Noto Sans in the weight of the style: the digits of the box that stands for no glyph."""

    def first_with(self, characters: frozenset[int]) -> FontFile | None:
        """Return the first font that has all of `characters`, None when none has."""
        return next((file for file in self.files if characters <= file.characters), None)


@cache
def font_stack(weight: Weight = Weight.REGULAR, mono: bool = False) -> FontStack:
    """Return the fonts of a weight.  Files are read once for the process.

    Raises OSError when a font file is missing: the program was not installed whole.
    """
    sans, naskh = _file(_SANS[weight]), _file(_NASKH[weight])
    fallbacks = (naskh, _file(_SYMBOLS), _file(_EMOJI))
    files = (_file(_MONO), sans, *fallbacks) if mono else (sans, *fallbacks, _file(_MONO))
    return FontStack(files, arabic=naskh, emoji=_file(_EMOJI), plain=sans)


@cache
def _file(name: str) -> FontFile:
    return FontFile(_path(name))


def _path(name: str) -> Path:
    return resource_path("fonts", name)
