"""A finished bundle as a document: the same bytes everywhere, nothing of this computer in it."""

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pikepdf import Array, Name
from tests.integration.bundle_support import (
    Bundle,
    Maker,
    drawn_pdf,
    everything_in,
    plain_base,
    qpdf_faults,
    text_of,
)

from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.failures import RenderFailure

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def maker() -> Iterator[Maker]:
    with Renderer() as renderer:
        yield Maker(renderer)


@pytest.fixture(scope="module")
def bundle(maker: Maker, cases: Path) -> Bundle:
    return maker.bundle(*some_files(cases))


def some_files(cases: Path) -> list[tuple[str, bytes]]:
    folder = cases / "family-ru" / "documents"
    names = ("prikaz_188-ls.pdf", "povestka_foto.jpg", "faks_rozysk.tif", "petlya.gif")
    return [(name, (folder / name).read_bytes()) for name in names]


def test_the_file_is_sound(bundle: Bundle, tmp_path: Path) -> None:
    assert qpdf_faults(bundle.data, tmp_path) == ""
    assert bundle.sealed.size == len(bundle.data)


def test_two_runs_on_different_days_and_places_give_the_same_bytes(cases: Path) -> None:
    program = (
        "import sys, pathlib, hashlib\n"
        "from limbo_desktop.render.client import Renderer\n"
        "from tests.integration.bundle_support import Maker\n"
        "from tests.integration.test_bundle_assembly import some_files\n"
        "with Renderer() as renderer:\n"
        "    made = Maker(renderer).bundle(*some_files(pathlib.Path(sys.argv[1])))\n"
        "print(hashlib.sha256(made.data).hexdigest())\n"
    )
    found = set()
    for seed, zone in (("1", "Asia/Damascus"), ("2", "Europe/Helsinki")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "USER": f"user{seed}"}
        environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "src")])
        done = subprocess.run(
            [sys.executable, "-c", program, str(cases)],
            capture_output=True,
            check=True,
            text=True,
            env=environment,
            cwd=ROOT,
        )
        found.add(done.stdout)
    assert len(found) == 1


def test_nothing_tells_when_where_or_by_whom_it_was_made(bundle: Bundle) -> None:
    inside = everything_in(bundle.data)
    for word in (b"CreationDate", b"ModDate", b"Author", b"Creator", b"reportlab", b"pikepdf"):
        assert word.lower() not in inside.lower()
    with bundle.open() as book:
        assert set(book.trailer.Info.keys()) == {"/Title", "/Producer"}
        first, second = (bytes(each) for each in book.trailer.ID)
    assert first == second == bytes.fromhex(bundle.sealed.fingerprint)[:16]


def test_it_opens_at_100_percent_with_bookmarks_and_its_title(bundle: Bundle) -> None:
    with bundle.open() as book:
        root = book.Root
        assert root.PageMode == Name.UseOutlines
        page, fit, left, top, zoom = list(root.OpenAction)
        assert page.objgen == book.pages[0].objgen
        assert [str(each) for each in (fit, left, top, zoom)] == ["/XYZ", "None", "None", "1"]
        assert root.ViewerPreferences.DisplayDocTitle
        assert root.ViewerPreferences.Direction == Name.L2R
        count = len(book.pages)
        assert [str(book.pages[at].label) for at in range(count)] == [
            str(at + 1) for at in range(count)
        ]
        with book.open_metadata() as metadata:
            assert metadata["dc:title"] == "A bundle"
            assert metadata["dc:language"] == {"en"}


def test_an_arabic_bundle_does_not_make_readers_turn_lines_of_other_languages(maker: Maker) -> None:
    with maker.bundle(lang="ar").open() as book:
        assert book.Root.ViewerPreferences.Direction == Name.L2R
        assert str(book.Root.Lang) == "ar"


def test_bookmarks_land_on_their_pages(bundle: Bundle) -> None:
    with bundle.open() as book, book.open_outline() as outline:
        cover = outline.root[0]
        assert cover.title == "Cover"
        assert [each.title for each in cover.children] == [f"Exhibit {n}" for n in range(1, 5)]
        pages = {page.obj.objgen: index for index, page in enumerate(book.pages)}
        for each in cover.children:
            assert isinstance(each.destination, Array)
            index = pages[each.destination[0].objgen]
            text = text_of(bundle.data, "-f", str(index + 1), "-l", str(index + 1))
            assert f"slip of {each.title.lower()}" in text


def test_links_with_and_without_words_land_inside_the_bundle(bundle: Bundle) -> None:
    with bundle.open() as book:
        worded, bare = list(book.pages[0].Annots)
        for link in (worded, bare):
            assert link.Dest[0].objgen == book.pages[1].objgen
            assert float(link.Dest[3]) == 600
            assert "/A" not in link
        assert "/StructParent" in worded
        assert "/StructParent" not in bare
        assert "/Dests" not in book.Root


def test_every_page_of_every_exhibit_is_placed(bundle: Bundle) -> None:
    with bundle.open() as book:
        shown = [
            index
            for index, page in enumerate(book.pages)
            if "/LimboPage" in page.Resources.get("/XObject", {})
        ]
    assert shown == [placement.page_index for placement in bundle.base.placements]
    assert len(shown) == 2 + 1 + 2 + 1


def test_the_digits_of_the_seal_can_be_copied(bundle: Bundle) -> None:
    words = text_of(bundle.data, "-l", "1", "-layout").split()
    fingerprint = bundle.sealed.fingerprint
    assert [fingerprint[at : at + 8] for at in range(0, 64, 8)] == words[-8:]


def test_a_bundle_without_exhibits_is_one_too(maker: Maker, tmp_path: Path) -> None:
    made = maker.bundle()
    assert qpdf_faults(made.data, tmp_path) == ""
    with made.open() as book:
        assert list(book.attachments) == ["integrity.json"]


def test_pages_are_told_as_they_are_placed_and_the_work_can_be_stopped(maker: Maker) -> None:
    examined, shelf = maker.examined([("a.pdf", drawn_pdf("one", "two", "three"))])
    told: list[tuple[int, int]] = []
    base = plain_base(examined)

    class EnoughError(Exception):
        pass

    def check() -> None:
        if len(told) == 2:
            raise EnoughError

    with pytest.raises(EnoughError):
        assemble(
            base,
            examined,
            shelf.open,
            maker.renderer,
            io.BytesIO(),
            progress=lambda done, total: told.append((done, total)),
            check=check,
        )
    assert told == [(1, 3), (2, 3)]


def test_a_stopped_render_process_stops_the_bundle(cases: Path) -> None:
    files = some_files(cases)
    with Renderer() as renderer:
        maker = Maker(renderer)
        renderer.close()
        with pytest.raises(RenderFailure):
            maker.examined(files)


def test_pictures_beyond_the_kept_ones_are_made_again_and_are_the_same(
    bundle: Bundle, maker: Maker, cases: Path
) -> None:
    examined, shelf = maker.examined(some_files(cases))
    out = io.BytesIO()
    assemble(plain_base(examined), examined, shelf.open, maker.renderer, out)
    assert hashlib.sha256(out.getvalue()).digest() == hashlib.sha256(bundle.data).digest()


def test_another_reader_finds_every_attachment(bundle: Bundle) -> None:
    with bundle.open() as book:
        names = [str(each) for each in list(book.Root.Names.EmbeddedFiles.Names)[::2]]
        listed = [str(file.F) for file in list(book.Root.AF)]
        assert names == listed == sorted(names)
        for name in names:
            file = book.attachments[name].get_file()
            assert file.size == len(file.read_bytes()) or name == "integrity.json"
