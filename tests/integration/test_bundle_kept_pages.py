"""Pages that are kept of a PDF are those that the file gives: the same bytes and digests of all."""

import io
import json
import random
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.benchmarks.bench_bundle import thicken
from tests.integration.bundle_support import drawn_pdf

from limbo_desktop.bundle.copying import Copier
from limbo_desktop.bundle.digest import digest_from
from limbo_desktop.bundle.kept_pages import BESIDE_BYTES, KeptPages, Shelf, Source
from limbo_desktop.bundle.pdf_writer import Writer
from limbo_desktop.bundle.takeover import NotTakenOverError, Opened, PageForm, open_source
from limbo_desktop.render.wire import Message

DATA = Path(__file__).parents[1] / "data"
PAPERS = sorted((DATA / "exhibits").glob("*.pdf"))


def dense() -> bytes:
    with pikepdf.open(io.BytesIO(drawn_pdf("one", "two", "three"))) as paper:
        thicken(paper)
        out = io.BytesIO()
        paper.save(out)
    return out.getvalue()


def joined() -> bytes:
    """Pages whose operators stand in several streams."""
    with pikepdf.open(io.BytesIO(drawn_pdf("one", "two"))) as paper:
        for page in paper.pages:
            around = [paper.make_stream(b"q "), page.Contents, paper.make_stream(b" Q")]
            page.Contents = Array(around)
        out = io.BytesIO()
        paper.save(out)
    return out.getvalue()


def alike(count: int) -> bytes:
    """A page with pictures whose data begin with the same bytes and have the same length."""
    with pikepdf.new() as paper:
        page = paper.add_blank_page(page_size=(300, 300))
        images, drawn = Dictionary(), b""
        for at in range(count):
            data = bytes(2000) + at.to_bytes(2, "big") + bytes(98)
            images[f"/I{at}"] = paper.make_stream(
                data, Subtype=Name.Image, Width=70, Height=30, BitsPerComponent=8
            )
            images[f"/I{at}"].ColorSpace = Name.DeviceGray
            drawn += b"/I%d Do " % at
        page.Resources = Dictionary(XObject=images)
        page.Contents = paper.make_stream(drawn)
        out = io.BytesIO()
        paper.save(out, compress_streams=False)
    return out.getvalue()


def unfitting() -> bytes:
    """Two pages, of which the second draws something that could act."""
    with pikepdf.open(io.BytesIO(drawn_pdf("one", "two"))) as paper:
        form = paper.make_stream(b"0 0 m 9 9 l S", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        form.Resources = Dictionary(Pattern=Dictionary(URI=Dictionary()))
        paper.pages[1].Resources = Dictionary(XObject=Dictionary(F=form))
        out = io.BytesIO()
        paper.save(out)
    return out.getvalue()


def kept(data: bytes, password: str = "") -> KeptPages | None:
    """What comes back of a file that was gathered and put away."""
    with open_source(io.BytesIO(data), password) as source:
        shelf = Shelf(Opened(source), data)
        for index in range(len(source.pages)):
            shelf.add(form_of(Opened(source), index))
    told = shelf.told()
    if told is None:
        return None
    return KeptPages(Message(json.loads(json.dumps(dict(told.header))), told.body), data)


def form_of(pages: Source, index: int) -> PageForm | None:
    try:
        return pages.form(index)
    except NotTakenOverError:
        return None


def written(pages: Source, order: list[int]) -> tuple[bytes, list[object]]:
    """The file that these pages give, in this order, and what is told of each."""
    out = io.BytesIO()
    copier = Copier(Writer(out), pages.read)
    told: list[object] = []
    for index in order:
        try:
            form = pages.form(index)
            number = copier.copy(form.record)
        except NotTakenOverError:
            told.append(None)
            continue
        digest = form.digest or digest_from(number, copier.nodes.__getitem__, {}).digest
        told.append((number, form.box, form.turn, digest))
    return out.getvalue(), told


def assert_same(data: bytes, password: str = "") -> None:
    again = kept(data, password)
    assert again is not None
    with open_source(io.BytesIO(data), password) as source:
        count = len(source.pages)
        orders = [list(range(count)), list(range(count))[::-1], list(range(count))[1::2]]
        for order in orders:
            assert written(again, order) == written(Opened(source), order)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_papers_of_all_kinds_come_back_as_they_are(path: Path) -> None:
    data = path.read_bytes()
    try:
        with pikepdf.open(io.BytesIO(data)):
            pass
    except pikepdf.PdfError:
        pytest.skip("no program opens it without a password")
    assert_same(data)


def test_pages_of_many_objects_come_back_as_they_are() -> None:
    assert_same(dense())


def test_pages_come_back_from_a_file_with_object_streams() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(dense())) as paper:
        paper.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert_same(out.getvalue())


def test_pages_of_a_protected_file_come_back_though_nothing_lies_in_it_as_it_is() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(dense())) as paper:
        paper.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert_same(out.getvalue(), "u")


def test_pages_whose_operators_are_joined_come_back() -> None:
    assert_same(joined())


def test_streams_that_begin_alike_are_not_taken_for_one_another() -> None:
    assert_same(alike(200))


def test_a_page_that_cannot_be_taken_over_is_none_when_it_comes_back_either() -> None:
    again = kept(unfitting())
    assert again is not None
    assert form_of(again, 0) is not None
    assert form_of(again, 1) is None


def test_streams_of_the_file_are_not_kept_a_second_time() -> None:
    noise = random.Random(1).randbytes(200_000)
    with pikepdf.new() as paper:
        page = paper.add_blank_page(page_size=(300, 300))
        page.Contents = paper.make_stream(noise)
        page.Contents.Filter = Name.FlateDecode
        page.Contents.write(zlib.compress(noise), filter=Name.FlateDecode)
        out = io.BytesIO()
        paper.save(out)
    data = out.getvalue()
    with open_source(io.BytesIO(data)) as source:
        shelf = Shelf(Opened(source), data)
        shelf.add(Opened(source).form(0))
    told = shelf.told()
    assert told is not None
    assert len(json.dumps(dict(told.header))) + len(told.body) < 2_000


def test_a_file_of_which_too_much_would_be_kept_beside_is_not_kept() -> None:
    with pikepdf.new() as paper:
        for at in range(6):
            noise = random.Random(at).randbytes(BESIDE_BYTES // 5)
            page = paper.add_blank_page(page_size=(300, 300))
            page.Contents = Array([paper.make_stream(noise), paper.make_stream(b"q Q")])
        out = io.BytesIO()
        paper.save(out)
    assert kept(out.getvalue()) is None
