r"""Telegram Desktop's `result.json`: one conversation, or all of them under `chats.list`.

The messages are taken out one by one, so that one that is no JSON costs itself only, and a file
that ends in the middle gives what is before.  Two faults of real exports are mended in the shadow:
`\x01` in a string, and values without quotation marks.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from limbo_desktop.render.chats.bounds import (
    ALL,
    ATTACHMENTS,
    BODY_CHARACTERS,
    MESSAGES,
    RAW_CHARACTERS,
    TITLES,
    local_time,
    name_of,
    with_offset,
)
from limbo_desktop.render.facts import Attachment
from limbo_desktop.render.messages import Doubt, Message, Reading

_LIST: Final = re.compile(r'"messages"\s{0,20}:\s{0,20}\[')
_NAME: Final = re.compile(r'"name"\s{0,20}:\s{0,20}("(?:[^"\\\n]|\\.)*")')
_OF_TELEGRAM: Final = re.compile(
    r'"(?:date_unixtime|from_id|actor_id|text_entities)"'
    r'|"about"\s{0,20}:\s{0,20}"[^"]{0,300}Telegram'
)
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\\.|[{}]', re.DOTALL)
_GAP: Final = re.compile(r"[\s,]*")
_NEXT: Final = re.compile(r'\}\s*,\s*(?=\{\s*"id"\s*:)')
_HEX: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\x([0-9a-fA-F]{2})")
_BARE: Final = re.compile(
    r'(?m)^([ \t]*"[^"\n]*"[ \t]*:[ \t]*)([^"\[{\s][^"\n]*?)([ \t]*,?[ \t]*)$'
)
_DECODER: Final = json.JSONDecoder(strict=False)
_FILES: Final = ("photo", "file", "contact_vcard")
_NOT_INCLUDED: Final = "(File"
"""Telegram writes “(File not included. …)” in place of a name."""


def looks_like(start: str) -> bool:
    """Tell whether the beginning of a JSON file is an export of Telegram."""
    return bool(_OF_TELEGRAM.search(start)) and (
        bool(_LIST.search(start)) or '"chats"' in start or '"about"' in start
    )


def read(text: str, wanted: range = ALL) -> Reading:
    """Return messages of all conversations of an export: those whose numbers are wanted."""
    messages: list[Message] = []
    titles: list[str] = []
    doubts: set[Doubt] = set()
    end = count = 0
    while (found := _LIST.search(text, end)) is not None and Doubt.CUT not in doubts:
        names = _NAME.findall(text, end, found.start())
        titles.append(_title(names[-1]) if names else "")
        end = found.end()
        several = len(titles) > 1 or _LIST.search(text, end) is not None
        for value, after in _objects(text, end, doubts):
            end = after
            if count >= MESSAGES:
                doubts.add(Doubt.CUT)
                break
            if count in wanted:
                messages.append(_message(value, titles[-1] if several else "", doubts))
            count += 1
    return Reading(tuple(messages), count, tuple(filter(None, titles))[:TITLES], frozenset(doubts))


def _title(quoted: str) -> str:
    try:
        return name_of(json.loads(quoted))
    except ValueError:
        return name_of(quoted.strip('"'))


def _objects(text: str, start: int, doubts: set[Doubt]) -> Iterator[tuple[object, int]]:
    """Yield each member of a list with the place behind it; one that is no JSON as its text."""
    at = start
    while True:
        gap = _GAP.match(text, at)
        at = gap.end() if gap else at
        if text[at : at + 1] != "{":
            return
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = _end(text, at)
            value = _mended(text[at:end], doubts)
            at = end
        yield value, at


def _end(text: str, start: int) -> int:
    """Return where the broken object that begins at `start` ends."""
    following = _NEXT.search(text, start + 1)
    if following is not None:
        return following.start() + 1
    depth = 0
    for token in _TOKEN.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if token[0] == "}" and depth == 0:
            return token.end()
    return len(text)


def _mended(raw: str, doubts: set[Doubt]) -> object:
    source = _HEX.sub(r"\1\\u00\2", raw)
    source = _BARE.sub(_quoted, source)
    try:
        value = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        doubts.add(Doubt.UNREAD)
        return raw
    doubts.add(Doubt.REPAIRED)
    return value


def _quoted(line: re.Match[str]) -> str:
    try:
        json.loads(line[2])
    except (ValueError, RecursionError):
        return line[1] + json.dumps(line[2], ensure_ascii=False) + line[3]
    return line[0]


def _message(value: object, chat: str, doubts: set[Doubt]) -> Message:
    if not isinstance(value, Mapping):
        return Message(body=str(value)[:RAW_CHARACTERS], chat=chat, unread=True)
    service = value.get("type") == "service"
    local = value.get("date")
    at = with_offset(local, value.get("date_unixtime"))
    if not at:
        at = local_time(local)
        doubts.add(Doubt.CLOCK)
    edited = with_offset(value.get("edited"), value.get("edited_unixtime"))
    body = _words(value.get("text"))
    if service:
        body = "\n".join(part for part in (name_of(value.get("action")), body) if part)
    return Message(
        at=at,
        written=name_of(local),
        sender=name_of(value.get("actor" if service else "from")),
        sender_id=name_of(value.get("actor_id" if service else "from_id")),
        body=body[:BODY_CHARACTERS],
        attachments=_attachments(value),
        edited=edited or local_time(value.get("edited")),
        forwarded=name_of(value.get("forwarded_from")),
        number=name_of(value.get("id")),
        chat=chat,
        service=service,
    )


def _words(text: object) -> str:
    """Return a text that is one string or a list of strings and of objects with a text."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    parts = (part.get("text") if isinstance(part, Mapping) else part for part in text)
    return "".join(part for part in parts if isinstance(part, str))


def _attachments(value: Mapping[object, object]) -> tuple[Attachment, ...]:
    kind = name_of(value.get("mime_type")) or name_of(value.get("media_type"))
    found = []
    for key in _FILES:
        name = name_of(value.get(key))
        if name:
            size = value.get(f"{key}_file_size", value.get(f"{key}_size"))
            named = "" if name.startswith(_NOT_INCLUDED) else name
            found.append(Attachment(named, (kind or key)[:100], _size(size)))
    return tuple(found)[:ATTACHMENTS]


def _size(value: object) -> int:
    return value if type(value) is int and 0 <= value < 1 << 62 else 0
