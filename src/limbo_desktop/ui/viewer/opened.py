"""A file opened for looking at: what it is, the sizes of its pages or its words, what is doubtful.

Made off the window's thread; everything of the file comes through the render process.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from limbo_desktop.case.records import Document
from limbo_desktop.render.facts import Attachment, FoundBox
from limbo_desktop.render.failures import RenderFailure
from limbo_desktop.render.messages import Doubt, Message
from limbo_desktop.text.searching import highlights
from limbo_desktop.ui.documents.looking import Look, look_of, sizes_of
from limbo_desktop.ui.viewer.reading import ReadingPage, chat_pages, mail_pages, text_pages

if TYPE_CHECKING:
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.ui.lane import Job

MOST_ANSWERS = 40
"""Answers that one conversation is asked for; each holds thousands of messages."""


MOST_MARKED = 100
"""Pages on which the words of a search are marked."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as the viewer needs it; `data` are its bytes when they are few enough to be held."""

    look: Look
    sizes: tuple[tuple[float, float], ...] = ()
    reading: tuple[ReadingPage, ...] = ()
    doubts: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    layered: bool = False
    data: bytes | None = None


def open_file(stream: BinaryIO, document: Document, renderer: Renderer, job: Job) -> OpenedFile:
    """Open the file of `document`; what is the matter with it stands in the look."""
    try:
        facts = renderer.inspect(stream, document.file, document.password)
    except RenderFailure as failure:
        return OpenedFile(Look(problem=failure.reason.message))
    look = look_of(facts)
    data = stream.getvalue() if isinstance(stream, BytesIO) else None
    found = OpenedFile(look, sizes_of(facts), layered=facts.has_text, data=data)
    if look.drawn or look.locked or not look.has_text:
        return found
    try:
        return _read(stream, document, renderer, found, job)
    except RenderFailure as failure:
        return replace(found, look=replace(look, problem=failure.reason.message))


def read_layer(stream: BinaryIO, document: Document, renderer: Renderer) -> tuple[ReadingPage, ...]:
    """Return the text layer of a PDF, a reading page for each of its pages.

    Raises:
        RenderFailure: it cannot be read.
    """
    text = renderer.text(stream, document.file, document.password)
    return text_pages(text.pages, whole=True)


def find_words(
    stream: BinaryIO, document: Document, renderer: Renderer, typed: str, job: Job
) -> dict[int, tuple[FoundBox, ...]]:
    """Return by the index of each page where the words stand that a search for `typed` finds.

    Raises:
        RenderFailure: the file cannot be read.
    """
    found = {}
    layer = renderer.text(stream, document.file, document.password).pages
    for index, text in enumerate(layer):
        words = list(dict.fromkeys(text[start:end] for start, end in highlights(text, typed)))
        if words:
            job.check()
            found[index] = renderer.found(stream, index, words, document.password)
        if len(found) >= MOST_MARKED:
            break
    return found


def _read(
    stream: BinaryIO, document: Document, renderer: Renderer, found: OpenedFile, job: Job
) -> OpenedFile:
    match found.look.kind:
        case "chat":
            messages, doubts = _messages(stream, document, renderer, job)
            said = tuple(doubt.message for doubt in doubts)
            return replace(found, reading=chat_pages(messages), doubts=said)
        case "mail":
            mail = renderer.mail(stream)
            doubts = () if mail.complete else (Doubt.CUT,)
            said = tuple(doubt.message for doubt in doubts)
            hung = mail.attachments
            return replace(found, reading=mail_pages(mail), doubts=said, attachments=hung)
        case _:
            text = renderer.text(stream, document.file, document.password)
            return replace(found, reading=text_pages(text.pages))


def _messages(
    stream: BinaryIO, document: Document, renderer: Renderer, job: Job
) -> tuple[list[Message], tuple[Doubt, ...]]:
    messages: list[Message] = []
    doubts: tuple[Doubt, ...] = ()
    for _ in range(MOST_ANSWERS):
        job.check()
        answer = renderer.conversation(stream, document.file, len(messages))
        messages.extend(answer.messages)
        doubts = answer.doubts
        if not answer.messages or len(messages) >= answer.count:
            return messages, doubts
    return messages, (*doubts, Doubt.CUT)
