"""The people screen: a list, and beside it the form of the one who is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.case.records import Person
from limbo_desktop.text.searching import words as search_words
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.people.listing import PeopleList, PeopleModel, PersonDelegate
from limbo_desktop.ui.people.panel import PersonPanel
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, Label, Notice, SearchField
from limbo_desktop.ui.widgets.beside import Beside
from limbo_desktop.ui.widgets.header import Header

if TYPE_CHECKING:
    from limbo_desktop.ui.theme.metrics import Room
    from limbo_desktop.vault.vault import Vault


def matches(person: Person, text: str) -> bool:
    """Return whether every word of `text` begins a word of the person's names or relation."""
    names = (person.name, person.name_latin, *person.also_known_as, person.relation)
    known = search_words(" ".join(names))
    return all(any(word.startswith(each) for word in known) for each in search_words(text))


class PeopleScreen(Screen):
    """`person` is the id of the one to open first."""

    def __init__(self, session: Session, person: str = "") -> None:
        super().__init__(session)
        self._wanted = person
        self._begin = False
        self._people: tuple[Person, ...] = ()
        self._removed = ""
        self._stale = False
        session.changed.connect(self._changed_elsewhere)
        theme, words = self.theme, self.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._header = Header(theme, words.t("People"))
        self.search = SearchField(theme, words.t("Search in people"), words.t("Name, relation"))
        self.search.setMinimumWidth(theme.u(100))
        self.search.setMaximumWidth(theme.u(250))
        self.search.textChanged.connect(self._arrange)
        self._header.row.addWidget(self.search, 1)
        self.add = Button(theme, words.t("New person"), ButtonKind.PRIMARY, icon="user-plus")
        self.add.clicked.connect(self.new_record)
        self._header.row.addWidget(self.add)
        column.addWidget(self._header)
        column.addWidget(self._make_body(), 1)

    def _make_body(self) -> Beside:
        theme, words = self.theme, self.words
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(12))
        self._undo = Notice(
            theme, words.t("The person is in the bin."), icon="trash-2", action=words.t("Undo")
        )
        self._undo.acted.connect(self.undo_last)
        self._undo.hide()
        column.addWidget(self._undo)
        self._revealed = Notice(
            theme,
            words.t(
                "The person is in the bin, and the name is concealed no more: a bundle prints it"
                " wherever it is written."
            ),
            tone="danger",
            icon="triangle-alert",
            action=words.t("Undo"),
        )
        self._revealed.acted.connect(self.undo_last)
        self._revealed.hide()
        column.addWidget(self._revealed)
        self._nothing = Label(theme, "", "body", "ink2", wrap=True)
        self._nothing.hide()
        column.addWidget(self._nothing)
        card = Card(theme, padding=4, spacing=0)
        self.model = PeopleModel(words, self)
        self._rows = PersonDelegate(theme, words)
        self.list = PeopleList(words.t("People"), self.model, self._rows)
        self.list.opened.connect(self.open)
        card.column.addWidget(self.list)
        column.addWidget(card, 1)
        self.panel = PersonPanel(self.session)
        self.panel.changed.connect(self._changed)
        self.panel.removing.connect(self._remove)
        self.panel.closed.connect(self.close_inner)
        self.body = Beside(theme, main, self.panel)
        return self.body

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew: somebody may have been added on another screen."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Read the people anew."""
        op(self.session, lambda vault: tuple(vault.people.all()), owner=self).success(
            self._read
        ).start()

    def _changed_elsewhere(self, records: frozenset[tuple[str, str]]) -> None:
        """Show anew what was undone, done again or brought back."""
        self._removed = ""
        self._undo.hide()
        self._revealed.hide()
        self._stale = ("person", self.panel.person) in records
        self.reload()

    def _show_anew(self) -> None:
        """Show the person in the panel again, or nobody when they went to the bin."""
        self._stale = False
        if any(each.id == self.panel.person for each in self._people):
            self.panel.show_person(self.panel.person)
        else:
            self.panel.clear()
            self.body.close_panel()

    def _read(self, people: tuple[Person, ...]) -> None:
        self._people = people
        if self._stale:
            self._show_anew()
        words = self.words
        concealed = sum(each.conceal for each in people)
        self._header.set_count(
            words.t(
                "{people}, {concealed}",
                people=words.n("{count} person", "{count} people", len(people)),
                concealed=words.n(
                    "{count} name is concealed", "{count} names are concealed", concealed
                ),
            )
            if concealed
            else words.n("{count} person", "{count} people", len(people))
        )
        self._arrange()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.open(wanted)

    def _arrange(self) -> None:
        text = self.search.text()
        rows = tuple(each for each in self._people if matches(each, text))
        if rows != self.model.rows:
            self.model.show(rows)
        if self.panel.person:
            self.list.choose(self.panel.person)
        words = self.words
        if self._people:
            said = "" if rows else words.t("Nobody has this name. Try the beginning of one word.")
        else:
            said = words.t(
                "Nobody here yet. Begin with yourself; somebody unknown can be described."
            )
        self._nothing.setText(said)
        self._nothing.setVisible(bool(said))

    def open(self, person: str) -> None:
        """Show the person with this id in the panel."""
        begin, self._begin = self._begin, False
        self.panel.show_person(person, begin=begin)
        self.list.choose(person)
        self.body.open_panel()

    def _changed(self, person: Person) -> None:
        """Show in the list what is being typed in the panel."""
        self._people = tuple(person if each.id == person.id else each for each in self._people)
        self.model.change(person)

    def new_record(self) -> None:
        """Add a person and begin to write about them."""
        self.search.forget()

        def added(person: Person) -> None:
            self._wanted, self._begin = person.id, True
            self.reload()

        op(self.session, lambda vault: vault.people.add(Person(id="")), owner=self).success(
            added
        ).start()

    def _remove(self, person: str) -> None:
        self.panel.clear()
        self.body.close_panel()
        concealed = any(each.conceal for each in self._people if each.id == person)

        def removed(_: None) -> None:
            self._removed = person
            self._undo.setVisible(not concealed)
            self._revealed.setVisible(concealed)
            self.reload()

        op(self.session, lambda vault: vault.people.remove(person), owner=self).success(
            removed
        ).start()

    def undo_last(self) -> None:
        """Take the last person out of the bin again."""
        person, self._removed = self._removed, ""
        self._undo.hide()
        self._revealed.hide()
        if not person:
            return
        self._wanted = person

        def restore(vault: Vault) -> None:
            vault.bin.restore(person)

        op(self.session, restore, owner=self).success(lambda _: self.reload()).start()

    def start_search(self) -> None:
        """Put the focus into the search field."""
        self.search.setFocus()

    def close_inner(self) -> bool:
        """Go back to the list from the panel that stands in its place."""
        if not self.body.panel_open:
            return False
        self.panel.saver.commit()
        self.body.close_panel()
        self.list.setFocus()
        return True

    def apply_room(self, room: Room) -> None:
        """Fold the panel for what fits."""
        self.body.apply_room(room)
        self.panel.back.setVisible(self.body.narrow)
        self._header.set_tight(tight=room.tight)

    def flush(self) -> None:
        """Save what is typed."""
        self.panel.saver.commit()

    def state(self) -> dict[str, object]:
        """Return the person that is shown."""
        return {"person": self.panel.person}

    def restore(self, state: dict[str, object]) -> None:
        """Show the person that was shown."""
        person = state.get("person")
        if isinstance(person, str) and person:
            self._wanted = person
            self.reload()
