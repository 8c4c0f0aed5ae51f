"""A valid file of each type that is taken in, small: what mutations start from."""

import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Final

import openpyxl
import pillow_heif
from PIL import Image
from tests.integration.bundle_support import drawn_pdf
from tests.unit.test_render_outlook import LETTER, container

DATA: Final = Path(__file__).parents[1] / "data"
_CASES: Final = DATA / "cases"
_TARS: Final = ("tar", "tar.gz", "tar.bz2", "tar.xz")


def _picture(form: str, mode: str = "RGB") -> bytes:
    pillow_heif.register_heif_opener()
    gradient = Image.linear_gradient("L").resize((90, 60)).convert(mode)
    out = io.BytesIO()
    gradient.save(out, form)
    return out.getvalue()


def _animation() -> bytes:
    frames = [Image.new("P", (40, 30), at) for at in range(5)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def _fax() -> bytes:
    out = io.BytesIO()
    pages = [Image.linear_gradient("L").resize((100, 140)).convert("1") for _ in range(3)]
    pages[0].save(out, "TIFF", compression="group4", save_all=True, append_images=pages[1:])
    return out.getvalue()


def _tar(mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in (("папка/a.txt", b"a note"), ("b.pdf", drawn_pdf("inside"))):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def packed(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these members, without times of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def _read(path: str) -> Callable[[], bytes]:
    return (DATA / path).read_bytes


def _sheet() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["день", "что", 4])  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


MAKE: Final[Mapping[str, Callable[[], bytes]]] = {
    "drawn.pdf": lambda: drawn_pdf("first page", "second page"),
    "layers.pdf": _read("exhibits/layers.pdf"),
    "paper.pdf": _read("cases/family-ru/documents/order_188-ls_en.pdf"),
    "protected.pdf": _read("cases/family-ru/documents/prikaz_188-ls.pdf"),
    "picture.jpg": lambda: _picture("JPEG"),
    "photo.jpg": _read("cases/border-ar/documents/diblom_qadim.jpg"),
    "picture.png": lambda: _picture("PNG", "RGBA"),
    "picture.tif": lambda: _picture("TIFF"),
    "fax.tif": _fax,
    "picture.heic": lambda: _picture("HEIF"),
    "picture.avif": lambda: _picture("AVIF"),
    "picture.webp": lambda: _picture("WEBP"),
    "picture.bmp": lambda: _picture("BMP"),
    "picture.gif": _animation,
    "reference.docx": _read("exhibits/reference.docx"),
    "letter.odt": _read("exhibits/letter.odt"),
    "table.xlsx": _sheet,
    "letter.rtf": lambda: rb"{\rtf1\ansi\ansicpg1251 {\b \'cf\'ee} \u1087?\par text}",
    "page.html": _read("exhibits/page.html"),
    "page.mhtml": _read("exhibits/page.mhtml"),
    "drawing.svg": _read("cases/hostile/script.svg"),
    "mail.eml": _read("exhibits/threat.eml"),
    "short.eml": _read("cases/border-ar/documents/tahdid.eml"),
    "mail.msg": lambda: container(LETTER),
    "box.mbox": _read("messages/mailbox.mbox"),
    "telegram.json": _read("messages/telegram_all.json"),
    "signal.jsonl": _read("messages/signal_main.jsonl"),
    "sms.xml": _read("messages/sms.xml"),
    "whatsapp.txt": _read("messages/whatsapp_ios.txt"),
    "whatsapp.zip": lambda: packed(
        {
            "_chat.txt": (DATA / "messages" / "whatsapp_ios.txt").read_bytes(),
            "IMG-1.jpg": _picture("JPEG"),
        }
    ),
    "papers.zip": lambda: packed({"a.txt": b"a note", "б/c.pdf": drawn_pdf("inside")}),
    **{f"papers.{each}": partial(_tar, f"w:{each[4:]}") for each in _TARS},
    "note.txt": _read("cases/border-ar/documents/yawmiyat_alghaba.txt"),
    "video.mp4": _read("cases/border-ar/documents/siyaj.mp4"),
    "voice.mp3": _read("cases/family-ru/documents/golosovoe_2341.mp3"),
    "voice.wav": lambda: _sound("wav"),
    "voice.ogg": lambda: _sound("ogg"),
    "case.json": lambda: _read("cases/border-ar/case.json")()[:6_000],
}
"""A maker for the valid file of each type, by a name with its ending."""


def _sound(form: str) -> bytes:
    if form == "wav":
        import wave

        out = io.BytesIO()
        with wave.open(out, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(1)
            sound.setframerate(8_000)
            sound.writeframes(bytes(range(256)) * 8)
        return out.getvalue()
    # The first pages of an Ogg Opus stream: what is read of one is its heads and its last place.
    head = (
        b"OpusHead\1\1" + (312).to_bytes(2, "little") + (48_000).to_bytes(4, "little") + b"\0\0\0"
    )
    tags = b"OpusTags" + (4).to_bytes(4, "little") + b"test" + bytes(4)
    return b"".join(
        b"OggS\0" + bytes([kind]) + place.to_bytes(8, "little") + b"\1\0\0\0"
        + number.to_bytes(4, "little") + bytes(4) + b"\1" + bytes([len(data)]) + data
        for number, (kind, place, data) in enumerate(
            ((2, 0, head), (0, 0, tags), (4, 96_312, b"x" * 40))
        )
    )  # fmt: skip


@cache
def sample(name: str) -> bytes:
    """The valid file of a type."""
    return MAKE[name]()
