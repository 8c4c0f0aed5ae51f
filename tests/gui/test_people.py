"""The people screen: who is in the case, what bundles print for them, where a name stands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, write
from tests.gui.support import press, shown, unnamed

from limbo_desktop.bundle.name_forms import Doubt
from limbo_desktop.case.records import Event, Person
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.notices import Message
from limbo_desktop.ui.people.place_row import PlaceRow
from limbo_desktop.ui.people.record_texts import Fate
from limbo_desktop.ui.people.screen import PeopleScreen, matches
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import Button, Notice
from limbo_desktop.vault.bundles import Given, MadeBundle
from limbo_desktop.vault.findings import Facts
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def session(family_session: Session) -> Session:
    return family_session


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> PeopleScreen:
    screen = PeopleScreen(session)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: len(screen.model.rows) == 10, timeout=LONG)
    return screen


def field(screen: PeopleScreen, key: str) -> QLineEdit:
    target = screen.panel.form.inputs[key].target()
    assert isinstance(target, QLineEdit)
    return target


def shown_person(screen: PeopleScreen) -> Person:
    """Return the person as the form has them now."""
    sheet = screen.panel.saver.sheet
    assert sheet is not None
    return screen.panel.form.sheet(sheet).record


def open_person(qtbot: QtBot, screen: PeopleScreen, name: str) -> str:
    person = next(each.id for each in screen.model.rows if each.name.startswith(name))
    screen.open(person)
    qtbot.waitUntil(lambda: screen.panel.person == person, timeout=LONG)
    return person


def test_people_are_found_by_the_beginning_of_any_of_their_names() -> None:
    person = Person("p", name="Тамара Жилкина", name_latin="Tamara Zhilkina", relation="соседка")
    assert matches(person, "жил")
    assert matches(person, "zhil тамара")
    assert matches(person, "сосед")
    assert not matches(person, "кина")


def test_the_list_narrows_while_a_name_is_typed(qtbot: QtBot, screen: PeopleScreen) -> None:
    screen.start_search()
    write(screen.search, "чижов")
    assert [each.name for each in screen.model.rows] == ["Людмила Васильевна Чижова", "Глеб Чижов"]


def test_a_concealed_person_shows_what_bundles_print_in_each_language(
    qtbot: QtBot, screen: PeopleScreen
) -> None:
    open_person(qtbot, screen, "Тамара")
    printed = screen.panel.form.printed.text
    assert all(name in printed for name in ("[Witness 2]", "[Свидетель 2]", "[الشاهد 2]"))
    write(field(screen, "pseudonym"), "Соседка")
    assert "[Соседка]" in screen.panel.form.printed.text


def test_after_a_bundle_the_number_is_the_one_that_its_readers_know(
    qtbot: QtBot, screen: PeopleScreen, session: Session
) -> None:
    tamara = next(each.id for each in screen.model.rows if each.name.startswith("Тамара"))
    given = Given(0, "00", 1, 9, witnesses={tamara: 7})

    def note(vault: Vault) -> bool:
        vault.bundles.note(MadeBundle("lawyer", "ru", 1, 1, 1, given), "a.pdf")
        return True

    assert ask(qtbot, session, note)
    open_person(qtbot, screen, "Тамара")
    assert "[Witness 7]" in screen.panel.form.printed.text


class Went:
    """A navigator that notes where it was sent."""

    def __init__(self) -> None:
        self.places: list[tuple[str, str]] = []

    def go(self, screen: str, argument: str = "") -> None:
        self.places.append((screen, argument))

    def back(self) -> None:
        self.places.append(("back", ""))

    def stay(self, argument: str) -> None:
        self.places.append(("stay", argument))

    def say(self, message: Message) -> None:
        raise AssertionError(message.said(Words(language("en"))))


def rows_of(qtbot: QtBot, screen: PeopleScreen) -> list[PlaceRow]:
    """The rows of places, once they are there."""

    def rows() -> list[PlaceRow]:
        found = screen.panel.places.findChildren(PlaceRow)
        return [each for each in found if each.isVisibleTo(screen)]

    qtbot.waitUntil(lambda: bool(rows()), timeout=LONG)
    return rows()


def test_every_place_where_a_concealed_name_stands_is_listed_in_whatever_form(
    qtbot: QtBot, screen: PeopleScreen, session: Session
) -> None:
    open_person(qtbot, screen, "Людмила")
    places = [row.place for row in rows_of(qtbot, screen)]
    words = {place.found for place in places}
    assert {"тётя Люда", "Людмилу Васильевну", "Liudmila Vasilievna"} <= words
    assert any(not place.found for place in places)  # named as a person of an entry


def test_a_place_shows_the_words_around_the_name_and_what_a_bundle_prints(
    qtbot: QtBot, screen: PeopleScreen
) -> None:
    open_person(qtbot, screen, "Вадим")
    row = next(each for each in rows_of(qtbot, screen) if each.place.found == "Вадиму")
    assert row.place.before
    assert row.place.becomes in row.accessibleName()
    assert f"{row.place.before}Вадиму{row.place.after}" in row.accessibleName()


def test_a_place_leads_to_its_entry(qtbot: QtBot, screen: PeopleScreen, session: Session) -> None:
    person = open_person(qtbot, screen, "Вадим")
    went = Went()
    session.set_navigator(went)
    row = next(each for each in rows_of(qtbot, screen) if each.place.type == "event")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert went.places == [("entry", row.place.id)]
    assert row.place.id != person


def test_the_pages_of_a_document_are_looked_through_too(
    qtbot: QtBot, screen: PeopleScreen, session: Session
) -> None:
    def found_in_pages(vault: Vault) -> bool:
        document = next(iter(vault.documents.all()))
        vault.findings.put(document.sha256, Facts(pages=2), ("Ничего", "Позвонить Глебу"))
        return True

    ask(qtbot, session, found_in_pages)
    open_person(qtbot, screen, "Глеб")
    row = next(each for each in rows_of(qtbot, screen) if each.place.page)
    assert (row.place.page, row.place.found, row.place.fate) == (2, "Глебу", Fate.WITHHELD)
    assert "stay out of the bundle" in row.accessibleName()


def test_a_word_that_would_stay_is_shown_first_and_is_concealed_at_a_press(
    qtbot: QtBot, screen: PeopleScreen, session: Session
) -> None:
    def misspelt(vault: Vault) -> bool:
        vault.events.add(Event(id="", title="Осклецкий звонил"))
        return True

    ask(qtbot, session, misspelt)
    person = open_person(qtbot, screen, "Вадим")
    first = rows_of(qtbot, screen)[0]
    assert (first.place.found, first.place.doubt, first.place.becomes) == (
        "Осклецкий",
        Doubt.ALIKE,
        "",
    )
    press(qtbot, screen, "Conceal “Осклецкий” too")
    qtbot.waitUntil(lambda: not rows_of(qtbot, screen)[0].place.unsure, timeout=LONG)
    assert ask(qtbot, session, lambda vault: vault.people.get(person).forms) == ("Осклецкий",)


def test_the_entries_and_documents_of_a_person_are_links(
    qtbot: QtBot, screen: PeopleScreen, session: Session
) -> None:
    person = open_person(qtbot, screen, "Тамара")
    went = Went()
    session.set_navigator(went)
    events = ask(qtbot, session, lambda vault: list(vault.events.linked_to(person)))
    assert events
    links = screen.panel.mentions.findChildren(Button)
    assert len(links) >= len(events)
    for link in links:
        link.click()
    assert {what for where, what in went.places if where == "entry"} == {each.id for each in events}


def test_nobody_is_looked_for_who_is_not_concealed(qtbot: QtBot, screen: PeopleScreen) -> None:
    open_person(qtbot, screen, "Геннадий")
    assert not field(screen, "pseudonym").isVisibleTo(screen)
    press(qtbot, screen, "Conceal the name in every bundle")
    assert field(screen, "pseudonym").isVisibleTo(screen)
    assert shown_person(screen).conceal


def test_a_new_person_is_written_and_kept(
    qtbot: QtBot, screen: PeopleScreen, session: Session
) -> None:
    screen.new_record()
    qtbot.waitUntil(lambda: len(screen.model.rows) == 11, timeout=LONG)
    qtbot.waitUntil(lambda: screen.panel.person == screen.model.rows[-1].id, timeout=LONG)
    write(field(screen, "name"), "a guard with a scar")
    write(field(screen, "also_known_as"), "the Scar, Boots")
    QTest.keyClicks(screen.panel.form.inputs["role"].target(), "Perp")
    assert screen.model.rows[-1].name == "a guard with a scar"
    screen.flush()
    kept = ask(qtbot, session, lambda vault: list(vault.people.all())[-1])
    assert kept.name == "a guard with a scar"
    assert kept.also_known_as == ("the Scar", "Boots")
    assert kept.role == "perpetrator"


def test_opening_a_form_and_leaving_it_changes_nothing(
    qtbot: QtBot, screen: PeopleScreen, session: Session
) -> None:
    person = open_person(qtbot, screen, "Светлана")
    before = ask(qtbot, session, lambda vault: vault.people.get(person))
    assert shown_person(screen) == before
    screen.flush()
    assert ask(qtbot, session, lambda vault: len(list(vault.history.of(person)))) == 1


def test_a_person_goes_to_the_bin_and_comes_back(qtbot: QtBot, screen: PeopleScreen) -> None:
    open_person(qtbot, screen, "Ирина")
    press(qtbot, screen, "Move to the bin")
    qtbot.waitUntil(lambda: len(screen.model.rows) == 9, timeout=LONG)
    press(qtbot, screen, "Undo")
    qtbot.waitUntil(lambda: len(screen.model.rows) == 10, timeout=LONG)


def test_removing_a_concealed_person_says_that_the_name_will_be_printed(
    qtbot: QtBot, screen: PeopleScreen
) -> None:
    person = open_person(qtbot, screen, "Глеб")
    press(qtbot, screen, "Move to the bin")
    qtbot.waitUntil(lambda: screen.model.row_of(person) < 0, timeout=LONG)
    warned = [each for each in screen.findChildren(Notice) if each.isVisibleTo(screen)]
    assert len(warned) == 1
    assert "concealed no more" in warned[0].text
    press(qtbot, screen, "Undo")
    qtbot.waitUntil(lambda: screen.model.row_of(person) >= 0, timeout=LONG)


def test_brackets_round_a_pseudonym_are_the_programs_own(
    qtbot: QtBot, screen: PeopleScreen
) -> None:
    open_person(qtbot, screen, "Глеб")
    field(screen, "pseudonym").selectAll()
    write(field(screen, "pseudonym"), "[Brother]")
    assert shown_person(screen).pseudonym == "Brother"


def test_every_control_is_named(qtbot: QtBot, screen: PeopleScreen) -> None:
    open_person(qtbot, screen, "Людмила")
    assert unnamed(screen) == []
