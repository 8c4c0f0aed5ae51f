"""Reading pages: the words of a text, an e-mail, a conversation or a page, one page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit

from limbo_desktop.render.messages import MESSAGES_PER_PAGE
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme.theme import Theme
from limbo_desktop.ui.viewer.told import Teller, mark_words

if TYPE_CHECKING:
    from limbo_desktop.render.facts import Mail
    from limbo_desktop.render.messages import Message

Write = Callable[[Teller], None]
PAGE_CHARACTERS: Final = 20_000
"""Characters of a plain text to a reading page; it is cut at the end of a line."""

ZOOMS: Final = (0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """What stands on one page: its words for a search, and how they are written."""

    words: str
    write: Write


def text_pages(pages: Sequence[str], *, whole: bool = False) -> tuple[ReadingPage, ...]:
    """Return plain words as pages; one that is too long is cut in several unless `whole`."""
    parts = pages if whole else [part for page in pages for part in _cut(page)]
    return tuple(ReadingPage(part, partial(_write_words, part)) for part in parts)


def _write_words(words: str, teller: Teller) -> None:
    teller.words_of(words)


def _cut(text: str) -> list[str]:
    parts = []
    while len(text) > PAGE_CHARACTERS:
        at = text.rfind("\n", 0, PAGE_CHARACTERS) + 1 or PAGE_CHARACTERS
        parts.append(text[:at].removesuffix("\n"))
        text = text[at:]
    return [*parts, text]


def mail_pages(mail: Mail) -> tuple[ReadingPage, ...]:
    """Return an e-mail as its pages: the heads stand on the first."""
    first, *rest = _cut(mail.body)

    def write(teller: Teller) -> None:
        teller.mail(mail, first)

    heads = "\n".join(value for _, value in mail.headers)
    return (ReadingPage(f"{heads}\n{first}", write), *text_pages(rest))


def chat_pages(messages: Sequence[Message]) -> tuple[ReadingPage, ...]:
    """Return a conversation by pages of `MESSAGES_PER_PAGE` messages, as the search counts them."""
    starts = range(0, max(1, len(messages)), MESSAGES_PER_PAGE)
    return tuple(_chat_page(messages[at : at + MESSAGES_PER_PAGE]) for at in starts)


def _chat_page(messages: Sequence[Message]) -> ReadingPage:
    def write(teller: Teller) -> None:
        chat = ""
        for message in messages:
            if message.chat != chat:
                chat = message.chat
                teller.chat(chat)
            teller.message(message)

    return ReadingPage("\n".join(f"{each.sender} {each.body}" for each in messages), write)


class ReadingPane(QTextEdit):
    """Shows one page of words; `page_changed(index)` and `zoomed()` as `PageStrip` has them."""

    page_changed = Signal(int)
    zoomed = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._pages: tuple[ReadingPage, ...] = ()
        self._page = 0
        self._zoom = 1.0
        self._marked = ""
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(words.t("Words of the document"))
        keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(keys | Qt.TextInteractionFlag.TextSelectableByMouse)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)

    @property
    def page(self) -> int:
        """Return the index of the page that is read."""
        return self._page

    @property
    def pages(self) -> int:
        """Return how many there are."""
        return len(self._pages)

    def show_pages(self, pages: tuple[ReadingPage, ...]) -> None:
        """Show these pages from the first."""
        self._pages = pages
        self._page = 0
        self._write()

    def forget(self) -> None:
        """Show nothing."""
        self._pages = ()
        self._marked = ""
        self.clear()

    def go(self, index: int) -> None:
        """Read the page with this index."""
        if 0 <= index < len(self._pages):
            self._page = index
            self._write()
            self.page_changed.emit(index)

    def mark(self, typed: str, page: int) -> None:
        """Mark what a search finds: on the page with this index, or the next one that has it."""
        from limbo_desktop.text.searching import highlights

        self._marked = typed
        order = [*range(page, self.pages), *range(page)]
        found = (each for each in order if highlights(self._pages[each].words, typed))
        self.go(next(found, page))

    def step_zoom(self, step: int) -> None:
        """Show larger (1) or smaller (-1) letters."""
        at = ZOOMS.index(self._zoom) + step
        self._zoom = ZOOMS[min(max(at, 0), len(ZOOMS) - 1)]
        self._write()
        self.zoomed.emit()

    def _write(self) -> None:
        teller = Teller(self._theme, self._words, self.document(), self._zoom)
        if self._pages:
            self._pages[self._page].write(teller)
        found = mark_words(self._theme, self.document(), self._marked) if self._marked else None
        cursor = self.textCursor()
        cursor.setPosition(found.position() if found is not None else 0)
        self.setTextCursor(cursor)
        if found is None:
            self.verticalScrollBar().setValue(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl make larger and smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Page Down at the end of a page to the next page."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.go(self._page + 1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.go(self._page - 1)
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.step_zoom(1)
        elif event.key() == Qt.Key.Key_Minus:
            self.step_zoom(-1)
        else:
            super().keyPressEvent(event)
