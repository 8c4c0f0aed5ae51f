"""What the bundle sets itself of an exhibit: text, mails, messages, documents by their parts.

Every line stands in the direction of its own words; one without words in that of the line before,
in a conversation of the line that the same person wrote before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.bodies import Examined, SubExhibit, TextBody
from limbo_desktop.bundle.pages.flow import Kept, Piece, Rule, Space, Text
from limbo_desktop.bundle.pages.parts import Fact, fact_rows
from limbo_desktop.bundle.pages.sheet import TEXT_WIDTH, THIN
from limbo_desktop.bundle.pages.styles import HAIR_INK
from limbo_desktop.bundle.pages.tables import Cell, Row
from limbo_desktop.bundle.pages.telling import Telling
from limbo_desktop.bundle.structure import HEADINGS, Role
from limbo_desktop.marking import N_
from limbo_desktop.render.messages import Conversation, Message
from limbo_desktop.render.structure import Part, Shape, Structure
from limbo_desktop.text import bidi
from limbo_desktop.text.bidi import direction_of, isolate, shielded, strip_controls
from limbo_desktop.text.instants import moment
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Block, Span, Style
from limbo_desktop.text.typeset.style import Direction

_LABEL: Final = 32 * MM
_INDENT: Final = 7 * MM
_GAP: Final = 3 * MM
_COLUMNS: Final = 8
"""Of a table; one with more is set row by row as lines."""

_NARROW, _WIDE = 5, 40
"""Characters that a column counts for, at least and at most, when the width is divided."""

_LABELS: Final[Mapping[str, str]] = {
    "From": N_("Sender"),
    "To": N_("Recipients"),
    "Cc": N_("Copy to"),
    "Bcc": N_("Hidden copy to"),
    "Date": N_("Date"),
    "Subject": N_("Subject"),
    "service": N_("Messages of"),
    "chats": N_("Conversation"),
    "title": N_("Title of the page"),
    "address": N_("Address"),
    "saved": N_("Saved, as the file says"),
}
_IDENTIFIERS: Final = frozenset({"address", "saved", "service"})


def set_text(
    telling: Telling, body: TextBody, attached: Sequence[tuple[Said, SubExhibit]] = ()
) -> list[Piece]:
    """The pieces of a text: its headers as facts, what hangs on it, then what it says."""
    facts = [*_headers(telling, body.headers), *_attached(telling, attached)]
    pieces: list[Piece] = []
    if facts:
        pieces += [*fact_rows(telling, facts, _LABEL), Space(4), Rule(), Space(8)]
    setter = _Setter(telling)
    match body.content:
        case Structure() as structure:
            told = list(setter.parts(structure.parts))
        case Conversation() as conversation:
            told = list(setter.messages(conversation.messages))
        case text:
            told = list(setter.lines(text))
    if not told:
        told = list(setter.lines(telling.words.t("(The text is empty.)")))
    return pieces + told


def _headers(telling: Telling, headers: Iterable[tuple[str, str]]) -> Iterator[Fact]:
    words = telling.words
    at = dict(headers).get("at", "")
    for name, value in headers:
        if name == "at":
            continue
        shown = words.identifier(value) if name in _IDENTIFIERS else shielded(value)
        if name == "Date" and at:
            shown = f"{moment(words, at)}\n{words.identifier(value)}"
        yield Fact(words.t(_LABELS[name]), shown)


def _attached(telling: Telling, attached: Sequence[tuple[Said, SubExhibit]]) -> Iterator[Fact]:
    words = telling.words
    lines = [
        words.t(
            "{number}: {name}, {size}",
            number=number,
            name=part_name(telling, part),
            size=words.bytes(part.size),
        )
        for number, part in attached
    ]
    if lines:
        yield Fact(words.t("Attached files"), "\n".join(lines))


def part_number(examined: Examined, part: SubExhibit) -> Said:
    """What a sub-exhibit is called: "4.2"."""
    return Said(f"{examined.number}.{part.number}")


def part_name(telling: Telling, part: SubExhibit) -> Said:
    """The name of a file that hangs on a mail, as its sender wrote it; its type when it has none.

    Signs that turn letters round are left out, so that the true ending stands at the end.
    """
    return telling.words.identifier(strip_controls(part.name).strip() or part.media_type)


class _Setter:
    """Sets line after line, each in its own direction."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._own: bidi.Direction = "rtl" if telling.frame.rtl else "ltr"
        self._before = self._own
        self._senders: dict[str, bidi.Direction] = {}

    def lines(self, text: str) -> Iterator[Piece]:
        """Every line of a plain text."""
        styles = self._telling.styles
        for line in text.splitlines():
            if line.strip():
                yield Text(self._block(line, styles.body, TEXT_WIDTH))
            else:
                yield Space(styles.body.leading / 2)

    def parts(self, parts: Iterable[Part]) -> Iterator[Piece]:
        """Headings, paragraphs, items, notes and tables of a written document."""

        def columns(part: Part) -> int:
            return len(part.cells) if part.shape is Shape.ROW else 0

        for count, group in groupby(parts, key=columns):
            if count:
                yield Space(6)
                yield from self._table([part.cells for part in group], count)
                yield Space(6)
            else:
                for part in group:
                    yield from self._part(part)

    def _part(self, part: Part) -> Iterator[Piece]:
        styles = self._telling.styles
        if part.shape is Shape.TURN:
            yield Space(8)
            yield Rule(THIN, HAIR_INK)
            yield Space(8)
        elif part.shape is Shape.HEADING:
            style = styles.h2 if part.level <= 2 else styles.body_bold
            role = HEADINGS[min(part.level + 1, len(HEADINGS) - 1)]
            yield Kept(Text(self._block(part.text, style, TEXT_WIDTH), above=10, role=role))
        elif part.shape is Shape.PARAGRAPH:
            yield Text(self._block(part.text, styles.body, TEXT_WIDTH), above=6)
        else:
            indent = _INDENT * part.level
            self._look(part.text)
            block = self._block(
                f"{part.marker} {part.text}" if part.marker else part.text,
                styles.body,
                TEXT_WIDTH - indent,
                self._before,
            )
            # the indent is at the side where the lines begin
            start = indent if self._before == self._own else 0.0
            yield Text(block, start, above=3, role=Role.ITEM)

    def _table(self, rows: Sequence[tuple[str, ...]], count: int) -> Iterator[Piece]:
        style = self._telling.styles.table
        self._look("\n".join("\n".join(row) for row in rows))
        mirrored = self._before != self._own
        if count > _COLUMNS:
            for row in rows:
                yield Text(self._block(" · ".join(filter(None, row)), style, TEXT_WIDTH), above=4)
            return
        widths = _widths(rows, count)
        for row in rows:
            cells, start = [], 0.0
            for text, width in zip(row, widths, strict=True):
                at = TEXT_WIDTH - start - width if mirrored else start
                block = self._block(text, style, width - _GAP)
                cells.append(Cell(block, at + _GAP if mirrored else at))
                start += width
            yield Row(tuple(cells), bare=True)

    def messages(self, messages: Iterable[Message]) -> Iterator[Piece]:
        """Messages under the names of their chats and the days on which they were sent."""
        words, styles = self._telling.words, self._telling.styles
        chat = day = ""
        for message in messages:
            if message.chat != chat:
                chat, day = message.chat, ""
                block = self._block(chat, styles.h2, TEXT_WIDTH)
                yield Kept(Text(block, above=14, role=Role.H3))
            sent = message.at.partition("T")[0]
            if sent != day:
                day = sent
                said = words.date(day) if day else words.t("Days as the file writes them")
                block = self._ours([Span(said, styles.body_bold)])
                yield Kept(Text(block, above=14, role=Role.H4))
                yield Rule(THIN, HAIR_INK)
            yield from self._message(message)

    def _message(self, message: Message) -> Iterator[Piece]:
        words, styles = self._telling.words, self._telling.styles
        yield Space(6)
        yield Kept(Text(self._ours(self._head(message))))
        if message.forwarded:
            came = words.t("Passed on from {name}", name=message.forwarded)
            yield Kept(Text(self._ours([Span(came, styles.apparatus)])))
        # who sends only a number or a sign goes on in the direction of what they wrote before
        self._before = self._senders.get(message.sender, self._own)
        yield from self.lines(message.body)
        self._senders[message.sender] = self._before
        for each in message.attachments:
            name = words.identifier(each.name) if each.name else words.t("not in this export")
            said = words.t("Attached: {what}", what=name)
            yield Text(self._ours([Span(said, styles.body)]))
        if message.edited:
            when = words.t("Changed later: {when}", when=moment(words, message.edited))
            yield Text(self._ours([Span(when, styles.apparatus)]))

    def _head(self, message: Message) -> list[Span]:
        """Who wrote it and when; the service's own number of it."""
        words, styles = self._telling.words, self._telling.styles
        if message.unread:
            return [Span(words.t("Could not be taken apart:"), styles.apparatus)]
        who = message.sender or (words.t("The owner of this export") if message.own else "")
        who = who or ("" if message.service else words.t("Without a name"))
        number = words.t("No. {number}", number=words.identifier(message.number))
        behind = [
            words.identifier(message.sender_id) if message.sender_id else "",
            self._clock(message),
            number if message.number else "",
        ]
        said = " · ".join(part for part in behind if part)
        spans = [Span(isolate(who), styles.body_bold)] if who else []
        return [*spans, Span(f"  {said}" if who and said else said, styles.apparatus)]

    def _clock(self, message: Message) -> str:
        words = self._telling.words
        _, _, rest = message.at.partition("T")
        if not rest:
            return words.identifier(message.written) if message.written else ""
        clock, offset = words.time(rest[:8]), rest[8:]
        if not offset:
            return clock
        zone = "UTC" if offset in ("+00:00", "Z") else f"UTC{offset.removesuffix(':00')}"
        return words.t("{time} ({zone})", time=clock, zone=words.identifier(zone))

    def _ours(self, spans: Sequence[Span]) -> Block:
        """A line in the direction of the page."""
        return self._telling.frame.along(spans, TEXT_WIDTH, self._own)

    def _look(self, text: str) -> None:
        """Take on the direction of a text that has one."""
        self._before = direction_of(strip_controls(text), otherwise=self._before)

    def _block(
        self, text: str, style: Style, width: float, direction: Direction | None = None
    ) -> Block:
        """Lay out a text in its own direction, or in a given one."""
        if direction is None:
            self._look(text)
        told = direction or self._before
        if told == "rtl" and style.leading < 2 * style.size:
            style = Style(style.size, 2 * style.size, style.weight, style.colour, style.mono)
        return self._telling.frame.along([Span(shielded(text), style)], width, told)


def _widths(rows: Sequence[tuple[str, ...]], count: int) -> list[float]:
    """Divide the width of the page by what stands in the columns."""
    longest = [
        max(max((len(line) for line in row[at].splitlines()), default=0) for row in rows)
        for at in range(count)
    ]
    shares = [min(max(length, _NARROW), _WIDE) for length in longest]
    return [TEXT_WIDTH * share / sum(shares) for share in shares]
