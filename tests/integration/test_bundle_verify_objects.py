"""Each object of a bundle, of whatever kind, changed in each of its entries: all of it is found.

Not a list of attacks but all objects there are: whoever gives a bundle a new kind of object gets
the test of it with it.
"""

import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from tests.integration.bundle_support import Bundle, Maker, drawn_pdf, plain_base

from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.bundle.encrypt import make_lock
from limbo_desktop.bundle.locked_file import unlocked
from limbo_desktop.bundle.verify import LockedBundleError, Part, Row, verify
from limbo_desktop.render.client import Renderer

PASSWORD = "محيط حجل ملاح 4405 كبريت حفيد"
OTHER = "Of another bundle"
SAVED = "The file was changed, cut or saved again by another program after it was made."
"""What is true of every file that another program wrote; it does not count as found."""


@pytest.fixture(scope="module")
def made(cases: Path) -> Iterator[tuple[Bundle, bytes]]:
    """A bundle with every kind of object, in the open and protected."""
    photo = cases / "family-ru" / "documents" / "povestka_foto.jpg"
    files = (
        ("a.pdf", drawn_pdf("first page", "second page")),
        ("b.jpg", photo.read_bytes()),
        ("c.txt", "заметка".encode()),
    )
    with Renderer() as renderer:
        maker = Maker(renderer)
        bundle = maker.bundle(*files)
        examined, shelf = maker.examined(files)
        out = io.BytesIO()
        base = plain_base(examined)
        assemble(base, examined, shelf.open, renderer, out, lock=make_lock(PASSWORD))
        yield bundle, out.getvalue()


@pytest.fixture
def bundle(made: tuple[Bundle, bytes]) -> Bundle:
    return made[0]


def faults(data: bytes) -> list[Row]:
    return [row for row in verify(io.BytesIO(data)).rows if not row.ok]


def changed(bundle: Bundle, change: Callable[[Pdf], object]) -> bytes:
    """What another program makes of a bundle when somebody changes it."""
    out = io.BytesIO()
    with bundle.open() as book:
        change(book)
        book.save(out, fix_metadata_version=False, deterministic_id=True)
    return out.getvalue()


def found(bundle: Bundle, change: Callable[[Pdf], object]) -> set[Part]:
    """Which parts are said to be changed, but for the file itself, which another program wrote."""
    rows = faults(changed(bundle, change))
    return {row.part for row in rows if row.message != SAVED}


def another(value: object) -> object:
    """A value of the same kind that says something else."""
    match value:
        case bool():
            return not value
        case String():
            return String(OTHER)
        case Name():
            return Name("/Other")
        case Array():
            return Array([*value, 1]) if len(value) == 0 else Array(list(value)[:-1])
        case Dictionary() | Stream() | None:
            return 7
        case _:
            return value + 1  # type: ignore[operator]  # a number: there is nothing else


def entries(book: Pdf) -> Iterator[tuple[int, str]]:
    """Each object of a bundle that is a dictionary or a stream, with each of its keys.

    But for what whoever saves a file writes anew, and the types of catalog and pages, which qpdf
    mends while it reads: the row of the file speaks of those.
    """
    mended = {"/Catalog", "/Page", "/Pages"}
    for each in book.objects:
        if isinstance(each, (Dictionary, Stream)):
            for key in each.keys():  # noqa: SIM118 - it is no dict
                if key not in {"/Length", "/Filter"} and str(each[key]) not in mended:
                    yield each.objgen[0], key


def test_every_entry_of_every_object_counts(bundle: Bundle) -> None:
    unseen = []
    with bundle.open() as book:
        places = list(entries(book))
    assert len(places) > 150
    for number, key in places:

        def change(book: Pdf, number: int = number, key: str = key) -> None:
            holder = book.get_object((number, 0))
            holder[key] = another(holder[key])

        if not named(bundle, change):
            unseen.append((number, key))
    assert unseen == []


def test_every_entry_of_every_object_is_missed(bundle: Bundle) -> None:
    unseen = []
    with bundle.open() as book:
        places = list(entries(book))
    for number, key in places:

        def change(book: Pdf, number: int = number, key: str = key) -> None:
            del book.get_object((number, 0))[key]

        if not named(bundle, change):
            unseen.append((number, key))
    assert unseen == []


def test_nothing_can_be_added_to_any_object(bundle: Bundle) -> None:
    unseen = []
    with bundle.open() as book:
        numbers = [
            each.objgen[0] for each in book.objects if isinstance(each, (Dictionary, Stream))
        ]
    for number in numbers:

        def change(book: Pdf, number: int = number) -> None:
            book.get_object((number, 0))["/Added"] = String(OTHER)

        if not named(bundle, change):
            unseen.append(number)
    assert unseen == []


def test_every_stream_counts_to_its_last_byte(bundle: Bundle) -> None:
    unseen = []
    with bundle.open() as book:
        numbers = [each.objgen[0] for each in book.objects if isinstance(each, Stream)]
    assert len(numbers) > 10
    for number in numbers:
        for at in (0, -1):

            def change(book: Pdf, number: int = number, at: int = at) -> None:
                stream = book.get_object((number, 0))
                packing = stream.get("/Filter")
                plain = packing is None or packing == Name.FlateDecode
                raw = bytearray(stream.read_bytes() if plain else stream.read_raw_bytes())
                raw[at] ^= 1
                stream.write(bytes(raw))
                if not plain:
                    stream["/Filter"] = packing

            if not named(bundle, change):
                unseen.append((number, at))
    assert unseen == []


@cache
def copied(data: bytes) -> bytes:
    """A file as qpdf saves it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as book:
        book.save(out, fix_metadata_version=False, deterministic_id=True)
    return out.getvalue()


def named(bundle: Bundle, change: Callable[[Pdf], object]) -> bool:
    """Whether a change is named; or qpdf cannot write such a file, or puts it right again."""
    try:
        data = changed(bundle, change)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
        return True
    return data == copied(bundle.data) or any(row.message != SAVED for row in faults(data))


def _reorder(book: Pdf) -> None:
    last = book.pages[5]
    del book.pages[5]
    book.pages.insert(2, last)


def _twice(book: Pdf) -> None:
    book.pages.append(book.pages[2])


def _swap_originals(book: Pdf) -> None:
    names = list(book.Root.Names.EmbeddedFiles.Names)
    first, second = names[1], names[3]
    first.EF, second.EF = second.EF, first.EF


def _rename_original(book: Pdf) -> None:
    book.Root.Names.EmbeddedFiles.Names[0] = String("exhibit-77.pdf")


def _one_for_all(book: Pdf) -> None:
    names = list(book.Root.Names.EmbeddedFiles.Names)
    names[3].EF = names[1].EF


def _title_shown(book: Pdf) -> None:
    book.Root.Names.EmbeddedFiles.Names[1].Desc = String("A decision")


def _note_on_page(book: Pdf) -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Rect=[0, 0, 99, 99], Contents=String(OTHER)
    )
    book.pages[2].Annots = Array([book.make_indirect(note)])


def _no_links(book: Pdf) -> None:
    del book.pages[0]["/Annots"]


def _turned(book: Pdf) -> None:
    book.pages[3].Rotate = 180


def _cropped(book: Pdf) -> None:
    book.pages[3].CropBox = Array([0, 0, 10, 10])


def _page_of_another(book: Pdf) -> None:
    with pikepdf.open(io.BytesIO(drawn_pdf("forged"))) as other:
        book.pages[2] = other.pages[0]


def _form(book: Pdf) -> None:
    book.Root.AcroForm = Dictionary(Fields=Array([]))


def _layers(book: Pdf) -> None:
    book.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary())


def _no_structure(book: Pdf) -> None:
    for key in ("/StructTreeRoot", "/Metadata", "/Lang"):
        if key in book.Root:
            del book.Root[key]


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (_reorder, {Part.PAGES}),
        (_twice, {Part.PAGES}),
        (_swap_originals, {Part.ORIGINAL, Part.ATTACHMENTS}),
        (_one_for_all, {Part.ORIGINAL, Part.ATTACHMENTS}),
        (_rename_original, {Part.ORIGINAL, Part.ATTACHMENTS}),
        (_title_shown, {Part.ATTACHMENTS}),
        (_note_on_page, {Part.PAGES}),
        (_no_links, {Part.PAGES}),
        (_turned, {Part.PAGES}),
        (_cropped, {Part.PAGES}),
        (_page_of_another, {Part.PAGES}),
        (_form, {Part.PROPERTIES, Part.ACTIVE}),
        (_layers, {Part.PROPERTIES}),
        (_no_structure, {Part.PROPERTIES}),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_what_somebody_would_do_is_named(
    bundle: Bundle, change: Callable[[Pdf], object], parts: set[Part]
) -> None:
    assert parts <= found(bundle, change)


def test_a_whole_incremental_update_that_redraws_a_page_is_found(bundle: Bundle) -> None:
    with bundle.open() as book:
        number = book.pages[4].Contents.objgen[0]
        root, info = book.Root.objgen[0], book.trailer.Info.objgen[0]
        size = int(book.trailer.Size)
    start = len(bundle.data)
    update = b"%d 0 obj\n<< /Length 4 >>\nstream\nq Q \nendstream\nendobj\n" % number
    before = re.findall(rb"startxref\n(\d+)", bundle.data)[-1]
    update += b"xref\n%d 1\n%010d 00000 n \ntrailer\n" % (number, start)
    update += b"<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %b >>\n" % (size, root, info, before)
    update += b"startxref\n%d\n%%%%EOF\n" % (start + update.index(b"xref\n"))
    data = bundle.data + update
    with pikepdf.open(io.BytesIO(data)) as book:
        assert book.pages[4].Contents.read_bytes() == b"q Q "
    rows = faults(data)
    assert [row.part for row in rows][:1] == [Part.FILE]
    assert (Part.PAGES, 5) in [(row.part, row.params.get("number")) for row in rows]


def test_originals_and_list_of_another_bundle_are_found(bundle: Bundle, cases: Path) -> None:
    """Somebody takes a true list of another bundle: its own pages do not match."""
    with Renderer() as renderer:
        other = Maker(renderer).bundle(("a.pdf", drawn_pdf("other page")))
    with other.open() as book:
        listing = book.attachments["integrity.json"].get_file().read_bytes()

    def change(book: Pdf) -> None:
        names = list(book.Root.Names.EmbeddedFiles.Names)
        at = [str(each) for each in names].index("integrity.json")
        names[at + 1].EF.F.write(listing)

    assert {Part.SEAL, Part.PAGES} <= found(bundle, change)


def test_a_protected_bundle_is_the_plain_one_byte_by_byte(made: tuple[Bundle, bytes]) -> None:
    bundle, locked = made
    assert unlocked(io.BytesIO(locked), PASSWORD).read() == bundle.data
    result = verify(io.BytesIO(locked), PASSWORD)
    assert result == verify(io.BytesIO(bundle.data))
    assert result.ok


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(start=st.floats(0, 1), length=st.integers(1, 5000))
def test_any_part_of_a_protected_bundle_can_be_read_alone(
    made: tuple[Bundle, bytes], start: float, length: int
) -> None:
    bundle, locked = made
    plain = unlocked(io.BytesIO(locked), PASSWORD)
    at = plain.seek(int(start * len(bundle.data)))
    assert plain.read(length) == bundle.data[at : at + length]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_no_byte_of_a_protected_bundle_can_be_changed_unseen(
    made: tuple[Bundle, bytes], place: float, flip: int
) -> None:
    data = bytearray(made[1])
    data[int(place * len(data))] ^= flip
    assert refused(bytes(data))


def test_no_byte_of_the_lock_and_the_end_of_a_protected_bundle_can_be_changed_unseen(
    made: tuple[Bundle, bytes],
) -> None:
    locked = made[1]
    lock = locked.rindex(b"<< /CF ")
    places = [*range(16), *range(lock - 8, locked.index(b"xref\n", lock) + 30, 3)]
    places += range(locked.rindex(b"trailer"), len(locked))
    for place in places:
        data = bytearray(locked)
        data[place] ^= 0x20
        assert refused(bytes(data)), place


def refused(data: bytes) -> bool:
    try:
        return not verify(io.BytesIO(data), PASSWORD).ok
    except LockedBundleError:
        return True


def test_a_protected_bundle_that_another_program_saved_says_so_and_still_matches(
    made: tuple[Bundle, bytes],
) -> None:
    for encryption in (pikepdf.Encryption(owner="x", user=PASSWORD), False):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(made[1]), password=PASSWORD) as book:
            book.save(out, encryption=encryption, fix_metadata_version=False)
        rows = verify(out, PASSWORD).rows
        assert [row.part for row in rows if not row.ok] == [Part.FILE]
