"""Pictures inside exhibits' PDFs where a size asks for less: smaller, alike, with their text."""

import io
import random
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat, TiffImagePlugin
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.integration.bundle_support import Maker, everything_in, plain_base, text_of

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.presets import FULL, SCREEN, Quality
from limbo_desktop.bundle.verify import verify
from limbo_desktop.render.client import Renderer

A4 = (595, 842)
AT_300 = (2480, 3508)


def photo(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Soft shapes under noise, as a scan of a printed page with a picture on it."""
    noise = random.Random(width)
    size = (width // 40, height // 40)
    soft = Image.frombytes("RGB", size, noise.randbytes(size[0] * size[1] * 3))
    return soft.resize((width, height), Image.Resampling.BICUBIC).convert(mode)


def jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92)
    return out.getvalue()


def scan(*pictures: Image.Image | bytes, size: tuple[int, int] = A4) -> bytes:
    """A page for each picture, filled by it, with a line of text."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for number, picture in enumerate(pictures, start=1):
        image = ImageReader(io.BytesIO(picture) if isinstance(picture, bytes) else picture)
        canvas.drawImage(image, 0, 0, *size, mask="auto")
        canvas.drawString(60, 60, f"Scanned page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def drawn_by_hand(operators: bytes, image: Image.Image, size: tuple[int, int] = A4) -> bytes:
    """A page whose operators place the picture /P, or the form /F that draws it in a unit."""
    out = io.BytesIO()
    with pikepdf.new() as book:
        page = book.add_blank_page(page_size=size)
        picture = book.make_stream(jpeg(image))
        picture.stream_dict.update(entries(image, pikepdf.Name.DCTDecode))
        form = book.make_stream(b"q 0.5 0 0 0.5 0 0 cm /P Do Q")
        form.stream_dict.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 1, 1],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture)),
            )
        )
        named = pikepdf.Dictionary(P=picture, F=form)
        page.Resources = pikepdf.Dictionary(XObject=named)
        page.Contents = book.make_stream(operators)
        book.save(out, deterministic_id=True)
    return out.getvalue()


def entries(image: Image.Image, packing: pikepdf.Object) -> pikepdf.Dictionary:
    spaces = {"RGB": "/DeviceRGB", "L": "/DeviceGray", "CMYK": "/DeviceCMYK"}
    return pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=pikepdf.Name(spaces[image.mode]),
        BitsPerComponent=8,
        Filter=packing,
    )


def pictures_of(book: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The pictures in a PDF, by size."""
    found = [
        each
        for each in book.objects
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
    ]
    return sorted(found, key=lambda each: int(each.Width))


@dataclass(frozen=True)
class Made:
    """A bundle of one PDF, without its original."""

    data: bytes
    examined: Examined

    @cached_property
    def book(self) -> pikepdf.Pdf:
        """The bundle, opened."""
        return pikepdf.open(io.BytesIO(self.data))

    @property
    def pictures(self) -> list[pikepdf.Object]:
        """The pictures in it, by size."""
        return pictures_of(self.book)

    @property
    def widths(self) -> list[int]:
        return [int(each.Width) for each in self.pictures]


def bundle(renderer: Renderer, data: bytes, quality: Quality = SCREEN, password: str = "") -> Made:
    maker = Maker(renderer, passwords={"d1": password})
    maker.pictures = Pictures(quality=quality)
    (examined,), shelf = maker.examined([("scan.pdf", data)], maker.pictures)
    kept = [replace(examined, attached=False)]
    out = io.BytesIO()
    assemble(
        plain_base(kept),
        kept,
        shelf.open,
        renderer,
        out,
        passwords=maker.passwords,
        pictures=maker.pictures,
    )
    return Made(out.getvalue(), examined)


def looks(data: bytes, page: int) -> Image.Image:
    """A page as pdfium draws it at 50 dpi."""
    with pypdfium2.PdfDocument(data) as book:
        drawn: Image.Image = book[page].render(scale=50 / 72).to_pil()
        return drawn.convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """The largest mean difference of a colour, of 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def test_a_scan_of_300_dpi_has_150_dpi_a_fraction_of_the_bytes_and_its_text(
    renderer: Renderer, tmp_path: Path
) -> None:
    data = scan(jpeg(photo(*AT_300)), jpeg(photo(2481, 3508)))
    full, small = bundle(renderer, data, FULL), bundle(renderer, data)
    path = tmp_path / "small.pdf"
    path.write_bytes(small.data)
    listed = subprocess.run(
        ["pdfimages", "-list", path], capture_output=True, check=True, encoding="ascii"
    ).stdout.splitlines()[2:]
    assert [(row.split()[12], row.split()[13]) for row in listed] == [("150", "150")] * 2
    assert len(small.data) < len(full.data) / 3
    assert text_of(small.data).split()[-8:] == text_of(full.data).split()[-8:]
    assert "Scanned page 2" in text_of(small.data)
    for page in (2, 3):
        assert difference(looks(full.data, page), looks(small.data, page)) < 3
    assert notes.SMALLER in small.examined.notes
    assert notes.SMALLER not in full.examined.notes
    assert verify(io.BytesIO(small.data)).ok


def test_where_nothing_less_is_asked_for_pictures_are_byte_for_byte_those_of_the_exhibit(
    renderer: Renderer,
) -> None:
    data = scan(jpeg(photo(*AT_300)))
    made = bundle(renderer, data, FULL)
    with pikepdf.open(io.BytesIO(data)) as book:
        (own,), (there,) = pictures_of(book), made.pictures
        assert there.read_raw_bytes() == own.read_raw_bytes()


def test_the_same_file_gives_the_same_bytes(renderer: Renderer) -> None:
    data = scan(jpeg(photo(*AT_300)))
    with Renderer() as other:
        assert bundle(renderer, data).data == bundle(other, data).data


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_grey_stays_grey_and_colour_colour_also_unpacked(renderer: Renderer, mode: str) -> None:
    made = bundle(renderer, scan(photo(1800, 2400, mode)))
    (picture,) = made.pictures
    assert picture.ColorSpace == ("/DeviceGray" if mode == "L" else "/DeviceRGB")
    assert int(picture.Width) < 1300


def test_what_shows_through_still_shows_through(renderer: Renderer) -> None:
    image = photo(1800, 2400).convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    data = scan(image)
    full, small = bundle(renderer, data, FULL), bundle(renderer, data)
    assert difference(looks(full.data, 2), looks(small.data, 2)) < 3
    shown = next(each for each in small.pictures if "/SMask" in each)
    assert int(shown.Width) < 1300
    assert int(shown.SMask.Width) == 1800


def fax() -> bytes:
    """A page of black and white, as scanners pack it."""
    out = io.BytesIO()
    photo(*AT_300).convert("1").save(out, "TIFF", compression="group4", tiffinfo={278: AT_300[1]})
    book, packed = pikepdf.new(), io.BytesIO()
    out.seek(0)
    with TiffImagePlugin.TiffImageFile(out) as tiff:
        offsets, counts = tiff.tag_v2[273], tiff.tag_v2[279]
    page = book.add_blank_page(page_size=A4)
    raw = b"".join(
        out.getvalue()[at : at + count] for at, count in zip(offsets, counts, strict=True)
    )
    assert len(offsets) == 1
    picture = book.make_stream(raw)
    picture.stream_dict.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=AT_300[0],
            Height=AT_300[1],
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=1,
            Filter=pikepdf.Name.CCITTFaxDecode,
            DecodeParms=pikepdf.Dictionary(K=-1, Columns=AT_300[0], Rows=AT_300[1]),
        )
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
    page.Contents = book.make_stream(b"595 0 0 842 0 0 cm /P Do")
    book.save(packed, deterministic_id=True)
    return packed.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        fax,
        lambda: scan(jpeg(photo(1100, 1550))),
        lambda: scan(jpeg(photo(*AT_300).convert("CMYK"))),
        lambda: drawn_by_hand(b"20 0 0 20 0 0 cm /P Do", photo(190, 190)),
    ],
    ids=["fax", "150 dpi already", "colours of a press", "an emblem"],
)
def test_what_gains_nothing_or_is_no_plain_picture_stays_as_it_is(
    renderer: Renderer, make: Callable[[], bytes]
) -> None:
    data = make()
    full, small = bundle(renderer, data, FULL), bundle(renderer, data)
    assert small.data == full.data
    assert notes.SMALLER not in small.examined.notes


@pytest.mark.parametrize(
    ("operators", "width"),
    [
        (b"288 0 0 288 0 0 cm /P Do", 600),
        (b"q 144 0 0 144 0 0 cm /P Do Q 288 0 0 288 9 9 cm /P Do", 600),
        (b"576 0 0 576 0 0 cm /F Do", 600),
        (b"0 288 -288 0 300 0 cm /P Do", 600),
        (b"2 0 0 2 0 0 cm 144 0 0 144 0 0 cm /P Do", 600),
    ],
    ids=["small on its page", "twice", "in a form", "turned", "by two matrices"],
)
def test_the_largest_place_of_a_picture_says_how_many_pixels_it_needs(
    renderer: Renderer, operators: bytes, width: int
) -> None:
    made = bundle(renderer, drawn_by_hand(operators, photo(1600, 1600)))
    # a page of the exhibit is brought down to a height of 262 mm
    assert made.widths == [pytest.approx(width * 262 / 25.4 * 72 / 842, rel=0.005)]


def test_a_page_that_is_brought_down_needs_less(renderer: Renderer) -> None:
    data = drawn_by_hand(b"2400 0 0 3200 0 0 cm /P Do", photo(2400, 3200), (2400, 3200))
    (width,) = bundle(renderer, data).widths
    assert width == pytest.approx(186 / 25.4 * 150, rel=0.05)


def test_a_picture_beyond_the_page_keeps_what_is_seen_of_it_sharp(renderer: Renderer) -> None:
    data = drawn_by_hand(b"1190 0 0 1684 -300 -400 cm /P Do", photo(4960, 7016))
    (width,) = bundle(renderer, data).widths
    assert width == pytest.approx(2 * 186 / 25.4 * 150, rel=0.01)


def test_a_protected_file_is_made_smaller_with_its_password(renderer: Renderer) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(scan(jpeg(photo(*AT_300))))) as book:
        book.save(out, encryption=pikepdf.Encryption(user="слон", owner="x", R=6))
    made = bundle(renderer, out.getvalue(), password="слон")
    assert made.widths[0] < 1300
    assert "Scanned page 1" in text_of(made.data)


def test_nothing_that_could_act_comes_back_with_a_picture(renderer: Renderer) -> None:
    with pikepdf.open(io.BytesIO(scan(jpeg(photo(*AT_300))))) as book:
        for each in book.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image":
                each.stream_dict["/AA"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="x()")
                each.stream_dict["/Metadata"] = book.make_stream(b"<x>secret</x>")
                each.stream_dict["/SMask"] = book.make_stream(b"\xff" * 4)
                each.stream_dict.SMask.stream_dict.update(
                    entries(Image.new("L", (2, 2)), pikepdf.Name.FlateDecode)
                )
                del each.stream_dict.SMask["/Filter"]
                each.stream_dict.SMask["/Metadata"] = book.make_stream(b"<x>secret</x>")
        out = io.BytesIO()
        book.save(out)
    made = bundle(renderer, out.getvalue())
    assert made.widths[-1] < 1300
    assert b"/JS" not in everything_in(made.data)
    streams = [each for each in made.book.objects if isinstance(each, pikepdf.Stream)]
    assert not any(b"secret" in each.read_raw_bytes() for each in streams)
