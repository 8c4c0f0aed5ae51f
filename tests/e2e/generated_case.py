"""A case as large as one wants: entries in three languages over fifteen years, and exhibits."""

import datetime as dt
import hashlib
import io
import json
import random
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

KINDS = ("threat", "summons", "search", "interview", "decision", "activity", "journey", "note")
PAGES = 20
"""Pages of one exhibit."""
CONCEALED = "Вера Жукова"
"""Somebody whom each account names."""

_WORDS = {
    "ru": "утром пришли двое спросили соседей потом долго ждали бумаги и говорили про повестку",
    "ar": "جاؤوا صباحًا وسألوا الجيران ثم انتظرنا الورقة طويلًا وتكلّموا عن الاستدعاء",
    "en": "two men came in the morning asked the neighbours and waited for the paper a long time",
}


def generated_case(folder: Path, events: int, pages: int) -> Path:
    """Write a case folder of so many entries and exhibit pages; the same each time."""
    (folder / "documents").mkdir(parents=True)
    chance = random.Random(7)
    documents = [_document(folder, number, pages) for number in range(-(-pages // PAGES))]
    case = {
        "format": "limbo-case/1",
        "case": {"title": "Large", "country": "FI", "authority": "Migri", "languages": ["ru"]},
        "people": [
            {"id": "p1", "name": "Анна Белова", "name_latin": "Anna Belova", "role": "applicant"},
            {"id": "p2", "name": CONCEALED, "role": "witness", "conceal": True},
        ],
        "events": [_event(number, chance, len(documents)) for number in range(events)],
        "documents": documents,
    }
    (folder / "case.json").write_text(json.dumps(case, ensure_ascii=False), "utf-8")
    return folder


def _told(lang: str, chance: random.Random, count: int) -> str:
    words = _WORDS[lang].split()
    return " ".join(chance.choice(words) for _ in range(count)) + "."


def _event(number: int, chance: random.Random, documents: int) -> dict[str, object]:
    lang = ("ru", "ar", "en")[number % 3]
    day = dt.date(2010, 1, 1) + dt.timedelta(days=chance.randrange(5400))
    when = (f"{day}", f"{day:%Y-%m}", f"{day:%Y}~", f"{day}/{day + dt.timedelta(days=40)}")
    kind = KINDS[number % len(KINDS)]
    told: dict[str, object] = {
        "id": f"e{number}",
        "kind": kind,
        "when": when[number % 4],
        "title": f"{_told(lang, chance, 4)[:-1]} {number}",
        "place": "Москва",
        "account": {"lang": lang, "text": f"{_told(lang, chance, 60)} {CONCEALED}."},
        "knowledge": "firsthand",
        "share": "lawyer",
        "documents": [
            {"document": f"d{chance.randrange(documents)}", "pages": str(chance.randrange(1, 9))}
            for _ in range(number % 3)
        ],
    }
    if number % 2:
        text = {"lang": "en", "title": "", "text": _told("en", chance, 60), "by": "self"}
        told["translations"] = [text]
    if kind == "decision":
        told["fields"] = {
            "points": [
                {
                    "said": _told(lang, chance, 12),
                    "page": str(point),
                    "answer": _told(lang, chance, 15),
                    "exhibits": [{"document": f"d{chance.randrange(documents)}", "pages": "2"}],
                }
                for point in range(1, 4)
            ]
        }
    return told


def _document(folder: Path, number: int, pages: int) -> dict[str, object]:
    count = min(PAGES, pages - number * PAGES)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for page in range(1, count + 1):
        canvas.drawString(60, 780, f"Exhibit file {number}, its page {page} of {count}")
        for line in range(40):
            canvas.drawString(60, 740 - 16 * line, f"line {line} of page {page}, file {number}")
        canvas.showPage()
    canvas.save()
    data = out.getvalue()
    name = f"documents/file-{number}.pdf"
    (folder / name).write_bytes(data)
    return {
        "id": f"d{number}",
        "file": name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "title": f"File {number}",
        "type": "letter",
        "when": f"20{10 + number % 15}-0{number % 9 + 1}",
        "languages": ["en"],
        "share": "lawyer",
    }
