"""A bundle of a folder of PDFs against a bare pikepdf merge of the same, and how memory grows.

80 PDFs with 493 pages, 25 MB; ours is everything: looked through in the render process, selected,
typeset with contents, chronology and slips, assembled, originals attached, sealed.  Once with plain
PDFs (a few objects a page, as a scanner or ReportLab writes them), once with dense ones (dozens of
objects a page: links, forms, states, as browsers and office programs write them), of which a bare
merge takes about three times as long: what DESIGN.md measured lies there.
"""

import contextlib
import hashlib
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from tests.benchmarks.ratio import Ratio, by_turns

from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.bundle.examine import examine
from limbo_desktop.bundle.make import prepare, write
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.pages.book import typeset
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.selection import select
from limbo_desktop.case.records import Case, CaseInfo, Document, Event, Person
from limbo_desktop.render.several import Renderers
from limbo_desktop.resources import resource_path
from limbo_desktop.text.language import language
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault

FILES, PAGES = 80, 493
LINKS, STATES, FORMS = 14, 2, 3
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
            if (index + page) % 5 == 0:
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
    """Time the folder, and compare the memory of four such folders with that of one."""
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place) / "plain", Path(place) / "out.pdf"
        for name in ("plain", "dense"):
            papers = Path(place) / name
            papers.mkdir()
            make_folder(papers, dense=name == "dense")
            yield by_turns(
                f"bundle of {PAGES} pages from {FILES} {name} PDFs",
                partial(ours, papers, out),
                partial(bare, papers),
                bare_name="bare pikepdf merge",
                bound=3.0,
                rounds=3,
            )
        yield _again(folder, Path(place) / "case.limbo")
        if not sys.platform.startswith("linux"):
            return
        large = Path(place) / "large"
        large.mkdir()
        make_folder(large, FILES * 4, PAGES * 4)
        yield Ratio(
            "memory of a bundle of four times the pages",
            _peak(large, out),
            _peak(folder, out),
            "the same with one",
            bound=1.5,
            unit="MB",
        )


def _again(folder: Path, path: Path) -> Ratio:
    """A bundle of a vault that has all exhibits prepared, against the first one."""
    with Vault.create(path, "phrase", Profile(0, 64, 1, 1))[0] as vault, Renderers() as renderer:
        for paper in sorted(folder.iterdir()):
            with paper.open("rb") as stream:
                sha256 = vault.blobs.add(stream).sha256
            vault.documents.add(Document("", paper.name, sha256=sha256, title=paper.stem))

        def bundle() -> None:
            draft = prepare(vault, Options("en"), renderer)
            write(draft, vault, renderer, io.BytesIO())

        def first() -> None:
            vault.prepared.clear()
            bundle()

        return by_turns(
            "a bundle when its exhibits are prepared",
            bundle,
            first,
            bare_name="the first one",
            bound=1.0,
            rounds=3,
        )


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
