"""Which export a file is, by its beginning; an export's text, in a file or a ZIP → messages."""

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import BinaryIO, Final

from limbo_desktop.render import plain
from limbo_desktop.render.chats import mbox, signal, sms, telegram, whatsapp
from limbo_desktop.render.chats.bounds import ALL
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.limits import CHAT_BYTES, PACKED_MEMBERS
from limbo_desktop.render.messages import Doubt, Form, Reading

_JSON: Final = ("application/json", "application/jsonl", "text/plain")
_LOOKS: Final[tuple[tuple[Form, tuple[str, ...], Callable[[str], bool]], ...]] = (
    (Form.TELEGRAM, ("application/json",), telegram.looks_like),
    (Form.SIGNAL, _JSON, signal.looks_like),
    (Form.SMS, ("application/xml",), sms.looks_like),
    (Form.WHATSAPP, ("text/plain",), whatsapp.looks_like),
)
_READERS: Final[Mapping[Form, Callable[[str, range], Reading]]] = {
    Form.TELEGRAM: telegram.read,
    Form.SIGNAL: signal.read,
    Form.SMS: sms.read,
    Form.WHATSAPP: whatsapp.read,
}
_CHAT_MEMBER: Final = re.compile(r"(?:[^/]+/)?[^/]+\.txt")
HEAD_BYTES: Final = 64 * 1024
"""How much of the start of a file tells what it is."""

_START_BYTES: Final = 16 * 1024
_MEMBERS: Final = 20
"""Texts of an archive that are looked at for a conversation."""


def form_of(head: bytes, media_type: str) -> Form | None:
    """Return which export a file is by its first bytes, None when it is none."""
    if media_type == "application/mbox":
        return Form.MBOX
    if not any(media_type in types for _, types, _ in _LOOKS):
        return None
    start = _decoded_start(head)
    for form, types, looks_like in _LOOKS:
        if media_type in types and looks_like(start):
            return form
    return None


def _decoded_start(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    return head.decode("utf-8", "ignore").removeprefix("\ufeff")


def read(stream: BinaryIO, media_type: str, wanted: range = ALL) -> tuple[Form, Reading]:
    """Return which export a file is and the messages in it whose numbers are wanted.

    Raises:
        RenderFailure: UNSUPPORTED when it is no export, DAMAGED for a broken ZIP.
    """
    if media_type == "application/zip":
        return Form.WHATSAPP, _zipped(stream, wanted)
    data = stream.read(CHAT_BYTES + 1)
    form = form_of(data[:HEAD_BYTES], media_type)
    if form is None:
        raise RenderFailure(Reason.UNSUPPORTED)
    cut = len(data) > CHAT_BYTES
    reading = _read(form, data[:CHAT_BYTES], wanted)
    return form, _cut(reading) if cut else reading


def _read(form: Form, data: bytes, wanted: range) -> Reading:
    if form is Form.MBOX:
        return mbox.read(data, wanted)
    return _READERS[form](plain.decode(data, cut=True)[0], wanted)


def _cut(reading: Reading) -> Reading:
    return replace(reading, doubts=reading.doubts | {Doubt.CUT})


def chat_member(stream: BinaryIO) -> str:
    """Return the name of the WhatsApp chat inside a ZIP, "" when it is no such export."""
    try:
        archive = zipfile.ZipFile(stream)
        texts = [each for each in archive.infolist() if _CHAT_MEMBER.fullmatch(each.filename)]
        for member in texts[:_MEMBERS]:
            with archive.open(member) as packed:
                if whatsapp.looks_like(_decoded_start(packed.read(_START_BYTES))):
                    return member.filename
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return ""
    return ""


def _zipped(stream: BinaryIO, wanted: range) -> Reading:
    name = chat_member(stream)
    if not name:
        raise RenderFailure(Reason.UNSUPPORTED)
    archive = zipfile.ZipFile(stream)
    sizes = {each.filename: each.file_size for each in archive.infolist()[:PACKED_MEMBERS]}
    with archive.open(name) as packed:
        data = packed.read(CHAT_BYTES + 1)
    reading = whatsapp.read(plain.decode(data[:CHAT_BYTES], cut=True)[0], wanted, sizes)
    return _cut(reading) if len(data) > CHAT_BYTES else reading
