"""WhatsApp's `_chat.txt`, alone or in its ZIP: lines whose heads follow the telephone's language.

A date with slashes or hyphens may begin with the day or the month.  The whole file decides: a
number above 12 shows where the day stands; with none the dates stay as they are written.  With
dots the day comes first: no language of CLDR writes it otherwise.  The file knows no time zone.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from limbo_desktop.render.chats.bounds import ALL, BODY_CHARACTERS, MESSAGES, name_of
from limbo_desktop.render.facts import Attachment
from limbo_desktop.render.messages import Doubt, Message, Reading

_BIDI: Final = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"
_M: Final = f"[{_BIDI}]{{0,8}}"
_S: Final = "[ \u00a0\u202f]"
_WHEN: Final = (
    rf"(?P<date>\d{{1,4}}{_M}(?P<mark>[./-]){_M}\d{{1,2}}{_M}(?P=mark){_M}\d{{1,4}}\.?)"
    rf"{_M}[,،]?{_S}{{1,2}}{_M}(?P<clock>\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?)"
    rf"(?:{_S}?{_M}(?P<half>[^\W\d]{{1,2}}\.?(?:{_S}?[^\W\d]\.?)?))?{_M}"
)
_HEADS: Final = (
    re.compile(rf"{_M}\[{_M}{_WHEN}\]{_S}?"),
    re.compile(rf"{_M}{_WHEN}{_S}[-–]{_S}"),
)
_SENDER: Final = re.compile(r"([^:\n]{1,300}):(?: |$)")
_MARK: Final = re.compile(f"[{_BIDI}]")
_ATTACHED: Final = (
    re.compile(rf"{_M}<[^<>:]{{2,40}}: ?(?P<name>[^<>/\\\n]{{1,200}}\.\w{{2,5}})>"),
    re.compile(rf"{_M}(?P<name>[^\s/\\()]{{1,200}}\.\w{{2,5}}) \([^()\n]{{3,60}}\)$", re.MULTILINE),
)
_HALVES: Final = {"am": 0, "ص": 0, "дп": 0, "قظ": 0, "pm": 12, "م": 12, "пп": 12, "بظ": 12}
"""Hours that a half of the day adds; other words leave the time as it is written."""

_FIRST_LINES: Final = 60


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of one message: its date in three numbers, its clock, and the line after it."""

    written: str
    numbers: tuple[str, str, str]
    mark: str
    clock: str
    half: str
    rest: str


def looks_like(start: str) -> bool:
    """Tell whether a text begins as an export: its first line has a head, two name a sender."""
    lines = [line for line in start.split("\n")[:_FIRST_LINES] if line.strip(" \r")]
    if not lines or _head(lines[0]) is None:
        return False
    heads = [head for line in lines if (head := _head(line)) is not None]
    senders = sum(_SENDER.match(head.rest) is not None for head in heads)
    return senders >= 2 or (senders == 1 and len(lines) <= 2)


def read(text: str, wanted: range = ALL, sizes: Mapping[str, int] | None = None) -> Reading:
    """Return the wanted messages of a `_chat.txt`; `sizes` are of the files beside it by name.

    What stands before the first head is a message without a date.
    """
    heads: list[_Head | None] = []
    bodies: list[list[str]] = []
    doubts = {Doubt.CLOCK}
    for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n"):
        head = _head(line)
        if head is None and bodies:
            bodies[-1].append(line)
        elif len(bodies) >= MESSAGES:
            doubts.add(Doubt.CUT)
            break
        else:
            heads.append(head)
            bodies.append([line if head is None else head.rest])
    orders = _orders(head for head in heads if head is not None)
    if any(order == "" for order in orders.values()):
        doubts.add(Doubt.DAY_OR_MONTH)
    found = tuple(
        _message(head, "\n".join(lines), orders, sizes or {})
        for head, lines in islice(zip(heads, bodies, strict=True), wanted.start, wanted.stop)
    )
    people = tuple(dict.fromkeys(message.sender for message in found if message.sender))
    return Reading(found, len(heads), people[:20], frozenset(doubts))


def _head(line: str) -> _Head | None:
    for pattern in _HEADS:
        match = pattern.match(line)
        if match:
            first, second, third = _bare(match["date"]).rstrip(".").split(match["mark"])
            written = _bare(match[0]).strip(" []-–\u00a0\u202f")
            return _Head(
                written,
                (first, second, third),
                match["mark"],
                match["clock"],
                match["half"] or "",
                line[match.end() :].removesuffix("\r"),
            )
    return None


def _bare(text: str) -> str:
    return text if text.isascii() else _MARK.sub("", text)


def _orders(heads: Iterable[_Head]) -> Mapping[str, str]:
    """Say for each way of writing whether it is "dmy", "mdy", "ymd" or, undecided, ""."""
    seen: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for head in heads:
        seen[_way(head)].append(head.numbers)
    return {way: _order(way, numbers) for way, numbers in seen.items()}


def _way(head: _Head) -> str:
    """Name the way a date is written: its separator and its digits, as one telephone writes."""
    first = head.numbers[0]
    return "ymd" if len(first) == 4 else f"{head.mark}{'' if first.isascii() else '٠'}"


def _order(way: str, dates: list[tuple[str, str, str]]) -> str:
    if way == "ymd":
        return way
    if way.startswith("."):
        return "dmy"
    day_first = any(int(first) > 12 for first, _, _ in dates)
    month_first = any(int(second) > 12 for _, second, _ in dates)
    if day_first == month_first:
        return ""
    return "dmy" if day_first else "mdy"


def _at(head: _Head, order: str) -> str:
    day = _day(head.numbers, order) if order else ""
    hours, minutes, seconds = ([int(part) for part in re.split("[:.]", head.clock)] + [0])[:3]
    hour = _hour(hours, head.half)
    if not day or hour is None or not (hour < 24 and minutes < 60 and seconds < 60):
        return ""
    return f"{day}T{hour:02}:{minutes:02}:{seconds:02}"


@lru_cache(maxsize=64)
def _day(numbers: tuple[str, str, str], order: str) -> str:
    found = {part: int(value) for part, value in zip(order, numbers, strict=True)}
    year = found["y"] + (2000 if found["y"] < 100 else 0)
    try:
        return dt.date(year, found["m"], found["d"]).isoformat()
    except ValueError:
        return ""


def _hour(hour: int, half: str) -> int | None:
    if not half:
        return hour
    added = _HALVES.get(re.sub(r"[\s.\u202f\u00a0]", "", half).casefold())
    if added is None or not 1 <= hour <= 12:
        return None
    return hour % 12 + added


def _message(
    head: _Head | None, text: str, orders: Mapping[str, str], sizes: Mapping[str, int]
) -> Message:
    if head is None:
        return Message(body=text[:BODY_CHARACTERS], service=True)
    sender = _SENDER.match(head.rest)
    body = text[sender.end() :] if sender else text
    name = name_of(sender[1]) if sender else ""
    return Message(
        at=_at(head, orders[_way(head)]),
        written=head.written,
        sender=name,
        body=body[:BODY_CHARACTERS],
        attachments=_attachments(body, sizes),
        service=sender is None,
    )


def _attachments(body: str, sizes: Mapping[str, int]) -> tuple[Attachment, ...]:
    for pattern in _ATTACHED:
        match = pattern.match(body)
        if match:
            name = name_of(match["name"])
            return (Attachment(name, "", sizes.get(name, 0)),)
    return ()
