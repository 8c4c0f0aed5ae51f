"""The texts that travel inside a picture: EXIF, PNG text, XMP; and whether a place is there."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from PIL import ExifTags, Image

from limbo_desktop.render import plain
from limbo_desktop.render.limits import METADATA_CHARACTERS, METADATA_ENTRIES, TEXT_CHARACTERS

Entries = tuple[tuple[str, str], ...]

PLACE: Final = "GPSPosition"
"""The name under which a place stands among the texts: "60.17083, 24.93750", north and east."""

_NOT_TEXT: Final = frozenset({"icc_profile", "exif", "photoshop", "compression", "version"})
_USER_COMMENT_HEADS: Final = {
    b"ASCII\0\0\0": "ascii",
    b"UNICODE\0": "utf-16",
    b"\0" * 8: "utf-8",
}
_LATIN_1: Final = re.compile("[\x00-\xff]*[\x80-\xff][\x00-\xff]*")
_IPTC_BLOCK: Final = 0x0404
_IPTC_MARK: Final = 0x1C
_IPTC_APPLICATION: Final = 2
_FRAMES: Final = 1_000
_XP_TAGS: Final = range(0x9C9B, 0x9CA0)


def entries(image: Image.Image) -> tuple[Entries, bool]:
    """Return all (name, text) pairs of a picture, and whether GPS data is in it.

    Damaged metadata gives what could be read.
    """
    found: list[tuple[str, str]] = []
    for name, value in image.info.items():
        if name not in _NOT_TEXT and isinstance(value, (str, bytes)):
            found.append((str(name)[:80], _words(value)))
    found.extend(_iptc(image.info.get("photoshop")))
    gps = False
    if not has_exif(image):
        return _some(found), gps
    try:
        exif = image.getexif()
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps = bool(place)
        found.extend(_position(place))
        found.extend(_exif(exif))
    except Exception:  # noqa: BLE001 - hostile EXIF raises whatever it likes; the picture is fine
        return _some(found), gps
    return _some(found), gps


def entries_of_all(image: Image.Image) -> Entries:
    """Return the texts of every picture in a file: each page of a fax has its own."""
    found = dict.fromkeys(entries(image)[0])
    frames = min(getattr(image, "n_frames", 1), _FRAMES) if image.format == "TIFF" else 1
    for index in range(1, frames):
        try:
            image.seek(index)
        except (EOFError, OSError, ValueError, SyntaxError):
            break
        found |= dict.fromkeys(entries(image)[0])
    return tuple(found)


def has_exif(image: Image.Image) -> bool:
    """Tell whether there may be EXIF; asking a PNG without it would decode all its pixels."""
    return image.format != "PNG" or any(
        key in image.info for key in ("exif", "Raw profile type exif", "Raw profile type APP1")
    )


def orientation(image: Image.Image) -> int:
    """Return the EXIF orientation, 1 (upright) to 8; 1 when there is none or it is nonsense."""
    if image.format == "TIFF" or not has_exif(image):
        return 1  # Pillow turns a TIFF itself
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # noqa: BLE001 - hostile EXIF raises whatever it likes; the picture is fine
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def bounded(pairs: Entries) -> Entries:
    """Return the first pairs with values cut to what a list of facts can hold."""
    return tuple((name, value[:METADATA_CHARACTERS]) for name, value in pairs[:METADATA_ENTRIES])


def _some(found: list[tuple[str, str]]) -> Entries:
    return tuple((name, value[:TEXT_CHARACTERS]) for name, value in found[:5000] if value)


def _exif(exif: Image.Exif) -> Iterator[tuple[str, str]]:
    own = exif.get_ifd(ExifTags.IFD.Exif)
    for tag, value in [*exif.items(), *own.items()]:
        if not isinstance(value, (str, bytes)):
            continue
        name = ExifTags.TAGS.get(tag, f"0x{tag:04x}")
        if isinstance(value, bytes) and tag in _XP_TAGS:
            yield name, value.decode("utf-16-le", "replace").rstrip("\0")
        elif isinstance(value, bytes) and tag == ExifTags.Base.UserComment:
            yield name, _user_comment(value)
        elif name != "MakerNote":
            yield name, _words(value)


def _iptc(blocks: object) -> Iterator[tuple[str, str]]:
    """Yield what press photographers write: the author, the caption, who is in the picture."""
    block = blocks.get(_IPTC_BLOCK) if isinstance(blocks, Mapping) else None
    rest = block if isinstance(block, bytes) else b""
    while len(rest) >= 5 and rest[0] == _IPTC_MARK:
        length = int.from_bytes(rest[3:5], "big")
        if rest[1] == _IPTC_APPLICATION:
            yield f"IPTC {rest[2]}", _words(rest[5 : 5 + length])
        rest = rest[5 + length :]


def _position(place: Mapping[int, object]) -> Iterator[tuple[str, str]]:
    """Yield where a picture was made, in degrees north and east, if both can be read."""
    tags = ExifTags.GPS
    north = _degrees(place.get(tags.GPSLatitude), place.get(tags.GPSLatitudeRef), "S", 90)
    east = _degrees(place.get(tags.GPSLongitude), place.get(tags.GPSLongitudeRef), "W", 180)
    if north is not None and east is not None:
        yield PLACE, f"{north:.5f}, {east:.5f}"


def _degrees(parts: object, side: object, negative: str, most: int) -> float | None:
    if not isinstance(parts, tuple) or len(parts) != 3:
        return None
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 <= value <= most:  # also what is no number at all
        return None
    return -value if str(side).strip("\0 ").upper() == negative else value


def _user_comment(value: bytes) -> str:
    encoding = _USER_COMMENT_HEADS.get(value[:8], "")
    if encoding == "utf-16":
        # Writers disagree on the byte order; the bytes that vary less are the high ones.
        high_first = len(set(value[8::2])) <= len(set(value[9::2]))
        encoding = "utf-16-be" if high_first else "utf-16-le"
    return value[8:].decode(encoding, "replace") if encoding else _words(value)


def _words(value: str | bytes) -> str:
    """Return what a tag says; Pillow reads tags as Latin-1, which they seldom are."""
    text = value if isinstance(value, str) else value.decode("latin-1")
    if _LATIN_1.fullmatch(text):
        foreign = sum(character > "\x7f" for character in text)
        spelled = plain.decode(text.encode("latin-1"))
        if spelled[1] == "utf-8" or foreign * 5 >= len(text) * 2:
            text = spelled[0]
    text = text.replace("\0", "").strip()
    readable = sum(character.isprintable() or character in "\r\n\t" for character in text)
    return text if readable * 10 >= len(text) * 8 else ""
