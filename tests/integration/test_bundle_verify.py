"""Whatever is changed in a bundle is found, and named."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String
from tests.integration.bundle_support import Bundle, Maker, drawn_pdf, plain_base, text_of

from limbo_desktop.bundle import manifest, verify
from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.bundle.pdf_file import NotAsWrittenError, read_frame
from limbo_desktop.bundle.verify import Part, Row, VerifyResult
from limbo_desktop.render.client import Renderer

PAGES = {"cover": 0, "slip 1": 1, "pdf 1": 2, "pdf 2": 3, "slip 2": 4, "photo": 5}


@pytest.fixture(scope="module")
def bundle(cases: Path) -> Iterator[Bundle]:
    photo = cases / "family-ru" / "documents" / "povestka_foto.jpg"
    with Renderer() as renderer:
        yield Maker(renderer).bundle(
            ("a.pdf", drawn_pdf("first page", "second page")),
            ("b.jpg", photo.read_bytes()),
            ("c.txt", "заметка".encode()),
        )


def checked(data: bytes) -> VerifyResult:
    return verify.verify(io.BytesIO(data))


def faults(data: bytes) -> list[Row]:
    return [row for row in checked(data).rows if not row.ok]


def changed(bundle: Bundle, change: Callable[[Pdf], object]) -> bytes:
    """What another program makes of a bundle when somebody changes it."""
    out = io.BytesIO()
    with bundle.open() as book:
        change(book)
        book.save(out, fix_metadata_version=False)
    return out.getvalue()


def named(rows: list[Row]) -> list[tuple[str, object]]:
    """The faults but for the one that says that another program wrote the file."""
    return [
        (row.part.value, row.params.get("number", row.params.get("file")))
        for row in rows
        if row.part is not Part.FILE
    ]


def test_a_bundle_checks_out_on_its_own(bundle: Bundle) -> None:
    result = checked(bundle.data)
    assert result.ok
    assert result.fingerprint == bundle.sealed.fingerprint
    assert result.pages == bundle.sealed.pages == 7
    assert {row.part for row in result.rows} == set(Part) - {Part.BAG, Part.PARTS}


def test_a_bundle_on_disk_is_checked_by_its_path(bundle: Bundle, tmp_path: Path) -> None:
    path = tmp_path / "bundle.pdf"
    path.write_bytes(bundle.data)
    assert verify.verify(path).ok


def test_the_fingerprint_is_the_digest_of_the_attached_list(bundle: Bundle) -> None:
    with bundle.open() as book:
        listing = book.attachments["integrity.json"].get_file().read_bytes()
    assert manifest.fingerprint(listing) == bundle.sealed.fingerprint
    digits = "".join(text_of(bundle.data, "-l", "1").split())
    assert bundle.sealed.fingerprint in digits


def test_a_copy_saved_by_another_program_says_so_and_still_matches(bundle: Bundle) -> None:
    rows = faults(changed(bundle, lambda _: None))
    assert [row.part for row in rows] == [Part.FILE]


def test_a_changed_original_is_named(bundle: Bundle) -> None:
    with bundle.open() as book:
        old = book.attachments["exhibit-02.jpg"].get_file().read_bytes()
    at = bundle.data.index(old) + len(old) // 2
    data = bytearray(bundle.data)
    data[at] ^= 1
    assert [(row.part, dict(row.params)) for row in faults(bytes(data))] == [
        (Part.ORIGINAL, {"number": 2, "file": "exhibit-02.jpg"})
    ]


def _embedded(book: Pdf, name: str) -> pikepdf.Object:
    names = list(book.Root.Names.EmbeddedFiles.Names)
    return names[[str(each) for each in names].index(name) + 1]


def _change_list(book: Pdf) -> None:
    stream = _embedded(book, "integrity.json").EF.F
    stream.write(stream.read_bytes().replace(b'"exhibit": 1', b'"exhibit": 7'))


def _break_list(book: Pdf) -> None:
    stream = _embedded(book, "integrity.json").EF.F
    stream.write(stream.read_bytes().replace(b'"pages"', b'"sides"'))


def _forge_list(book: Pdf) -> None:
    """Swap a digest in the list, in its own spelling."""
    stream = _embedded(book, "integrity.json").EF.F
    listed = manifest.read(stream.read_bytes())
    forged = manifest.Manifest(listed.originals, listed.pages[::-1], listed.document)
    stream.write(forged.to_bytes())


def _page_font(book: Pdf) -> None:
    form = book.pages[PAGES["pdf 1"]].Resources.XObject["/LimboPage"]
    next(iter(dict(form.Resources.Font).values())).BaseFont = Name("/Courier")


def _photo(book: Pdf) -> None:
    image = book.pages[PAGES["photo"]].Resources.XObject["/LimboPage"]
    raw = bytearray(image.read_raw_bytes())
    raw[len(raw) // 2] ^= 1
    image.write(bytes(raw), filter=Name.DCTDecode)


def _page_drawing(book: Pdf) -> None:
    form = book.pages[PAGES["pdf 2"]].Resources.XObject["/LimboPage"]
    form.write(form.read_bytes().replace(b"second", b"seconD"))


def _own_page(book: Pdf) -> None:
    stream = book.pages[PAGES["slip 2"]].Contents
    stream.write(stream.read_bytes().replace(b"BT", b"BT 3 Tr", 1))


def _moved(book: Pdf) -> None:
    stream = book.pages[PAGES["photo"]].Contents[0]
    stream.write(stream.read_bytes().replace(b" cm", b" cm 1 0 0 1 3 3 cm", 1))


def _link(book: Pdf) -> None:
    book.pages[0].Annots[0].Dest[0] = book.pages[PAGES["photo"]].obj


def _link_outside(book: Pdf) -> None:
    book.pages[0].Annots[0]["/A"] = Dictionary(S=Name.URI, URI=String("https://example.org"))


def _bookmark(book: Pdf) -> None:
    book.Root.Outlines.First.Title = String("Other")


def _bookmark_target(book: Pdf) -> None:
    book.Root.Outlines.First.First.Dest[0] = book.pages[PAGES["photo"]].obj


def _title(book: Pdf) -> None:
    book.trailer.Info.Title = String("Another bundle")


def _labels(book: Pdf) -> None:
    book.Root.PageLabels.Nums[1].S = Name.r


def _script(book: Pdf) -> None:
    book.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _attachment_type(book: Pdf) -> None:
    _embedded(book, "exhibit-03.txt").EF.F.Subtype = Name("/text/html")


def _add_attachment(book: Pdf) -> None:
    book.attachments["more.txt"] = b"more"


def _drop_attachment(book: Pdf) -> None:
    del book.attachments["exhibit-03.txt"]


def _drop_page(book: Pdf) -> None:
    del book.pages[PAGES["slip 2"]]


def _add_page(book: Pdf) -> None:
    book.add_blank_page(page_size=(100, 100))


def _swap_pages(book: Pdf) -> None:
    first, second = book.pages[PAGES["pdf 1"]], book.pages[PAGES["pdf 2"]]
    first.Contents, second.Contents = second.Contents, first.Contents


def _digits(book: Pdf) -> None:
    form = book.pages[0].Resources.XObject["/LimboSeal0"]
    lines = form.read_bytes().split(b"\n")
    swapped = lines.index(next(line for line in lines if line.endswith(b"Tj")))
    lines[swapped] = lines[swapped][:1] + lines[swapped][5:9] + lines[swapped][5:]
    form.write(b"\n".join(lines))


def _qr(book: Pdf) -> None:
    form = book.pages[0].Resources.XObject["/LimboSeal1"]
    form.write(form.read_bytes().replace(b"1 1 re", b"1 2 re", 1))


def _no_seal(book: Pdf) -> None:
    form = book.pages[0].Resources.XObject["/LimboSeal0"]
    form["/LimboSeal"] = Name.other


def _cover_the_seal(book: Pdf) -> None:
    stream = book.pages[0].Contents
    book.pages[0].Contents = Array([*stream, book.make_stream(b"1 g 0 0 600 900 re f")])


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (_change_list, [("seal", None)]),
        (_break_list, [("list", None)]),
        (_forge_list, [("seal", None), *[("pages", n) for n in (1, 2, 3)]]),
        (_page_font, [("pages", 3), ("pages", 4)]),
        (_photo, [("pages", 6)]),
        (_page_drawing, [("pages", 4)]),
        (_own_page, [("pages", 5), ("bookmarks", None)]),
        (_moved, [("pages", 6)]),
        (_link, [("pages", 1), ("structure", None)]),
        (_link_outside, [("pages", 1), ("structure", None), ("active", None)]),
        (_bookmark, [("bookmarks", None)]),
        (_bookmark_target, [("bookmarks", None)]),
        (_title, [("properties", None)]),
        (_labels, [("properties", None)]),
        (_script, [("properties", None), ("active", None)]),
        (_attachment_type, [("attachments", None)]),
        (_add_attachment, [("attachments", "more.txt")]),
        (_drop_attachment, [("original", 3), ("attachments", None)]),
        (_drop_page, [("pages", 5), ("bookmarks", None), ("structure", None)]),
        (_add_page, [("pages", 8)]),
        (_swap_pages, [("pages", 3), ("pages", 4)]),
        (_digits, [("seal", None)]),
        (_qr, [("seal", None)]),
        (_no_seal, [("seal", None), ("pages", 1)]),
        (_cover_the_seal, [("pages", 1), ("bookmarks", None), ("properties", None)]),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_a_change_is_named(
    bundle: Bundle, change: Callable[[Pdf], object], found: list[tuple[str, object]]
) -> None:
    rows = faults(changed(bundle, change))
    assert rows[0].part is Part.FILE
    if change is _forge_list:
        assert set(found) <= set(named(rows))
    else:
        assert named(rows) == found


def test_an_update_behind_the_end_is_found(bundle: Bundle) -> None:
    update = b"\n1 0 obj\n<< >>\nendobj\nxref\n1 1\n0000000000 00000 n \n%%EOF\n"
    for more in (b" ", b"\n", update, bundle.data):
        assert Part.FILE in {row.part for row in faults(bundle.data + more)}


def test_a_cut_file_is_found(bundle: Bundle) -> None:
    for length in (0, 5, 1000, len(bundle.data) // 2, len(bundle.data) - 1):
        assert Part.FILE in {row.part for row in faults(bundle.data[:length])}


@pytest.mark.parametrize("data", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF", bytes(1000)])
def test_what_is_no_pdf_is_said_to_be_none(data: bytes) -> None:
    assert [row.message for row in checked(data).rows] == [verify.NOT_A_PDF]


def test_another_pdf_is_no_bundle() -> None:
    rows = faults(drawn_pdf("only a page"))
    assert [row.part for row in rows] == [Part.FILE, Part.LIST]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_no_byte_can_be_changed_unseen(bundle: Bundle, place: float, flip: int) -> None:
    data = bytearray(bundle.data)
    data[int(place * len(data))] ^= flip
    assert not checked(bytes(data)).ok


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_anything_may_be_read_as_a_frame(data: bytes) -> None:
    with pytest.raises(NotAsWrittenError):
        read_frame(io.BytesIO(data))


def updated(data: bytes, number: int, text: bytes) -> bytes:
    """A bundle that an editor saved by adding: object `number` is `text` from now on."""
    frame = read_frame(io.BytesIO(data))
    at = len(data)
    body = b"%d 0 obj\n%b\nendobj\n" % (number, text)
    start = at + len(body)
    rows = b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
    count = len(frame.extents) + 1
    end = b"trailer\n<< /Info %d 0 R /Root %d 0 R /Size %d /Prev %d >>\n" % (
        frame.info,
        frame.root,
        count,
        frame.table,
    )
    return data + body + rows + end + b"startxref\n%d\n%%%%EOF\n" % start


def turned_page(bundle: Bundle) -> tuple[int, bytes]:
    """The object of the second page, turned."""
    with bundle.open() as book:
        page = book.pages[1].obj
        number = page.objgen[0]
        page.Rotate = 90
        return number, page.unparse(resolved=True)


def test_what_an_editor_added_behind_the_end_is_told_with_the_page_that_it_changed(
    bundle: Bundle,
) -> None:
    data = updated(bundle.data, *turned_page(bundle))
    rows = faults(data)
    assert [row.message for row in rows] == [verify.ADDED_BEHIND, verify.PAGE_CHANGED]
    assert rows[0].params == {"size": len(data) - len(bundle.data)}
    assert rows[1].params == {"number": 2}
    twice = data + data[len(bundle.data) :]
    assert faults(twice)[0].params == {"size": len(twice) - len(bundle.data)}


@pytest.mark.parametrize("more", [b"x", b"\n", b"%%EOF\n", b"\n%%EOF\n" * 200, b"\0" * 3_000_000])
def test_bytes_behind_the_end_are_told_and_that_without_them_nothing_was_changed(
    bundle: Bundle, more: bytes
) -> None:
    rows = faults(bundle.data + more)
    assert rows[0].message == verify.ADDED_BEHIND
    assert rows[0].params == {"size": len(more)}
    assert len(rows) == 1


def test_a_change_before_what_was_added_is_told_too(bundle: Bundle) -> None:
    with bundle.open() as book:
        old = book.attachments["exhibit-02.jpg"].get_file().read_bytes()
    data = bytearray(bundle.data + b"more")
    data[bundle.data.index(old) + 9] ^= 1
    rows = faults(bytes(data))
    assert rows[0].message == verify.ADDED_AND_CHANGED
    assert Part.ORIGINAL in {row.part for row in rows}


def test_a_page_is_named_by_the_number_that_is_printed_on_it() -> None:
    with Renderer() as renderer:
        maker = Maker(renderer)
        examined, shelf = maker.examined([("a.pdf", drawn_pdf("one", "two"))])
        out = io.BytesIO()
        base = replace(plain_base(examined), first=57)
        assemble(base, examined, shelf.open, renderer, out)
    with pikepdf.open(out) as book:
        assert str(book.pages[2].label) == "59"
        book.pages[2].Rotate = 90
        del book.pages[3]
        book.save(changed_one := io.BytesIO(), fix_metadata_version=False)
    rows = faults(changed_one.getvalue())
    assert [(row.message, dict(row.params)) for row in rows if row.part is Part.PAGES] == [
        (verify.PAGE_CHANGED_THERE, {"number": 59, "place": 3}),
        (verify.PAGE_MISSING, {"number": 60}),
    ]
