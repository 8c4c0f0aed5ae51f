"""Outlook's `.msg` → an e-mail: properties of MAPI, each in a stream of an OLE container.

The layout is MS-OXMSG, the numbers of the properties MS-OXPROPS.  A body that is kept as RTF alone
is not read; the e-mail then says that it is not complete.
"""

import datetime as dt
import struct
from collections.abc import Iterator, Mapping
from email.utils import format_datetime
from io import BytesIO
from typing import BinaryIO, Final

import olefile

from limbo_desktop.render import mail, markup, plain
from limbo_desktop.render.facts import Attachment, Mail
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.limits import (
    MAIL_BYTES,
    MAIL_HEADERS,
    MAIL_PARTS,
    METADATA_CHARACTERS,
    TEXT_CHARACTERS,
)

_SUBJECT, _BODY, _HTML, _RTF, _HEADERS = "0037", "1000", "1013", "1009", "007D"
_NAME, _SMTP, _ADDRESS = ("0C1A", "5D01", "0C1F")
_RECIPIENT_NAME, _RECIPIENT_SMTP, _RECIPIENT_ADDRESS = ("3001", "39FE", "3003")
_FILE_NAMES, _MIME, _DATA = ("3707", "3704", "3001"), "370E", "3701"
_TIMES: Final = (0x00390040, 0x0E060040)
_RECIPIENT_TYPE: Final = 0x0C150003
_KINDS: Final = {1: "To", 2: "Cc", 3: "Bcc"}
_FILETIME: Final = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)

Path = list[str]


def read(stream: BinaryIO) -> Mail:
    """Return what a `.msg` holds.

    Raises:
        RenderFailure: DAMAGED when the container cannot be opened.
    """
    return _opened(stream).mail()


def attachments(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of what hangs on a message, in the order of `Mail.attachments`.

    Raises:
        RenderFailure: DAMAGED when the container cannot be opened.
    """
    yield from _opened(stream).attachments()


def _opened(stream: BinaryIO) -> "_Message":
    try:
        return _Message(olefile.OleFileIO(stream))
    except (OSError, ValueError, struct.error, IndexError) as error:
        raise RenderFailure(Reason.DAMAGED, "ole") from error


class _Message:
    """The streams of one container, whose names are its properties."""

    def __init__(self, ole: "olefile.OleFileIO") -> None:
        self._ole = ole
        self._entries = ole.listdir(streams=True, storages=True)[:100_000]

    def mail(self) -> Mail:
        body, read_whole = self._body()
        attachments = tuple(self._attachments())
        whole = read_whole and len(body) <= TEXT_CHARACTERS and len(attachments) < MAIL_PARTS
        headers = self._headers()
        at = mail.instant(next((value for name, value in headers if name.lower() == "date"), ""))
        return Mail(headers, body[:TEXT_CHARACTERS], attachments, whole, at)

    def attachments(self) -> Iterator[bytes]:
        for folder in self._folders("__attach_version1.0_"):
            yield self._bytes([*folder, f"__substg1.0_{_DATA}0102"])

    def _headers(self) -> tuple[tuple[str, str], ...]:
        """Return the headers as they came over the wire, and what they lack from properties."""
        wire = self._text([], _HEADERS)
        found = mail.read(BytesIO(wire.encode("utf-8", "replace") + b"\r\n\r\n")).headers
        have = {name.casefold() for name, _ in found}
        told = {
            "From": _person(self._text([], _NAME), self._first([], (_SMTP, _ADDRESS))),
            **self._recipients(),
            "Date": self._date(),
            "Subject": self._text([], _SUBJECT),
        }
        more = ((name, value) for name, value in told.items() if name.casefold() not in have)
        joined = (*found, *((name, value) for name, value in more if value))
        return tuple((n, _line(value)) for n, value in joined[:MAIL_HEADERS])

    def _recipients(self) -> Mapping[str, str]:
        people: dict[str, list[str]] = {}
        for folder in self._folders("__recip_version1.0_"):
            kind = _KINDS.get(self._number(folder, 8, _RECIPIENT_TYPE), "To")
            address = self._first(folder, (_RECIPIENT_SMTP, _RECIPIENT_ADDRESS))
            person = _person(self._text(folder, _RECIPIENT_NAME), address)
            people.setdefault(kind, []).append(person)
        return {kind: ", ".join(filter(None, names)) for kind, names in people.items()}

    def _body(self) -> tuple[str, bool]:
        text = self._text([], _BODY)
        if text.strip():
            return text.replace("\r\n", "\n"), True
        page = self._bytes([f"__substg1.0_{_HTML}0102"])
        if page:
            return markup.html_text(plain.decode(page)[0]), True
        return self._text([], _HTML), not self._has([f"__substg1.0_{_RTF}0102"])

    def _attachments(self) -> Iterator[Attachment]:
        for folder in self._folders("__attach_version1.0_"):
            path = [*folder, f"__substg1.0_{_DATA}0102"]
            size = self._ole.get_size(path) if self._has(path) else 0
            kind = self._text(folder, _MIME) or "application/octet-stream"
            name = _line(self._first(folder, _FILE_NAMES))
            yield Attachment(name[:255], kind[:100], size)

    def _folders(self, beginning: str) -> list[Path]:
        return [each for each in self._entries if len(each) == 1 and each[0].startswith(beginning)][
            :MAIL_PARTS
        ]

    def _first(self, folder: Path, properties: tuple[str, ...]) -> str:
        return next(filter(None, (self._text(folder, each) for each in properties)), "")

    def _text(self, folder: Path, number: str) -> str:
        wide = self._bytes([*folder, f"__substg1.0_{number}001F"])
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._bytes([*folder, f"__substg1.0_{number}001E"]).rstrip(b"\0")
        return plain.decode(narrow)[0]

    def _has(self, path: Path) -> bool:
        return path in self._entries

    def _bytes(self, path: Path) -> bytes:
        if not self._has(path) or self._ole.get_size(path) > MAIL_BYTES:
            return b""
        with self._ole.openstream(path) as stream:
            data = stream.read(MAIL_BYTES)
        return bytes(data)

    def _date(self) -> str:
        for tag in _TIMES:
            ticks = self._number([], 32, tag)
            if ticks:
                try:
                    moment = _FILETIME + dt.timedelta(microseconds=ticks // 10)
                except OverflowError:
                    continue
                return format_datetime(moment)
        return ""

    def _number(self, folder: Path, head: int, tag: int) -> int:
        """Return a number of the fixed properties: entries of 16 bytes behind a head."""
        data = self._bytes([*folder, "__properties_version1.0"])
        for at in range(head, len(data) - 15, 16):
            if struct.unpack_from("<I", data, at)[0] == tag:
                return int(struct.unpack_from("<Q", data, at + 8)[0] & _mask(tag))
        return 0


def _mask(tag: int) -> int:
    return 0xFFFFFFFF if tag & 0xFFFF == 3 else 0xFFFFFFFFFFFFFFFF


def _person(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and address and name != address else name or address


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[
        :METADATA_CHARACTERS
    ]
