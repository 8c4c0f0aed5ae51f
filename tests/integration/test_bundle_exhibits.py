"""How originals come into a bundle: upright, clean, bounded, or as a slip that says why not."""

import hashlib
import io
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops, ImageOps, ImageStat
from tests.integration.bundle_support import (
    FORBIDDEN,
    Bundle,
    Maker,
    Shelf,
    drawn_pdf,
    everything_in,
    plain_base,
    qpdf_faults,
    text_of,
)
from tests.memory import grown_by

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.bundle.attachments import OriginalChangedError
from limbo_desktop.bundle.base import fitted
from limbo_desktop.bundle.bodies import NoBody, PageBox, PdfBody, RasterBody, TextBody
from limbo_desktop.bundle.examine import examine
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.selection import select
from limbo_desktop.bundle.verify import verify
from limbo_desktop.case.records import Case, CaseInfo, Document, Person
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.failures import Reason

HOSTILE = Path(__file__).parents[1] / "data" / "cases" / "hostile"
PATIENCE = 60.0
"""Seconds within which the worst file has ended on a busy machine; alone it takes a few."""
HIDDEN = Person("p1", name="Anna Sidorova", conceal=True, pseudonym="Witness A")


@pytest.fixture(scope="module")
def maker() -> Iterator[Maker]:
    with Renderer() as renderer:
        yield Maker(renderer)


@pytest.fixture
def discreet(maker: Maker) -> Maker:
    return Maker(maker.renderer, (HIDDEN,))


def shown_page(bundle: Bundle, placement: int = 0) -> Image.Image:
    """What a page of the bundle shows where a page of an exhibit was placed, 2 pixels a point."""
    where = bundle.base.placements[placement]
    page = pypdfium2.PdfDocument(bundle.data)[where.page_index]
    picture: Image.Image = page.render(scale=2).to_pil().convert("RGB")
    rect, height = where.rect, picture.height
    left, top = round(rect.x * 2), round(height - (rect.y + rect.height) * 2)
    return picture.crop((left, top, left + round(rect.width * 2), top + round(rect.height * 2)))


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures, 0 to 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean)


def edited(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as book:
        change(book)
        book.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize("crop", [None, (30, 20, 330, 260)])
def test_a_page_stands_upright_and_cropped_as_a_viewer_shows_it(
    maker: Maker, turn: int, crop: tuple[int, ...] | None
) -> None:
    def change(book: pikepdf.Pdf) -> None:
        book.pages[0]["/Rotate"] = turn
        if crop is not None:
            book.pages[0]["/CropBox"] = Array(crop)

    data = edited(drawn_pdf("This side up"), change)
    bundle = maker.bundle(("a.pdf", data))
    assert isinstance(bundle.examined[0].body, PdfBody)
    expected = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("RGB")
    shown = shown_page(bundle)
    assert shown.width / shown.height == pytest.approx(expected.width / expected.height, rel=0.01)
    assert difference(shown, expected) < 6
    assert "This side up" in text_of(bundle.data, "-f", "3")


def test_page_boxes_and_turns_are_inherited(maker: Maker) -> None:
    def change(book: pikepdf.Pdf) -> None:
        tree, page = book.Root.Pages, book.pages[0].obj
        tree.MediaBox, tree["/Rotate"], tree.Resources = page.MediaBox, 90, page.Resources
        for key in ("/MediaBox", "/Rotate", "/Resources"):
            if key in page:
                del page[key]

    bundle = maker.bundle(("a.pdf", edited(drawn_pdf("Inherited"), change)))
    body = bundle.examined[0].body
    assert isinstance(body, PdfBody)
    assert (body.pages[0].width, body.pages[0].height) == pytest.approx((300, 400))
    assert "Inherited" in text_of(bundle.data)


def test_a_page_is_made_smaller_to_fit_and_never_larger() -> None:
    a3 = fitted(PageBox(842, 1191))
    assert a3.height == pytest.approx(262 / 25.4 * 72)
    assert a3.width / a3.height == pytest.approx(842 / 1191)
    small = fitted(PageBox(100, 50))
    assert (small.width, small.height) == (100, 50)


def test_fonts_that_pages_share_are_copied_once(maker: Maker) -> None:
    bundle = maker.bundle(("a.pdf", drawn_pdf(*[f"page {at}" for at in range(30)])))
    assert everything_in(bundle.data).count(b"/BaseFont /Helvetica") == 1  # theirs


def test_filled_in_fields_and_notes_are_drawn_and_no_longer_fields(maker: Maker) -> None:
    def change(book: pikepdf.Pdf) -> None:
        look = book.make_stream(
            b"BT /H 12 Tf 2 4 Td (written by hand) Tj ET",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 150, 20]),
            Resources=Dictionary(
                Font=Dictionary(H=next(iter(book.pages[0].Resources.Font.values())))
            ),
        )
        field = book.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("name"),
                V=String("written by hand"),
                Rect=Array([40, 100, 190, 120]),
                AP=Dictionary(N=look),
                F=4,
            )
        )
        book.pages[0].Annots = Array([field])
        book.Root["/AcroForm"] = Dictionary(Fields=Array([field]))

    bundle = maker.bundle(("a.pdf", edited(drawn_pdf("A form"), change)))
    assert "written by hand" in text_of(bundle.data)
    assert not FORBIDDEN.search(everything_in(bundle.data))
    assert any("form" in note for note in bundle.examined[0].notes)


def test_hidden_layers_stay_hidden_also_from_copying(maker: Maker) -> None:
    def change(book: pikepdf.Pdf) -> None:
        layer = book.make_indirect(Dictionary(Type=Name.OCG, Name=String("secret layer")))
        book.Root["/OCProperties"] = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
        )
        page = book.pages[0]
        page.Resources["/Properties"] = Dictionary(L=layer)
        font = next(iter(page.Resources.Font.keys()))
        page.contents_add(f"/OC /L BDC BT {font} 12 Tf 40 150 Td (hidden words) Tj ET EMC".encode())

    bundle = maker.bundle(("a.pdf", edited(drawn_pdf("seen"), change)))
    assert isinstance(bundle.examined[0].body, RasterBody)
    assert "hidden words" not in text_of(bundle.data)
    assert "secret layer" not in everything_in(bundle.data).decode("latin-1")


def test_private_data_of_other_programs_stays_behind(maker: Maker) -> None:
    def change(book: pikepdf.Pdf) -> None:
        page = book.pages[0]
        private = book.make_stream(b"C:/Users/anna/draft.ai", Type=Name.Metadata, Subtype=Name.XML)
        page.Resources.XObject = Dictionary(
            X=book.make_stream(
                b"0 0 5 5 re f",
                Subtype=Name.Form,
                BBox=Array([0, 0, 9, 9]),
                Metadata=private,
                PieceInfo=Dictionary(App=Dictionary(Private=String("PRIVATE"))),
                Ref=Dictionary(F=String("//server/share/other.pdf"), Page=0),
            )
        )
        page["/PieceInfo"] = Dictionary(App=Dictionary(Private=String("PRIVATE")))

    bundle = maker.bundle(("a.pdf", edited(drawn_pdf("page"), change)))
    found = everything_in(bundle.data)
    assert isinstance(bundle.examined[0].body, PdfBody)
    assert b"PRIVATE" not in found
    assert b"server" not in found


def test_a_damaged_page_is_drawn_instead(maker: Maker) -> None:
    def change(book: pikepdf.Pdf) -> None:
        stream = book.pages[1].Contents
        stream.write(zlib.compress(stream.read_bytes())[:-12], filter=Name.FlateDecode)

    data = edited(drawn_pdf("first", "second"), change)
    bundle = maker.bundle(("a.pdf", data))
    body = bundle.examined[0].body
    assert isinstance(body, PdfBody)
    assert body.drawn == {1}
    assert notes.DRAWN in bundle.examined[0].notes
    assert bundle.sealed.missing == ()


def _locked(password: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn_pdf("behind a lock"))) as book:
        book.save(out, encryption=pikepdf.Encryption(user=password, owner="other", R=6))
    return out.getvalue()


def test_a_protected_pdf_opens_with_its_password(maker: Maker) -> None:
    opener = Maker(maker.renderer, passwords={"d1": "sesame"})
    bundle = opener.bundle(("a.pdf", _locked("sesame")))
    assert "behind a lock" in text_of(bundle.data)
    assert b"sesame" not in bundle.data


@pytest.mark.parametrize(
    ("passwords", "reason"), [({}, Reason.PASSWORD), ({"d1": "x"}, Reason.WRONG_PASSWORD)]
)
def test_without_it_the_slip_says_so_and_the_original_goes_in(
    maker: Maker, passwords: dict[str, str], reason: Reason
) -> None:
    bundle = Maker(maker.renderer, passwords=passwords).bundle(("a.pdf", _locked("sesame")))
    assert bundle.examined[0].body == NoBody(reason.message)
    assert bundle.examined[0].attached


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_without_place_and_device(maker: Maker, orientation: int) -> None:
    picture = Image.merge("RGB", [Image.effect_noise((300, 200), each) for each in (9, 12, 15)])
    picture.paste((200, 30, 30), (0, 0, 60, 40))
    exif = Image.Exif()
    exif[274], exif[271] = orientation, "SecretPhone"
    exif.get_ifd(0x8825).update({1: "N", 2: (60.0, 10.0, 0.0)})
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=95, exif=exif)
    bundle = maker.bundle(("a.jpg", out.getvalue()))
    with bundle.open() as book:
        image = book.pages[2].Resources.XObject["/LimboPage"]
        raw = image.read_raw_bytes()
    assert b"Exif" not in raw
    assert b"SecretPhone" not in raw
    upright = Image.open(io.BytesIO(out.getvalue()))
    transposed = ImageOps.exif_transpose(upright)
    assert difference(shown_page(bundle), transposed) < 8


def test_no_picture_has_more_than_300_dpi_where_it_stands(maker: Maker) -> None:
    out = io.BytesIO()
    Image.effect_noise((4000, 3000), 50).save(out, "JPEG", dpi=(600, 600))
    bundle = maker.bundle(("a.jpg", out.getvalue()))
    where = bundle.base.placements[0].rect
    with bundle.open() as book:
        width = int(book.pages[2].Resources.XObject["/LimboPage"].Width)
    assert width / (where.width / 72) == pytest.approx(300, abs=1)


@pytest.mark.parametrize("colours", [2, 16, 200])
def test_a_drawing_of_few_colours_keeps_every_pixel(maker: Maker, colours: int) -> None:
    table = [((at * 37) % 256, (at * 91) % 256, (at * 53) % 256) for at in range(colours)]
    picture = Image.new("RGB", (120, 90))
    picture.putdata([table[(x // 8 + y // 8 * 3) % colours] for y in range(90) for x in range(120)])
    out = io.BytesIO()
    picture.save(out, "PNG")
    bundle = maker.bundle(("a.png", out.getvalue()))
    with bundle.open() as book:
        drawing = book.pages[2].Resources.XObject["/LimboPage"]
        assert isinstance(drawing, pikepdf.Stream)
        image = pikepdf.PdfImage(drawing).as_pil_image()
    assert image.convert("RGB").tobytes() == picture.tobytes()


def test_text_and_mail_are_given_to_typesetting(maker: Maker) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.org", "Угроза"
    mail.set_content("Текст письма")
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename="x.pdf")
    examined, _ = maker.examined([("a.txt", "سلام".encode()), ("b.eml", mail.as_bytes())])
    assert examined[0].body == TextBody((), "سلام")
    body = examined[1].body
    assert isinstance(body, TextBody)
    assert ("Subject", "Угроза") in body.headers
    assert str(body.content).strip() == "Текст письма"
    (part,) = examined[1].parts
    assert (part.number, part.name, part.size) == (1, "x.pdf", 1)
    assert part.sha256 == hashlib.sha256(b"x").hexdigest()


def test_a_long_text_is_cut_and_the_slip_says_so(maker: Maker) -> None:
    examined, _ = maker.examined([("a.txt", b"words and words\n" * 50_000)])
    body = examined[0].body
    assert isinstance(body, TextBody)
    assert len(str(body.content)) == 300_000
    assert examined[0].notes == (notes.BEGINNING,)


def _mail(**headers: str) -> bytes:
    mail = EmailMessage()
    for name, value in headers.items():
        mail[name] = value
    mail.set_content("hello")
    return mail.as_bytes()


def _commented() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[270] = "Portrait of Anna Sidorova"
    Image.new("RGB", (40, 40), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", drawn_pdf("signed by Anna Sidorova")),
        ("a.pdf", drawn_pdf("page", title="For Sidorova")),
        ("a.txt", b"then Sidorova said"),
        ("a.eml", _mail(From="Anna Sidorova <x@example.org>", Subject="hi")),
        ("a.jpg", _commented()),
    ],
)
def test_a_file_that_names_somebody_concealed_is_withheld_whole(
    discreet: Maker, name: str, data: bytes
) -> None:
    bundle = discreet.bundle((name, data), ("other.txt", b"fine"))
    first = bundle.examined[0]
    assert first.body == NoBody(notes.WITHHELD)
    assert (first.attached, first.file_name, first.size) == (False, "", 0)
    assert b"Sidorova" not in bundle.data
    assert b"Sidorova" not in everything_in(bundle.data)
    with bundle.open() as book:
        assert sorted(book.attachments) == ["exhibit-02.txt", "integrity.json"]
    assert bundle.examined[1].attached


def test_what_could_not_be_searched_for_concealed_names_is_marked(discreet: Maker) -> None:
    examined, _ = discreet.examined(
        [("a.txt", b"fine"), ("b.zip", (HOSTILE / "slip.zip").read_bytes())]
    )
    assert [each.unsearched for each in examined] == [False, True]


def test_originals_come_out_byte_for_byte_under_neutral_names(
    maker: Maker, cases: Path, tmp_path: Path
) -> None:
    paths = sorted((cases / "family-ru" / "documents").glob("*.*"))
    bundle = maker.bundle(*[(path.name, path.read_bytes()) for path in paths])
    source = tmp_path / "bundle.pdf"
    source.write_bytes(bundle.data)
    subprocess.run(["pdfdetach", "-saveall", "-o", str(tmp_path), str(source)], check=True)
    for path, examined in zip(paths, bundle.examined, strict=True):
        assert examined.file_name.startswith(f"exhibit-{examined.number:02}.")
        assert (tmp_path / examined.file_name).read_bytes() == path.read_bytes()
        assert path.stem not in everything_in(bundle.data).decode("latin-1")
    with bundle.open() as book:
        for name, file in book.attachments.items():
            entries = file.obj.EF.F
            assert str(file.obj.AFRelationship) in ("/Source", "/Data")
            assert "/CreationDate" not in entries.get("/Params", Dictionary())
            assert "/ModDate" not in entries.get("/Params", Dictionary())
            if name != "integrity.json":
                assert int(entries.Params.Size) == len(entries.read_raw_bytes())
        assert list(book.attachments) == sorted(book.attachments)


def test_an_original_that_changed_stops_the_bundle(maker: Maker) -> None:
    examined, _ = maker.examined([("a.txt", b"as it was")])
    for other in (b"as it is!", b"longer than it was"):
        with pytest.raises(OriginalChangedError):
            assemble(
                plain_base(examined),
                examined,
                Shelf({hashlib.sha256(b"as it was").hexdigest(): other}).open,
                maker.renderer,
                io.BytesIO(),
            )


def test_a_missing_original_becomes_a_slip(maker: Maker) -> None:
    case = Case(CaseInfo("C"), (), (), (Document("d1", "a.txt", sha256="0" * 64),), ())

    def gone(_: str) -> io.BytesIO:
        raise FileNotFoundError

    (examined,) = examine(select(case, Options("en")), gone, maker.renderer)
    assert examined.body == NoBody(notes.UNREADABLE)
    assert not examined.attached


@pytest.mark.parametrize(
    "path", sorted(path for path in HOSTILE.iterdir() if path.is_file()), ids=lambda path: path.name
)
def test_a_hostile_file_becomes_pages_or_a_slip_within_bounds(
    maker: Maker, path: Path, tmp_path: Path
) -> None:
    made: list[Bundle] = []
    start = time.monotonic()
    grown = grown_by(lambda: made.append(maker.bundle((path.name, path.read_bytes()))))
    assert time.monotonic() - start < PATIENCE
    assert grown < 256 << 20
    (bundle,) = made
    assert qpdf_faults(bundle.data, tmp_path) == ""
    assert not FORBIDDEN.search(everything_in(bundle.data))
    assert len(bundle.data) < 2 * path.stat().st_size + 4_000_000
    (examined,) = bundle.examined
    assert examined.attached
    assert bundle.sealed.missing == ()
    with bundle.open() as book:
        assert sorted(book.attachments) == sorted(["integrity.json", examined.file_name])
        assert isinstance(book.Root.OpenAction, Array)
        assert all(
            mark.Subtype == Name.Link and "/Dest" in mark
            for page in book.pages
            for mark in page.get("/Annots", Array([]))
        )
    assert verify(io.BytesIO(bundle.data)).ok
    pypdfium2.PdfDocument(bundle.data)[len(bundle.base.placements) + 1].render(scale=0.5)
