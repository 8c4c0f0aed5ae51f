"""The log of a paper, readable, and the form to write down whom it was given to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.intake.names import shown_name
from limbo_desktop.marking import N_
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.names import LABELS
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Choice, Field, Label, LineEdit
from limbo_desktop.vault.custody import Deed, Entry

SHOWN: Final = 4
"""How many lines stand there before the person asks for all."""

_WHAT: Final = {"original": N_("the original"), "copy": N_("a copy")}
_DEEDS: Final = {
    Deed.REMOVED: N_("Moved to the bin"),
    Deed.RESTORED: N_("Taken out of the bin"),
    Deed.IN_FOLDER: N_("Went out in a folder of the whole case, not encrypted"),
    Deed.WITHHELD: N_("It stays withheld while somebody concealed is in it"),
}
_LABELS: Final = {"obtained": "obtained.how", "titles": "title", "file": "title"}
"""Which label stands for what the form has no single field for."""


def entry_lines(words: Words, entry: Entry) -> Iterator[str]:
    """Yield what a line of the log says: what was done, then what was said of it."""
    said = entry.said
    match entry.deed:
        case Deed.ADDED | Deed.CAME_AGAIN:
            yield _coming(words, entry)
            if said.get("archive"):
                yield words.t("Out of the archive {name}", name=words.identifier(said["archive"]))
        case Deed.CHANGED:
            keys = dict.fromkeys(_LABELS.get(each, each) for each in entry.fields)
            names = [
                words.t(LABELS[f"document.{key}"]) for key in keys if f"document.{key}" in LABELS
            ]
            yield words.t("Changed: {fields}", fields=words.list(names))
        case Deed.IN_BUNDLE:
            yield words.t(
                "Went out in the bundle {name}", name=words.identifier(said.get("name", ""))
            )
            if said.get("fingerprint"):
                digits = words.identifier(said["fingerprint"][:16])
                yield words.t("Fingerprint: {digits}", digits=digits)
        case Deed.REDACTED | Deed.RELEASED:
            yield _redacted(words, said)
        case Deed.SAVED_OUT:
            name = words.identifier(said.get("name", ""))
            yield words.t("A copy of the original was saved out of the case as {name}", name=name)
        case Deed.HANDED_OVER:
            what = words.t(_WHAT[said["what"]]) if said.get("what") in _WHAT else ""
            to = said.get("to", "")
            if what:
                yield words.t("Given to: {name} ({what})", name=to, what=what)
            else:
                yield words.t("Given to: {name}", name=to)
            yield from (said[key] for key in ("when", "note") if said.get(key))
        case _:
            yield words.t(_DEEDS[entry.deed])


def _redacted(words: Words, said: Mapping[str, str]) -> str:
    if said.get("boxes"):
        pages = [part.partition(":")[0] for part in said["boxes"].split(", ")]
        numbers = words.list([words.identifier(page) for page in pages])
        return words.t("Black boxes on the pages: {pages}", pages=numbers)
    match said.get("how"):
        case "replaced":
            return words.t("It may go out with the concealed names replaced in its text")
        case "as_it_is":
            return words.t("It may go out as it is although somebody concealed is in it")
        case _:
            return words.t("There are no black boxes on it any more")


def _coming(words: Words, entry: Entry) -> str:
    name = shown_name(entry.said["file"]) if entry.said.get("file") else ""
    if entry.deed is Deed.ADDED:
        return (
            words.t("Came in as {name}", name=words.identifier(name))
            if name
            else words.t("Came in")
        )
    if name:
        return words.t("The same file came again as {name}", name=words.identifier(name))
    return words.t("The same file came again")


class Log(QWidget):
    """The lines, newest first; `handed(to, when, what, note)` when one more is written down."""

    handed = Signal(str, str, str, str)

    def __init__(self, theme: Theme, words: Words, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(6))
        column.addWidget(Label(theme, words.t("What was done with it"), "label", "ink2"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.u(6))
        column.addLayout(self._lines)
        newest = tuple(reversed(entries))
        for entry in newest[:SHOWN]:
            self._add(entry)
        self._rest = newest[SHOWN:]
        column.addSpacing(theme.u(2))
        self.every = Button(
            theme, words.t("Show everything"), ButtonKind.LINK, height="small_button"
        )
        self.every.clicked.connect(self._show_rest)
        self.every.setVisible(bool(self._rest))
        column.addWidget(self.every)
        self.write = Button(
            theme, words.t("Write down whom it was given to"), icon="plus", height="small_button"
        )
        self.write.clicked.connect(self._open)
        column.addWidget(self.write)
        self.form = HandedForm(theme, words)
        self.form.hide()
        self.form.closed.connect(self._close)
        self.form.done.connect(self.handed)
        column.addWidget(self.form)

    def _add(self, entry: Entry) -> None:
        theme, words = self._theme, self._words
        box = QVBoxLayout()
        box.setSpacing(0)
        at = dt.datetime.fromtimestamp(entry.at)  # noqa: DTZ006 - the person's own clock
        moment = words.t(
            "{date}, {time}",
            date=words.date(at.date(), DateStyle.SHORT),
            time=words.time(f"{at:%H:%M}"),
        )
        box.addWidget(Label(theme, moment, "small", "ink2"))
        for line in entry_lines(words, entry):
            box.addWidget(Label(theme, line, "label", wrap=True, align_by_text=False))
        self._lines.addLayout(box)

    def _show_rest(self) -> None:
        for entry in self._rest:
            self._add(entry)
        self._rest = ()
        self.every.hide()

    def _open(self) -> None:
        self.write.hide()
        self.form.show()
        self.form.to.setFocus()

    def _close(self) -> None:
        self.form.hide()
        self.write.show()
        self.write.setFocus()


class HandedForm(QWidget):
    """To whom, when, what and a remark; `done` with all four, `closed` without any."""

    done = Signal(str, str, str, str)
    closed = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(8))
        self.to = LineEdit(theme, words.t("To whom"))
        self._to = Field(theme, words.t("To whom"), self.to)
        column.addWidget(self._to)
        self.when = LineEdit(theme, words.t("When"))
        column.addWidget(Field(theme, words.t("When"), self.when))
        options = [(key, words.t(name)) for key, name in _WHAT.items()]
        self.what = Choice(theme, words.t("What was given"), options, "copy")
        column.addWidget(Field(theme, words.t("What was given"), self.what))
        self.note = LineEdit(theme, words.t("Remark"))
        hint = words.t("What is written down here stays: it cannot be changed afterwards.")
        column.addWidget(Field(theme, words.t("Remark"), self.note, hint=hint))
        row = QHBoxLayout()
        row.setSpacing(theme.u(8))
        keep = Button(theme, words.t("Write it down"), height="small_button")
        keep.clicked.connect(self._keep)
        row.addWidget(keep)
        cancel = Button(theme, words.t("Cancel"), ButtonKind.QUIET, height="small_button")
        cancel.clicked.connect(self.closed)
        row.addWidget(cancel)
        row.addStretch(1)
        column.addLayout(row)

    def _keep(self) -> None:
        parts = [each.text().strip() for each in (self.to, self.when, self.note)]
        if not parts[0]:
            self._to.set_notice(self._words.t("Say to whom: a name, an office, or “unknown”."))
            self.to.setFocus()
            return
        self.done.emit(parts[0], parts[1], self.what.value, parts[2])
