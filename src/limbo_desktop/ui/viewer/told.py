"""What is read in a file, message by message or as plain words, laid out for a screen.

Everything is put in as plain text, paragraph by paragraph: no markup of a file is ever followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from limbo_desktop.text.bidi import isolate, strip_controls
from limbo_desktop.text.instants import moment
from limbo_desktop.text.searching import highlights
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme.theme import Theme
from limbo_desktop.ui.widgets.direction import direction_of

if TYPE_CHECKING:
    from limbo_desktop.render.facts import Attachment, Mail
    from limbo_desktop.render.messages import Message

_HEADS: Final = ("From", "To", "Cc", "Date", "Subject")


class Teller:
    """Writes into a document: heads, bodies, what hangs on them; `zoom` enlarges the letters."""

    def __init__(self, theme: Theme, words: Words, document: QTextDocument, zoom: float) -> None:
        self._theme = theme
        self._words = words
        self._zoom = zoom
        self._document = document
        document.clear()
        document.setDocumentMargin(theme.u(16))
        self._cursor = QTextCursor(document)
        self._before = theme.direction
        self._empty = True

    def words_of(self, text: str) -> None:
        """Write plain words, every line a paragraph with the direction of its own letters."""
        for line in text.split("\n"):
            # marks that WhatsApp sets before its own words say nothing of the direction of a line
            direction = direction_of(strip_controls(line), otherwise=self._before)
            self._before = direction if line.strip() else self._before
            self._paragraph([(line, "account", "ink")], direction=direction)

    def chat(self, title: str) -> None:
        """Write the name of the conversation that begins here."""
        self._paragraph([(title, "h2", "ink")], above=16)

    def message(self, message: Message) -> None:
        """Write one message: who, when, the words, what hangs on it, whether it was edited."""
        words = self._words
        if message.unread:
            self._paragraph([(words.t("Could not be taken apart:"), "small", "notice")], above=14)
            self.words_of(message.body)
            return
        who = message.sender or (words.t("The owner of this export") if message.own else "")
        who = who or ("" if message.service else words.t("Without a name"))
        head = [(isolate(who), "label_bold", "ink")] if who else []
        head += [(part, "small", "ink2") for part in self._behind(message)]
        self._paragraph(_spaced(head), above=14)
        if message.forwarded:
            came = words.t("Passed on from {name}", name=message.forwarded)
            self._paragraph([(came, "small", "ink2")])
        if message.service:
            self._paragraph([(isolate(message.body), "label", "ink2")])
        elif message.body:
            self.words_of(message.body)
        self.attachments(message.attachments)
        if message.edited:
            when = words.t("Changed later: {when}", when=moment(words, message.edited))
            self._paragraph([(when, "small", "ink2")])

    def _behind(self, message: Message) -> list[str]:
        """Return the time, what stands behind the name, and the service's own number."""
        words = self._words
        when = moment(words, message.at) if message.at else words.identifier(message.written)
        number = words.t("No. {number}", number=words.identifier(message.number))
        found = [
            when if message.at or message.written else "",
            words.identifier(message.sender_id) if message.sender_id else "",
            number if message.number else "",
        ]
        return [part for part in found if part]

    def mail(self, mail: Mail, body: str) -> None:
        """Write an e-mail: from whom, to whom, when, about what, and the words of its page."""
        words = self._words
        labels = {
            "From": words.t("Sender"),
            "To": words.t("Recipients"),
            "Cc": words.t("Copy to"),
            "Date": words.t("Date"),
            "Subject": words.t("Subject"),
        }
        for name in _HEADS:
            value = mail.header(name)
            if value:
                shown = [(labels[name], "label", "ink2"), (isolate(value), "label_bold", "ink")]
                if name == "Date" and mail.at:
                    shown = [*shown[:1], (moment(words, mail.at), "label_bold", "ink")]
                    shown.append((words.identifier(value), "small", "ink2"))
                self._paragraph(_spaced(shown))
        self.attachments(mail.attachments)
        self._paragraph([("", "small", "ink")])
        self.words_of(body)

    def attachments(self, attachments: Iterable[Attachment]) -> None:
        """Write what hangs on a message: name, type, size."""
        words = self._words
        for each in attachments:
            name = words.identifier(each.name) if each.name else words.t("not in this export")
            said: str = words.t("Attached: {what}", what=name)
            more = (
                words.identifier(each.media_type) if each.media_type else "",
                words.size(each.size) if each.size else "",
            )
            for part in filter(None, more):
                said = words.t("{first}, {second}", first=said, second=part)
            self._paragraph([(said, "small", "ink2")])

    def _paragraph(
        self,
        runs: Sequence[tuple[str, str, str]],
        *,
        above: int = 0,
        direction: Qt.LayoutDirection | None = None,
    ) -> None:
        block = QTextBlockFormat()
        block.setLayoutDirection(self._theme.direction if direction is None else direction)
        block.setTopMargin(self._theme.u(above))
        style = runs[0][1] if runs else "small"
        fixed = QTextBlockFormat.LineHeightTypes.MinimumHeight.value
        block.setLineHeight(self._theme.line(style) * self._zoom, fixed)
        if self._empty:
            self._cursor.setBlockFormat(block)
            self._empty = False
        else:
            self._cursor.insertBlock(block)
        for text, style_, token in runs:
            self._cursor.insertText(text, self._letters(style_, token))

    def _letters(self, style: str, token: str) -> QTextCharFormat:
        letters = QTextCharFormat()
        font = self._theme.font(style)
        font.setPixelSize(round(font.pixelSize() * self._zoom))
        letters.setFont(font)
        letters.setForeground(self._theme.color(token))
        return letters


def _spaced(runs: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return runs with a wide space between two."""
    found: list[tuple[str, str, str]] = []
    for run in runs:
        if found:
            found.append(("\u2003", run[1], run[2]))
        found.append(run)
    return found


def mark_words(theme: Theme, document: QTextDocument, typed: str) -> QTextCursor | None:
    """Mark what a search for `typed` finds; return a cursor at the first of it."""
    letters = QTextCharFormat()
    letters.setBackground(theme.color("notice_soft"))
    letters.setForeground(theme.color("ink"))
    letters.setUnderlineColor(theme.color("notice"))
    letters.setFontUnderline(True)
    first: QTextCursor | None = None
    block = document.begin()
    while block.isValid():
        # Qt counts in UTF-16: letters beyond the first plane take two of its places
        text = block.text()
        for start, end in highlights(text, typed):
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + _units(text[:start]))
            there = block.position() + _units(text[:end])
            cursor.setPosition(there, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(letters)
            first = first or cursor
        block = block.next()
    return first


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
