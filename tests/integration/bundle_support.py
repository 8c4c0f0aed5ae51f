"""What the tests of bundles share: exhibits from bytes, a plain base, a finished bundle."""

import hashlib
import io
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from limbo_desktop.bundle.assemble import Sealed, assemble
from limbo_desktop.bundle.base import (
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Base,
    Bookmark,
    Drawn,
    Placement,
    Rect,
    SealKind,
    SealSpot,
    fitted,
)
from limbo_desktop.bundle.bodies import Examined, PdfBody, RasterBody
from limbo_desktop.bundle.examine import examine
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.pages.sheet import Frame, Sheet
from limbo_desktop.bundle.pages.styles import styles_for
from limbo_desktop.bundle.pages.tags import Tags
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.selection import select
from limbo_desktop.bundle.structure import Role
from limbo_desktop.case.records import Case, CaseInfo, Document, Person
from limbo_desktop.render.client import Renderer
from limbo_desktop.text.typeset import LinkTarget, Span, layout
from limbo_desktop.text.typeset.inside import finished

FORBIDDEN = re.compile(
    rb"/(?:AA|AcroForm|GoToE|GoToR|ImportData|JS|JavaScript|Launch|SubmitForm|URI|XFA)\b"
)


@dataclass(frozen=True)
class Shelf:
    """Originals by their SHA-256, as a vault would hand them out."""

    files: Mapping[str, bytes]

    def open(self, sha256: str) -> io.BytesIO:
        return io.BytesIO(self.files[sha256])


@dataclass(frozen=True)
class Bundle:
    """A finished bundle with what it was made of."""

    data: bytes
    sealed: Sealed
    examined: tuple[Examined, ...]
    base: Base

    def open(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.data))


@dataclass
class Maker:
    """Makes bundles of files with one render process."""

    renderer: Renderer
    people: tuple[Person, ...] = ()
    passwords: Mapping[str, str] = field(default_factory=dict)

    def examined(
        self, files: Sequence[tuple[str, bytes]], pictures: Pictures | None = None
    ) -> tuple[tuple[Examined, ...], Shelf]:
        shelf = Shelf({hashlib.sha256(data).hexdigest(): data for _, data in files})
        documents = tuple(
            Document(f"d{at}", name, sha256=hashlib.sha256(data).hexdigest(), when=f"20{at:02}")
            for at, (name, data) in enumerate(files, start=1)
        )
        case = Case(CaseInfo("Case"), self.people, (), documents, ())
        selection = select(case, Options("en"))
        self.pictures = pictures or Pictures()
        made = examine(
            selection,
            shelf.open,
            self.renderer,
            passwords=self.passwords,
            pictures=self.pictures,
        )
        return made, shelf

    def bundle(self, *files: tuple[str, bytes], lang: str = "en") -> Bundle:
        examined, shelf = self.examined(files)
        base = plain_base(examined, lang)
        out = io.BytesIO()
        sealed = assemble(
            base,
            examined,
            shelf.open,
            self.renderer,
            out,
            passwords=self.passwords,
            pictures=self.pictures,
        )
        return Bundle(out.getvalue(), sealed, examined, base)


def plain_base(examined: Sequence[Examined], lang: str = "en") -> Base:
    """A cover with both seals, and for each exhibit a slip and its pages, all of it tagged."""
    canvas = Canvas("", pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=0)
    tags = Tags(canvas, lang)
    sheet = Sheet(canvas, Frame(rtl=False), styles_for(rtl=False), tags)
    drawn: list[Drawn] = []

    def begin(text: str, x: float = 100, y: float = 700) -> None:
        tags.begin_page()
        tags.section(1)
        with tags.figure(text):
            block = layout([Span(text, sheet.styles.body)], 400, "ltr")
            sheet.block(block, x - sheet.frame.line_left, PAGE_HEIGHT - y - 12)

    def end() -> None:
        tags.end_page()
        drawn.append(sheet.taken())

    begin("Page 1: cover")
    with tags.row(Role.ROW) as cells, cells.at(0, Role.CELL):
        sheet.row_link(30, PAGE_HEIGHT - 720, 100, 30, "slip-1")
    sheet.link((100, 300, 150, 320), LinkTarget("slip-1"))
    seals = (
        SealSpot(0, SealKind.TEXT, Rect(100, 400, 81 * MM, 12 * MM), tags.reserve(Role.PARAGRAPH)),
        SealSpot(0, SealKind.QR, Rect(100, 500, 30 * MM, 30 * MM), tags.reserve(Role.FIGURE, "QR")),
    )
    end()
    placements: list[Placement] = []
    bookmarks = [Bookmark("Cover", 0)]
    for each in examined:
        sheet.anchor(f"slip-{each.number}", PAGE_HEIGHT - 600)
        begin(f"Page {len(drawn) + 1}: slip of exhibit {each.number}")
        bookmarks.append(Bookmark(f"Exhibit {each.number}", len(drawn), 800, level=1))
        end()
        boxes = each.body.pages if isinstance(each.body, (PdfBody, RasterBody)) else ()
        for index, box in enumerate(boxes):
            rect = fitted(box)
            begin(f"Page {len(drawn) + 1}: exhibit {each.number}", 100, 30)
            canvas.rect(rect.x, rect.y, rect.width, rect.height)
            marked = tags.reserve(Role.FIGURE, f"Exhibit {each.number}, page {index + 1}")
            placements.append(Placement(len(drawn), each.number, index, rect, marked))
            end()
    if not examined:
        sheet.anchor("slip-1")
        begin("Page 2: empty")
        end()
    canvas.showPage()
    return Base(
        tuple(drawn),
        finished(canvas),
        sheet.goals,
        "A bundle",
        lang,
        tuple(placements),
        seals,
        tuple(bookmarks),
        structure=tags.structure,
        archival=True,
    )


def drawn_pdf(*pages: str, **more: object) -> bytes:
    """A PDF with one line of text a page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300), invariant=1)
    for text in pages:
        canvas.drawString(40, 200, text)
        canvas.rect(20, 30, 100, 40, fill=1)
        canvas.showPage()
    canvas.setTitle(str(more.get("title", "")))
    canvas.save()
    return out.getvalue()


def text_of(data: bytes, *options: str) -> str:
    """The text of a PDF, by poppler."""
    done = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True
    )
    return done.stdout.decode()


def qpdf_faults(data: bytes, folder: Path) -> str:
    """What `qpdf --check` has against a file; "" for nothing."""
    path = folder / "checked.pdf"
    path.write_bytes(data)
    done = subprocess.run(
        ["qpdf", "--check", str(path)], capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def everything_in(data: bytes) -> bytes:
    """All objects of a PDF as text, with the operators of its drawings, without attachments."""
    parts = []
    with pikepdf.open(io.BytesIO(data)) as book:
        for each in book.objects:
            if isinstance(each, pikepdf.Stream):
                parts.append(each.stream_dict.unparse(resolved=True))
            elif each is not None and isinstance(each, pikepdf.Object):
                parts.append(each.unparse(resolved=True))
    return b"\n".join(parts)
