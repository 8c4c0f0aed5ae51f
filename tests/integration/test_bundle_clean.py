"""What a hostile PDF may not do to a bundle, and that the slip says what was left out of one."""

import io
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from tests.integration.bundle_support import Maker, drawn_pdf

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.bodies import NoBody, PdfBody, RasterBody
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Active


@pytest.fixture(scope="module")
def maker() -> Iterator[Maker]:
    renderer = Renderer()
    yield Maker(renderer)
    renderer.close()


def changed(change: Callable[[Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn_pdf("a letter"))) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def _form(pdf: Pdf, operators: bytes, **inner: object) -> pikepdf.Object:
    form = pdf.make_stream(operators)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, 100, 100])
    form.Resources = Dictionary(XObject=Dictionary(**inner))  # type: ignore[arg-type]
    return form


def _ten_times(pdf: Pdf, depth: int) -> None:
    """Forms that draw the next ten times, `depth` of them."""
    drawn = _form(pdf, b"0 0 1 1 re f " * 20)
    for _ in range(depth):
        drawn = _form(pdf, b"/X Do " * 10, X=drawn)
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=drawn)
    pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + b" /X Do")


def _draws_itself(pdf: Pdf) -> None:
    form = pdf.make_indirect(_form(pdf, b"/X Do 0 0 9 9 re f"))
    form.Resources.XObject["/X"] = form
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
    pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + b" /X Do")


def test_a_page_that_nobody_can_draw_to_its_end_is_not_taken_over(
    maker: Maker, tmp_path: Path
) -> None:
    bundle = maker.bundle(
        ("endless.pdf", changed(lambda pdf: _ten_times(pdf, 10))),
        ("itself.pdf", changed(_draws_itself)),
        ("some.pdf", changed(lambda pdf: _ten_times(pdf, 3))),
    )
    endless, itself, some = (each.body for each in bundle.examined)
    assert isinstance(endless, NoBody)
    assert isinstance(itself, RasterBody)
    assert isinstance(some, PdfBody)
    path = tmp_path / "bundle.pdf"
    path.write_bytes(bundle.data)
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, timeout=300, check=True)
    assert b"a letter" in done.stdout


def _annotated(pdf: Pdf, **entries: object) -> None:
    note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 50, 50]), **entries)  # type: ignore[arg-type]
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def _does(pdf: Pdf, action: str, **entries: object) -> None:
    deed = Dictionary(S=Name(f"/{action}"), **entries)  # type: ignore[arg-type]
    _annotated(pdf, Subtype=Name.Link, A=deed)


def _filled(pdf: Pdf, **entries: object) -> None:
    field = Dictionary(**{"FT": Name.Tx, "T": String("a"), "V": String("Вадим"), **entries})  # type: ignore[arg-type]
    _annotated(pdf, Subtype=Name.Widget)
    for key, value in field.items():
        pdf.pages[0].obj.Annots[0][key] = value
    pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].obj.Annots)


def _only_elsewhere(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))


LEFT_OUT: dict[str, tuple[Callable[[Pdf], None], Active]] = {
    **{
        action: (lambda pdf, action=action: _does(pdf, action), Active.INNER_LINK)  # type: ignore[misc]
        for action in ("GoTo", "Hide", "Named", "ResetForm", "SetOCGState", "Thread", "Trans")
    },
    "goal": (
        lambda pdf: _annotated(pdf, Subtype=Name.Link, Dest=String("x")),
        Active.INNER_LINK,
    ),
    **{
        kind: (lambda pdf, kind=kind: _annotated(pdf, Subtype=Name(f"/{kind}")), Active.MEDIA)  # type: ignore[misc]
        for kind in ("3D", "Movie", "RichMedia", "Screen", "Sound")
    },
    "view": (lambda pdf: _does(pdf, "GoTo3DView"), Active.MEDIA),
    "played": (lambda pdf: _does(pdf, "RichMediaExecute"), Active.MEDIA),
    "filled": (_filled, Active.UNDRAWN_FORM),
    "elsewhere": (_only_elsewhere, Active.UNDRAWN_FORM),
}


def test_the_slip_says_what_was_left_out(maker: Maker) -> None:
    files = [(f"{name}.pdf", changed(change)) for name, (change, _) in LEFT_OUT.items()]
    examined, _ = maker.examined(files)
    told = {name: each.notes for name, each in zip(LEFT_OUT, examined, strict=True)}
    assert told == {name: notes.left_out([kind]) for name, (_, kind) in LEFT_OUT.items()}


def test_a_form_is_said_to_be_shown_as_filled_in_only_when_it_is(maker: Maker) -> None:
    drawn = changed(lambda pdf: _filled(pdf, AP=Dictionary(N=_form(pdf, b"0 0 9 9 re f"))))
    empty = changed(lambda pdf: _filled(pdf, V=String("")))
    examined, _ = maker.examined([("drawn.pdf", drawn), ("empty.pdf", empty)])
    shown = notes.left_out([Active.FORM])
    assert [each.notes for each in examined] == [shown, shown]
    assert notes.left_out([Active.FORM, Active.UNDRAWN_FORM]) != shown
