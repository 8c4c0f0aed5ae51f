"""Broken copies of a file, each made by chance from its number: the same number, the same bytes.

Bits turned over, cut off, cut out, said twice, spliced with another file, lengths and numbers
that lie.  Of a file that is a ZIP half the copies are broken inside, behind right checksums.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable
from typing import Final

from tests.reliability.samples import packed

_EDGES: Final = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_NUMBER: Final = re.compile(rb"\d{1,9}")
_LIES: Final = (b"0", b"-1", b"99999999999", b"4294967295", b"1e999", b"")


def mutated(data: bytes, other: bytes, number: int) -> bytes:
    """Return broken copy `number` of `data`; `other` is what it may be spliced with."""
    chance = random.Random(number)
    if data[:2] == b"PK" and number % 2:
        return _inside(data, other, chance)
    return _broken(data, other, chance)


def _broken(data: bytes, other: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choice(_WAYS)(data or b"\0", other, chance)
    return data


def _inside(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Break one member of a ZIP, or its name, and pack it anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(members))
    if chance.random() < 0.15:
        members["../" * chance.randint(1, 5) + chance.choice(_ODD)] = members.pop(name)
    else:
        members[name] = _broken(members[name], other, chance)
    return packed(members, chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))


_ODD: Final = ("escaped.txt", "povestka_\u202efdp.exe", "CON.txt", "a\nb.pdf", "..", "x" * 400)


def _place(data: bytes, chance: random.Random, room: int = 1) -> int:
    """A place, more often near the beginning, where the heads and lengths are."""
    last = max(0, len(data) - room)
    return chance.randint(0, min(last, 400) if chance.random() < 0.5 else last)


def _bits(data: bytes, _: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _turn in range(chance.choice((1, 1, 2, 8, 32))):
        changed[_place(data, chance)] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(data: bytes, _: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _hole(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start = _place(data, chance)
    return data[:start] + data[start + chance.randint(1, 1 + len(data) // 3) :]


def _twice(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start = _place(data, chance)
    piece = data[start : start + chance.randint(1, 2_000)]
    return data[:start] + piece * chance.choice((2, 3, 40)) + data[start:]


def _spliced(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randint(0, len(other)) for _ in range(2))
    at = _place(data, chance)
    return data[:at] + other[start:end] + data[at + chance.choice((0, end - start)) :]


def _length(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """Write a number that lies where a length may stand, of one, two, four or eight bytes."""
    size = chance.choice((1, 2, 4, 4, 8))
    at = _place(data, chance, size)
    lie = chance.choice((*_EDGES, len(data), len(data) + 1, chance.getrandbits(32)))
    raw = (lie & (1 << 8 * size) - 1).to_bytes(size, chance.choice(("little", "big")))
    return data[:at] + raw + data[at + size :]


def _number(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """Write another number where digits stand, as in a PDF, JSON or a header."""
    places = list(_NUMBER.finditer(data, 0, 200_000))
    if not places:
        return _length(data, b"", chance)
    found = chance.choice(places)
    return data[: found.start()] + chance.choice(_LIES) + data[found.end() :]


def _filled(data: bytes, _: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    size = chance.randint(1, 64)
    return data[:at] + chance.choice((b"\0", b"\xff", b" ", b"(", b"<", b"[")) * size + data[at:]


_WAYS: Final[tuple[Callable[[bytes, bytes, random.Random], bytes], ...]] = (
    *(_bits, _bits, _cut, _hole, _twice, _spliced, _length, _length, _number, _filled),
)
