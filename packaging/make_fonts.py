"""Makes Limbo Naskh (resources/fonts) from Noto Naskh Arabic: the same outlines, 1.2 times larger.

Noto Naskh is drawn small beside Noto Sans: its noon stands 0.373 em high where the Latin x is
0.536 em.  Told that an em has 833 units instead of 1000, every glyph comes out 1.2 times larger at
the same nominal size, so that one font stack serves mixed lines without sizes for each language.

    python packaging/make_fonts.py FOLDER      with NotoNaskhArabic-Regular.ttf and -Bold.ttf in it

The sources are checked by hash and nothing in the result depends on the clock, so the same two
files come out everywhere.
"""

import argparse
import hashlib
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
FAMILY = "Limbo Naskh"
UNITS_PER_EM = 833
SOURCES = {
    "Regular": "8c67eaa2f0086872628fc3f7f760386f83c8be5c5e9a1ba3a38891237b2ac7cb",
    "Bold": "b5cbcb561b4b540ff11d7b6934577dbbbbb9e1d152d47f6f31f19176d58ff39c",
}
_WINDOWS_ENGLISH = (3, 1, 0x409)
_VERSION_NAME = 5


def make(folder: Path, style: str) -> Path:
    """Write one style of Limbo Naskh beside the other fonts and return its path.

    `folder` holds the sources; `style` is a key of `SOURCES`.  Raises ValueError when the source
    is not the very file that SOURCES.md names.
    """
    source = folder / f"NotoNaskhArabic-{style}.ttf"
    found = hashlib.sha256(source.read_bytes()).hexdigest()
    if found != SOURCES[style]:
        raise ValueError(f"{source.name} has SHA-256 {found}, expected {SOURCES[style]}")
    font = TTFont(source, recalcTimestamp=False, recalcBBoxes=False)
    font["head"].unitsPerEm = UNITS_PER_EM
    names = {
        1: FAMILY,
        2: style,
        3: f"limbo-desktop:{FAMILY} {style}",
        4: f"{FAMILY} {style}",
        6: f"{FAMILY.replace(' ', '')}-{style}",
    }
    table = font["name"]
    version = table.getDebugName(_VERSION_NAME)
    table.names = [record for record in table.names if record.nameID in {0, 13, 14}]
    for name_id, text in {**names, _VERSION_NAME: f"{version}; em {UNITS_PER_EM}"}.items():
        table.setName(text, name_id, *_WINDOWS_ENGLISH)
    target = FONTS / f"LimboNaskh-{style}.ttf"
    font.save(target, reorderTables=True)
    return target


def main() -> None:
    """Make every style from the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="where the two Noto Naskh Arabic files are")
    folder: Path = parser.parse_args().folder
    for style in SOURCES:
        path = make(folder, style)
        print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
