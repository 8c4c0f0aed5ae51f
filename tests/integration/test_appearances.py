"""A name that only an annotation or a field of a PDF shows keeps the whole exhibit back."""

import io
from collections.abc import Callable, Iterator

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from tests.integration.bundle_support import Maker, drawn_pdf

from limbo_desktop.bundle.bodies import NoBody, PdfBody, RasterBody
from limbo_desktop.case.records import Person
from limbo_desktop.render.client import Renderer

WITNESS = Person("p1", name="Anna Sidorova", role="witness", conceal=True, pseudonym="Witness A")


def _stream(pdf: Pdf, text: str, *, fonts: bool = True) -> pikepdf.Object:
    """A stream that draws a text: every letter by its code, as no search of bytes would find it."""
    codes = "".join(f"{ord(letter):02x}" for letter in text)
    stream = pdf.make_stream(f"BT /F1 12 Tf 10 10 Td <{codes}> Tj ET".encode())
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = Array([0, 0, 200, 40])
    if fonts:
        stream.Resources = Dictionary(Font=Dictionary(F1=_font()))
    return stream


def _font() -> Dictionary:
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )


def _annotated(change: Callable[[Pdf], Dictionary]) -> bytes:
    """A page of a letter with an annotation."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn_pdf("a letter that names nobody"))) as pdf:
        annotation = change(pdf)
        annotation.Type, annotation.Rect = Name.Annot, Array([20, 20, 220, 60])
        drawn = pdf.make_indirect(annotation)
        pdf.pages[0].obj.Annots = Array([drawn])
        if annotation.Subtype == Name.Widget:
            fonts = Dictionary(Font=Dictionary(F1=_font()))
            pdf.Root.AcroForm = Dictionary(DR=fonts, Fields=Array([drawn]))
        pdf.save(out)
    return out.getvalue()


def _stamp(pdf: Pdf, text: str = "by Anna Sidorova") -> Dictionary:
    return Dictionary(Subtype=Name.Stamp, AP=Dictionary(N=_stream(pdf, text)))


def _hidden(pdf: Pdf) -> Dictionary:
    told = _stamp(pdf)
    told.F = 2
    return told


def _state(pdf: Pdf) -> Dictionary:
    states = Dictionary(Off=_stream(pdf, "nothing"), On=_stream(pdf, "Sidorova, A."))
    return Dictionary(
        Subtype=Name.Widget, FT=Name.Btn, T="box", AP=Dictionary(N=states), AS=Name.Off
    )


def _under_the_pointer(pdf: Pdf) -> Dictionary:
    told = Dictionary(N=_stream(pdf, "nothing"), R=_stream(pdf, "Anna Sidorova"))
    return Dictionary(Subtype=Name.Text, AP=told)


def _field(pdf: Pdf) -> Dictionary:
    drawn = _stream(pdf, "Sidorova", fonts=False)
    return Dictionary(Subtype=Name.Widget, FT=Name.Tx, T="field", AP=Dictionary(N=drawn))


@pytest.fixture
def maker() -> Iterator[Maker]:
    with Renderer() as renderer:
        yield Maker(renderer, people=(WITNESS,))


@pytest.mark.parametrize("kind", [_stamp, _hidden, _state, _under_the_pointer, _field])
def test_a_concealed_name_that_only_an_appearance_shows_withholds_pages_and_original(
    maker: Maker, kind: Callable[[Pdf], Dictionary]
) -> None:
    data = _annotated(kind)
    (examined,), _ = maker.examined([("letter.pdf", data)])
    assert isinstance(examined.body, NoBody)
    assert not examined.attached
    bundle = maker.bundle(("letter.pdf", data))
    assert data not in bundle.data
    with bundle.open() as book:
        assert not any(name.endswith(".pdf") for name in book.attachments)


def test_an_appearance_that_names_nobody_keeps_nothing_back(maker: Maker) -> None:
    data = _annotated(lambda pdf: _stamp(pdf, "received on Monday"))
    (examined,), _ = maker.examined([("letter.pdf", data)])
    assert isinstance(examined.body, PdfBody | RasterBody)
    assert examined.attached
    assert not examined.unsearched


def test_an_appearance_that_cannot_be_read_leaves_a_doubt(maker: Maker) -> None:
    def broken(pdf: Pdf) -> Dictionary:
        told = _stamp(pdf, "received on Monday")
        told.AP.N.BBox = Array([0, 0])
        return told

    (examined,), _ = maker.examined([("letter.pdf", _annotated(broken))])
    assert examined.unsearched


def test_a_file_is_overlaid_where_an_annotation_is_drawn_and_links_draw_nothing() -> None:
    def link(pdf: Pdf) -> Dictionary:
        return Dictionary(Subtype=Name.Link, AP=Dictionary(N=_stream(pdf, "nothing")))

    def overlaid(change: Callable[[Pdf], Dictionary]) -> bool:
        check = renderer.survey(io.BytesIO(_annotated(change)), "letter.pdf").check
        return check is None or check.overlaid

    with Renderer() as renderer:
        assert [overlaid(each) for each in (_stamp, _field, link)] == [True, True, False]
