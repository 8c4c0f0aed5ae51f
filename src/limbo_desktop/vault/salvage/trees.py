"""Rows out of SQLite's pages: the trees of its tables, and leaves whose tree is broken.

Source: https://www.sqlite.org/fileformat2.html, sections 1.6 (b-tree pages), 1.7 (overflow
pages), 2.1 (record format).
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from limbo_desktop.vault.pages import PAGE_BYTES
from limbo_desktop.vault.salvage.plain_pages import RESERVED

Cell = int | float | str | bytes | None
"""One value of a row."""

TABLE_LEAF: Final = 0x0D
TABLE_INTERIOR: Final = 0x05
INDEX_LEAF: Final = 0x0A
INDEX_INTERIOR: Final = 0x02

_USABLE: Final = PAGE_BYTES - RESERVED
_MOST_INDEXED: Final = (_USABLE - 12) * 64 // 255 - 23
_FIRST_HEADER: Final = 100
_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class Source(Protocol):
    """Where pages come from."""

    def page(self, number: int) -> bytes | None:
        """The content of a page, None when it cannot be had."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in the table (0 in a table without one) and its values."""

    number: int
    cells: tuple[Cell, ...]


def walk(source: Source, root: int, seen: set[int]) -> Iterator[Row]:
    """The rows below a page, in order, as far as pages can be had; pages read are put in `seen`."""
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        page = source.page(number)
        if page is None:
            continue
        seen.add(number)
        kind, cells = _cells(page, number)
        if kind in {TABLE_LEAF, INDEX_LEAF}:
            yield from leaf(source, number)
        elif kind in {TABLE_INTERIOR, INDEX_INTERIOR}:
            header = _FIRST_HEADER if number == 1 else 0
            children = [int.from_bytes(page[at : at + 4], "big") for at in cells]
            children.append(int.from_bytes(page[header + 8 : header + 12], "big"))
            if kind == INDEX_INTERIOR:
                rows = (_row(source, page, INDEX_LEAF, at + 4) for at in cells)
                yield from (row for row in rows if row is not None)
            waiting += reversed(children)


def leaf(source: Source, number: int, only: int | None = None) -> Iterator[Row]:
    """The rows on one leaf whose overflow can be had whole; of them `only` the one so numbered."""
    page = source.page(number)
    if page is None:
        return
    kind, cells = _cells(page, number)
    for at in cells if kind in {TABLE_LEAF, INDEX_LEAF} else ():
        row = _row(source, page, kind, at, only)
        if row is not None:
            yield row


def _row(source: Source, page: bytes, kind: int, at: int, only: int | None = None) -> Row | None:
    """The row of a cell; None when it is not whole, no row at all, or not the one asked for."""
    try:
        length, at = _varint(page, at)
        identity, most = 0, _MOST_INDEXED
        if kind == TABLE_LEAF:
            identity, at = _varint(page, at)
            most = _USABLE - 35
        if only not in {None, identity}:
            return None
        payload = _payload(source, page, at, length, most)
        values = _record(payload) if payload is not None else None
    except IndexError:
        return None
    return Row(identity, values) if values is not None else None


def _cells(page: bytes, number: int) -> tuple[int, Sequence[int]]:
    """What a page of a tree is, and where its cells begin."""
    header = _FIRST_HEADER if number == 1 else 0
    kind = page[header]
    count = int.from_bytes(page[header + 3 : header + 5], "big")
    first = header + (12 if kind in {TABLE_INTERIOR, INDEX_INTERIOR} else 8)
    behind = first + 2 * min(count, (len(page) - first) // 2)
    places = (int.from_bytes(page[at : at + 2], "big") for at in range(first, behind, 2))
    return kind, [place for place in places if behind <= place < len(page)]


def _payload(source: Source, page: bytes, at: int, length: int, most: int) -> bytes | None:
    """The bytes of a cell, with those on its overflow pages; None when one of these is lost."""
    if length <= most:
        return page[at : at + length]
    least = (_USABLE - 12) * 32 // 255 - 23
    local = least + (length - least) % (_USABLE - 4)
    if local > most:
        local = least
    parts = [page[at : at + local]]
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    left = length - local
    seen = set[int]()
    while left > 0:
        overflow = source.page(following) if following not in seen else None
        if overflow is None:
            return None
        seen.add(following)
        parts.append(overflow[4 : 4 + min(left, _USABLE - 4)])
        left -= len(parts[-1])
        following = int.from_bytes(overflow[:4], "big")
    return b"".join(parts)


def _record(payload: bytes) -> tuple[Cell, ...] | None:
    """The values of a record; None when the bytes are none."""
    try:
        size, at = _varint(payload, 0)
        types, end = [], size
        while at < end:
            code, at = _varint(payload, at)
            types.append(code)
        cells = []
        for code in types:
            length = _length(code)
            if at + length > len(payload):
                return None
            cells.append(_value(code, payload[at : at + length]))
            at += length
        return tuple(cells)
    except (IndexError, UnicodeDecodeError):
        return None


def _length(code: int) -> int:
    if code >= 12:
        return (code - 12) // 2
    return 8 if code == 7 else _INTEGERS.get(code, 0)


def _value(code: int, data: bytes) -> Cell:
    if code >= 12:
        return data.decode("utf-8") if code % 2 else data
    match code:
        case 0:
            return None
        case 7:
            real: float = struct.unpack(">d", data)[0]
            return real
        case 8 | 9:
            return code - 8
    return int.from_bytes(data, "big", signed=True)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return value << 8 | data[at + 8], at + 9
