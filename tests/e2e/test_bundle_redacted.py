"""Redacted documents in a real bundle, read back by other programs: nothing is beneath."""

import io
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path

import pikepdf
import pillow_heif
import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas
from tests.cheap import CHEAP
from tests.integration.bundle_support import everything_in

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.bag import write_bag
from limbo_desktop.bundle.make import make_bundle
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.verify import verify
from limbo_desktop.case.records import CaseInfo, Document, Person
from limbo_desktop.vault.redactions import Box, How, Release
from limbo_desktop.vault.vault import Vault

RED = (230, 20, 20)
BLOCK_PIXELS = 16
LINE = Box(0.1, 0.09, 0.6, 0.05)
BLOCK = Box(0.25, 0.25, 0.25, 0.25)
"""Where the line with the name stands on a page of `letter`, and the red block of `photo`."""


def letter(*lines: str, title: str = "For Sidorova") -> bytes:
    """A PDF of A5 with a line on each page, at the height of `LINE`; its title has a name too."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(420, 595), invariant=1, pageCompression=0)
    canvas.setTitle(title)
    for line in lines:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(60, 595 * 0.88, line)
        canvas.drawString(60, 300, "the rest of the page")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def photo(kind: str, pages: int = 1) -> bytes:
    """A picture with a red block, named in its remark where the format has one."""
    image = Image.effect_noise((400, 400), 60).convert("RGB")
    ImageDraw.Draw(image).rectangle((100, 100, 199, 199), fill=RED)
    out = io.BytesIO()
    if kind == "JPEG":
        image.save(out, kind, quality=95, comment=b"Anna Sidorova")
    elif kind == "TIFF":
        more = [image.copy() for _ in range(pages - 1)]
        image.save(out, kind, save_all=True, append_images=more, description="Anna Sidorova")
    else:
        pillow_heif.from_pillow(image).save(out, quality=95)
    return out.getvalue()


@dataclass(frozen=True)
class Made:
    """A bundle on disk and what it was made of."""

    path: Path
    vault: Vault
    blank: Sequence[int]

    @cached_property
    def whole(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def texts(self) -> tuple[str, str]:
        """All words, as poppler and as pdfium read them."""
        done = subprocess.run(
            ["pdftotext", "-enc", "UTF-8", str(self.path), "-"], capture_output=True, check=True
        )
        with pypdfium2.PdfDocument(self.path) as book:
            pages = [page.get_textpage().get_text_bounded() for page in book]
        return " ".join(done.stdout.decode().split()), " ".join(" ".join(pages).split())

    @cached_property
    def streams(self) -> list[bytes]:
        """Every stream of the file, unpacked where it can be."""
        found = []
        with pikepdf.open(self.path) as book:
            for each in book.objects:
                if isinstance(each, pikepdf.Stream):
                    found.append(each.read_raw_bytes())
                    with suppress(pikepdf.PdfError):
                        found.append(each.read_bytes())
        return found

    def pictures(self, folder: Path) -> list[Image.Image]:
        """The pictures that poppler takes out of the file."""
        folder.mkdir()
        subprocess.run(["pdfimages", "-png", str(self.path), str(folder / "p")], check=True)
        return [Image.open(each).convert("RGB") for each in sorted(folder.glob("*.png"))]

    @cached_property
    def attached(self) -> list[str]:
        with pikepdf.open(self.path) as book:
            return sorted(book.attachments)


@dataclass
class Desk:
    """A vault with one concealed person, and what a test puts into it."""

    vault: Vault
    folder: Path
    witness: str

    def add(self, name: str, data: bytes, *, shows: bool = False, title: str = "Paper") -> str:
        blob = self.vault.blobs.add(io.BytesIO(data))
        who = (self.witness,) if shows else ()
        return self.vault.documents.add(
            Document("", file=name, sha256=blob.sha256, title=title, shows=who, when="2020")
        ).id

    def bundle(self, lang: str = "en") -> Made:
        out = self.folder / f"{len(list(self.folder.glob('*.pdf')))}.pdf"
        made = make_bundle(self.vault, Options(lang), out)
        return Made(out, self.vault, made.blank)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    vault = Vault.create(tmp_path / "case.limbo", "phrase", profile=CHEAP)[0]
    vault.put_info(CaseInfo("A case"))
    witness = vault.people.add(
        Person("", name="Anna Sidorova", forms=("Сидорова",), conceal=True, pseudonym="Witness A")
    )
    return Desk(vault, tmp_path, witness.id)


def names_nobody(made: Made) -> None:
    """No reader finds the name, in words, file names, properties or bytes."""
    for text in made.texts:
        assert "Sidorova" not in text
        assert "Сидорова" not in text
    assert b"Sidorova" not in made.whole
    assert b"Sidorova" not in everything_in(made.whole)
    assert not any(b"Sidorova" in stream for stream in made.streams)
    assert not any("sidorova" in name.lower() for name in made.attached)


def holds_no_original(made: Made, data: bytes) -> None:
    """Neither the bytes of an original nor a good piece of them stand in the file."""
    middle = data[len(data) // 2 :][:512]
    for piece in (data, data[:512], middle):
        assert piece not in made.whole
        assert not any(piece in stream for stream in made.streams)


def dark(picture: Image.Image, box: Box) -> bool:
    """Whether every pixel under a box is black, but for what JPEG spreads within its own blocks.

    It was black before it was packed: what is spread comes from beside the box.
    """
    width, height = picture.size
    left, top = round(box.x * width) + BLOCK_PIXELS, round(box.y * height) + BLOCK_PIXELS
    right = round((box.x + box.width) * width) - BLOCK_PIXELS
    bottom = round((box.y + box.height) * height) - BLOCK_PIXELS
    crop = picture.crop((left, top, right, bottom)).convert("L")
    return bool(crop.getextrema()[1] <= 12)  # type: ignore[operator]  # one band: two numbers


def reds(picture: Image.Image) -> int:
    """How many of 100 by 100 pixels are red."""
    data = picture.resize((100, 100)).tobytes()
    pixels = zip(data[::3], data[1::3], data[2::3], strict=True)
    return sum(red > 150 and green < 90 and blue < 90 for red, green, blue in pixels)


def test_a_pdf_with_a_box_is_pictures_alone_and_its_original_stays(
    desk: Desk, tmp_path: Path
) -> None:
    data = letter("nothing here", "signed by Anna Sidorova")
    document = desk.add("Sidorova.pdf", data)
    desk.vault.redactions.put(document, {2: (LINE,)})
    made = desk.bundle()
    names_nobody(made)
    holds_no_original(made, data)
    assert made.attached == ["integrity.json"]
    for text in made.texts:
        assert "the rest of the page" not in text
        assert "Redacted by the applicant with black boxes on these pages: 2." in text
        assert "Original withheld: redacted" in text
    first, second = made.pictures(tmp_path / "pictures")
    assert dark(second, LINE)
    assert not dark(first, LINE)
    assert verify(made.path).ok


@pytest.mark.parametrize(
    ("kind", "name", "pages"), [("JPEG", "a.jpg", 1), ("TIFF", "a.tiff", 2), ("HEIC", "a.heic", 1)]
)
def test_what_a_box_covers_on_a_picture_is_gone_from_its_pixels(
    desk: Desk, tmp_path: Path, kind: str, name: str, pages: int
) -> None:
    data = photo(kind, pages)
    document = desk.add(name, data, shows=True)
    withheld = desk.bundle()
    assert withheld.pictures(tmp_path / "before") == []
    desk.vault.redactions.put(document, dict.fromkeys(range(1, pages + 1), (BLOCK,)))
    made = desk.bundle()
    names_nobody(made)
    holds_no_original(made, data)
    found = made.pictures(tmp_path / "after")
    assert len(found) == pages
    assert all(dark(each, BLOCK) and reds(each) == 0 for each in found)
    desk.vault.redactions.put(document, dict.fromkeys(range(1, pages + 1), ()))
    desk.vault.redactions.say(document, Release(How.AS_IT_IS, frozenset({desk.witness})))
    shown = desk.bundle().pictures(tmp_path / "shown")
    assert all(reds(each) > 300 for each in shown)


def test_a_name_left_in_sight_keeps_the_whole_document_withheld(desk: Desk, tmp_path: Path) -> None:
    document = desk.add("a.pdf", letter("by Anna Sidorova", "and A. Sidorova"))
    desk.vault.redactions.put(document, {1: (LINE,)})
    made = desk.bundle()
    names_nobody(made)
    assert made.pictures(tmp_path / "half") == []
    assert "Withheld because somebody in it is concealed." in made.texts[0]
    desk.vault.redactions.put(document, {2: (replace(LINE, width=0.1),)})
    assert desk.bundle().pictures(tmp_path / "narrow") == []
    desk.vault.redactions.put(document, {2: (LINE,)})
    assert len(desk.bundle().pictures(tmp_path / "whole")) == 2


def test_what_the_person_lets_go_goes_as_it_is_until_somebody_else_is_concealed(
    desk: Desk,
) -> None:
    data = letter("by Anna Sidorova and Boris Kuznetsov")
    document = desk.add("a.pdf", data)
    assert desk.bundle().attached == ["integrity.json"]
    desk.vault.redactions.say(document, Release(How.AS_IT_IS, frozenset({desk.witness})))
    made = desk.bundle()
    assert made.attached == ["exhibit-01.pdf", "integrity.json"]
    assert "by Anna Sidorova" in made.texts[0]
    desk.vault.people.add(Person("", name="Boris Kuznetsov", conceal=True))
    assert desk.bundle().attached == ["integrity.json"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"12.05.2023, 10:00 - Anna Sidorova: I was there\n" * 3),
        ("a.eml", b"From: Anna Sidorova <s@example.org>\nSubject: hi\n\nSidorova was there\n"),
    ],
)
def test_names_in_a_text_are_replaced_when_the_person_says_so(
    desk: Desk, name: str, data: bytes
) -> None:
    document = desk.add(name, data)
    assert "was there" not in desk.bundle().texts[0]
    desk.vault.redactions.say(document, Release(How.REPLACED, frozenset({desk.witness})))
    made = desk.bundle()
    names_nobody(made)
    holds_no_original(made, data)
    sha = desk.vault.documents.get(document).sha256
    for text in made.texts:
        assert "was there" in text
        assert "[Witness A]" in text
        assert "names in the text are replaced" in text
        assert sha[:8] not in text  # a name could be guessed from it


def test_the_same_bytes_do_not_go_in_under_another_number(desk: Desk) -> None:
    data = letter("an address, Main Street 5")
    document = desk.add("a.pdf", data)
    desk.add("copy.pdf", data, title="The same once more")
    desk.vault.redactions.put(document, {1: (LINE,)})
    made = desk.bundle()
    assert made.attached == ["integrity.json"]
    assert all("Main Street" not in text for text in made.texts)
    assert all(notes.REDACTED_TOO in text for text in made.texts)


def mail(name: str, data: bytes) -> bytes:
    """An e-mail on which a file hangs."""
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "See the file"
    message.set_content("Here it is.")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def zipped(name: str, data: bytes) -> bytes:
    """An archive with a file in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


WRAPPED: Mapping[str, Callable[[bytes], bytes]] = {
    "mail.eml": lambda data: mail("scan", data),
    "in a mail.eml": lambda data: mail("first.eml", mail("scan", data)),
    "archive.zip": lambda data: zipped("scan", data),
    "mails.zip": lambda data: zipped("mail.eml", mail("scan", data)),
}


@pytest.mark.parametrize("name", WRAPPED)
def test_a_redacted_file_does_not_go_in_inside_a_mail_or_an_archive(desk: Desk, name: str) -> None:
    data = letter("an address, Main Street 5", title="")
    document = desk.add("a.pdf", data)
    desk.add(name, WRAPPED[name](data), title="It came with")
    assert len(desk.bundle().attached) == 3
    desk.vault.redactions.put(document, {1: (LINE,)})
    made = desk.bundle()
    assert made.attached == ["integrity.json"]
    assert all("Main Street" not in text for text in made.texts)
    assert all(notes.REDACTED_TOO in text for text in made.texts)


@pytest.mark.parametrize("name", ["copy.heic", *WRAPPED])
def test_a_photo_of_somebody_concealed_does_not_go_in_under_another_number_or_inside_a_file(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    data = photo("HEIC")
    first = desk.add("a.heic", data, shows=True)
    other = desk.add(name, WRAPPED.get(name, bytes)(data), title="It came with")
    made = desk.bundle()
    assert made.attached == ["integrity.json"]
    assert made.pictures(tmp_path / "none") == []
    assert all(notes.WITHHELD in text for text in made.texts)
    # of each the person may say that it goes as it is; who lets the photo go, lets all of them go
    let_go = Release(How.AS_IT_IS, frozenset({desk.witness}))
    desk.vault.redactions.say(other, let_go)
    assert [each for each in desk.bundle().attached if "01" in each] == []
    assert len(desk.bundle().attached) == 2
    desk.vault.redactions.say(other, None)
    desk.vault.redactions.say(first, let_go)
    assert len(desk.bundle().attached) == 3


def test_a_bag_holds_no_original_that_is_redacted(desk: Desk, tmp_path: Path) -> None:
    desk.vault.redactions.put(desk.add("a.pdf", letter("page")), {1: (LINE,)})
    desk.add("b.txt", b"fine")
    made = desk.bundle()
    write_bag(made.path, tmp_path / "bag")
    held = sorted(each.name for each in (tmp_path / "bag" / "data").rglob("*.*"))
    assert held == ["bundle.pdf", "exhibit-02.txt", "integrity.json"]


def test_the_same_boxes_give_the_same_bytes_in_every_language(desk: Desk) -> None:
    desk.vault.redactions.put(desk.add("a.pdf", letter("page", "page")), {1: (LINE,)})
    said: Mapping[str, str] = {"en": "Redacted", "ru": "", "ar": ""}
    for lang, word in said.items():
        made = desk.bundle(lang)
        assert made.whole == desk.bundle(lang).whole
        assert word in made.texts[0]
