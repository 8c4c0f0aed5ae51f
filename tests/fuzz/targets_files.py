"""Targets that read whole files of ours: pages of a damaged vault, a bundle to verify."""

import io
from collections.abc import Iterator
from functools import cache
from typing import Final

from tests.fuzz.laws import hold, refused

from limbo_desktop.bundle.pdf_file import NotAsWrittenError, read_frame
from limbo_desktop.bundle.verify import verify
from limbo_desktop.vault.pages import PAGE_BYTES
from limbo_desktop.vault.salvage.plain_pages import RESERVED
from limbo_desktop.vault.salvage.trees import INDEX_LEAF, TABLE_INTERIOR, TABLE_LEAF, leaf, walk

_USABLE: Final = PAGE_BYTES - RESERVED
_PIECE: Final = 512
"""So much of the input is a page, over and over until the page is full."""
_PAGES: Final = 16


class _Pages:
    """Pages of a database, few bytes each."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.count = min(_PAGES, -(-len(data) // _PIECE))
        self.read = 0

    def page(self, number: int) -> bytes | None:
        """The content of a page; None for one that is not there."""
        self.read += 1
        hold(self.read < 200_000, "pages are not read for ever")
        if not 1 <= number <= self.count:
            return None
        piece = self._data[(number - 1) * _PIECE : number * _PIECE]
        return (piece * _USABLE)[:_USABLE]


def sqlite_pages(data: bytes) -> None:
    """The pages of a database: rows come out, or nothing; it ends, whatever they say."""
    pages = _Pages(data)
    seen = set[int]()
    rows = refused(lambda: list(walk(pages, 1, seen))) or []
    hold(seen <= set(range(1, pages.count + 1)), "only pages that are there")
    for number in range(1, pages.count + 1):
        rows += refused(lambda number=number: list(leaf(pages, number))) or []  # type: ignore[misc]
    hold(all(isinstance(row.cells, tuple) for row in rows), "rows have values")


def bundle_file(data: bytes) -> None:
    """A file that says it is a bundle: verify tells what it is, and only a whole one is whole."""
    file = io.BytesIO(data)
    for password in ("", "слово слово"):
        result = refused(lambda password=password: verify(file, password))  # type: ignore[misc]
        if result is not None and result.ok:
            hold(data in bundles(), "only what was written is whole")
    try:
        frame = read_frame(file)
    except NotAsWrittenError:
        return
    ends = sorted((each.start, each.end) for each in frame.extents.values())
    hold(ends[-1][1] == frame.table, "each byte belongs to one object")


@cache
def bundles() -> frozenset[bytes]:
    """A small bundle, plain and protected."""
    from tests.integration.bundle_support import Maker

    from limbo_desktop.render.client import Renderer

    with Renderer() as renderer:
        return frozenset({Maker(renderer).bundle(("b.txt", b"a note ")).data})


def small_bundles() -> Iterator[bytes]:
    """The bundle, whole and cut."""
    for data in bundles():
        yield data
        yield data[: len(data) // 2]


def _varint(value: int) -> bytes:
    out = bytes([value & 0x7F])
    while value := value >> 7:
        out = bytes([value & 0x7F | 0x80]) + out
    return out


def _record(*values: int | str | bytes | None) -> bytes:
    types, body = b"", b""
    for value in values:
        if value is None:
            types += b"\0"
        elif isinstance(value, int):
            types, body = types + b"\x04", body + value.to_bytes(4, "big", signed=True)
        else:
            raw = value.encode("utf-8") if isinstance(value, str) else value
            types += _varint(len(raw) * 2 + (13 if isinstance(value, str) else 12))
            body += raw
    return _varint(len(types) + 1) + types + body


def page_of(kind: int, cells: list[bytes], first: int = 0, right: int = 0) -> bytes:
    """The beginning of a page of a tree, with its cells right behind their places."""
    head = first + (12 if kind == TABLE_INTERIOR else 8)
    at = head + 2 * len(cells)
    places = b""
    for cell in cells:
        places += at.to_bytes(2, "big")
        at += len(cell)
    start = bytes([kind, 0, 0]) + len(cells).to_bytes(2, "big") + b"\0\0\0"
    start += right.to_bytes(4, "big") if kind == TABLE_INTERIOR else b""
    return (b"\0" * first + start + places + b"".join(cells)).ljust(_PIECE, b"\0")


def row_cell(number: int, *values: int | str | bytes | None) -> bytes:
    """A cell of a leaf of a table."""
    record = _record(*values)
    return _varint(len(record)) + _varint(number) + record


def page_sets() -> Iterator[bytes]:
    """A schema with a table of two leaves; a leaf of an index; a row that goes on elsewhere."""
    schema = [row_cell(1, "table", "record", "record", 2, "CREATE TABLE record (a)")]
    inner = [(3).to_bytes(4, "big") + _varint(2)]
    leaves = [
        page_of(TABLE_LEAF, [row_cell(n, None, "имя", n, b"bytes") for n in pair])
        for pair in ((1, 2), (3, 4))
    ]
    yield b"".join(
        (
            page_of(TABLE_LEAF, schema, first=100),
            page_of(TABLE_INTERIOR, inner, right=4),
            *leaves,
        )
    )
    record = _record("a", 5, "b")
    yield page_of(INDEX_LEAF, [_varint(len(record)) + record], first=100)
    long = _varint(20_000) + _varint(1) + _record(b"x" * 200)
    yield page_of(TABLE_LEAF, [long], first=100) + (2).to_bytes(4, "big").ljust(_PIECE, b"\1")
