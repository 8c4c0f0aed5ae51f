"""A protected bundle read as the same bundle without its password: what `verify` looks at.

As strictly as it was written: each encrypted object gives exactly one plain one, so that nothing
can be changed, added or hidden in the protected file that the plain one would not show.
"""

import io
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, Final

import pikepdf
from Cryptodome.Cipher import AES

from limbo_desktop.bundle.archival import claimed, is_metadata
from limbo_desktop.bundle.encrypt import BLOCK, HEX, Lock, open_lock
from limbo_desktop.bundle.pdf_file import Extent, Frame, NotAsWrittenError, read_frame
from limbo_desktop.bundle.pdf_writer import (
    HEADER,
    OBJECT_END,
    STREAM_END,
    STREAM_START,
    table,
    trailer,
)
from limbo_desktop.ranges import RangedFile

_PIECE: Final = 1 << 20
_HEAD: Final = 1 << 12
_END: Final = STREAM_END + OBJECT_END
_LENGTH: Final = re.compile(rb"/Length (\d+) >>\Z")


@dataclass(frozen=True, slots=True)
class _Piece:
    """An object: where it lies, where it begins in the plain file, and how long its parts are.

    `data` is the place of an encrypted stream's data, 0 where there is none; `size` the plain one.
    `metadata` is what the file says of itself.
    """

    extent: Extent
    start: int
    head: int
    data: int = 0
    size: int = 0
    metadata: bool = False

    @property
    def end(self) -> int:
        """Where the plain object ends."""
        return self.start + self.head + (self.size + len(_END) if self.data else 0)


def is_locked(file: BinaryIO) -> bool:
    """Whether a file is a protected bundle as this program writes them."""
    try:
        return read_frame(file).lock != 0
    except NotAsWrittenError:
        return False


def unlocked(file: BinaryIO, password: str) -> BinaryIO:
    """The plain bundle in a protected one, decrypted as it is read; nothing is kept.

    Raises:
        NotAsWrittenError: it is no protected bundle, was changed, or has another password.
    """
    frame = read_frame(file)
    extent = frame.extents.get(frame.lock)
    if extent is None or frame.lock != len(frame.extents) or extent.end != frame.table:
        raise NotAsWrittenError("lock")
    begin = b"%d 0 obj\n" % frame.lock
    raw = _at(file, extent.start, extent.end)
    lock = open_lock(raw.removeprefix(begin).removesuffix(OBJECT_END), password)
    if lock is None or raw != begin + lock.entries + OBJECT_END:
        raise NotAsWrittenError("lock")
    return io.BufferedReader(_Plain(file, frame, lock))


class _Plain(RangedFile):
    """The plain file, as long and in the same order as it would have been written."""

    def __init__(self, file: BinaryIO, frame: Frame, lock: Lock) -> None:
        self._file = file
        self._key = lock.key
        self._pieces: list[_Piece] = []
        offsets = {}
        start = len(HEADER)
        ordered = sorted(frame.extents.items(), key=lambda each: each[1].start)
        for number, extent in ordered[:-1]:
            piece = self._measured(extent, start)
            self._pieces.append(piece)
            offsets[number] = start
            start = piece.end
        self._starts = [piece.start for piece in self._pieces]
        identity = AES.new(self._key, AES.MODE_ECB).decrypt(frame.identity)
        end = trailer(frame.lock, frame.root, frame.info, identity, start)
        self._tail = table(offsets) + end
        self._table = start
        self._head = lru_cache(maxsize=64)(self._opened)
        super().__init__(start + len(self._tail))

    def _some(self, place: int, most: int) -> bytes:
        """What stands at the place, as much as lies together."""
        most = min(most, _PIECE)
        if place < len(HEADER):
            return HEADER[place : place + most]
        if place >= self._table:
            return self._tail[place - self._table :][:most]
        piece = self._pieces[bisect_right(self._starts, place) - 1]
        place -= piece.start
        if place < piece.head:
            return self._head(piece)[place : place + most]
        place -= piece.head
        if place >= piece.size:
            return _END[place - piece.size :][:most]
        end = min(place + most, piece.size)
        if piece.metadata:
            return self._claimed(piece)[place:end]
        return self._data(piece.data, place, end)

    def _claimed(self, piece: _Piece) -> bytes:
        """What the file says of itself, as it says it without the password."""
        try:
            return claimed(self._data(piece.data, 0, piece.size))
        except ValueError as error:
            raise NotAsWrittenError("claim") from error

    def _data(self, data: int, start: int, end: int) -> bytes:
        """Decrypt a part of a stream: each block needs but the one before it."""
        first, last = start // BLOCK, -(-end // BLOCK)
        raw = _at(self._file, data + first * BLOCK, data + (last + 1) * BLOCK)
        plain = AES.new(self._key, AES.MODE_CBC, iv=raw[:BLOCK]).decrypt(raw[BLOCK:])
        return plain[start - first * BLOCK : end - first * BLOCK]

    def _measured(self, extent: Extent, start: int) -> _Piece:
        text, data = self._text(extent)
        if not data:
            return _Piece(extent, start, len(self._strings(text)))
        size = extent.end - len(_END) - data
        length = _LENGTH.search(text.removesuffix(STREAM_START))
        if length is None or int(length[1]) != size or size < 2 * BLOCK or size % BLOCK:
            raise NotAsWrittenError("length")
        if _at(self._file, extent.end - len(_END), extent.end) != _END:
            raise NotAsWrittenError("stream")
        last = _at(self._file, data + size - 2 * BLOCK, data + size)
        filling = _filling(AES.new(self._key, AES.MODE_CBC, iv=last[:BLOCK]).decrypt(last[BLOCK:]))
        plain = size - BLOCK - filling
        metadata = is_metadata(text)
        piece = _Piece(extent, start, 0, data, plain, metadata)
        if metadata:
            self._claimed(piece)
        return _Piece(extent, start, len(self._opened(piece)), data, plain, metadata)

    def _opened(self, piece: _Piece) -> bytes:
        """The plain object up to its data."""
        text, data = self._text(piece.extent)
        plain = self._strings(text)
        if data:
            length = b"/Length %d >>" % piece.size + STREAM_START
            plain = _LENGTH.sub(b"", plain.removesuffix(STREAM_START)) + length
        return plain

    def _text(self, extent: Extent) -> tuple[bytes, int]:
        """An object up to its data as it lies there, and where the data begins; 0 for none."""
        size = _HEAD
        while True:
            end = min(extent.start + size, extent.end)
            text = _at(self._file, extent.start, end)
            # Encrypted strings are hex digits: this cannot stand in one.
            at = text.find(b" >>" + STREAM_START)
            if at >= 0:
                head = at + len(b" >>" + STREAM_START)
                return text[:head], extent.start + head
            if end == extent.end:
                return text, 0
            size *= 4

    def _strings(self, text: bytes) -> bytes:
        return HEX.sub(self._string, text)

    def _string(self, match: re.Match[bytes]) -> bytes:
        if match[0] in {b"<<", b">>"}:
            return match[0]
        raw = bytes.fromhex((match[1] or b"").decode()) if len(match[0]) % 2 == 0 else b""
        if len(raw) < 2 * BLOCK or len(raw) % BLOCK:
            raise NotAsWrittenError("string")
        plain = AES.new(self._key, AES.MODE_CBC, iv=raw[:BLOCK]).decrypt(raw[BLOCK:])
        return pikepdf.String(plain[: len(plain) - _filling(plain)]).unparse()


def _filling(plain: bytes) -> int:
    """How many bytes fill up the last block (PKCS #7)."""
    count = plain[-1]
    if not 1 <= count <= BLOCK or plain[-count:] != bytes([count]) * count:
        raise NotAsWrittenError("filling")
    return count


def _at(file: BinaryIO, start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(end - start)
