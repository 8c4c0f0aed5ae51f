"""What a file is, by its content: the name never makes a picture of something else."""

import io
import zipfile
from pathlib import Path

import pytest

from limbo_desktop.render.facts import Kind
from limbo_desktop.render.sniff import HEAD_BYTES, sniff

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def packed(*names: str) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return box.getvalue()


@pytest.mark.parametrize(
    ("head", "name", "media_type", "kind"),
    [
        (b"%PDF-1.7\n", "scan.pdf", "application/pdf", Kind.PDF),
        (b"\r\n junk %PDF-1.4", "scan.jpg", "application/pdf", Kind.PDF),
        (b"\xff\xd8\xff\xe0", "photo.txt", "image/jpeg", Kind.IMAGE),
        (b"\x89PNG\r\n\x1a\n", "", "image/png", Kind.IMAGE),
        (b"GIF89a\x02\0", "", "image/gif", Kind.IMAGE),
        (b"RIFF\0\0\0\0WEBPVP8 ", "", "image/webp", Kind.IMAGE),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "", "image/heic", Kind.IMAGE),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "", "image/heic", Kind.IMAGE),
        (b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2", "v.heic", "video/mp4", Kind.VIDEO),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "", "video/quicktime", Kind.VIDEO),
        (b"\0\0\0\x18ftypM4A \0\0\0\0M4A isom", "", "audio/mp4", Kind.AUDIO),
        (b"OggS\0\x02", "voice.ogg", "audio/ogg", Kind.AUDIO),
        (b"ID3\x04", "voice.mp3", "audio/mpeg", Kind.AUDIO),
        (b"#!AMR\n", "", "audio/amr", Kind.AUDIO),
        (b"{\\rtf1\\ansi", "a.doc", "application/rtf", Kind.OFFICE),
        (packed("[Content_Types].xml", "word/document.xml"), "a.zip", DOCX, Kind.OFFICE),
        (packed("readme.txt"), "a.pdf", "application/zip", Kind.ARCHIVE),
        (b"Rar!\x1a\x07\x01\0", "", "application/vnd.rar", Kind.ARCHIVE),
        (b"<!DOCTYPE html><html>", "photo.jpg", "text/html", Kind.WEB),
        (b'<?xml version="1.0"?><svg xmlns="', "", "image/svg+xml", Kind.WEB),
        (b"From: a@example.org\nTo: b@example.org\n\nhi", "", "message/rfc822", Kind.MAIL),
        (b"Received: from x\n by y\nSubject: z\n\n", "m.txt", "message/rfc822", Kind.MAIL),
        (b"From: me\nhello", "note.txt", "text/plain", Kind.TEXT),
        (b"From a@example.org Mon Jan  1\nFrom: a", "", "application/mbox", Kind.CHAT),
        (b"a;b\n1;2\n", "table.csv", "text/csv", Kind.TEXT),
        (b'{"a": 1}', "", "application/json", Kind.TEXT),
        (b"[1, 2]", "", "application/json", Kind.TEXT),
        (b"[18.04.2023] home", "", "text/plain", Kind.TEXT),
        ("Повестка".encode("cp1251"), "", "text/plain", Kind.TEXT),
        ("Повестка".encode("utf-16"), "", "text/plain", Kind.TEXT),
        (b"\x00\x01\x02\x03" * 20, "a.txt", "application/octet-stream", Kind.OTHER),
    ],
)
def test_content_decides(head: bytes, name: str, media_type: str, kind: Kind) -> None:
    assert sniff(head, name) == (media_type, kind)


def test_every_sample_document_is_what_its_maker_says(cases: Path) -> None:
    expected = {
        ".heic": Kind.IMAGE, ".jpg": Kind.IMAGE, ".png": Kind.IMAGE, ".webp": Kind.IMAGE,
        ".tif": Kind.IMAGE, ".gif": Kind.IMAGE, ".pdf": Kind.PDF, ".mp3": Kind.AUDIO,
        ".mp4": Kind.VIDEO, ".eml": Kind.MAIL, ".txt": Kind.TEXT, ".docx": Kind.OFFICE,
    }  # fmt: skip
    chats = ("_chat.txt", "result.json")
    files = [p for p in cases.glob("*-??/documents/**/*") if p.is_file()]
    assert len(files) == 27
    for path in files:
        head = path.read_bytes()[:HEAD_BYTES]
        kind = Kind.CHAT if path.name in chats else expected[path.suffix]
        assert sniff(head, path.name)[1] is kind, path.name
