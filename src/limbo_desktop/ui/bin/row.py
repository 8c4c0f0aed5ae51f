"""One deleted thing in the bin: what it is, when it was deleted, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Document, Event, Person, Task
from limbo_desktop.marking import N_
from limbo_desktop.text.words import Words
from limbo_desktop.ui.history.screen import moment
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, IconPicture, Label

if TYPE_CHECKING:
    from limbo_desktop.vault.bin import Removed

_ICONS: Final = {
    "person": "user",
    "event": "pencil",
    "document": "file-text",
    "task": "calendar-clock",
}
_TYPES: Final = {
    "person": N_("Person"),
    "event": N_("Entry"),
    "document": N_("Document"),
    "task": N_("Next step"),
}


class BinRow(QWidget):
    """`wanted(id)` when it is to be taken out."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, words: Words, removed: Removed) -> None:
        super().__init__()
        u = theme.u
        row = QHBoxLayout(self)
        row.setContentsMargins(0, u(10), 0, u(10))
        row.setSpacing(u(12))
        icon = IconPicture(theme, _ICONS[removed.type], "ink2")
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(0)
        title = title_of(removed) or words.t("Without a title")
        said.addWidget(Label(theme, title, "title", wrap=True))
        when = words.t(
            "{kind} · deleted {when}", kind=_kind(words, removed), when=moment(words, removed.at)
        )
        said.addWidget(Label(theme, when, "label", "ink2", wrap=True))
        row.addLayout(said, 1)
        self.back = Button(
            theme,
            words.t("Take out"),
            icon="undo-2",
            height="small_button",
            name=words.t("Take out of the bin: {title}", title=title),
        )
        self.back.clicked.connect(lambda: self.wanted.emit(removed.record.id))
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)


def title_of(removed: Removed) -> str:
    """Return the title or name of a deleted record, "" when it has none."""
    match removed.record:
        case Person() as person:
            return person.name or person.name_latin
        case Document() as document:
            return document.title or document.file
        case Event() | Task() as other:
            return other.title


def _kind(words: Words, removed: Removed) -> str:
    record = removed.record
    if isinstance(record, Event) and record.kind in KINDS:
        return words.t(KINDS[record.kind].label)
    return words.t(_TYPES[removed.type])
