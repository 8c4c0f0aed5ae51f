"""Pictures become upright pixels on white, and too large ones are refused by their header."""

import io
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageCms

from limbo_desktop.render import exif, images
from limbo_desktop.render.failures import Reason, RenderFailure

ORIENTATION = 0x0112
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)


@pytest.fixture(autouse=True, scope="module")
def _formats() -> None:
    images.prepare()


def saved(picture: Image.Image, kind: str, **options: object) -> io.BytesIO:
    box = io.BytesIO()
    picture.save(box, kind, **options)
    return io.BytesIO(box.getvalue())


def shown(stream: io.BytesIO, width: int = 1000, height: int = 1000, page: int = 0) -> Image.Image:
    raster = images.raster(stream, page, width, height)
    return Image.frombytes(raster.mode, (raster.width, raster.height), raster.data)


def near(one: object, other: tuple[int, int, int]) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) <= 12 for a, b in zip(one, other, strict=True))


def quarters() -> Image.Image:
    """A picture of 60 x 40 with a colour in each corner."""
    picture = Image.new("RGB", (60, 40), WHITE)
    picture.paste(RED, (0, 0, 20, 20))
    picture.paste(GREEN, (40, 0, 60, 20))
    picture.paste(BLUE, (0, 20, 20, 40))
    return picture


TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG", "WEBP"])
def test_every_orientation_comes_out_upright(orientation: int, kind: str) -> None:
    turn = TURNED[orientation]
    stored = quarters() if turn is None else quarters().transpose(turn)
    tags = Image.Exif()
    tags[ORIENTATION] = orientation
    options = {"quality": 100} if kind in ("JPEG", "WEBP") else {}
    stream = saved(stored, kind, exif=tags, **options)
    size = images.page_sizes(images.open_image(stream), 1)[0]
    assert (size.width_px, size.height_px) == (60, 40)
    picture = shown(stream)
    assert picture.size == (60, 40)
    assert near(picture.getpixel((8, 8)), RED)
    assert near(picture.getpixel((52, 8)), GREEN)
    assert near(picture.getpixel((8, 32)), BLUE)


def test_the_box_holds_the_upright_picture_and_enlarges_nothing() -> None:
    tags = Image.Exif()
    tags[ORIENTATION] = 6
    stream = saved(Image.new("RGB", (400, 200)), "JPEG", exif=tags)
    assert shown(stream, 50, 1000).size == (50, 100)
    assert shown(stream, 1000, 100).size == (50, 100)
    assert shown(stream, 1000, 1000).size == (200, 400)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA", "P"])
def test_transparency_is_shown_on_white(mode: str) -> None:
    picture = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 0, 20, 20))
    stream = (
        saved(picture.convert(mode), "TIFF" if mode == "PA" else "PNG")
        if mode != "P"
        else (
            saved(picture.convert("P"), "GIF", transparency=picture.convert("P").getpixel((30, 10)))
        )
    )
    result = shown(stream).convert("L")
    assert result.getpixel((10, 10)) == 0
    assert result.getpixel((30, 10)) == 255


@pytest.mark.parametrize("shrunk", [False, True])
@pytest.mark.parametrize("mode", ["1", "L", "I;16", "F", "I"])
def test_every_depth_of_grey_comes_out_as_eight_bits(mode: str, *, shrunk: bool) -> None:
    white = {"1": 1, "L": 255, "I;16": 65535, "F": 1.0, "I": 65535}[mode]
    picture = Image.new(mode, (300, 300), 0)
    picture.paste(white, (0, 0, 150, 300))
    result = shown(saved(picture, "TIFF"), *((30, 30) if shrunk else (300, 300)))
    assert result.mode == "L"
    left, right = result.width // 5, result.width * 4 // 5
    assert (result.getpixel((left, 5)), result.getpixel((right, 5))) == (255, 0)


def test_print_colours_come_out_as_screen_colours() -> None:
    assert near(
        shown(saved(Image.new("CMYK", (9, 9), (0, 0, 0, 0)), "JPEG")).getpixel((4, 4)), WHITE
    )


def test_a_picture_with_its_own_colours_is_shown_in_those() -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = shown(saved(Image.new("RGB", (9, 9), (200, 60, 30)), "PNG", icc_profile=swapped))
    assert near(plain.getpixel((4, 4)), (200, 60, 30))
    broken = shown(saved(Image.new("RGB", (9, 9), (200, 60, 30)), "PNG", icc_profile=b"nonsense"))
    assert near(broken.getpixel((4, 4)), (200, 60, 30))


def test_a_fax_is_not_squeezed() -> None:
    stream = saved(Image.new("1", (1728, 1100)), "TIFF", dpi=(204, 98), compression="group4")
    size = images.page_sizes(images.open_image(stream), 1)[0]
    assert size.height_px == pytest.approx(2290, abs=1)
    assert size.width_pt == pytest.approx(1728 / 204 * 72, abs=1)
    assert shown(stream, 864, 2000).size == (864, 1145)


def test_all_pages_of_a_tiff_are_pages() -> None:
    pages = [Image.new("RGB", (10 * n, 10), RED) for n in (1, 2, 3)]
    stream = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    image = images.open_image(stream)
    assert [size.width_px for size in images.page_sizes(image, images.count_frames(image))] == [
        10, 20, 30,
    ]  # fmt: skip
    assert shown(stream, page=2).size == (30, 10)
    with pytest.raises(RenderFailure) as caught:
        shown(stream, page=3)
    assert caught.value.reason is Reason.NO_PAGES


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_an_animation_is_one_page_with_its_frames_counted(kind: str) -> None:
    frames = [Image.new("RGB", (8, 8), (n * 40, 0, 0)) for n in range(5)]
    stream = saved(frames[0], kind, save_all=True, append_images=frames[1:], lossless=True)
    image = images.open_image(stream)
    assert images.count_frames(image) == 5
    assert len(images.page_sizes(image, 5)) == 1
    assert shown(stream).convert("RGB").getpixel((4, 4)) == (0, 0, 0)


def test_a_large_picture_brought_down_in_strips_looks_as_brought_down_at_once() -> None:
    picture = Image.radial_gradient("L").resize((2600, 1900)).convert("RGB")
    result = shown(saved(picture, "PNG", compress_level=1), 260, 190)
    whole = picture.resize((260, 190), Image.Resampling.BOX)
    differences = [abs(a - b) for a, b in zip(result.tobytes(), whole.tobytes(), strict=True)]
    assert max(differences) <= 6


@pytest.mark.parametrize("name", ["bomb_50000x50000.png"])
def test_a_bomb_is_refused_by_its_header(cases: Path, name: str) -> None:
    with (cases / "hostile" / name).open("rb") as stream, pytest.raises(RenderFailure) as caught:
        images.open_image(stream)
    assert caught.value.reason is Reason.TOO_LARGE


def test_texts_and_the_place_inside_a_photo_are_found() -> None:
    tags = Image.Exif()
    tags[0x010E] = "Осколецкий у дома".encode()
    tags[0x0131] = "Чижова".encode("cp1251")
    tags.get_ifd(0x8825)[1] = "N"
    tags.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + "имя".encode("utf-16-le")
    image = images.open_image(saved(Image.new("RGB", (9, 9)), "JPEG", exif=tags, comment=b"note"))
    found, gps = exif.entries(image)
    assert gps
    assert {"Осколецкий у дома", "Чижова", "имя", "note"} <= {value for _, value in found}


def test_a_photo_of_a_phone_with_two_pictures_in_a_file_shows_the_main_one() -> None:
    heif = pillow_heif.from_pillow(Image.new("RGB", (64, 32), RED))
    heif.add_from_pillow(Image.new("RGB", (32, 16), BLUE))
    box = io.BytesIO()
    heif.save(box, quality=90)
    stream = io.BytesIO(box.getvalue())
    assert near(shown(stream).getpixel((20, 20)), RED)
