"""The messages that a worker answers with as values, each of the shape that was asked for or none.

The worker read a hostile file: nothing is taken on trust.
"""

import json

from limbo_desktop.render.believable import believed
from limbo_desktop.render.codec import decode
from limbo_desktop.render.facts import (
    Facts,
    FoundBox,
    FoundWords,
    Mail,
    PdfCheck,
    Raster,
    Survey,
    Text,
)
from limbo_desktop.render.limits import CHAT_ANSWER_BYTES, CHAT_MESSAGES
from limbo_desktop.render.messages import Conversation
from limbo_desktop.render.wire import Message, WireError


def found_boxes(reply: Message) -> tuple[FoundBox, ...]:
    """Return where words stand.

    Raises:
        WireError: it has another shape.
    """
    return believed(decode(FoundWords, reply.header.get("value"))).boxes


def text_of(reply: Message) -> Text:
    """Return the text of a file.

    Raises:
        WireError: it has another shape.
    """
    return Text(
        reply.body.decode("utf-8", "replace"),
        reply.number("complete", 0, 1) == 1,
        reply.text("encoding", 40),
    )


def conversation_of(reply: Message, start: int) -> Conversation:
    """Return messages from number `start`.

    Raises:
        WireError: it has another shape.
    """
    found = believed(decode(Conversation, json_of(reply, CHAT_ANSWER_BYTES)))
    fits = start + len(found.messages) <= max(found.count, start)
    if found.start != start or len(found.messages) > CHAT_MESSAGES or not fits:
        raise WireError("conversation")
    return found


def json_of(reply: Message, most: int) -> object:
    """Return the JSON in a body of at most so many bytes.

    Raises:
        WireError: it has another shape.
    """
    if len(reply.body) > most:
        raise WireError("length")
    try:
        return json.loads(reply.body)
    except (ValueError, RecursionError) as error:
        raise WireError("json") from error


def raster_of(reply: Message, max_width: int, max_height: int) -> Raster:
    """Return the pixels, as many as the message says.

    Raises:
        WireError: it has another shape.
    """
    width, height = reply.number("width", 1, max_width), reply.number("height", 1, max_height)
    mode = reply.text("mode", 3)
    if mode not in ("L", "RGB") or len(reply.body) != width * height * len(mode):
        raise WireError("raster")
    return Raster(width, height, mode, reply.body)


def survey_of(reply: Message) -> Survey:
    """Return facts and, of a PDF, the check.

    Raises:
        WireError: it has another shape.
    """
    value = reply.header.get("value")
    if not isinstance(value, dict):
        raise WireError("survey")
    check = value.get("check")
    facts = believed(decode(Facts, value.get("facts")))
    return Survey(facts, None if check is None else check_of(check, reply))


def check_of(value: object, reply: Message) -> PdfCheck:
    """Return what a PDF can do; `reply` carries its strings.

    Raises:
        WireError: it has another shape.
    """
    return believed(decode(PdfCheck, _with(value, strings=reply.body.decode("utf-8", "replace"))))


def mail_of(reply: Message) -> Mail:
    """Return an e-mail taken apart, its own words from the body.

    Raises:
        WireError: it has another shape.
    """
    body = reply.body.decode("utf-8", "replace")
    return believed(decode(Mail, _with(reply.header.get("value"), body=body)))


def _with(value: object, **more: str) -> object:
    return {**value, **more} if isinstance(value, dict) else value
