"""Draw the documents of the sample case and write their SHA-256 into its case.json.

    python packaging/make_demo.py

What stands in the papers is in demo_texts.toml; everything is invented. The same fonts and
libraries give the same bytes; the protected PDF, whose encryption is random, is written again
only when what is in it has changed.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import random
import tomllib
import wave
from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pikepdf
import pillow_heif
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

ROOT = Path(__file__).resolve().parent.parent
FONTS, DEMO = ROOT / "resources" / "fonts", ROOT / "resources" / "demo"
DOCUMENTS = DEMO / "documents"
SANS, BOLD, NASKH = "NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "LimboNaskh-Regular.ttf"
EXIF_MAKE, EXIF_MODEL, EXIF_ORIENTATION, EXIF_DATE_TIME, EXIF_GPS = 271, 272, 274, 306, 34853
TURN_CLOCKWISE = 6
PASSWORD = "rebro-2911"
HELSINKI_WINTER = timedelta(hours=2)


class Texts:
    """The words of demo_texts.toml, by section and key."""

    def __init__(self) -> None:
        self._tables = tomllib.loads(Path(__file__).with_name("demo_texts.toml").read_text("utf-8"))

    def text(self, section: str, key: str) -> str:
        """One text, without the line ends around it."""
        return str(self._tables[section][key]).strip()

    def lines(self, section: str, key: str = "lines") -> tuple[str, ...]:
        """The lines of a page."""
        return tuple(str(line) for line in self._tables[section][key])

    def pairs(self, section: str, key: str) -> tuple[tuple[str, str], ...]:
        """Messages with their times."""
        return tuple((str(text), str(time)) for text, time in self._tables[section][key])


TEXTS = Texts()


# ---------------------------------------------------------------- drawing


def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font of resources/fonts at a size in pixels."""
    return ImageFont.truetype(str(FONTS / name), size)


def noise(size: tuple[int, int], seed: int) -> Image.Image:
    """Grey grain that is the same on every machine."""
    grain = random.Random(seed).randbytes(size[0] * size[1])  # noqa: S311 - a texture, no secret
    return Image.frombytes("L", size, grain)


def paper(size: tuple[int, int], tone: int, grain: float, seed: int) -> Image.Image:
    """A grey sheet with grain (0 to 1) and light that falls off towards its foot."""
    falls = [tone - level // 16 for level in range(256)]
    shade = Image.linear_gradient("L").resize(size).point(falls)
    return Image.blend(shade, noise(size, seed), grain).filter(ImageFilter.GaussianBlur(0.5))


def write(image: Image.Image, lines: tuple[str, ...], at: tuple[int, int], size: int) -> None:
    """Lines of text downwards from `at`; a line that begins with "#" is bold."""
    draw, (x, y) = ImageDraw.Draw(image), at
    for line in lines:
        face = font(BOLD if line.startswith("#") else SANS, size)
        draw.text((x, y), line.removeprefix("#"), font=face, fill=38)
        y += int(size * 1.6)


def stamp(sheet: Image.Image, centre: tuple[int, int], radius: int, text: str) -> None:
    """A round office stamp: two rings and a word."""
    draw, (x, y) = ImageDraw.Draw(sheet), centre
    for reach in (radius, radius * 3 // 4):
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), outline=105, width=4)
    draw.text(centre, text, font=font(BOLD, radius // 4), fill=105, anchor="mm")


def jpeg(image: Image.Image, quality: int, exif: Image.Exif | None = None) -> bytes:
    """The image as a JPEG file."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True, exif=exif or Image.Exif())
    return out.getvalue()


def camera(model: str, taken: str, orientation: int) -> Image.Exif:
    """What a telephone writes into a picture, with a place in the open sea."""
    exif = Image.Exif()
    exif[EXIF_MAKE], exif[EXIF_MODEL] = "Sample", model
    exif[EXIF_DATE_TIME], exif[EXIF_ORIENTATION] = taken, orientation
    exif[EXIF_GPS] = {1: "N", 2: (59.0, 30.0, 0.0), 3: "E", 4: (22.0, 0.0, 0.0)}
    return exif


# ---------------------------------------------------------------- pictures


def summons_photo() -> bytes:
    """A paper photographed on a kitchen table, stored lying: a viewer turns it by its EXIF."""
    table = Image.new("RGB", (1080, 1440), (124, 98, 74))
    pen = ImageDraw.Draw(table)
    for x in range(0, 1080, 135):
        pen.line((x, 0, x + 40, 1440), fill=(106, 82, 60), width=5)
    pen.ellipse((830, 10, 1040, 220), fill=(226, 222, 214))
    pen.ellipse((856, 36, 1014, 194), fill=(112, 60, 30))
    sheet = paper((800, 1090), 240, 0.05, 7)
    write(sheet, TEXTS.lines("summons"), (64, 70), 31)
    stamp(sheet, (620, 950), 98, "РОВД")
    tinted = ImageOps.colorize(sheet, (38, 36, 58), (250, 246, 236)).convert("RGBA")
    turned = tinted.rotate(-2.4, expand=True, resample=Image.Resampling.BICUBIC)
    table.paste(turned, (110, 230), turned)
    lying = table.filter(ImageFilter.GaussianBlur(0.6)).rotate(90, expand=True)
    return jpeg(lying, 66, camera("Telephone 5", "2024:04:16 18:22:40", TURN_CLOCKWISE))


def news_picture(size: tuple[int, int]) -> Image.Image:
    """People on a square with placards, blurred as a small newspaper picture is."""
    rng = random.Random(3)  # noqa: S311 - a drawing, no secret
    image = Image.new("RGB", size, (178, 190, 204))
    pen, (width, height) = ImageDraw.Draw(image), size
    ground = int(height * 0.62)
    pen.rectangle((0, ground, width, height), fill=(150, 148, 144))
    for n in range(9):
        pen.rectangle((n * 70, 20 + n % 3 * 16, n * 70 + 56, ground), fill=(146, 136, 128))
    for n in range(7):
        x, y = 50 + n * 80 + rng.randint(-12, 12), ground + rng.randint(-6, 20)
        coat = (rng.randint(40, 110), rng.randint(40, 100), rng.randint(50, 120))
        pen.rounded_rectangle((x - 26, y - 30, x + 26, y + 110), 16, fill=coat)
        pen.ellipse((x - 15, y - 62, x + 15, y - 30), fill=(222, 190, 164))
        if n % 2 == 0:
            pen.rectangle((x - 24, y - 14, x + 24, y + 48), fill=(240, 240, 236))
            pen.ellipse((x - 10, y - 6, x + 10, y + 14), fill=(120, 120, 120))
            pen.rectangle((x - 16, y + 16, x + 16, y + 40), fill=(140, 140, 140))
    return image.filter(ImageFilter.GaussianBlur(1.6))


def smile(pen: ImageDraw.ImageDraw, x: float, y: float) -> None:
    """The emoji of the chat, which the text fonts do not have; 34 pixels across."""
    pen.ellipse((x, y, x + 34, y + 34), fill=(250, 204, 64), outline=(214, 160, 30), width=2)
    for eye in (10, 21):
        pen.ellipse((x + eye, y + 11, x + eye + 4, y + 16), fill=(90, 60, 20))
    pen.arc((x + 8, y + 10, x + 26, y + 27), 25, 155, fill=(90, 60, 20), width=3)


def chat_screenshot() -> bytes:
    """A telephone's screen with the chat: a picture first, then the messages of that evening."""
    width, height, name = 720, 1400, TEXTS.text("chat", "name")
    image = Image.new("RGB", (width, height), (222, 230, 222))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width, 150), fill=(82, 125, 162))
    pen.text((24, 8), "22:04", font=font(BOLD, 26), fill="white")
    pen.text((width - 24, 8), "4G  38%", font=font(SANS, 26), fill="white", anchor="ra")
    pen.ellipse((30, 62, 106, 138), fill=(62, 88, 112))
    pen.text((68, 100), name[0], font=font(BOLD, 40), fill="white", anchor="mm")
    pen.text((126, 56), name, font=font(BOLD, 31), fill="white")
    pen.text((126, 102), TEXTS.text("chat", "hint"), font=font(SANS, 24), fill=(214, 228, 240))
    pen.rounded_rectangle((260, 172, 460, 214), 20, fill=(160, 180, 160))
    day = TEXTS.text("chat", "day")
    pen.text((360, 193), day, font=font(SANS, 24), fill="white", anchor="mm")
    pen.rounded_rectangle((20, 236, 620, 596), 22, fill="white")
    image.paste(news_picture((576, 300)), (32, 248))
    pen.text((604, 588), "21:44", font=font(SANS, 22), fill=(130, 140, 150), anchor="rd")
    y = 614
    for text, time in TEXTS.pairs("chat", "bubbles"):
        rows = text.split("\n")
        foot = y + 46 * len(rows) + 44
        pen.rounded_rectangle((20, y, 640, foot), 22, fill="white")
        for number, row in enumerate(rows):
            words = row.removesuffix("🙂")
            face, top = font(SANS, 31), y + 12 + 46 * number
            pen.text((46, top), words, font=face, fill=(24, 28, 32))
            if words != row:
                smile(pen, 46 + face.getlength(words), top + 6)
        pen.text((622, foot - 8), time, font=font(SANS, 22), fill=(130, 140, 150), anchor="rd")
        y = foot + 18
    pen.rectangle((0, height - 96, width, height), fill="white")
    pen.text((84, height - 70), "Сообщение", font=font(SANS, 30), fill=(150, 158, 166))
    out = io.BytesIO()
    image.quantize(96, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def door_photo() -> bytes:
    """A flat's door with its frame torn off, as a telephone's HEIC file."""
    image = Image.new("RGB", (1200, 900), (206, 198, 180))
    pen = ImageDraw.Draw(image)
    for x in range(0, 1200, 60):
        pen.line((x, 0, x, 760), fill=(198, 190, 172), width=3)
    pen.rectangle((0, 760, 1200, 900), fill=(120, 96, 74))
    pen.rectangle((380, 60, 800, 770), fill=(64, 54, 48))
    pen.polygon([(380, 60), (720, 96), (720, 792), (380, 770)], fill=(112, 74, 46))
    pen.polygon([(420, 130), (680, 154), (680, 400), (420, 392)], outline=(88, 56, 34), width=8)
    pen.polygon([(420, 460), (680, 464), (680, 730), (420, 716)], outline=(88, 56, 34), width=8)
    pen.ellipse((660, 418, 696, 454), fill=(190, 176, 130))
    pen.polygon([(800, 60), (836, 60), (872, 770), (812, 770)], fill=(226, 218, 200))
    for x, y in ((806, 430), (812, 470), (818, 500), (808, 540)):
        pen.polygon([(x, y), (x + 44, y - 14), (x + 20, y + 16)], fill=(232, 206, 160))
    for x, y in ((760, 800), (840, 820), (900, 792), (700, 830)):
        pen.polygon([(x, y), (x + 60, y - 8), (x + 40, y + 14)], fill=(222, 192, 146))
    pen.rounded_rectangle((172, 606, 228, 660), 12, outline=(150, 48, 58), width=8)
    pen.rounded_rectangle((150, 640, 250, 790), 16, fill=(176, 60, 70))
    grain = noise(image.size, 21).convert("RGB")
    image = Image.blend(image.filter(ImageFilter.GaussianBlur(1.2)), grain, 0.03)
    out, exif = io.BytesIO(), camera("Telephone 7", "2024:02:21 10:15:03", 1).tobytes()
    pillow_heif.from_pillow(image).save(out, quality=42, exif=exif)
    return out.getvalue()


def fax() -> bytes:
    """A fax of two sheets, black and white at 204 x 98 dots an inch: its pixels are not square."""
    size, pages = (1728, 1143), (TEXTS.lines("fax", "first"), TEXTS.lines("fax", "second"))
    sheets = []
    for number, lines in enumerate(pages, 1):
        tall = Image.new("L", (size[0], size[1] * 2), 255)
        write(tall, (f"{TEXTS.text('fax', 'header')}   P.{number}/{len(pages)}",), (60, 20), 36)
        write(tall, lines, (150, 240), 52)
        page = tall.resize(size).rotate(0.4 * number, fillcolor=255)
        specks = noise((size[0] // 3, size[1] // 2), 90 + number)
        page = Image.blend(page, specks.resize(size, Image.Resampling.NEAREST), 0.26)
        sheets.append(page.point([255 if level > 188 else 0 for level in range(256)]).convert("1"))
    out = io.BytesIO()
    head, rest = sheets[0], sheets[1:]
    head.save(out, "TIFF", save_all=True, append_images=rest, compression="group4", dpi=(204, 98))
    return out.getvalue()


# ---------------------------------------------------------------- PDF


def scanned(key: str, tilt: float, mark: str, seed: int) -> bytes:
    """Lines of [decision] as an office scan: A4 at 120 dpi, grainy, `tilt` degrees off, stamped."""
    page = paper((992, 1403), 244, 0.03, seed)
    write(page, TEXTS.lines("decision", key), (110, 130), 26)
    if mark:
        stamp(page, (780, 1190), 92, mark)
    for y in (400, 1003):
        ImageDraw.Draw(page).ellipse((16, y, 48, y + 32), fill=70)
    return jpeg(page.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=214), 42)


def decision() -> bytes:
    """The decision as three pictures without a text layer."""
    pages = (("first", 0.8, "MIGRI"), ("second", -1.2, ""), ("third", 0.4, "KIRJAAMO"))
    with pikepdf.new() as out:
        for seed, (key, tilt, mark) in enumerate(pages, 40):
            page = out.add_blank_page(page_size=(595.2, 841.8))
            image = pikepdf.Stream(
                out,
                scanned(key, tilt, mark, seed),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=992,
                Height=1403,
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
                Filter=pikepdf.Name.DCTDecode,
            )
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
            page.Contents = out.make_stream(b"q 595.2 0 0 841.8 0 0 cm /Scan Do Q")
        data = io.BytesIO()
        out.save(data, deterministic_id=True)
    return data.getvalue()


def typed(title: str, day: datetime, *pages: tuple[str, ...]) -> bytes:
    """A typed A4 letter with a text layer; Arabic words among its lines are shaped."""
    book = sheet(title, day)
    book.add_font("bold", fname=FONTS / BOLD)
    for lines in pages:
        book.add_page()
        for line in lines:
            heading = line.startswith("#")
            book.set_font("bold" if heading else "sans", size=13 if heading else 11)
            book.multi_cell(0, 7, line.removeprefix("#") or " ", align="L", new_x="LMARGIN")
    return bytes(book.output())


def statement() -> bytes:
    """The neighbour's statement in Arabic, with Latin names in its lines."""
    title = TEXTS.text("statement", "title")
    book = sheet(title, datetime(2025, 3, 3, tzinfo=UTC))
    book.add_page()
    for size, line in ((20, title), *((14, line) for line in TEXTS.lines("statement"))):
        book.set_font("naskh", size=size)
        book.multi_cell(0, 9, line, align="R", new_x="LMARGIN")
        book.ln(4)
    book.multi_cell(0, 9, TEXTS.text("statement", "signature"), align="R")
    return bytes(book.output())


def sheet(title: str, day: datetime) -> FPDF:
    """An empty A4 book with the fonts of the letters and no clock in it."""
    book = FPDF()
    book.set_creation_date(day)
    book.set_title(title)
    book.set_margin(24)
    book.add_font("sans", fname=FONTS / SANS)
    book.add_font("naskh", fname=FONTS / NASKH)
    book.set_fallback_fonts(["naskh", "sans"])
    book.set_text_shaping(use_shaping_engine=True)
    return book


def protected(path: Path) -> bytes:
    """The extract from the clinic behind a password; what stands already if it says the same."""
    day = datetime(2021, 11, 29, tzinfo=UTC)
    plain = typed("Выписка из амбулаторной карты", day, TEXTS.lines("medical"))
    mark = hashlib.sha256(plain).hexdigest()
    if path.exists():
        with pikepdf.open(path, password=PASSWORD) as old:
            if str(old.docinfo.get("/Subject", "")) == mark:
                return path.read_bytes()
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as new:
        new.docinfo["/Subject"] = mark
        new.save(out, encryption=pikepdf.Encryption(user=PASSWORD, owner=PASSWORD, R=6))
    return out.getvalue()


def telegram() -> bytes:
    """The chat as Telegram Desktop exports it."""
    who, account = TEXTS.text("chat", "name"), "user7000412277"
    left_out = "(File not included. Change data exporting settings to download.)"
    evening = (("", "21:44"), *TEXTS.pairs("chat", "bubbles"))
    sent = [("2025-01-12", time, text) for text, time in evening]
    sent.append(("2025-01-13", "07:52", TEXTS.text("chat", "later")))
    messages: list[dict[str, object]] = []
    for number, (day, time, text) in enumerate(sent, 315):
        local = datetime.fromisoformat(f"{day}T{time}:{number % 60:02d}")
        moment = (local - HELSINKI_WINTER).replace(tzinfo=UTC)
        message: dict[str, object] = {
            "id": number,
            "type": "message",
            "date": local.isoformat(),
            "date_unixtime": str(int(moment.timestamp())),
            "from": who,
            "from_id": account,
        }
        if not text:
            message |= {"photo": left_out, "width": 1152, "height": 600}
        message["text"] = text
        message["text_entities"] = [{"type": "plain", "text": text}] if text else []
        messages.append(message)
    chat = {"name": who, "type": "personal_chat", "id": 7000412277, "messages": messages}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


def mail() -> bytes:
    """The letter to the registry, with a list of what was enclosed."""
    message = EmailMessage(policy=SMTP)
    message["Date"] = "Tue, 14 Jan 2025 10:12:33 +0200"
    message["From"] = Address("Анна Ветлугович", "anna.v", "posti.example")
    message["To"] = Address("Kirjaamo", "kirjaamo", "virasto.example")
    message["Cc"] = Address("Päivi Kuusniemelä", "paivi", "asianajo.example")
    message["Subject"] = TEXTS.text("mail", "subject")
    message["Message-ID"] = "<20250114101233.4410@posti.example>"
    message.set_content(TEXTS.text("mail", "body") + "\n", cte="quoted-printable")
    extra = TEXTS.text("mail", "extra") + "\n"
    message.add_attachment(extra, filename="liitteet.txt", cte="quoted-printable")
    message.set_boundary("=_sample")
    return message.as_bytes()


def notes() -> bytes:
    """A text file as a telephone writes it: UTF-8, lines ended by a line feed."""
    return (TEXTS.text("notes", "text") + "\n").encode()


def voice() -> bytes:
    """Four seconds that rise and fall like speech and say nothing: 8 kHz, 8 bits, mono."""
    rate, phase, samples = 8000, 0.0, bytearray()
    for n in range(rate * 4):
        second = n / rate
        pitch = 190 + 45 * math.sin(2.1 * second) + 20 * math.sin(9 * second)
        phase += 2 * math.pi * pitch / rate
        tone = sum(math.sin(phase * harmonic) / harmonic for harmonic in (1, 2, 3, 5))
        syllable = max(0.0, math.sin(2 * math.pi * 1.9 * second + math.sin(second * 3)))
        samples.append(128 + round(38 * tone * syllable))
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(rate)
        sound.writeframes(bytes(samples))
    return out.getvalue()


def files() -> dict[str, bytes]:
    """Every document of the sample case, by its path in the folder of documents."""
    certificate = (TEXTS.lines("certificate", "first"), TEXTS.lines("certificate", "second"))
    signed, translated = datetime(2026, 6, 2, tzinfo=UTC), datetime(2026, 6, 8, tzinfo=UTC)
    return {
        "povestka_foto.jpg": summons_photo(),
        "paatos_skannaus.pdf": decision(),
        "todistus_spravka.pdf": typed("Todistus vapaaehtoistyöstä", signed, *certificate),
        "certificate_en.pdf": typed("Certificate", translated, TEXTS.lines("translation")),
        "telegram_snimok.png": chat_screenshot(),
        "telegram_export/result.json": telegram(),
        "pismo_v_migri.eml": mail(),
        "tetrad_obysk.txt": notes(),
        "ifada_suad.pdf": statement(),
        "dver.heic": door_photo(),
        "faks_park.tif": fax(),
        "golosovoe.wav": voice(),
        "vypiska.pdf": protected(DOCUMENTS / "vypiska.pdf"),
    }


def main() -> None:
    """Write the documents, then their SHA-256 into case.json."""
    made = files()
    for name, data in made.items():
        target = DOCUMENTS / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    path = DEMO / "case.json"
    case = json.loads(path.read_text("utf-8"))
    for document in case["documents"]:
        name = document["file"].removeprefix("documents/")
        document["sha256"] = hashlib.sha256(made[name]).hexdigest()
    text = json.dumps(case, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(made)} documents, {sum(map(len, made.values())) // 1024} KiB")


if __name__ == "__main__":
    main()
