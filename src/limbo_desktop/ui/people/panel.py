"""The panel of one person: the form, and where a concealed name stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.case.records import Person
from limbo_desktop.ui.forms.edited import Edited, with_draft
from limbo_desktop.ui.operations import Operation, op, snapshot_op
from limbo_desktop.ui.people.form import PersonForm
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
    """A person as the panel shows them, and everybody in the case."""

    person: Person
    from_draft: bool
    everybody: tuple[Person, ...]


def open_person(vault: Vault, identity: str) -> Opened:
    """Return what the panel shows.  On the lane."""
    record = vault.people.get(identity)
    person = with_draft(vault, record)
    return Opened(person, person != record, tuple(vault.people.all()))


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
        self.form.edited.connect(self._typed)
        column.addWidget(self.form)
        self.places = PlacesList(theme, words)
        self.places.chosen.connect(self._follow)
        column.addWidget(self.places)
        self.remove = Button(theme, words.t("Move to the bin"), ButtonKind.QUIET, icon="trash-2")
        self.remove.clicked.connect(self._remove)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self._inner)
        self.body.addStretch(1)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._find_places)
        self.saver = Edited(session, self, lambda: self.form.person, self.saved)
        self.clear()

    @property
    def person(self) -> str:
        """Return the id of the person that is shown, "" for none."""
        return self._opened.person.id if self._opened is not None else ""

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
                self.form.name.setFocus()

        op(self._session, lambda vault: open_person(vault, identity), owner=self).success(
            opened
        ).start()

    def _show(self, opened: Opened) -> None:
        self._opened = opened
        self._nothing.hide()
        self._inner.show()
        self.form.show_person(opened.person, opened.everybody)
        self.saver.load(opened.person, from_draft=opened.from_draft)
        self._show_title(opened.person)
        self.places.clear()
        self.area.verticalScrollBar().setValue(0)
        self._find_places()

    def _show_title(self, person: Person) -> None:
        self.title.setText(person.name or self._session.words.t("No name yet"))
        self.title.updateGeometry()

    def _typed(self) -> None:
        person = self.form.person
        if person is None:
            return
        self.saver.touch()
        self._show_title(person)
        self.changed.emit(person)
        self._look.start()

    def _find_places(self) -> None:
        """Look where the name stands, for somebody who is concealed."""
        if self._looking is not None:
            self._looking.cancel()
        person = self.form.person
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

    def _follow(self, place: Place) -> None:
        self._session.go("documents" if place.is_document else "entry", place.id)

    def _remove(self) -> None:
        if self._opened is not None:
            self.removing.emit(self._opened.person.id)
