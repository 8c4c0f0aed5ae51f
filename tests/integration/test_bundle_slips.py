"""What cannot be shown as pages has a slip that says what it is and where the original lies."""

import io

import pytest
from tests.integration.bundle_support import Maker
from tests.unit.bundle_pages_support import page_texts
from xlsxwriter import Workbook

from limbo_desktop.bundle.bodies import NoBody
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.pages.book import typeset
from limbo_desktop.bundle.selection import select
from limbo_desktop.case.records import Case, CaseInfo
from limbo_desktop.render.client import Renderer
from limbo_desktop.text.language import language

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9"/></svg>'


def _sheet() -> bytes:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("payments").write(0, 0, "12 May")
    return out.getvalue()


FILES = {
    "pay.xlsx": (_sheet(), "spreadsheet, Excel", "exhibit-01.xlsx"),
    "notes.rtf": (rb"{\rtf1\ansi some words}", "text document, RTF", "exhibit-01.rtf"),
    "old.doc": (OLE, "text document, Word 97–2003", "exhibit-01.doc"),
    "old.xls": (OLE, "spreadsheet, Excel 97–2003", "exhibit-01.xls"),
    "drawn.svg": (SVG, "drawing, SVG", "exhibit-01.svg"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_slip_says_what_the_file_is_and_where_its_original_lies(
    renderer: Renderer, name: str
) -> None:
    data, kind, attached = FILES[name]
    examined, _ = Maker(renderer).examined([(name, data)])
    assert isinstance(examined[0].body, NoBody)
    case = Case(CaseInfo("Case"), (), (), (examined[0].exhibit.document,), ())
    base = typeset(select(case, Options("en")), examined, language("en"))
    start = next(mark.page_index for mark in base.bookmarks if mark.title.startswith("Exhibit 1"))
    told = " ".join(page_texts(base)[start].split())
    assert f"Type of file {kind}" in told
    assert f"Open it from the attachments of this PDF: {attached}." in told
    assert "How to check it: p. " in told
