"""Pages of a PDF that are pictures alone are found, so that they can say what they are."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.integration.bundle_support import Maker

from limbo_desktop.bundle.bodies import PdfBody
from limbo_desktop.render.client import Renderer


def pages(*kinds: str) -> bytes:
    """A page of each kind: a scan, a scan with its words behind it, words, or empty."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for kind in kinds:
        if "scan" in kind:
            canvas.drawImage(ImageReader(Image.new("L", (60, 80), 180)), 0, 0, 595, 842)
        if "words" in kind:
            text = canvas.beginText(100, 700)
            text.setTextRenderMode(3 if "scan" in kind else 0)
            text.textLine("Read out")
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    # ReportLab gives a font to each page, whether it has letters or not.
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        for page, kind in zip(pdf.pages, kinds, strict=True):
            if "words" not in kind:
                del page.resources["/Font"]
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


def inside_a_form(data: bytes) -> bytes:
    """The same, each page drawn by a form."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            form = page.as_form_xobject()
            page.obj.Resources = Dictionary(XObject=Dictionary(F=form))
            page.obj.Contents = Array([pdf.make_stream(b"/F Do")])
            assert form.Subtype == Name.Form
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


@pytest.mark.parametrize("wrap", [bytes, inside_a_form])
def test_pages_without_a_letter_are_told_from_those_that_can_be_read_out(
    renderer: Renderer, wrap: type[bytes]
) -> None:
    data = wrap(pages("scan", "scan, words", "words", "scan", "empty"))
    (examined,), _ = Maker(renderer).examined([("paper.pdf", data)])
    assert isinstance(examined.body, PdfBody)
    assert examined.body.drawn == frozenset()
    assert examined.body.wordless == {0, 3, 4}
