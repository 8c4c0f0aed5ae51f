"""Memory of a bundle of 10,000 pages and 2 GB of exhibits: `make bench BENCH=large`.

The whole way from a vault to a file on the disk, in a process of its own; the render processes are
counted apart, each with the most that it had.  Needs about 7 GB of room and half an hour.
"""

import io
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image
from tests.benchmarks.ratio import Ratio
from tests.memory import peak_of, peak_of_children

from limbo_desktop.bundle.make import make_bundle
from limbo_desktop.bundle.options import Options
from limbo_desktop.case.records import Document, Event
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault

FILES, PAGES_EACH, PICTURE_BYTES = 200, 50, 250_000
LIMIT_MB = 300.0
_ROOM = 7_000_000_000
_CHEAP = Profile(number=0, memory_kib=64, passes=1, lanes=1)
_LOOK_SECONDS = 0.2


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


def fill(vault: Vault, files: int, pages: int, picture: int) -> int:
    """Put papers into a vault; how many bytes they have."""
    jpeg, side = noise(picture)
    size = 0
    for number in range(files):
        blob = vault.blobs.add(io.BytesIO(paper(number, pages, jpeg, side)))
        size += blob.size
        vault.documents.add(Document("", f"{number:04}.pdf", sha256=blob.sha256))
    vault.events.add(Event("", "note", when="2022-10-01", title="Papers handed over"))
    return size


def measured(path: Path, out: Path) -> tuple[int, float, float]:
    """Make the bundle of a vault: its pages, most MB here and in the largest render process."""
    worker = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal worker
        while not done.wait(_LOOK_SECONDS):
            worker = max(worker, peak_of_children())

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        with Vault.open(path, "phrase", (_CHEAP,)) as vault:
            made = make_bundle(vault, Options("en"), out)
    finally:
        done.set()
        watching.join()
    return made.pages, peak_of_self(), worker / 1e6


def peak_of_self() -> float:
    """The most MB that this process had."""
    import os

    return peak_of(os.getpid()) / 1e6


def run(files: int, pages: int, picture: int) -> tuple[int, int, float, float]:
    """Make the case and, in a process of its own, its bundle: bytes, pages, MB, MB of a worker."""
    with tempfile.TemporaryDirectory() as place:
        path, out = Path(place) / "case.limbo", Path(place) / "out.pdf"
        with Vault.create(path, "phrase", _CHEAP)[0] as vault:
            size = fill(vault, files, pages, picture)
        command = [sys.executable, "-m", "tests.benchmarks.large_bundle", str(path), str(out)]
        root = Path(__file__).parents[2]
        told = subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE, text=True)
        count, mine, worker = told.stdout.split()
        return size, int(count), float(mine), float(worker)


def measure() -> Iterable[Ratio]:
    """One row for this process and one for the largest of the render processes."""
    if not sys.platform.startswith("linux"):
        return
    if shutil.disk_usage(tempfile.gettempdir()).free < _ROOM:
        print("large_bundle: needs 7 GB of room", file=sys.stderr)
        return
    size, pages, mine, worker = run(FILES, PAGES_EACH, PICTURE_BYTES)
    what = f"memory, {pages:,} pages, {size / 1e9:.1f} GB"
    yield Ratio(what, mine, LIMIT_MB, "the most it may", bound=1.0, unit="MB")
    yield Ratio("its largest render process", worker, LIMIT_MB, "the same", bound=1.0, unit="MB")


if __name__ == "__main__":
    print(*measured(Path(sys.argv[1]), Path(sys.argv[2])))
