"""Where a next step comes from: the paper that says so, its page, and the entry it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from limbo_desktop.marking import N_
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.around import Around
from limbo_desktop.ui.inputs.cited import read_pages
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.inputs.text import ParsedInput
from limbo_desktop.ui.inputs.tokens import TokenInput
from limbo_desktop.ui.theme import Theme


class PagesInput(ParsedInput):
    """Pages of a paper: 3, or 2-3, 5; in any digits."""

    def read(self, text: str) -> Content:
        """Return the pages, None when it is no list of pages."""
        return read_pages(text) or None

    def shown(self, content: Content) -> str:
        """Return the pages as they are written in the record."""
        return content if isinstance(content, str) else ""


class EntryInput(TokenInput):
    """One entry of the timeline by its title; `entries` are the titles by id."""

    icon = "pencil"
    placeholder = N_("Title of an entry")

    def __init__(self, theme: Theme, words: Words, label: str, around: Around) -> None:
        self.entries: Mapping[str, str] = {}
        super().__init__(theme, words, label, around, several=False)

    def known(self) -> Mapping[str, Sequence[str]]:
        """Return the entries that have a title."""
        return {key: (title,) for key, title in self.entries.items() if title}
