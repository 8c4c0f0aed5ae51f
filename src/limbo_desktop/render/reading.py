"""The words of a file, by what it is: as a person reads them, all of them, or message by message.

Runs in the worker only.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import BinaryIO, Final
from urllib.parse import unquote

from limbo_desktop.render import (
    exif,
    images,
    mail,
    messages,
    office,
    outlook,
    pages,
    pdf_words,
    plain,
)
from limbo_desktop.render.chats import forms
from limbo_desktop.render.facts import Kind, Mail, Text
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.limits import (
    CHAT_ANSWER_CHARACTERS,
    CHAT_MESSAGES,
    TEXT_BYTES,
    TEXT_CHARACTERS,
    TEXT_MESSAGES,
)
from limbo_desktop.render.structure import Lack, Structure
from limbo_desktop.render.visible import visible
from limbo_desktop.render.written import opendocument, web, word

OUTLOOK: Final = "application/vnd.ms-outlook"
MHTML: Final = "multipart/related"
_MARKED_UP: Final = ("text/html", "image/svg+xml")
_WRITTEN: Final[Mapping[str, Callable[[BinaryIO], Structure]]] = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": word.read,
    "application/vnd.oasis.opendocument.text": opendocument.read,
    "application/vnd.oasis.opendocument.text-template": opendocument.read,
    "text/html": partial(web.read, media_type="text/html"),
    MHTML: partial(web.read, media_type=MHTML),
}
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_CARD: Final = "text/vcard"
_QUOTED: Final = re.compile(r"(?:=[0-9A-F]{2}(?:=\s*\n)?){2,}")
_ESCAPED: Final = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")

Open = Callable[[], BinaryIO]
"""Opens the file anew from its beginning."""


def text(opened: Open, size: int, media_type: str, kind: Kind, password: str) -> Text:
    """Return what a person reads in a file, a form feed between its pages.

    Raises:
        RenderFailure: it cannot be read.
    """
    if kind is Kind.CHAT:
        return _chat_text(opened(), media_type)
    if kind is Kind.MAIL:
        return mail.shown(letter(opened()))
    if kind is Kind.OFFICE:
        return office.text(opened(), media_type, shown=True)
    if kind is Kind.TEXT:
        return plain.text(opened(), size, media_type)
    if media_type == MHTML:
        found = structure(opened(), media_type)
        return Text(found.words[:TEXT_CHARACTERS], complete=Lack.CUT not in found.lacks)
    if media_type in _MARKED_UP:
        return plain.text(opened(), size, media_type)
    if kind in (Kind.IMAGE, Kind.ARCHIVE):
        return Text("", complete=False)  # what their metadata and names say is no reading
    if kind is Kind.PDF:
        with pages.open_pdf(opened(), password) as document:
            return pages.text(document)
    return words(opened, size, media_type, kind, password)


def words(opened: Open, size: int, media_type: str, kind: Kind, password: str) -> Text:
    """Return every word that can be found in a file, those that are not shown too.

    Raises:
        RenderFailure: it cannot be read.
    """
    if kind is Kind.PDF:
        return pdf_words.words(opened, size, password)
    if kind is Kind.IMAGE:
        entries = exif.entries_of_all(images.open_image(opened()))
        # what stands in its pixels nobody reads here
        return Text("\n".join(f"{name}: {value}" for name, value in entries), complete=False)
    if media_type == MHTML:
        return mail.text(opened())
    if kind is Kind.MAIL:
        if media_type == OUTLOOK:
            return mail.words(letter(opened()))
        return mail.text(opened())
    if kind is Kind.CHAT:
        return _chat_words(opened, size, media_type)
    if kind is Kind.TEXT and "json" in media_type:
        return _raw(opened(), size)
    if kind is Kind.TEXT or media_type in _MARKED_UP:
        return _plain_words(opened, size, media_type)
    if kind in (Kind.OFFICE, Kind.ARCHIVE):
        return office.text(opened(), media_type)
    return Text("", complete=False)


def letter(stream: BinaryIO) -> Mail:
    """Return an e-mail taken apart, as it went over the wire or as Outlook keeps it.

    Raises:
        RenderFailure: it cannot be read.
    """
    outlook_file = stream.read(len(_OLE)) == _OLE
    stream.seek(0)
    told = outlook.read(stream) if outlook_file else mail.read(stream)
    return replace(told, headers=tuple((visible(k), visible(v)) for k, v in told.headers))


def attachments(stream: BinaryIO) -> Iterator[bytes]:
    """Yield what hangs on an e-mail, in the order of `Mail.attachments`."""
    outlook_file = stream.read(len(_OLE)) == _OLE
    stream.seek(0)
    return outlook.attachments(stream) if outlook_file else mail.attachments(stream)


def attachment(stream: BinaryIO, number: int) -> bytes:
    """Return what hangs on an e-mail, by its place in `Mail.attachments`.

    Raises:
        RenderFailure: EMPTY when nothing can be read there.
    """
    found = next(islice(attachments(stream), number, None), b"")
    if not found:
        raise RenderFailure(Reason.EMPTY)
    return found


def structure(stream: BinaryIO, media_type: str) -> Structure:
    """Return the parts of a written document or of a saved web page.

    Raises:
        RenderFailure: UNSUPPORTED for a file of another kind, or it cannot be read.
    """
    read = _WRITTEN.get(media_type)
    if read is None:
        raise RenderFailure(Reason.UNSUPPORTED)
    return read(stream)


def conversation(opened: Open, media_type: str, start: int) -> messages.Conversation:
    """Return messages of an export from number `start`, as many as one answer holds.

    Raises:
        RenderFailure: UNSUPPORTED when it is no export.
    """
    form, found = forms.read(opened(), media_type, range(start, start + CHAT_MESSAGES))
    return messages.Conversation(
        form,
        found.titles,
        found.count,
        start,
        _some(found.messages),
        tuple(sorted(found.doubts)),
    )


def count(opened: Open, media_type: str) -> int:
    """Return how many messages an export has; 0 when it cannot be taken apart."""
    try:
        return forms.read(opened(), media_type, range(0))[1].count
    except RenderFailure:
        return 0


def _chat_text(stream: BinaryIO, media_type: str) -> Text:
    reading = forms.read(stream, media_type, range(TEXT_MESSAGES))[1]
    found = reading.messages
    size = messages.MESSAGES_PER_PAGE
    starts = range(0, max(1, len(found)), size)
    text = "\f".join(messages.page_text(found[at : at + size]) for at in starts)
    whole = reading.complete and len(found) == reading.count and len(text) <= TEXT_CHARACTERS
    return Text(text[:TEXT_CHARACTERS], whole)


def _chat_words(opened: Open, size: int, media_type: str) -> Text:
    """Return the messages and the raw text behind them: it holds more than is shown."""
    shown = _chat_text(opened(), media_type)
    if media_type == "application/zip":
        raw = office.text(opened(), media_type)
    elif media_type == "application/mbox":
        raw = Text("", complete=False)
    else:
        raw = _raw(opened(), size)
    joined = f"{shown.text}\n{raw.text}"
    return Text(joined, shown.complete and raw.complete, raw.encoding)


def _plain_words(opened: Open, size: int, media_type: str) -> Text:
    """Return the words of a text; of a page its source too, with scripts and comments."""
    shown = plain.text(opened(), size, media_type)
    if media_type == _CARD:
        return replace(shown, text=f"{shown.text}\n{_QUOTED.sub(_unquoted, shown.text)}")
    if media_type not in _MARKED_UP:
        return shown
    raw = _raw(opened(), size)
    return Text(f"{shown.text}\n{raw.text}", shown.complete and raw.complete, shown.encoding)


def _raw(stream: BinaryIO, size: int) -> Text:
    """Return a file's characters, and once more with what JSON, XML and addresses write in
    numbers.
    """
    data = stream.read(TEXT_BYTES)
    text, encoding = plain.decode(data, cut=len(data) < size)
    plainly = _ESCAPED.sub(_spelled, text)
    if "&" in plainly:
        plainly = html.unescape(plainly)
    if "%" in plainly:
        plainly = unquote(plainly)
    joined = text if plainly == text else f"{text}\n{plainly}"
    return Text(joined, complete=len(data) == size, encoding=encoding)


def _unquoted(run: re.Match[str]) -> str:
    return bytes.fromhex(re.sub(r"[=\s]", "", run[0])).decode("utf-8", "replace")


def _spelled(run: re.Match[str]) -> str:
    units = bytes.fromhex(run[0].replace("\\u", ""))
    return units.decode("utf-16-be", "replace")


def _some(found: tuple[messages.Message, ...]) -> tuple[messages.Message, ...]:
    """Return the first messages, at least one, whose bodies fit into one answer."""
    left = CHAT_ANSWER_CHARACTERS
    for index, message in enumerate(found):
        left -= len(message.body)
        if left < 0:
            return found[: max(1, index)]
    return found
