"""What the container of sound or video tells of itself: how long it lasts, when it was recorded.

Nothing is decoded.  Sound is read by mutagen; the boxes of MP4, QuickTime and 3GP are read here,
because only their header tells the time of recording.
"""

import datetime as dt
import io
import math
import struct
from typing import BinaryIO, Final

import mutagen

_BOXES: Final = ("video/mp4", "video/quicktime", "video/3gpp", "audio/mp4")
_EPOCH: Final = dt.datetime(1904, 1, 1, tzinfo=dt.UTC)
_UNSET: Final = dt.datetime(1971, 1, 1, tzinfo=dt.UTC)
"""Before this a container only says that its clock was not set."""

_LONGEST: Final = 10 * 365 * 86_400.0
_MOST_BOXES: Final = 2_000


def prepare() -> None:
    """Load every reader: they are loaded with the first file otherwise."""
    _sound(io.BytesIO())


def told(stream: BinaryIO, media_type: str) -> tuple[float, str]:
    """Return seconds (0 when not told) and the time of recording (ISO 8601 UTC, or "")."""
    seconds, recorded = (0.0, "")
    if media_type in _BOXES:
        seconds, recorded = _movie(stream)
    return seconds or _sound(stream), recorded


def _sound(stream: BinaryIO) -> float:
    stream.seek(0)
    try:
        found = mutagen.File(fileobj=stream)
        length = float(found.info.length) if found is not None else 0.0
    except (mutagen.MutagenError, ArithmeticError, ValueError, LookupError, OSError, struct.error):
        return 0.0
    except (AttributeError, TypeError, AssertionError):
        return 0.0  # a container without a track, or one that lies about its parts
    return _believable(length)


def _believable(seconds: float) -> float:
    return seconds if math.isfinite(seconds) and 0 < seconds < _LONGEST else 0.0


def _movie(stream: BinaryIO) -> tuple[float, str]:
    """Read `moov/mvhd` (ISO/IEC 14496-12, 8.2.2)."""
    end = stream.seek(0, 2)
    moov = _box(stream, b"moov", 0, end)
    header = _box(stream, b"mvhd", *moov) if moov else None
    if header is None:
        return 0.0, ""
    stream.seek(header[0])
    data = stream.read(32)
    try:
        if data[0] == 1:
            created, _, scale, length = struct.unpack(">QQIQ", data[4:32])
        else:
            created, _, scale, length = struct.unpack(">IIII", data[4:20])
    except (struct.error, IndexError):
        return 0.0, ""
    return _believable(length / scale if scale else 0.0), _time(created)


def _box(stream: BinaryIO, wanted: bytes, start: int, end: int) -> tuple[int, int] | None:
    """Return where the content of the first box of a kind begins and ends between two places."""
    for _ in range(_MOST_BOXES):
        if start + 8 > end:
            return None
        stream.seek(start)
        head = stream.read(16)
        size, inside = int.from_bytes(head[:4], "big"), 8
        if size == 1 and len(head) == 16:
            size, inside = int.from_bytes(head[8:16], "big"), 16
        if size == 0:
            size = end - start
        if size < inside:
            return None
        if head[4:8] == wanted:
            return start + inside, min(start + size, end)
        start += size
    return None


def _time(created: int) -> str:
    try:
        moment = _EPOCH + dt.timedelta(seconds=created)
    except OverflowError:
        return ""
    return moment.isoformat(timespec="seconds") if moment > _UNSET else ""
