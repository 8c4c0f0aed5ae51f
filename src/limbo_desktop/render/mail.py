"""An e-mail taken apart: all headers, the text that a person reads, what hangs on it.

The old policy of the standard library is used on purpose: its newer header parser raises on
headers as they come.
"""

import datetime as dt
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.generator import BytesGenerator
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from io import BytesIO
from itertools import islice
from typing import BinaryIO, Final

from limbo_desktop.render import markup, plain
from limbo_desktop.render.facts import Attachment, Mail, Text
from limbo_desktop.render.limits import (
    MAIL_BYTES,
    MAIL_DEPTH,
    MAIL_HEADERS,
    MAIL_PARTS,
    METADATA_CHARACTERS,
    TEXT_CHARACTERS,
)

_PARSER: Final = BytesParser(policy=policy.compat32)
_BOUNDARY: Final = re.compile(rb"boundary\s*=", re.IGNORECASE)
_DEEP: Final = 400
"""More boundaries than this, and the body is not taken apart: the parser recurses by them."""


def read(stream: BinaryIO) -> Mail:
    """Return the parts of an e-mail; a nested, cut or lying one gives what can be read."""
    message, whole = _parse(stream)
    headers = tuple(
        (name[:100], _decoded(value)[:METADATA_CHARACTERS])
        for name, value in list(message.raw_items())[:MAIL_HEADERS]
    )
    plains: list[str] = []
    pages: list[str] = []
    attachments: list[Attachment] = []
    for count, part in enumerate(_leaves(message, 0)):
        if part is None or count >= MAIL_PARTS:
            whole = False
            break
        if _is_body(part):
            (pages if part.get_content_subtype() == "html" else plains).append(_text(part))
        else:
            attachments.append(_attachment(part))
    body = "\n\n".join(text for text in plains if text.strip()) or "\n\n".join(pages)
    whole = whole and len(body) <= TEXT_CHARACTERS
    at = instant(next((value for name, value in headers if name.lower() == "date"), ""))
    return Mail(headers, body[:TEXT_CHARACTERS], tuple(attachments), whole, at)


def attachments(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of what hangs on an e-mail, in the order of `Mail.attachments`."""
    message, _ = _parse(stream)
    for part in islice(_leaves(message, 0), MAIL_PARTS):
        if part is not None and not _is_body(part):
            yield _payload(part)


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a web archive (.mhtml), and what the browser wrote about saving it."""

    data: bytes
    charset: str = ""
    title: str = ""
    address: str = ""
    date: str = ""
    pictures: bool = False


def page(stream: BinaryIO) -> Page:
    """Return the first page of a web archive; one without a page is empty."""
    message, _ = _parse(stream)
    parts = [part for part in islice(_leaves(message, 0), MAIL_PARTS) if part is not None]
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    told = [message, *pages[:1]]

    def header(*names: str) -> str:
        found = (_decoded(each[name]) for name in names for each in told if each[name])
        return next(found, "")[:METADATA_CHARACTERS]

    return Page(
        _payload(pages[0]) if pages else b"",
        str(pages[0].get_content_charset() or "") if pages else "",
        header("Subject"),
        header("Snapshot-Content-Location", "Content-Location"),
        header("Date"),
        any(part.get_content_maintype() == "image" for part in parts),
    )


def instant(date: str) -> str:
    """Return the date of a mail as ISO 8601 with its offset; "" when it is no date."""
    try:
        moment = parsedate_to_datetime(date)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)  # “-0000” is UTC
        return moment.isoformat(timespec="seconds")
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""


_SHOWN: Final = ("From", "To", "Cc", "Date", "Subject")


def shown(message: Mail) -> Text:
    """Return an e-mail as a person reads it: who, when, about what, the body, what hangs on it."""
    heads = [f"{name}: {message.header(name)}" for name in _SHOWN if message.header(name)]
    files = [f"[{each.name}]" for each in message.attachments]
    parts = ("\n".join(heads), message.body.replace("\f", "\n"), "\n".join(files))
    return Text("\n\n".join(part for part in parts if part), message.complete)


def words(message: Mail) -> Text:
    """Return all words of an e-mail that was taken apart; what hangs on it was not read."""
    heads = [f"{name}: {value}" for name, value in message.headers]
    parts = [*heads, message.body, *(each.name for each in message.attachments)]
    return Text("\n".join(parts), message.complete and not message.attachments)


def text(stream: BinaryIO) -> Text:
    """Return all words of an e-mail: headers, text in every form, names of attachments."""
    message, whole = _parse(stream)
    parts = [f"{name}: {_decoded(value)}" for name, value in message.raw_items()]
    for count, part in enumerate(_leaves(message, 0)):
        if part is None or count >= MAIL_PARTS:
            whole = False
            break
        if _is_body(part):
            parts.append(_text(part))
            if part.get_content_subtype() == "html":  # scripts, comments and addresses too
                parts.append(html.unescape(_source(part)))
        else:
            whole = False
            parts.append(_attachment(part).name)
    for part in islice(message.walk(), MAIL_PARTS):  # what stands before and behind its parts
        parts += [str(each) for each in (part.preamble, part.epilogue) if each]
    joined = "\n".join(parts)
    return Text(joined[:TEXT_CHARACTERS], whole and len(joined) <= TEXT_CHARACTERS)


def _parse(stream: BinaryIO) -> tuple[Message, bool]:
    data = stream.read(MAIL_BYTES)
    whole = len(data) < MAIL_BYTES
    if len(_BOUNDARY.findall(data)) <= _DEEP:
        try:
            return _PARSER.parsebytes(data), whole
        except RecursionError:
            whole = False
    head = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]
    plain_head = re.sub(rb"(?im)^content-type:.*(\r?\n[ \t].*)*", b"Content-Type: text/plain", head)
    return _PARSER.parsebytes(plain_head + b"\r\n\r\n"), False


def _leaves(message: Message, depth: int) -> Iterator[Message | None]:
    """Yield the parts that hold something; None where the nesting goes too deep."""
    payload = message.get_payload()
    if message.get_content_type() == "message/rfc822" or not isinstance(payload, list):
        yield message
    elif depth >= MAIL_DEPTH:
        yield None
    else:
        for part in payload:
            if isinstance(part, Message):
                yield from _leaves(part, depth + 1)


def _is_body(part: Message) -> bool:
    return part.get_content_maintype() == "text" and not (
        part.get_content_disposition() == "attachment" or part.get_filename()
    )


def _payload(part: Message) -> bytes:
    payload = part.get_payload()
    if isinstance(payload, list):
        return b"".join(_written(inner) for inner in payload if isinstance(inner, Message))
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _written(message: Message) -> bytes:
    """Return a mail inside a mail as its own file.

    `Message.as_bytes` would do the same, but loads its generator where nothing can be loaded.
    """
    out = BytesIO()
    BytesGenerator(out, mangle_from_=False, policy=policy.compat32).flatten(message)
    return out.getvalue()


def _source(part: Message) -> str:
    charset = str(part.get_content_charset() or "")
    return plain.decode(_payload(part), charset)[0].replace("\r\n", "\n").replace("\r", "\n")


def _text(part: Message) -> str:
    text = _source(part)
    return markup.html_text(text) if part.get_content_subtype() == "html" else text


def _attachment(part: Message) -> Attachment:
    name = part.get_filename() or ""
    if not name and part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], Message):
            name = str(inner[0].get("Subject", ""))
    return Attachment(_decoded(name)[:255], part.get_content_type()[:100], len(_payload(part)))


def _decoded(value: object) -> str:
    """Return a header's text with its encoded words read, whatever they claim to be."""
    source = str(value).encode("utf-8", "surrogateescape")
    header = plain.decode(source)[0]
    try:
        pieces = decode_header(header)
    except (ValueError, MessageError):
        return _one_line(header)
    return _one_line("".join(_piece(piece, charset) for piece, charset in pieces))


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    if charset is None:
        return piece.decode("raw-unicode-escape", "replace")
    return plain.decode(piece, charset)[0]


def _one_line(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]", "", re.sub(r"\s*[\r\n\t]+\s*", " ", text))
