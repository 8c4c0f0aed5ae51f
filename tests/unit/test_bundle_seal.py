"""The parts of a seal: objects as bytes, digests, the integrity list, what is drawn."""

import hashlib
import io
import json
import zlib

import pikepdf
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from limbo_desktop.bundle import manifest, seal
from limbo_desktop.bundle.base import MM, SealKind
from limbo_desktop.bundle.digest import Node, digest_from
from limbo_desktop.bundle.manifest import Manifest, NotAListError, Original, Parts
from limbo_desktop.bundle.numbers import plain
from limbo_desktop.bundle.pdf_objects import packed, record_of, template_of, unpack
from limbo_desktop.bundle.pdf_writer import Writer

HEX = "0123456789abcdef" * 4


def some_list() -> Manifest:
    return Manifest(
        (Original(4, "exhibit-04.jpg", HEX, 148520),), (HEX, HEX[::-1]), Parts(HEX, HEX, HEX)
    )


@given(st.binary(max_size=60), st.integers(1, 9999))
def test_what_looks_like_a_reference_in_a_string_is_none(words: bytes, number: int) -> None:
    with pikepdf.new() as book:
        target = book.make_indirect(Dictionary())
        value = Dictionary(A=String(words + b" %d 0 R " % number), B=target, C=Array([1, target]))
        template = record_of(value).template
        assert template.refs == (target.objgen, target.objgen)
        assert template.fill({target.objgen: target.objgen[0]}) == value.unparse(resolved=True)


def test_a_template_is_filled_with_the_numbers_of_the_new_file() -> None:
    template = template_of(b"<< /A 3 0 R /B [ 1 2 3 0 R ] /C (3 0 R) >>")
    assert template.fill({(3, 0): 77}) == b"<< /A 77 0 R /B [ 1 2 77 0 R ] /C (3 0 R) >>"


@given(st.binary(max_size=5000))
def test_the_digest_of_a_stream_is_that_of_its_data_however_it_is_packed(data: bytes) -> None:
    with pikepdf.new() as book:
        loose = record_of(pikepdf.Stream(book, data))
        tight = pikepdf.Stream(book, zlib.compress(data, 1), Filter=Name.FlateDecode)
        assert loose.own_digest() == record_of(tight).own_digest()


def test_data_that_unpacks_too_far_is_digested_as_it_stands() -> None:
    raw = zlib.compress(bytes(50 << 20))
    with pikepdf.new() as book:
        record = record_of(pikepdf.Stream(book, raw, Filter=Name.FlateDecode))
    assert record.body is not None
    assert not record.body.flate
    assert record.body.content == hashlib.sha256(raw).digest()


@pytest.mark.parametrize("damage", [b"", b"x", b"tail"])
def test_damaged_or_lengthened_data_does_not_unpack(damage: bytes) -> None:
    good = zlib.compress(b"words" * 100)
    assert unpack(good, 1000) == b"words" * 100
    assert unpack(good, 499) is None
    assert unpack(good[:-1] + damage, 1000) is None or not damage
    assert unpack(good + b"tail", 1000) is None


@given(
    st.lists(st.lists(st.integers(0, 7), max_size=4), min_size=8, max_size=8),
    st.permutations(range(8)),
)
def test_a_digest_does_not_depend_on_numbers(edges: list[list[int]], order: list[int]) -> None:
    nodes = {at: Node(b"%d" % at, tuple(refs)) for at, refs in enumerate(edges)}
    moved = {
        order[at]: Node(node.own, tuple(order[ref] for ref in node.refs))
        for at, node in nodes.items()
    }
    first = digest_from(0, nodes.__getitem__, {})
    assert first.digest == digest_from(order[0], moved.__getitem__, {}).digest


@given(st.integers(0, 3))
def test_a_digest_changes_with_any_object_that_it_covers(changed: int) -> None:
    nodes = {at: Node(b"own %d" % at, ((at + 1) % 4,)) for at in range(4)}
    before = digest_from(0, nodes.__getitem__, {})
    assert before.covered == {0, 1, 2, 3}
    nodes[changed] = Node(b"other", nodes[changed].refs)
    assert digest_from(0, nodes.__getitem__, {}).digest != before.digest


def test_the_integrity_list_has_one_spelling() -> None:
    listing = some_list().to_bytes()
    assert manifest.read(listing) == some_list()
    assert json.loads(listing)["format"] == "limbo-bundle/1"
    assert json.loads(listing)["originals"][0] == {
        "exhibit": 4,
        "file": "exhibit-04.jpg",
        "sha256": HEX,
        "bytes": 148520,
    }
    with pytest.raises(NotAListError):
        manifest.read(listing + b" ")


@pytest.mark.parametrize(
    "listing",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        some_list().to_bytes().replace(b"limbo-bundle/1", b"limbo-bundle/2"),
        some_list().to_bytes().replace(b"exhibit-04.jpg", b"../exhibit.jpg"),
        some_list().to_bytes().replace(b"148520", b"-1.5"),
    ],
)
def test_anything_else_is_no_integrity_list(listing: bytes) -> None:
    with pytest.raises(NotAListError):
        manifest.read(listing)


def test_the_digits_of_a_fingerprint_stand_in_groups_of_eight() -> None:
    first, second = seal.groups(HEX)
    assert f"{first} {second}".split(" ") == ["01234567", "89abcdef"] * 4


def test_the_qr_code_holds_the_fingerprint() -> None:
    drawn = seal.seal_stream(SealKind.QR, HEX, 30 * MM, 30 * MM).decode()
    rows = [bytes(row) for row in segno.make_qr(HEX, error="m", boost_error=False).matrix]
    dark: set[tuple[int, int]] = set()
    for line in drawn.splitlines():
        if line.endswith(" re"):
            x, y, width, _ = map(int, line.split()[:4])
            dark |= {(x + step, y) for step in range(width)}
    assert dark == {(x, y) for y, row in enumerate(rows) for x, on in enumerate(row) if on}


def test_seals_of_other_fingerprints_differ() -> None:
    for kind in SealKind:
        one, other = (seal.seal_stream(kind, each, 85, 85) for each in (HEX, HEX[::-1]))
        assert one != other


@given(st.floats(-1e6, 1e6))
def test_numbers_are_plain_decimals(value: float) -> None:
    assert float(plain(value)) == pytest.approx(value, abs=1e-5)
    assert set(plain(value)) <= set("-.0123456789")


def test_a_written_file_is_read_by_qpdf_without_a_word() -> None:
    out = io.BytesIO()
    writer = Writer(out)
    root, pages, page, info, content = (writer.reserve() for _ in range(5))
    body = packed(b"0 0 10 10 re f\n" * 20)
    writer.put_stream(content, b"<< >>", body)
    writer.put(root, b"<< /Pages %d 0 R /Type /Catalog >>" % pages)
    writer.put(pages, b"<< /Count 1 /Kids [ %d 0 R ] /Type /Pages >>" % page)
    writer.put(
        page,
        b"<< /Contents %d 0 R /MediaBox [ 0 0 9 9 ] /Parent %d 0 R /Resources << >> /Type /Page >>"
        % (content, pages),
    )
    writer.put(info, b"<< >>")
    writer.finish(root, info, bytes(16))
    assert writer.size == len(out.getvalue())
    with pikepdf.open(out) as book:
        assert book.check_pdf_syntax() == []
        assert book.pages[0].Contents.read_bytes() == b"0 0 10 10 re f\n" * 20
