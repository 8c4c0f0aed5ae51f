"""Targets of the render process: mails, conversations, documents, archives, texts."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tests.fuzz.laws import crosses, hold, refused

from limbo_desktop.render import mail, markup, media, packed, plain, reading
from limbo_desktop.render.chats import mbox, signal, sms, telegram, whatsapp
from limbo_desktop.render.chats.bounds import MESSAGES
from limbo_desktop.render.facts import Mail
from limbo_desktop.render.limits import HEADER_BYTES, TEXT_CHARACTERS
from limbo_desktop.render.messages import Conversation, Form, Reading, page_text
from limbo_desktop.render.sniff import HEAD_BYTES, sniff
from limbo_desktop.render.structure import CHARACTERS, Structure

DATA: Final = Path(__file__).parents[1] / "data"


def letter(data: bytes) -> None:
    """An e-mail (.eml or .msg): what is told of it, its words, what hangs on it."""
    found = refused(lambda: reading.letter(io.BytesIO(data)))
    if found is None:
        return
    crosses(Mail, found)
    hold(len(found.body) <= TEXT_CHARACTERS, "the body is bounded")
    mail.shown(found)
    mail.words(found)
    refused(lambda: mail.text(io.BytesIO(data)))
    refused(lambda: mail.page(io.BytesIO(data)))
    hanging = refused(lambda: list(reading.attachments(io.BytesIO(data)))) or []
    hold(len(hanging) in (0, len(found.attachments)), "each that is listed can be taken out")


_JSON_CHATS: Final = (telegram.read, signal.read)
_TEXT_CHATS: Final = (whatsapp.read, sms.read)


def chats_json(data: bytes) -> None:
    """Telegram and Signal."""
    text = plain.decode(data, cut=True)[0]
    telegram.looks_like(text[:HEAD_BYTES])
    signal.looks_like(text[:HEAD_BYTES])
    for read, form in zip(_JSON_CHATS, (Form.TELEGRAM, Form.SIGNAL), strict=True):
        _conversation(refused(lambda read=read: read(text)), form)  # type: ignore[misc]


def chats_text(data: bytes) -> None:
    """WhatsApp, SMS Backup & Restore, a mailbox."""
    text = plain.decode(data, cut=True)[0]
    whatsapp.looks_like(text[:HEAD_BYTES])
    sms.looks_like(text[:HEAD_BYTES])
    for read, form in zip(_TEXT_CHATS, (Form.WHATSAPP, Form.SMS), strict=True):
        _conversation(refused(lambda read=read: read(text)), form)  # type: ignore[misc]
    _conversation(refused(lambda: mbox.read(data)), Form.MBOX)


def _conversation(found: Reading | None, form: Form) -> None:
    if found is None:
        return
    hold(len(found.messages) <= found.count or found.count == MESSAGES, "none beyond the count")
    told = Conversation(
        form, found.titles, found.count, 0, found.messages, tuple(sorted(found.doubts))
    )
    crosses(Conversation, told)
    page_text(found.messages)


def word_document(data: bytes) -> None:
    """A .docx whose document.xml is the input; other parts follow a form feed each."""
    names = ("document", "styles", "numbering", "footnotes", "header1")
    parts = {f"word/{name}.xml": part for name, part in zip(names, data.split(b"\f"), strict=False)}
    _structure(
        _zipped(parts), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )


def open_document(data: bytes) -> None:
    """An .odt whose content.xml is the input; styles and manifest follow a form feed each."""
    names = ("content.xml", "styles.xml", "META-INF/manifest.xml")
    parts = dict(zip(names, data.split(b"\f"), strict=False))
    _structure(_zipped(parts), "application/vnd.oasis.opendocument.text")


def web_page(data: bytes) -> None:
    """A saved page, as HTML and as a web archive."""
    _structure(data, "text/html")
    _structure(data, reading.MHTML)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


def _structure(data: bytes, media_type: str) -> None:
    found = refused(lambda: reading.structure(io.BytesIO(data), media_type))
    if found is not None:
        crosses(Structure, found)
        size = sum(len(part.text) + sum(map(len, part.cells)) for part in found.parts)
        hold(size <= CHARACTERS, "the parts are bounded")


def archive(data: bytes) -> None:
    """A ZIP or tar: told file by file, in order, within its bound, names only told."""
    state = "outside"
    told = 0

    def tell(header: Mapping[str, object], piece: bytes) -> None:
        nonlocal state, told
        kind = header["kind"]
        hold(
            (state, kind) in {("outside", "file"), ("inside", "piece"), ("inside", "end")},
            f"{kind} {state}",
        )
        state = "outside" if kind == "end" else "inside"
        hold(len(str(header.get("name", ""))) <= 1000, "the name is bounded")
        hold(len(str(header)) < HEADER_BYTES, "the header is bounded")
        told += len(piece)

    refused(lambda: packed.tell_files(io.BytesIO(data), len(data), tell))
    hold(told <= packed.FREE_BYTES + packed.RATIO * len(data), "what comes out is bounded")


def plain_file(data: bytes) -> None:
    """Any file at all: what it is, its words, how long it sounds."""
    for name in ("a", "a.msg", "a.mhtml", "a.json"):
        media_type, kind = sniff(data[:HEAD_BYTES], name)
        hold(bool(media_type), "every file is something")
    size = len(data)
    if kind.value not in {"pdf", "image"}:  # those are read by libraries, not by us
        for read in (reading.text, reading.words):
            found = refused(
                lambda read=read: read(lambda: io.BytesIO(data), size, media_type, kind, "")  # type: ignore[misc]
            )
            hold(found is None or isinstance(found.text, str), "words are a text")
    text = plain.decode(data)[0]
    text.encode("utf-8", "replace")
    refused(lambda: markup.html_text(text))
    refused(lambda: markup.xml_text(text))
    seconds, recorded = media.told(io.BytesIO(data), "video/mp4")
    hold(seconds >= 0 and isinstance(recorded, str), "a length is a length")


def _files(folder: str, *patterns: str) -> Iterator[bytes]:
    for pattern in patterns:
        yield from (path.read_bytes() for path in sorted((DATA / folder).rglob(pattern)))


def letters() -> Iterator[bytes]:
    """E-mails of the samples, one of each sort."""
    from tests.unit.test_render_outlook import LETTER, container

    yield from (data for data in _files(".", "*.eml") if len(data) < 100_000)
    yield container(LETTER)


def json_chats() -> Iterator[bytes]:
    """Exports of Telegram and Signal."""
    yield from _files("messages", "*.json", "*.jsonl")


def text_chats() -> Iterator[bytes]:
    """Exports of WhatsApp and SMS, a mailbox."""
    yield from _files("messages", "*.txt", "*.xml", "*.mbox")
    yield from _files("cases/hostile", "_chat.txt")


def _parts(path: Path, *names: str) -> bytes:
    with zipfile.ZipFile(path) as packed_:
        there = packed_.namelist()
        return b"\f".join(packed_.read(name) if name in there else b"" for name in names)


def word_documents() -> Iterator[bytes]:
    """The parts of a .docx."""
    yield _parts(
        DATA / "exhibits" / "reference.docx",
        *(f"word/{name}.xml" for name in ("document", "styles", "numbering", "footnotes")),
    )


def open_documents() -> Iterator[bytes]:
    """The parts of an .odt."""
    yield _parts(DATA / "exhibits" / "letter.odt", "content.xml", "styles.xml")


def web_pages() -> Iterator[bytes]:
    """Saved pages."""
    yield from _files("exhibits", "*.html", "*.mhtml")


def archives() -> Iterator[bytes]:
    """Small archives: ZIPs of the samples, and tars made here."""
    import tarfile

    yield from (data for data in _files("cases/hostile", "*.zip") if len(data) < 10_000)
    for mode in ("w", "w:gz", "w:bz2", "w:xz"):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode=mode) as tar:
            member = tarfile.TarInfo("папка/повестка.txt")
            member.size = 9
            tar.addfile(member, io.BytesIO(b"something"))
        yield out.getvalue()


def plain_files() -> Iterator[bytes]:
    """Texts, pages, a drawing, a movie's boxes."""
    yield from _files("exhibits", "*.html", "*.mhtml", "*.odt")
    yield from _files("cases/hostile", "*.svg", "*.eml", "real.txt")
    box = b"\0\0\0\x6cmvhd\0\0\0\0" + b"\0\0\0\x01" * 24
    yield b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + (len(box) + 8).to_bytes(4, "big") + b"moov" + box
