"""What every input of a form can do, and what it may know of the case."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.case.records import Document, Person
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.timeline.papers import Papers


@dataclass
class Around:
    """The people and documents that an input can name; `add_person(name, then)` makes one more.

    Shared by all inputs of one form, so that somebody added in one can be chosen in the next.
    """

    people: dict[str, Person] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    add_person: Callable[[str, Callable[[Person], None]], None] = lambda _name, _then: None
    languages: tuple[str, ...] = ()
    cover: bool = True
    papers: Papers | None = None

    def names(self) -> Mapping[str, str]:
        """Return the name of everybody by id."""
        return {key: person.name for key, person in self.people.items()}

    def titles(self) -> Mapping[str, str]:
        """Return the title of every document by id; the file's name where there is none."""
        return {key: each.title or each.file for key, each in self.documents.items()}


class Input(QWidget):
    """One field of a form.  `changed` is sent for what the person did, never by `show_content`."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Words, label: str) -> None:
        super().__init__()
        self.theme = theme
        self.words = words
        self.label = label
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.u(4))

    @abstractmethod
    def content(self) -> Content:
        """Return the value for the record, None for nothing."""

    def typed(self) -> str:
        """Return words that `content` does not hold, to be kept as they are."""
        return ""

    @abstractmethod
    def show_content(self, content: Content, typed: str = "") -> None:
        """Show a record's value, and the words that were kept beside it."""

    def target(self) -> QWidget:
        """Return the widget that takes the focus."""
        return self
