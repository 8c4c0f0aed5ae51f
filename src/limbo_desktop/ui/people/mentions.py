"""The entries, papers and next steps that a person is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.records import Document, Event, Task
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Label

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

SHOWN: Final = 5
"""Links shown of each sort before “Show more”."""
_SORTS: Final = (("event", "pencil"), ("document", "file-text"), ("task", "calendar"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A record that names a person: "event", "document" or "task"; `when` as EDTF."""

    type: str
    id: str
    title: str
    when: str


def mentions_of(vault: Vault, person: str) -> tuple[Mention, ...]:
    """Return what names `person`, each sort by date; next steps are those of the entries."""
    events = list(vault.events.linked_to(person))
    tasks = {task.id: task for event in events for task in vault.tasks.linked_to(event.id)}
    found = [
        *(_mention("event", each, each.when) for each in events),
        *(_mention("document", each, each.when) for each in vault.documents.linked_to(person)),
        *(_mention("task", each, each.due) for each in tasks.values() if not each.done),
    ]
    return tuple(sorted(found, key=_by_date))


def _mention(type_: str, record: Event | Document | Task, when: str) -> Mention:
    title = record.title
    if not title and isinstance(record, Document):
        title = record.file.rpartition("/")[2]
    return Mention(type_, record.id, title, when)


def _by_date(mention: Mention) -> str:
    date = UncertainDate.parse(mention.when).earliest if mention.when else None
    return date.isoformat() if date is not None else "9999"


class MentionsList(QWidget):
    """`chosen(mention)` when one is followed."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.u(2))

    def show_mentions(self, mentions: Sequence[Mention]) -> None:
        """Show the records that name the person."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for sort, icon in _SORTS:
            those = [each for each in mentions if each.type == sort]
            if those:
                title = Label(self._theme, self._title(sort, len(those)), "label", "ink2")
                self._column.addWidget(title)
                self._add(icon, those)

    def _title(self, sort: str, count: int) -> str:
        words = self._words
        match sort:
            case "event":
                return words.n("In {count} entry", "In {count} entries", count)
            case "document":
                return words.n("In {count} document", "In {count} documents", count)
            case _:
                return words.n("{count} next step", "{count} next steps", count)

    def _add(self, icon: str, mentions: list[Mention]) -> None:
        theme, words = self._theme, self._words
        for mention in mentions[:SHOWN]:
            link = Button(
                theme,
                _line(words, mention),
                ButtonKind.LINK,
                icon=icon,
                height="small_button",
                wide=True,
                at_start=True,
            )
            link.setMinimumWidth(theme.u(80))
            link.setToolTip(_line(words, mention))
            link.clicked.connect(lambda _=False, which=mention: self.chosen.emit(which))
            self._column.addWidget(link)
        rest = mentions[SHOWN:]
        if rest:
            text = words.n("Show {count} more", "Show {count} more", len(rest))
            more = Button(theme, text, ButtonKind.QUIET, height="small_button")
            place = self._column.count()
            self._column.addWidget(more)
            more.clicked.connect(lambda: self._open(more, place, icon, rest))

    def _open(self, more: Button, place: int, icon: str, rest: list[Mention]) -> None:
        """Show the others in place of the button that asked for them."""
        more.hide()
        following = []
        while self._column.count() > place + 1:
            item = self._column.takeAt(place + 1)
            if item is not None and (widget := item.widget()) is not None:
                following.append(widget)
        for start in range(0, len(rest), SHOWN):
            self._add(icon, rest[start : start + SHOWN])
        for widget in following:
            self._column.addWidget(widget)
        first = self._column.itemAt(place + 1)
        shown = first.widget() if first is not None else None
        if shown is not None:
            shown.setFocus()


def _line(words: Words, mention: Mention) -> str:
    title = mention.title or words.t("No title")
    if not mention.when:
        return title
    return words.t("{title} · {date}", title=title, date=words.date(mention.when))
