"""A sample case with photos and scans so large that limits of size really bite."""

import hashlib
import io
import json
import random
import shutil
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.e2e.support import WHOLE

PHOTOS, SCAN_PAGES = (7, 24) if WHOLE else (4, 9)
"""In all 60 MB of originals, or 27: what they take in a bundle is more than an e-mail may be."""


def photo(seed: int, width: int = 2400, height: int = 3200) -> Image.Image:
    """A picture with as much detail as a photo of leaves: noise over soft shapes."""
    noise = random.Random(seed)
    coarse = Image.frombytes("RGB", (60, 80), noise.randbytes(60 * 80 * 3))
    fine = Image.frombytes(
        "RGB", (width // 4, height // 4), noise.randbytes(width * height * 3 // 16)
    )
    size = (width, height)
    return Image.blend(
        coarse.resize(size, Image.Resampling.BICUBIC),
        fine.resize(size, Image.Resampling.BICUBIC),
        0.4,
    )


def jpeg(seed: int, width: int = 2400, height: int = 3200) -> bytes:
    """The same as a file of a camera."""
    out = io.BytesIO()
    photo(seed, width, height).save(out, "JPEG", quality=92)
    return out.getvalue()


def scan(pages: int) -> bytes:
    """A PDF of scanned pages with a line of text on each."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for page in range(1, pages + 1):
        image = io.BytesIO(jpeg(1000 + page, 1654, 2340))
        canvas.drawImage(ImageReader(image), 0, 0, 595, 842)
        canvas.drawString(60, 60, f"Scanned page {page}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def large_case(source: Path, target: Path) -> Path:
    """A copy of a case folder with `PHOTOS` photos and a scan of `SCAN_PAGES` pages; its folder."""
    shutil.copytree(source, target)
    case = json.loads((target / "case.json").read_text("utf-8"))
    files = [(f"photo-{at}.jpg", jpeg(at)) for at in range(PHOTOS)]
    files.append(("scan.pdf", scan(SCAN_PAGES)))
    for at, (name, data) in enumerate(files):
        (target / "documents" / name).write_bytes(data)
        case["documents"].append(
            {
                **case["documents"][0],
                "id": f"large{at}",
                "title": f"Large {name}",
                "file": f"documents/{name}",
                "type": "other",
                "when": f"2024-05-{at + 1:02}",
                "sha256": hashlib.sha256(data).hexdigest(),
                "share": "all",
                "translation_of": "",
            }
        )
    case["events"][3].setdefault("documents", []).append(
        {"document": f"large{PHOTOS}", "pages": f"{SCAN_PAGES - 2}-{SCAN_PAGES - 1}"}
    )
    (target / "case.json").write_text(json.dumps(case, ensure_ascii=False), "utf-8")
    return target
