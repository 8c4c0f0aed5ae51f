"""Documents that show something, each with the pages that do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.case.records import Citation, Document
from limbo_desktop.case.values import FORMS, Value
from limbo_desktop.text.date_lexicon import folded
from limbo_desktop.text.names import name_of
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.around import Around
from limbo_desktop.ui.inputs.base import Input
from limbo_desktop.ui.inputs.name_edit import NameEdit
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.inputs.tokens import TokenBox
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.timeline.papers import Papers
from limbo_desktop.ui.widgets import Button, ButtonKind, Label, LineEdit


def read_pages(text: str) -> str:
    """Return "1-2, 4" from what was typed; "" when it is no list of pages."""
    said = re.sub(r"[–—]", "-", folded(text)).replace("،", ",").replace(";", ",")
    said = re.sub(r"\s*-\s*", "-", said)
    said = re.sub(r"\s*,\s*", ", ", said).strip(", ")
    return said if re.match(FORMS[Value.PAGES].pattern, said) else ""


class CitedRow(QWidget):
    """One document with its pages; without `papers` in one line, without its picture."""

    def __init__(
        self, theme: Theme, words: Words, title: str, document: Document | None, pages: str, *,
        covered: bool, papers: Papers | None,
    ) -> None:  # fmt: skip
        super().__init__()
        u = theme.u
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(u(12))
        known = bool(title)
        title = title or words.t("not in the case any more")
        below = ""
        if document is not None:
            type_ = name_of(words, Value.DOCUMENT_TYPE, document.type)
            kept = name_of(words, Value.ORIGINAL, document.original).lower()
            below = words.t("{first}, {second}", first=type_, second=kept) if kept else type_
        if papers is not None:
            row.addWidget(papers.thumb(document, covered=covered, width=96, height=62))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addStretch(1)
        said.addWidget(Label(theme, title, "label_bold"))
        if below and papers is not None:
            said.addWidget(Label(theme, below, "label", "ink2"))
        said.addStretch(1)
        row.addLayout(said, 1)
        name = words.t("Pages of {title}", title=title)
        self.pages = LineEdit(
            theme, name, placeholder=words.t("pages"), ltr=True, height="small_button"
        )
        self.pages.setText(pages)
        self.pages.setFixedWidth(u(104))
        row.addWidget(self.pages, 0, Qt.AlignmentFlag.AlignVCenter)
        self.open = Button(
            theme,
            kind=ButtonKind.QUIET,
            icon="eye",
            height="small_button",
            name=words.t("Open: {name}", name=title),
        )
        if not known:
            self.open.hide()
        row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignVCenter)
        self.remove = Button(
            theme,
            kind=ButtonKind.QUIET,
            icon="x",
            height="small_button",
            name=words.t("Take out: {name}", name=title),
        )
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignVCenter)


class CitedInput(Input):
    """Rows of documents; the button opens a line in which a title is typed."""

    def __init__(
        self, theme: Theme, words: Words, label: str, around: Around, *, small: bool = False,
        as_field: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(theme, words, label)
        self.around = around
        self.covered = False
        self._small = small
        self._as_field = as_field
        self._rows: list[tuple[str, CitedRow]] = []
        self.holder = QVBoxLayout()
        self.holder.setSpacing(theme.u(8))
        self.column.addLayout(self.holder)
        line = QHBoxLayout()
        self.edit = NameEdit(
            theme, words, label, self._left, placeholder=words.t("Title of a document")
        )
        self.edit.chosen.connect(self.add)
        self.box = TokenBox(theme, self.edit)
        self.box.hide()
        line.addWidget(self.box, 1)
        self.attach = Button(theme, words.t("Attach"), icon="paperclip", height="small_button")
        self.attach.clicked.connect(self.open_choice)
        line.addWidget(self.attach)
        self.take = Button(
            theme, words.t("Add a file"), ButtonKind.LINK, icon="file-plus", height="small_button"
        )
        self.take.clicked.connect(lambda: around.take_files() if around.take_files else None)
        if small or around.take_files is None:
            self.take.hide()
        line.addWidget(self.take)
        line.addStretch(0 if small else 1)
        self.column.addLayout(line)

    def _left(self) -> Mapping[str, Sequence[str]]:
        chosen = {key for key, _ in self._rows}
        return {k: (title,) for k, title in self.around.titles.items() if k not in chosen}

    def open_choice(self) -> None:
        """Offer the documents of the case to choose from."""
        self.box.show()
        self.edit.setFocus()
        self.edit.offer_all()

    def add(self, key: str) -> None:
        """Attach the document with this id."""
        self.box.hide()
        if key in (each for each, _ in self._rows):
            return

        def read(document: Document) -> None:
            self.around.documents[key] = document
            self._append(key, "").pages.setFocus()
            self.changed.emit()

        known = self.around.documents.get(key)
        if known is not None:
            read(known)
        else:
            self.around.read_document(key, read)

    def _append(self, key: str, pages: str) -> CitedRow:
        row = CitedRow(
            self.theme, self.words, self.around.titles.get(key, ""),
            self.around.documents.get(key), pages,
            covered=self.covered, papers=None if self._small else self.around.papers,
        )  # fmt: skip
        row.pages.textEdited.connect(lambda _: self.changed.emit())
        row.remove.clicked.connect(lambda: self._remove(row))
        row.open.clicked.connect(lambda: self._open(key, row))
        self._rows.append((key, row))
        self.holder.addWidget(row)
        return row

    def _open(self, key: str, row: CitedRow) -> None:
        """Show the pages that are cited."""
        if self.around.open_document is not None:
            self.around.open_document(key, read_pages(row.pages.text()))

    def _remove(self, row: CitedRow) -> None:
        self._rows = [each for each in self._rows if each[1] is not row]
        self.holder.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.attach.setFocus()
        self.changed.emit()

    def citations(self) -> tuple[Citation, ...]:
        """Return what is attached; pages that cannot be read are left out of the record."""
        return tuple(Citation(key, read_pages(row.pages.text())) for key, row in self._rows)

    def content(self) -> Content:
        """Return the citations, as a field's list of objects inside of fields."""
        if not self._as_field:
            return self.citations()
        cited: list[dict[str, str | list[dict[str, str]]]] = [
            {"document": each.document, "pages": each.pages} for each in self.citations()
        ]
        return cited or None

    def typed(self) -> str:
        """Return pages that cannot be read, a line for each document."""
        unread = [
            row.pages.text() if row.pages.text() and not read_pages(row.pages.text()) else ""
            for _, row in self._rows
        ]
        return "\n".join(unread) if any(unread) else ""

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show what is attached."""
        wanted = _citations(content)
        if wanted == self.citations() and len(wanted) == len(self._rows):
            return
        for _, row in self._rows:
            self.holder.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        unread = typed.split("\n") if typed else []
        for number, citation in enumerate(wanted):
            kept = unread[number] if number < len(unread) else ""
            self._append(citation.document, kept or citation.pages)

    def target(self) -> QWidget:
        """Return the button."""
        return self.attach


def _citations(content: Content) -> tuple[Citation, ...]:
    if isinstance(content, tuple):
        return tuple(each for each in content if isinstance(each, Citation))
    if not isinstance(content, list):
        return ()
    return tuple(
        Citation(str(each.get("document", "")), str(each.get("pages", "")))
        for each in content
        if isinstance(each, dict)
    )
