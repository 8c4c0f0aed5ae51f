"""Rows out of SQLite's pages, when the pages say what no database says."""

from hypothesis import given
from hypothesis import strategies as st
from tests.fuzz.targets_files import page_of, row_cell

from limbo_desktop.vault.pages import PAGE_BYTES
from limbo_desktop.vault.salvage.plain_pages import RESERVED
from limbo_desktop.vault.salvage.trees import TABLE_INTERIOR, TABLE_LEAF, Row, leaf, walk

USABLE = PAGE_BYTES - RESERVED


class Pages:
    """Pages by their numbers, from 1; counts how often one is read."""

    def __init__(self, *pages: bytes) -> None:
        self._pages = [page.ljust(USABLE, b"\0") for page in pages]
        self.read = 0

    def page(self, number: int) -> bytes | None:
        self.read += 1
        assert self.read < 10_000, "read for ever"
        return self._pages[number - 1] if 1 <= number <= len(self._pages) else None


def test_a_row_whose_overflow_goes_in_a_circle_is_left_out() -> None:
    endless = b"\xbf\xff\xff\xff\x7f\x01"  # a row of four thousand million bytes
    start = page_of(TABLE_LEAF, [endless], first=100).rstrip(b"\0")
    # wherever its local part ends, page 2 is named as the next
    pages = Pages(start + (2).to_bytes(4, "big") * 4_000, (2).to_bytes(4, "big"))
    for shift in range(4):
        moved = Pages(start + b"\0" * shift + (2).to_bytes(4, "big") * 4_000, pages.page(2) or b"")
        assert list(leaf(moved, 1)) == []


def test_a_cell_outside_its_page_is_left_out_and_the_others_come() -> None:
    cells = [row_cell(1, "имя"), row_cell(2, 5)]
    page = bytearray(page_of(TABLE_LEAF, cells, first=100))
    page[108:110] = (USABLE - 1).to_bytes(2, "big")
    assert list(leaf(Pages(bytes(page)), 1)) == [Row(2, (5,))]


def test_a_tree_that_goes_in_a_circle_ends() -> None:
    root = page_of(TABLE_INTERIOR, [(1).to_bytes(4, "big") + b"\x01"], first=100, right=1)
    assert list(walk(Pages(root), 1, set())) == []


@given(st.lists(st.binary(max_size=600), max_size=4))
def test_whatever_the_pages_hold_reading_them_ends(pieces: list[bytes]) -> None:
    pages = Pages(*pieces)
    assert all(isinstance(row, Row) for row in walk(pages, 1, set()))
