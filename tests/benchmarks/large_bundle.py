"""Memory of the largest bundles: `make bench BENCH=large`.

10,000 pages and 2 GB of exhibits, and a case of 2,000 entries with 5,000 pages: the whole way from
a vault to a file on the disk, in a process of its own; the render processes are counted apart, each
with the most that it had.  Needs about 7 GB of room and half an hour.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image
from tests.benchmarks.ratio import Ratio
from tests.e2e.generated_case import generated_case
from tests.memory import peak_of, peak_of_children, together

from limbo_desktop.bundle.make import make_bundle
from limbo_desktop.bundle.options import Options
from limbo_desktop.case.records import Document, Event
from limbo_desktop.intake.case_folder import read_folder
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault

FILES, PAGES_EACH, PICTURE_BYTES = 200, 50, 250_000
ENTRIES, PAGES = 2000, 5000
LIMIT_MB = 300.0
_ROOM = 7_000_000_000
_CHEAP = Profile(number=0, memory_kib=64, passes=1, lanes=1)
_LOOK_SECONDS = 0.2

Fill = Callable[[Vault], object]
"""Puts a case into a new vault."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a bundle took: its pages and bytes; most MB of its process, of the largest render
    process, and of all of them at one time.
    """

    pages: int
    size: int
    mine: float
    worker: float
    together: float


def paper(number: int, pages: int, jpeg: bytes, side: int) -> bytes:
    """A PDF whose every page has a text and a picture of its own."""
    out = io.BytesIO()
    with pikepdf.new() as book:
        font = book.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        )
        for page_number in range(pages):
            remark = f"{number:06}{page_number:06}".encode()
            unique = jpeg[:2] + b"\xff\xfe" + (len(remark) + 2).to_bytes(2, "big") + remark
            image = book.make_stream(
                unique + jpeg[2:],
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=side,
                Height=side,
                ColorSpace=Name.DeviceGray,
                BitsPerComponent=8,
                Filter=Name.DCTDecode,
            )
            page = book.add_blank_page(page_size=(595, 842))
            page.Resources = Dictionary(XObject=Dictionary(Im=image), Font=Dictionary(F=font))
            told = f"Paper {number}, page {page_number}".encode()
            page.Contents = book.make_stream(
                b"q 400 0 0 400 90 300 cm /Im Do Q BT /F 12 Tf 72 800 Td (" + told + b") Tj ET"
            )
        book.save(out)
    return out.getvalue()


def noise(size: int) -> tuple[bytes, int]:
    """A JPEG of about so many bytes, and how long its sides are."""
    side = max(16, int(size**0.5))
    out = io.BytesIO()
    Image.effect_noise((side, side), 90).save(out, "JPEG", quality=90)
    return out.getvalue(), side


def papers(files: int, pages: int, picture: int) -> Fill:
    """So many papers of so many pages, each with a picture of so many bytes."""

    def fill(vault: Vault) -> None:
        jpeg, side = noise(picture)
        for number in range(files):
            blob = vault.blobs.add(io.BytesIO(paper(number, pages, jpeg, side)))
            vault.documents.add(Document("", f"{number:04}.pdf", sha256=blob.sha256))
        vault.events.add(Event("", "note", when="2022-10-01", title="Papers handed over"))

    return fill


def entries(count: int, pages: int) -> Fill:
    """So many entries in three languages, and so many pages of exhibits."""

    def fill(vault: Vault) -> None:
        with tempfile.TemporaryDirectory() as place:
            case, folder = read_folder(generated_case(Path(place) / "case", count, pages))
            vault.import_case(case, lambda document: folder.open(document.file))

    return fill


def measured(path: Path, out: Path, lang: str) -> Taken:
    """Make the bundle of a vault in this process."""
    worker = whole = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal worker, whole
        while not done.wait(_LOOK_SECONDS):
            worker, whole = max(worker, peak_of_children()), max(whole, together())

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        with Vault.open(path, "phrase", (_CHEAP,)) as vault:
            made = make_bundle(vault, Options(lang), out)
    finally:
        done.set()
        watching.join()
    mine = peak_of(os.getpid())
    return Taken(made.pages, made.size, mine / 1e6, worker / 1e6, max(whole, mine) / 1e6)


def run(fill: Fill, lang: str = "en") -> Taken:
    """Make a case and, in a process of its own, its bundle."""
    with tempfile.TemporaryDirectory() as place:
        path, out = Path(place) / "case.limbo", Path(place) / "out.pdf"
        with Vault.create(path, "phrase", _CHEAP)[0] as vault:
            fill(vault)
        here = [sys.executable, "-m", "tests.benchmarks.large_bundle", str(path), str(out), lang]
        root = Path(__file__).parents[2]
        told = subprocess.run(here, cwd=root, check=True, stdout=subprocess.PIPE, text=True)
        pages, size, *most = told.stdout.split()
        return Taken(int(pages), int(size), *map(float, most))


def measure() -> Iterable[Ratio]:
    """For each case a row for this process and one for the largest of the render processes."""
    if not sys.platform.startswith("linux"):
        return
    if shutil.disk_usage(tempfile.gettempdir()).free < _ROOM:
        print("large_bundle: needs 7 GB of room", file=sys.stderr)
        return
    for what, fill, lang in (
        ("", papers(FILES, PAGES_EACH, PICTURE_BYTES), "en"),
        (f"{ENTRIES:,} entries, ", entries(ENTRIES, PAGES), "ru"),
    ):
        taken = run(fill, lang)
        told = f"memory, {what}{taken.pages:,} pages, {taken.size / 1e9:.1f} GB"
        print(f"{told}: {taken.together:.0f} MB with all render processes", file=sys.stderr)
        yield Ratio(told, taken.mine, LIMIT_MB, "the most it may", bound=1.0, unit="MB")
        worker = "its largest render process"
        yield Ratio(worker, taken.worker, LIMIT_MB, "the same", bound=1.0, unit="MB")


if __name__ == "__main__":
    print(*astuple(measured(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])))
