"""What a file is by its first bytes; its name only chooses between kinds of text.

Our own rules name what we can show; puremagic names the rest (sound, video, archives …).
"""

import re
from pathlib import PurePosixPath
from typing import Final

import puremagic

from limbo_desktop.render.chats import forms
from limbo_desktop.render.facts import Kind

HEAD_BYTES: Final = forms.HEAD_BYTES
"""How much of the start of a file `sniff` wants."""

_ISO_IMAGES: Final = frozenset(b"heic heix heim heis hevc hevx mif1 msf1 avif avis".split())

_SIGNATURES: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf'\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
)

_ZIPPED: Final = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)

_BY_NAME: Final = {
    ".csv": "text/csv",
    ".ics": "text/calendar",
    ".vcf": "text/vcard",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".md": "text/markdown",
    ".xml": "application/xml",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
}

_MARKS: Final = (
    (b"<?xml", "application/xml"),
    (b"begin:vcalendar", "text/calendar"),
    (b"begin:vcard", "text/vcard"),
)

_OFFICE: Final = frozenset(
    {"application/rtf", "application/x-ole-storage", "application/vnd.ms-outlook"}
)
_ARCHIVES: Final = re.compile(
    r"application/(zip|vnd\.rar|x-7z|x-rar|gzip|x-gzip|x-tar|x-bzip|x-xz|vnd\.ms-cab)"
)
_WEB: Final = frozenset({"text/html", "image/svg+xml", "multipart/related"})

_HEADER_LINE: Final = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,70}):")
_OLE: Final = "application/x-ole-storage"
_OUTLOOK: Final = "__properties_version1.0".encode("utf-16-le")
"""Stands in the table of contents of an Outlook message."""

_JSON: Final = re.compile(rb'[\[{]\s*["\[{\]}]|\[\s*-?\d+\s*[,\]]')
_MAIL_HEADERS: Final = frozenset(
    b"received from to cc subject date message-id mime-version return-path delivered-to "
    b"content-type reply-to dkim-signature sender x-mailer".split()
)


def sniff(head: bytes, name: str) -> tuple[str, Kind]:
    """Return the media type and the kind of a file.

    `head` are its first `HEAD_BYTES` (all of it when shorter), `name` its name from outside.
    Unknown bytes are `application/octet-stream`.
    """
    media_type = _binary(head) or _textual(head, name) or _other(head)
    if media_type == _OLE and (_OUTLOOK in head or name.lower().endswith(".msg")):
        return "application/vnd.ms-outlook", Kind.MAIL
    if forms.form_of(head, media_type) is not None:
        return media_type, Kind.CHAT
    return media_type, _kind(media_type)


def _kind(media_type: str) -> Kind:
    family = media_type.partition("/")[0]
    if media_type == "application/pdf":
        return Kind.PDF
    if media_type == "message/rfc822":
        return Kind.MAIL
    if media_type in _WEB:
        return Kind.WEB
    if media_type in _OFFICE or "officedocument" in media_type or "opendocument" in media_type:
        return Kind.OFFICE
    if _ARCHIVES.match(media_type):
        return Kind.ARCHIVE
    if media_type in ("application/json", "application/jsonl", "application/xml"):
        return Kind.TEXT
    families = {k.value: k for k in (Kind.IMAGE, Kind.TEXT, Kind.AUDIO, Kind.VIDEO)}
    return families.get(family, Kind.OTHER)


def _binary(head: bytes) -> str:
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head[:4] == b"RIFF":
        return {
            b"WEBP": "image/webp",
            b"WAVE": "audio/x-wav",
            b"AVI ": "video/x-msvideo",
        }.get(head[8:12], "")
    if head[:2] == b"BM" and len(head) > 26 and head[14:18] in (b"\x28\0\0\0", b"\x7c\0\0\0"):
        return "image/bmp"
    if head[4:8] == b"ftyp":
        return _iso_media(head)
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zipped(head)
    return ""


def _iso_media(head: bytes) -> str:
    length = min(max(int.from_bytes(head[:4], "big"), 16), 256)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length, 4))]
    if brands[0].startswith(b"avi"):
        return "image/avif"
    if any(brand in _ISO_IMAGES for brand in brands):
        return "image/heic"
    if brands[0] in (b"M4A ", b"M4B "):
        return "audio/mp4"
    if brands[0].startswith(b"3g"):
        return "video/3gpp"
    return "video/quicktime" if brands[0] == b"qt  " else "video/mp4"


def _zipped(head: bytes) -> str:
    if head[30:38] == b"mimetype":
        declared = head[38:138].split(b"PK", 1)[0]
        if re.fullmatch(rb"application/[a-z0-9.+-]{3,80}", declared):
            return declared.decode("ascii")
    if b"[Content_Types].xml" in head or b"_rels/.rels" in head:
        for folder, media_type in _ZIPPED:
            if folder in head:
                return media_type
    return "application/zip"


def _textual(head: bytes, name: str) -> str:
    """Return the type of a text, or "" for bytes that are no text."""
    if not looks_like_text(head):
        return ""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096]
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in (".mht", ".mhtml") and b"multipart/related" in start.lower():
        return "multipart/related"
    if re.match(rb"From \S+ .*\r?\n", start):
        return "application/mbox"
    if _is_mail(start):
        return "message/rfc822"
    marked_up = _markup(start.lower(), head)
    if marked_up or suffix in _BY_NAME:
        return marked_up or _BY_NAME[suffix]
    return "application/json" if _JSON.match(start) else "text/plain"


def _markup(start: bytes, head: bytes) -> str:
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start[:1024]:
        return "text/html"
    if start.startswith(b"<") and b"<svg" in head.lower():
        return "image/svg+xml"
    for mark, media_type in _MARKS:
        if start.startswith(mark):
            return media_type
    return ""


def _is_mail(start: bytes) -> bool:
    names: set[bytes] = set()
    for line in start.split(b"\n"):
        if line[:1] in b" \t" and names:
            continue
        match = _HEADER_LINE.match(line)
        if not match:
            break
        names.add(match[1].lower())
    known = names & _MAIL_HEADERS
    return len(known) >= 2 and bool(known & {b"from", b"received", b"message-id", b"mime-version"})


def looks_like_text(head: bytes) -> bool:
    """Tell whether bytes are text in some encoding: hardly any control characters in them."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if not head or b"\x00" in head:
        return False
    control = sum(head.count(code) for code in range(32) if code not in b"\t\n\r\f\x1b")
    return control * 100 <= len(head)


def _other(head: bytes) -> str:
    try:
        guesses = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError, UnicodeError, IndexError):
        return "application/octet-stream"
    named = (guess.mime_type for guess in guesses if guess.confidence >= 0.3 and guess.mime_type)
    return next(named, "application/octet-stream")
