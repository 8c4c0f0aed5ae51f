"""Pages are cited in an entry: chosen or typed here, the entry named by its title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.case.records import Citation, Event
from limbo_desktop.ui.inputs.name_edit import NameEdit
from limbo_desktop.ui.inputs.tokens import TokenBox
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.viewer.place import page_set, page_text
from limbo_desktop.ui.widgets import Button, Field, Label, LineEdit, Notice
from limbo_desktop.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

_LATELY: Final = 30
"""Entries that stand before the others because they were worked on last."""


def titles_lately_first(vault: Vault) -> dict[str, str]:
    """Return the titles of all entries by id, those that were changed last first.  On the lane."""
    titles = vault.events.titles()
    order = dict.fromkeys([*vault.history.lately("event", _LATELY), *reversed(titles)])
    return {identity: titles[identity] for identity in order if identity in titles}


def cite(vault: Vault, entry: str, document: str, pages: str) -> Event:
    """Add pages of a document to an entry and return it; "" is the whole document.  On the lane.

    Pages of a document that is cited already are added to those; the whole stays the whole.
    """
    event = vault.events.get(entry)
    known = next((each for each in event.documents if each.document == document), None)
    if known is None:
        cited = (*event.documents, Citation(document, pages))
    else:
        whole = not known.pages or not pages
        joined = "" if whole else page_text(page_set(known.pages) | page_set(pages))
        cited = tuple(
            replace(each, pages=joined) if each is known else each for each in event.documents
        )
    changed = replace(event, documents=cited)
    if changed == event:
        return event
    return vault.events.put(changed)


class CiteBar(QWidget):
    """The row under the pages; `pages_typed(pages)` when a list of pages is typed in."""

    pages_typed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._document = ""
        self._count = 0
        self._citable = False
        self._short = False
        self._cited = ""
        self._titles: dict[str, str] = {}
        theme, words = session.theme, session.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(8))
        self.done = Notice(theme, tone="good", icon="check", action=words.t("Open the entry"))
        self.done.acted.connect(lambda: session.go("entry", self._cited))
        self.done.hide()
        column.addWidget(self.done)
        row = QWidget()
        flow = FlowLayout(
            row, gap=theme.u(12), line=theme.height("control"), rtl=theme.rtl, last_fills=False
        )
        flow.setContentsMargins(0, 0, 0, 0)
        self.label = Label(theme, words.t("Pages to cite"), "label", "ink2")
        self.pages = LineEdit(theme, words.t("Pages to cite"), placeholder=words.t("all"), ltr=True)
        self.pages.setFixedWidth(theme.u(120))
        self.pages.textEdited.connect(self._typed)
        self.button = Button(theme, words.t("Cite in an entry…"), icon="text-quote")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._offer)
        for widget in (self.label, self.pages, self.button):
            flow.addWidget(widget)
        column.addWidget(row)
        self.note = Label(theme, "", "label", "notice", wrap=True)
        self.note.hide()
        column.addWidget(self.note)
        self._make_choice(column)

    def _make_choice(self, column: QVBoxLayout) -> None:
        theme, words = self._session.theme, self._session.words
        name = words.t("Entry in which the pages are cited")
        self.edit = NameEdit(theme, words, name, self._known, placeholder=words.t("Type its title"))
        self.edit.chosen.connect(self._cite)
        self._choice = Field(theme, words.t("In which entry?"), TokenBox(theme, self.edit))
        self.edit.setAccessibleName(name)
        self._choice.hide()
        column.addWidget(self._choice)

    def _known(self) -> Mapping[str, Sequence[str]]:
        untitled = self._session.words.t("No title")
        return {key: (title or untitled,) for key, title in self._titles.items()}

    def show_document(self, document: str, pages: int, *, citable: bool) -> None:
        """Offer to cite pages of a document; of one that has none, it is cited whole."""
        self._document = document
        self._count = pages
        self.done.hide()
        self.pages.setVisible(citable)
        self._citable = citable
        self._fold()
        self.pages.forget()
        self._remark("")
        self.button.setChecked(False)

    def set_short(self, *, short: bool) -> None:
        """In a short window the field says by itself what it is for."""
        self._short = short
        self._fold()

    def _fold(self) -> None:
        words = self._session.words
        self.label.setVisible(self._citable and not self._short)
        self.pages.setPlaceholderText(words.t("pages") if self._short else words.t("all"))

    def show_chosen(self, pages: frozenset[int]) -> None:
        """Show which pages are chosen."""
        self.pages.setText(page_text(pages))
        self._remark("")

    def _remark(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.pages.setAccessibleDescription(text)

    def _typed(self, text: str) -> None:
        pages = page_set(text)
        words = self._session.words
        if text.strip() and not pages:
            self._remark(words.t("Write pages such as 2-3, 5."))
        elif pages and max(pages) > self._count:
            last = words.identifier(str(self._count))
            self._remark(words.t("The last page is {page}.", page=last))
        else:
            self._remark("")
            self.pages_typed.emit(pages)

    def _offer(self, shown: bool) -> None:
        self._choice.setVisible(shown)
        if not shown:
            return
        self.done.hide()

        def read(titles: dict[str, str]) -> None:
            self._titles = titles
            if self.button.isChecked():
                self.edit.setFocus()
                self.edit.offer_all()

        op(self._session, titles_lately_first, owner=self).success(read).start()

    def _cite(self, entry: str) -> None:
        document, pages = self._document, page_text(page_set(self.pages.text()))
        if self.note.text():
            self.pages.setFocus()
            return

        def cited(event: Event) -> None:
            words = self._session.words
            self._cited = event.id
            self.button.setChecked(False)
            known = next((c.pages for c in event.documents if c.document == document), "")
            title = event.title or words.t("No title")
            shown = words.identifier(known)
            self.done.set_text(
                words.t("Cited in “{title}”: pages {pages}.", title=title, pages=shown)
                if known
                else words.t("Cited in “{title}”: the whole document.", title=title)
            )
            self.done.show()
            self.button.setFocus()

        op(self._session, lambda vault: cite(vault, entry, document, pages), owner=self).success(
            cited
        ).start()
