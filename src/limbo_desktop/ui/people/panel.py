"""The panel of one person: the form, and where a concealed name stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.case.records import Person
from limbo_desktop.ui.inputs.saver import Saver, read_sheet
from limbo_desktop.ui.inputs.sheet import Sheet
from limbo_desktop.ui.operations import Operation, op, snapshot_op
from limbo_desktop.ui.people.form import PersonForm
from limbo_desktop.ui.people.mentions import Mention, MentionsList, mentions_of
from limbo_desktop.ui.people.places import Place, places_of
from limbo_desktop.ui.people.places_list import PlacesList
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import Button, ButtonKind, Label, SavedIndicator
from limbo_desktop.ui.widgets.scrolling import ScrollingCard

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

LOOK_MS: Final = 1500


@dataclass(frozen=True, slots=True)
class Opened:
    """A person as the panel shows them, and everybody in the case.

    `witnesses` are the numbers of pseudonyms, by ids, that readers of the last bundle know.
    """

    sheet: Sheet[Person]
    everybody: tuple[Person, ...]
    mentions: tuple[Mention, ...] = ()
    witnesses: Mapping[str, int] = field(default_factory=dict)


SCREEN_OF: Final = {
    "event": "entry",
    "document": "documents",
    "person": "people",
    "task": "today",
    "case": "case",
}
"""The screen that shows a record of each type."""


def open_person(vault: Vault, identity: str) -> Opened:
    """Return what the panel shows.  On the lane."""
    sheet = read_sheet(vault, vault.people.get(identity))
    made = vault.bundles.all()
    witnesses = made[-1].given.witnesses if made else {}
    return Opened(sheet, tuple(vault.people.all()), mentions_of(vault, identity), witnesses)


class PersonPanel(ScrollingCard):
    """`changed(person)` as it is typed; `removing(id)` when they should go to the bin."""

    changed = Signal(object)
    removing = Signal(str)
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, spacing=12)
        self._session = session
        self._opened: Opened | None = None
        self._looking: Operation[tuple[Place, ...]] | None = None
        theme, words = session.theme, session.words
        self.back = Button(theme, words.t("All people"), ButtonKind.LINK, icon="arrow-left")
        self.back.clicked.connect(self.closed)
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self._nothing = Label(
            theme, words.t("Choose a person to see what is known."), "body", "ink2", wrap=True
        )
        self.body.addWidget(self._nothing)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(12))
        row = QHBoxLayout()
        self.title = Label(theme, "", "h2", wrap=True, align_by_text=True)
        row.addWidget(self.title, 1)
        self.saved = SavedIndicator(theme)
        row.addWidget(self.saved)
        column.addLayout(row)
        self.form = PersonForm(theme, words)
        self.form.changed.connect(self._typed)
        column.addWidget(self.form)
        self.mentions = MentionsList(theme, words)
        self.mentions.chosen.connect(self._follow)
        column.addWidget(self.mentions)
        self.places = PlacesList(theme, words)
        self.places.chosen.connect(self._follow)
        self.places.conceal_too.connect(self._conceal_too)
        column.addWidget(self.places)
        self.remove = Button(theme, words.t("Move to the bin"), ButtonKind.QUIET, icon="trash-2")
        self.remove.clicked.connect(self._remove)
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addStretch(1)
        self.history = Button(theme, words.t("History"), ButtonKind.QUIET, icon="history")
        self.history.clicked.connect(lambda: session.go("person-history", self.person))
        foot.addWidget(self.history)
        column.addLayout(foot)
        self.body.addWidget(self._inner)
        self.body.addStretch(1)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._find_places)
        self.saver: Saver[Person] = Saver(session, self, self.form.sheet, self.saved)
        self.clear()

    @property
    def person(self) -> str:
        """Return the id of the person that is shown, "" for none."""
        return self._opened.sheet.record.id if self._opened is not None else ""

    def clear(self) -> None:
        """Show that nobody is chosen."""
        self.saver.commit()
        self._opened = None
        self.saver.load(None)
        self._inner.hide()
        self._nothing.show()

    def show_person(self, identity: str, *, begin: bool = False) -> None:
        """Show the person with this id; `begin` puts the focus into the form."""
        self.saver.commit()

        def opened(found: Opened) -> None:
            self._show(found)
            if begin:
                self.form.inputs["name"].target().setFocus()

        op(self._session, lambda vault: open_person(vault, identity), owner=self).success(
            opened
        ).start()

    def _show(self, opened: Opened) -> None:
        self._opened = opened
        self._nothing.hide()
        self._inner.show()
        self.form.show_person(opened.sheet, opened.everybody, opened.witnesses)
        self.saver.load(opened.sheet)
        self._show_title(opened.sheet.record)
        self.mentions.show_mentions(opened.mentions)
        self.places.clear()
        self.area.verticalScrollBar().setValue(0)
        self._find_places()

    def _show_title(self, person: Person) -> None:
        self.title.setText(person.name or self._session.words.t("No name yet"))
        self.title.updateGeometry()

    def _typed(self, key: str) -> None:
        self.saver.touch(key)
        if self.saver.sheet is None:
            return
        person = self.saver.sheet.record
        self.form.show_printed(person)
        self._show_title(person)
        self.changed.emit(person)
        self._look.start()

    def _find_places(self) -> None:
        """Look where the name stands, for somebody who is concealed."""
        if self._looking is not None:
            self._looking.cancel()
        person = self.saver.sheet.record if self.saver.sheet is not None else None
        if person is None or not person.conceal:
            self.places.clear()
            return
        self.saver.commit()

        def found(places: tuple[Place, ...]) -> None:
            if self.person == person.id:
                self.places.show_places(places)

        self._looking = (
            snapshot_op(
                self._session, lambda vault, job: places_of(vault, person.id, job), owner=self
            )
            .success(found)
            .start()
        )

    def _follow(self, place: Place | Mention) -> None:
        self._session.go(SCREEN_OF[place.type], place.id)

    def _conceal_too(self, word: str) -> None:
        """Take a word that would have stayed into the forms of the name."""
        self.form.add_form(word)
        self._find_places()

    def _remove(self) -> None:
        self.saver.commit()
        if self._opened is not None:
            self.removing.emit(self.person)
