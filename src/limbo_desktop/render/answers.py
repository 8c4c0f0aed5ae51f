"""One request → one answer: which reader a file goes to.  Runs in the worker only."""

import codecs
import dataclasses
import io
import json
from collections.abc import Callable, Mapping
from typing import BinaryIO, cast

from limbo_desktop.render import (
    exif,
    found,
    images,
    lettering,
    media,
    packed,
    pages,
    pdf_check,
    pdf_pictures,
    plain,
    reading,
)
from limbo_desktop.render.chats import forms
from limbo_desktop.render.codec import encode
from limbo_desktop.render.facts import Facts, FoundWords, Kind, PdfPictures, Text
from limbo_desktop.render.failures import UNOPENED, Reason, RenderFailure
from limbo_desktop.render.limits import FOUND_WORDS, RASTER_SIDE, WHOLE_BYTES
from limbo_desktop.render.remote import RemoteFile
from limbo_desktop.render.sniff import HEAD_BYTES, sniff
from limbo_desktop.render.wire import Message, WireError

Answer = tuple[Mapping[str, object], bytes]


def prepare() -> None:
    """Load everything that is loaded late otherwise: after this no file can be opened."""
    images.prepare()
    media.prepare()
    packed.prepare()
    for name in plain.ENCODINGS:
        codecs.lookup(name)
    plain.decode("Привет".encode("cp1251") * 8)


def answer(request: Message, file: RemoteFile, tell: packed.Tell) -> Answer:
    """Return header and body of the answer; `tell` sends what comes before it.

    Raises:
        RenderFailure: the file cannot be shown.
        Exception: whatever a parser raises on a damaged file.
    """
    what = request.text("what", 20)
    if what == "unpack":
        packed.tell_files(_binary(file), file.size, tell)
        return _ok(None), b""
    if what == "attachments":
        packed.tell_attachments(reading.attachments(_binary(file)), tell)
        return _ok(None), b""
    handler = _HANDLERS.get(what)
    if handler is None:
        raise WireError(what)
    if file.size == 0 and what not in ("inspect", "glance", "sniff", "survey"):
        raise RenderFailure(Reason.EMPTY)
    return handler(request, file)


def _sniff(request: Message, file: RemoteFile) -> Answer:
    return _ok(encode(_basic(request, file))), b""


def _basic(request: Message, file: RemoteFile) -> Facts:
    if file.size == 0:
        return Facts("application/x-empty", Kind.OTHER, problem=Reason.EMPTY)
    media_type, kind = _kind(request, file)
    return Facts(media_type, kind, size=file.size)


def _kind(request: Message, file: RemoteFile) -> tuple[str, Kind]:
    """Return what a file is; a ZIP with a conversation in it is a conversation."""
    media_type, kind = sniff(file.head(HEAD_BYTES), request.text("name"))
    if media_type == "application/zip" and forms.chat_member(_binary(file)):
        kind = Kind.CHAT
    return media_type, kind


def _inspect(request: Message, file: RemoteFile) -> Answer:
    return _ok(encode(_facts(request, file, find_text=True))), b""


def _glance(request: Message, file: RemoteFile) -> Answer:
    return _ok(encode(_facts(request, file, find_text=False))), b""


def _survey(request: Message, file: RemoteFile) -> Answer:
    facts = _facts(request, file, find_text=False)
    if facts.kind is not Kind.PDF or facts.problem in UNOPENED:
        return _ok({"facts": encode(facts), "check": None}), b""
    check = pdf_check.check(_binary(file), request.text("password"))
    told = {"facts": encode(facts), "check": encode(dataclasses.replace(check, strings=""))}
    return _ok(told), check.strings.encode("utf-8", "replace")


def _facts(request: Message, file: RemoteFile, *, find_text: bool) -> Facts:
    facts = _basic(request, file)
    if facts.kind is Kind.PDF:
        facts = _inspect_pdf(facts, file, request.text("password"), find_text=find_text)
    elif facts.kind is Kind.IMAGE:
        facts = _inspect_image(facts, file)
    elif facts.kind is Kind.CHAT:
        count = reading.count(lambda: _binary(file), facts.media_type)
        facts = dataclasses.replace(facts, messages=count)
    elif facts.kind in (Kind.AUDIO, Kind.VIDEO):
        seconds, recorded = media.told(_binary(file), facts.media_type)
        facts = dataclasses.replace(
            facts, seconds=seconds, recorded=recorded, problem=Reason.UNSUPPORTED
        )
    elif facts.kind not in (Kind.TEXT, Kind.MAIL) and facts.problem is None:
        facts = dataclasses.replace(facts, problem=Reason.UNSUPPORTED)
    return facts


def _inspect_pdf(facts: Facts, file: RemoteFile, password: str, *, find_text: bool) -> Facts:
    try:
        with pages.open_pdf(_binary(file), password) as document:
            return dataclasses.replace(
                facts,
                pages=pages.page_sizes(document),
                page_count=len(document),
                has_text=find_text and pages.has_text(document),
                metadata=pages.metadata(document),
            )
    except RenderFailure as failure:
        reason = failure.reason
        if reason is Reason.DAMAGED and _has_no_pages(file):
            reason = Reason.NO_PAGES
        return dataclasses.replace(facts, problem=reason, detail=failure.detail)


def _has_no_pages(file: RemoteFile) -> bool:
    """Ask the other PDF reader: PDFium calls a file without pages damaged."""
    try:
        pdf_check.check(_binary(file), "")
    except RenderFailure as failure:
        return failure.reason is Reason.NO_PAGES
    return False


def _inspect_image(facts: Facts, file: RemoteFile) -> Facts:
    try:
        image = images.open_image(_binary(file))
        frames = images.count_frames(image)
        sizes = images.page_sizes(image, frames)
    except RenderFailure as failure:
        return dataclasses.replace(facts, problem=failure.reason, detail=failure.detail)
    metadata, gps = exif.entries(image)
    return dataclasses.replace(
        facts,
        pages=sizes,
        page_count=len(sizes),
        frames=frames if len(sizes) == 1 else 1,
        gps=gps,
        metadata=exif.bounded(metadata),
    )


def _page_image(request: Message, file: RemoteFile) -> Answer:
    index = request.number("index", 0, 1 << 31)
    box = (
        request.number("max_width", 1, RASTER_SIDE),
        request.number("max_height", 1, RASTER_SIDE),
    )
    kind = sniff(file.head(HEAD_BYTES), "")[1]
    if kind is Kind.PDF:
        with pages.open_pdf(_binary(file), request.text("password")) as document:
            raster = pages.raster(document, index, *box)
    elif kind is Kind.IMAGE:
        raster = images.raster(_binary(file), index, *box)
    else:
        raise RenderFailure(Reason.UNSUPPORTED)
    size = {"width": raster.width, "height": raster.height, "mode": raster.mode}
    return _ok(None, **size), raster.data


def _text(request: Message, file: RemoteFile) -> Answer:
    return _told(reading.text, request, file)


def _words(request: Message, file: RemoteFile) -> Answer:
    return _told(reading.words, request, file)


def _told(
    read: Callable[[reading.Open, int, str, Kind, str], Text], request: Message, file: RemoteFile
) -> Answer:
    text = read(lambda: _binary(file), file.size, *_kind(request, file), request.text("password"))
    body = text.text.encode("utf-8", "replace")
    return _ok(None, complete=int(text.complete), encoding=text.encoding), body


def _conversation(request: Message, file: RemoteFile) -> Answer:
    media_type, kind = _kind(request, file)
    if kind is not Kind.CHAT:
        raise RenderFailure(Reason.UNSUPPORTED)
    start = request.number("start", 0, 1 << 31)
    told = reading.conversation(lambda: _binary(file), media_type, start)
    return _ok(None), json.dumps(encode(told)).encode("ascii")


def _structure(request: Message, file: RemoteFile) -> Answer:
    found = reading.structure(_binary(file), _kind(request, file)[0])
    return _ok(None), json.dumps(encode(found)).encode("ascii")


def _mail(_: Message, file: RemoteFile) -> Answer:
    message = reading.letter(_binary(file))
    value = encode(dataclasses.replace(message, body=""))
    return _ok(value), message.body.encode("utf-8", "replace")


def _found(request: Message, file: RemoteFile) -> Answer:
    index = request.number("index", 0, 1 << 31)
    words = tuple(request.text("words").split("\n"))[:FOUND_WORDS]
    with pages.open_pdf(_binary(file), request.text("password")) as document:
        told = FoundWords(found.boxes(document, index, tuple(filter(None, words))))
    return _ok(encode(told)), b""


def _letters(request: Message, file: RemoteFile) -> Answer:
    index = request.number("index", 0, 1 << 31)
    with pages.open_pdf(_binary(file), request.text("password")) as document:
        told = found.letters(document, index)
    some = told[: lettering.LETTERS]
    body = lettering.told_bytes([letter for letter, _ in some], [box for _, box in some])
    return _ok(None, count=len(some), complete=int(len(some) == len(told))), body


def _attachment(request: Message, file: RemoteFile) -> Answer:
    number = request.number("index", 0, 10_000)
    return _ok(None), reading.attachment(_binary(file), number)


def _pdf_check(request: Message, file: RemoteFile) -> Answer:
    check = pdf_check.check(_binary(file), request.text("password"))
    value = encode(dataclasses.replace(check, strings=""))
    return _ok(value), check.strings.encode("utf-8", "replace")


def _pdf_pictures(request: Message, file: RemoteFile) -> Answer:
    area = request.number("width", 1, RASTER_SIDE), request.number("height", 1, RASTER_SIDE)
    told = pdf_pictures.placed(_binary(file), request.text("password"), *area)
    return _ok(encode(PdfPictures(told))), b""


def _ok(value: object, **more: object) -> dict[str, object]:
    return {"kind": "answer", "value": value, **more}


def _binary(file: RemoteFile) -> BinaryIO:
    file.seek(0)
    if file.size <= WHOLE_BYTES:
        return io.BytesIO(file.read(file.size) or b"")
    return cast("BinaryIO", file)  # RawIOBase is one in all but its declared bases


_HANDLERS: Mapping[str, Callable[[Message, RemoteFile], Answer]] = {
    "sniff": _sniff,
    "inspect": _inspect,
    "glance": _glance,
    "survey": _survey,
    "page_image": _page_image,
    "text": _text,
    "words": _words,
    "conversation": _conversation,
    "structure": _structure,
    "mail": _mail,
    "attachment": _attachment,
    "found": _found,
    "letters": _letters,
    "pdf_check": _pdf_check,
    "pdf_pictures": _pdf_pictures,
}
