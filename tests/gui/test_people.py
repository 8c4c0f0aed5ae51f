"""The people screen: who is in the case, what bundles print for them, where a name stands."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session, settled, vault_of, write
from tests.gui.support import MakeSession, press, shown, unnamed

from limbo_desktop.case.records import Person
from limbo_desktop.ui.people.places import Place
from limbo_desktop.ui.people.screen import PeopleScreen, matches
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import Notice


@pytest.fixture(scope="module")
def family(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = vault_of(cases / "family-ru", tmp_path_factory.mktemp("family") / "case.limbo")
    return path.read_bytes()


@pytest.fixture
def session(
    qtbot: QtBot, make_session: MakeSession, family: bytes, tmp_path: Path
) -> Iterator[Session]:
    path = tmp_path / "case.limbo"
    path.write_bytes(family)
    session = open_session(qtbot, make_session, path)
    yield session
    settled(qtbot, session)


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> PeopleScreen:
    screen = PeopleScreen(session)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: len(screen.model.rows) == 10, timeout=LONG)
    return screen


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
    write(screen.panel.form.pseudonym, "Соседка")
    assert "[Соседка]" in screen.panel.form.printed.text


def test_every_place_where_a_concealed_name_stands_is_listed_in_whatever_form(
    qtbot: QtBot, screen: PeopleScreen, session: Session
) -> None:
    person = open_person(qtbot, screen, "Людмила")
    shown_places: list[tuple[Place, ...]] = []
    original = screen.panel.places.show_places

    def watch(places: tuple[Place, ...]) -> None:
        shown_places.append(places)
        original(places)

    screen.panel.places.show_places = watch  # type: ignore[method-assign,assignment]  # listens
    screen.panel.show_person(person)
    qtbot.waitUntil(lambda: bool(shown_places), timeout=LONG)
    words = {word for place in shown_places[0] for word in place.found}
    assert {"тётя Люда", "Людмилу Васильевну", "Liudmila Vasilievna"} <= words
    assert any(not place.found for place in shown_places[0])  # named as a person of an entry


def test_nobody_is_looked_for_who_is_not_concealed(qtbot: QtBot, screen: PeopleScreen) -> None:
    open_person(qtbot, screen, "Геннадий")
    form = screen.panel.form
    assert not form.pseudonym.isVisibleTo(screen)
    form.conceal.click()
    assert form.pseudonym.isVisibleTo(screen)
    assert form.person is not None
    assert form.person.conceal


def test_a_new_person_is_written_and_kept(
    qtbot: QtBot, screen: PeopleScreen, session: Session
) -> None:
    screen.new_record()
    qtbot.waitUntil(lambda: len(screen.model.rows) == 11, timeout=LONG)
    qtbot.waitUntil(lambda: screen.panel.person == screen.model.rows[-1].id, timeout=LONG)
    form = screen.panel.form
    write(form.name, "a guard with a scar")
    write(form.also, "the Scar, Boots")
    form.role.choose("perpetrator")
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
    assert screen.panel.form.person == before
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
    write(screen.panel.form.pseudonym, "[Brother]")
    person = screen.panel.form.person
    assert person is not None
    assert person == replace(person, pseudonym="Brother")


def test_every_control_is_named(qtbot: QtBot, screen: PeopleScreen) -> None:
    open_person(qtbot, screen, "Людмила")
    assert unnamed(screen) == []
