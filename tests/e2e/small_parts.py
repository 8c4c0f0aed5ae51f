"""A small case with papers heavy enough that a size of a few hundred thousand bytes divides it."""

import io
import random
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.cheap import CHEAP

from limbo_desktop.bundle.presets import SCREEN, Preset, Try
from limbo_desktop.case.records import Account, CaseInfo, Citation, Document, Event, Person
from limbo_desktop.vault.vault import Vault

LIMIT = 400_000
IN_PARTS = Preset("portal", "Small", "", LIMIT, (Try(SCREEN), Try(SCREEN, parts=True)))


def noise(seed: int, width: int, height: int, quality: int = 60) -> bytes:
    """A JPEG that cannot be made much smaller."""
    out = io.BytesIO()
    data = random.Random(seed).randbytes(width * height * 3)
    Image.frombytes("RGB", (width, height), data).save(out, "JPEG", quality=quality)
    return out.getvalue()


def scanned(seed: int, pages: int, width: int = 250, height: int = 350) -> bytes:
    """A PDF of scanned pages with a line of text on each."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for page in range(1, pages + 1):
        picture = io.BytesIO(noise(seed * 100 + page, width, height))
        canvas.drawImage(ImageReader(picture), 60, 200, 475, 600)
        canvas.drawString(60, 60, f"Paper {seed}, page {page}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def add_paper(vault: Vault, title: str, data: bytes, name: str = "paper.pdf") -> str:
    """Add a document; its id."""
    blob = vault.blobs.add(io.BytesIO(data))
    day = f"2024-0{1 + len(list(vault.documents.all())) % 9}-01"
    return vault.documents.add(Document("", name, blob.sha256, title, when=day)).id


def small_case(path: Path, passphrase: str = "a b c d") -> Vault:
    """A vault with four papers, each cited by an entry; one of them larger than a part."""
    vault, _ = Vault.create(path, passphrase, CHEAP, lambda: 1_710_201_600)
    vault.put_info(CaseInfo(title="Case", authority="Migri"))
    vault.people.add(Person("", name="Anna Lind", role="applicant"))
    for seed, pages in ((1, 3), (2, 2), (3, 9), (4, 1)):
        paper = add_paper(vault, f"Paper {seed}", scanned(seed, pages))
        told = Account("en", f"What paper {seed} is about.")
        event = Event(
            "",
            title=f"Entry {seed}",
            kind="summons",
            when=f"2023-0{seed}-01",
            account=told,
            documents=(Citation(paper, "1"),),
        )
        vault.events.add(event)
    return vault
