"""A bundle of 493 pages from 80 PDFs against a bare pikepdf merge of the same, and its memory.

Ours is everything: read from the vault and decrypted, looked through in the render processes (their
start counts too), selected, typeset with contents, chronology and slips, assembled, originals
attached, sealed.  Three times: cold, when nothing is prepared; the first one after the files came
in, when they were prepared; and again.  What the preparing costs is told beside, in time and in
bytes of the vault for a page.  With dense PDFs (24 MB, dozens of objects a page: links, forms,
states, as browsers and office programs write them), of which a bare merge takes about as long as of
what DESIGN.md measured, and with plain ones (a few objects a page, as a scanner or ReportLab writes
them), where nearly all of our time is our own pages.  The stages of each are told too, on the clock
and, in brackets, as time of processors: on a busy machine only the latter can be compared with that
of the bare merge.
"""

import contextlib
import hashlib
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO
from unittest.mock import patch

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from tests.benchmarks.ratio import Ratio, by_turns

from limbo_desktop.bundle import make
from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.bundle.beforehand import prepare_waiting
from limbo_desktop.bundle.examine import examine
from limbo_desktop.bundle.make import prepare, write
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.pages.book import typeset
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.selection import select
from limbo_desktop.case.records import Case, CaseInfo, Document, Event, Person
from limbo_desktop.intake.look import look_through_waiting
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.several import Renderers
from limbo_desktop.resources import resource_path
from limbo_desktop.text.language import language
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault

FILES, PAGES = 80, 493
LINKS, STATES, FORMS = 14, 2, 3
SCANS, DENSE_SCANS = 5, 7
"""Every fifth page has a picture, or every seventh: so both folders have about 24 MB."""

STAGES = ("whole_case", "select", "examine", "typeset", "assemble")
_LINES = 45
_WEIGHTS = ("Regular", "SemiBold", "Bold")
_WORDS = ("the court", "of appeal", "notes", "that", "a decision", "was", "given in", "writing")


def make_folder(
    folder: Path, files: int = FILES, pages: int = PAGES, *, dense: bool = False
) -> None:
    """Write PDFs that differ, with their own fonts: text on every page, a scan on every fifth."""
    scan = _scan()
    for weight in _WEIGHTS:
        path = resource_path("fonts", f"NotoSans-{weight}.ttf")
        pdfmetrics.registerFont(TTFont(weight, path))
    for index in range(files):
        count = pages * (index + 1) // files - pages * index // files
        drawn = io.BytesIO()
        canvas = Canvas(drawn, pagesize=A4, invariant=1)
        for page in range(count):
            if (index + page) % (DENSE_SCANS if dense else SCANS) == 0:
                canvas.drawImage(scan, 50, 400, 400, 300)
            text = canvas.beginText(50, 780)
            text.setFont(_WEIGHTS[0], 10, 14)
            text.textLine(f"Paper {index}, page {page}")
            for line in range(_LINES):
                at = index + page + line
                text.setFont(_WEIGHTS[at % len(_WEIGHTS)], 10, 14)
                text.textLine(" ".join(_WORDS[(at + word) % len(_WORDS)] for word in range(8)))
            canvas.drawText(text)
            canvas.showPage()
        canvas.save()
        with pikepdf.open(drawn) as paper:  # packs as other programs do, not in ASCII
            if dense:
                thicken(paper)
            paper.save(folder / f"{index:04}.pdf")


def thicken(paper: pikepdf.Pdf) -> None:
    """Give each page the many small objects that pages of other programs have."""
    for page in paper.pages:
        marks = [
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([50, at, 300, at + 8]),
                Border=Array([0, 0, 0]),
                A=paper.make_indirect(
                    Dictionary(S=Name.URI, URI=f"https://example.org/{at}".encode())
                ),
            )
            for at in range(LINKS)
        ]
        page.Annots = Array([paper.make_indirect(each) for each in marks])
        resources = page.Resources.copy()
        resources.ExtGState = Dictionary(
            {
                f"/G{at}": paper.make_indirect(Dictionary(Type=Name.ExtGState, CA=1, ca=1))
                for at in range(STATES)
            }
        )
        forms = resources.get("/XObject", Dictionary()).copy()
        for at in range(FORMS):
            forms[f"/F{at}"] = paper.make_stream(
                b"0 0 m %d 1 l S" % at,
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, 100, 100]),
            )
        resources.XObject = forms
        page.Resources = resources


def bare(folder: Path) -> None:
    """Merge, nothing else."""
    with contextlib.ExitStack() as stack:
        merged = stack.enter_context(pikepdf.new())
        for path in sorted(folder.iterdir()):
            merged.pages.extend(stack.enter_context(pikepdf.open(path)).pages)
        merged.save(io.BytesIO())


def ours(folder: Path, out: Path) -> None:
    """The whole way from a folder to a bundle."""
    with Renderers() as renderer, out.open("wb") as file:
        renderer.prepare()
        paths = {_sha256(path): path for path in sorted(folder.iterdir())}
        case = Case(
            CaseInfo("Bench", "FI", languages=("en",)),
            (Person("p1", name="Person One", role="applicant"),),
            (Event("e1", "note", when="2022-10-01", title="Papers handed over"),),
            tuple(
                Document(f"d{path.stem}", path.name, sha256=digest, title=f"Paper {path.stem}")
                for digest, path in paths.items()
            ),
            (),
        )
        selection = select(case, Options("en"))
        pictures = Pictures()

        def opened(digest: str) -> BinaryIO:
            return paths[digest].open("rb")

        examined = examine(selection, opened, renderer, pictures=pictures)
        base = typeset(selection, examined, language("en"))
        assemble(base, examined, opened, renderer, file, pictures=pictures)


def measure() -> Iterable[Ratio]:
    """Time the folders, and compare the memory of four such folders with that of one."""
    with tempfile.TemporaryDirectory() as place:
        for name in ("dense", "plain"):
            papers = Path(place) / name
            papers.mkdir()
            make_folder(papers, dense=name == "dense")
            yield from _against_bare(name, papers, Path(place) / f"{name}.limbo")
        if not sys.platform.startswith("linux"):
            return
        large, out = Path(place) / "large", Path(place) / "out.pdf"
        large.mkdir()
        make_folder(large, FILES * 4, PAGES * 4)
        yield Ratio(
            "memory of a bundle of four times the pages",
            _peak(large, out),
            _peak(papers, out),
            "the same with one",
            bound=1.5,
            unit="MB",
        )


def _against_bare(name: str, folder: Path, path: Path) -> Iterable[Ratio]:
    """Bundles of a vault with these papers against the bare merge, and what comes before them."""
    with Vault.create(path, "phrase", Profile(0, 64, 1, 1))[0] as vault:
        for paper in sorted(folder.iterdir()):
            with paper.open("rb") as stream:
                sha256 = vault.blobs.add(stream).sha256
            vault.documents.add(Document("", paper.name, sha256=sha256, title=paper.stem))

        with Renderers() as renderer:
            look_through_waiting(vault, renderer, lambda _done, _total: None)

        def bundle() -> None:
            with Renderers() as renderer:
                write(prepare(vault, Options("en"), renderer), vault, renderer, io.BytesIO())

        def come_in() -> None:
            vault.prepared.clear()
            with Renderer() as renderer:
                prepare_waiting(vault, renderer, lambda _done, _total: None)

        for told, before in (
            ("cold", vault.prepared.clear),
            ("the first after they came in", come_in),
            ("again", lambda: None),
        ):
            yield by_turns(
                f"{PAGES} pages, {FILES} {name} PDFs, {told}",
                bundle,
                partial(bare, folder),
                bare_name="bare pikepdf merge",
                bound=3.0,
                rounds=3,
                before=before,
            )
            before()
            print(f"    {_stages(bundle)}; bare: {_stages(partial(bare, folder))}", flush=True)
        spent = _spent(come_in)
        size, whole = vault.prepared.size(), sum(each.stat().st_size for each in folder.iterdir())
        print(
            f"    when they come in, a page: {spent[0] / PAGES * 1000:.1f} ms"
            f" ({spent[1] / PAGES * 1000:.1f}), {size / PAGES:.0f} bytes;"
            f" all: {size / 1000:.0f} KB for {whole / 1000:.0f} KB of files",
            flush=True,
        )


def _stages(work: Callable[[], object]) -> str:
    """Do it once; the seconds of each stage on the clock and, in brackets, of processors."""
    spent: list[str] = []

    def timed(name: str) -> Callable[..., object]:
        stage: Callable[..., object] = getattr(make, name)

        def run(*given: object, **named: object) -> object:
            clock, processor = time.perf_counter(), _processor()
            try:
                return stage(*given, **named)
            finally:
                clock, processor = time.perf_counter() - clock, _processor() - processor
                spent.append(f"{name} {clock:.2f} ({processor:.2f})")

        return run

    with contextlib.ExitStack() as stack:
        for name in STAGES:
            stack.enter_context(patch.object(make, name, timed(name)))
        clock, processor = _spent(work)
        spent.append(f"all {clock:.2f} ({processor:.2f})")
    return ", ".join(spent)


def _spent(work: Callable[[], object]) -> tuple[float, float]:
    """The seconds of some work on the clock and of processors."""
    clock, processor = time.perf_counter(), _processor()
    work()
    return time.perf_counter() - clock, _processor() - processor


def _processor() -> float:
    """Seconds of processors that this process and those that it started have used."""
    used = os.times()
    running = 0.0
    for child in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = child.read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(fields[1]) == os.getpid():
                running += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return used.user + used.system + used.children_user + used.children_system + running


def _scan() -> ImageReader:
    noise = Image.effect_noise((800, 600), 60)
    packed = io.BytesIO()
    noise.save(packed, "JPEG", quality=70)
    packed.seek(0)
    return ImageReader(packed)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _peak(folder: Path, out: Path) -> float:
    """Peak memory in MB of a process that makes the bundle of a folder."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_bundle", str(folder), str(out)]
    root = Path(__file__).parents[2]
    # what it says on standard error is shown: a benchmark that fails must say why
    done = subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)


if __name__ == "__main__":
    ours(Path(sys.argv[1]), Path(sys.argv[2]))
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.split("VmHWM:")[1].split()[0]) / 1024)
