"""Undo and redo through the window: keys from anywhere, what is said, what every screen shows."""

import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session, settled, write
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, by_name, press, shown

from limbo_desktop.case.records import Account, Case, CaseInfo, Document, Event, Person, Task
from limbo_desktop.ui.documents.screen import DocumentsScreen
from limbo_desktop.ui.entry.screen import EntryScreen
from limbo_desktop.ui.people.screen import PeopleScreen
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell import undoing
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.ui.today.screen import TodayScreen
from limbo_desktop.vault.vault import Vault

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(qtbot: QtBot, make_session: MakeSession, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "case.limbo"
    Vault.create(path, PASSPHRASE, profile=QUICK)[0].close()
    session = open_session(qtbot, make_session, path)
    yield session
    settled(qtbot, session)


@pytest.fixture
def shell(qtbot: QtBot, session: Session) -> Shell:
    shell = Shell(session)
    shown(qtbot, shell)
    shell.start(("today", ""))
    return shell


def key(shell: Shell, which: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(QApplication.focusWidget() or shell, which, modifiers)


def banner(qtbot: QtBot, shell: Shell, text: str) -> None:
    qtbot.waitUntil(lambda: shell._banner.text == text, timeout=LONG)


def test_nothing_to_undo_is_said(qtbot: QtBot, shell: Shell) -> None:
    key(shell, Qt.Key.Key_Z)
    banner(qtbot, shell, "There is nothing to undo since the case was opened.")
    key(shell, Qt.Key.Key_Y)
    banner(qtbot, shell, "There is nothing to do again.")


@pytest.mark.parametrize(
    ("again", "modifiers"),
    [(Qt.Key.Key_Y, CONTROL), (Qt.Key.Key_Z, CONTROL | SHIFT)],
    ids=["Ctrl+Y", "Ctrl+Shift+Z"],
)
def test_a_change_goes_back_and_comes_again_by_key_and_is_told(
    qtbot: QtBot, shell: Shell, session: Session, again: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    event = ask(qtbot, session, lambda vault: vault.events.add(Event(id="", title="Call-up paper")))
    ask(qtbot, session, lambda vault: vault.events.put(replace(event, place="Kazan")))
    told: list[object] = []
    session.changed.connect(told.append)
    key(shell, Qt.Key.Key_Z)
    banner(qtbot, shell, "Undone: a change of “Call-up paper”.")
    assert told == [frozenset({("event", event.id)})]
    assert ask(qtbot, session, lambda vault: vault.events.get(event.id)).place == ""
    key(shell, again, modifiers)
    banner(qtbot, shell, "Done again: a change of “Call-up paper”.")
    assert ask(qtbot, session, lambda vault: vault.events.get(event.id)).place == "Kazan"
    press(qtbot, shell, "Undo")
    banner(qtbot, shell, "Undone: a change of “Call-up paper”.")
    press(qtbot, shell, "Redo")
    banner(qtbot, shell, "Done again: a change of “Call-up paper”.")


def test_a_field_undoes_its_own_words_first_and_then_the_case(
    qtbot: QtBot, shell: Shell, session: Session
) -> None:
    ask(qtbot, session, lambda vault: vault.people.add(Person(id="", name="Marina")))
    shell.go("people")
    screen = shell.screen_shown
    assert isinstance(screen, PeopleScreen)
    qtbot.waitUntil(lambda: len(screen.model.rows) == 1, timeout=LONG)
    screen.search.setFocus()
    QTest.keyClicks(screen.search, "ma")
    key(shell, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: not screen.search.isUndoAvailable(), timeout=LONG)
    assert len(screen.model.rows) == 1
    assert shell._banner.text == ""
    key(shell, Qt.Key.Key_Z)
    banner(qtbot, shell, "Undone: adding “Marina”. It is in the bin.")
    qtbot.waitUntil(lambda: not screen.model.rows, timeout=LONG)


def test_several_lines_undo_their_own_words_first_too(
    qtbot: QtBot, shell: Shell, session: Session
) -> None:
    event = ask(qtbot, session, lambda vault: vault.events.add(Event(id="", title="Raid")))
    shell.go("entry", event.id)
    screen = shell.screen_shown
    assert isinstance(screen, EntryScreen)
    qtbot.waitUntil(lambda: screen.form is not None, timeout=LONG)
    assert screen.form is not None
    words = screen.form.inputs["account.text"].target()
    assert isinstance(words, QPlainTextEdit)
    words.setFocus()
    QTest.keyClicks(words, "They came")
    key(shell, Qt.Key.Key_Z)
    assert words.toPlainText() == ""
    assert shell._banner.text == ""
    key(shell, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: bool(shell._banner.text), timeout=LONG)


def test_the_last_words_typed_into_an_entry_are_the_last_change(
    qtbot: QtBot, shell: Shell, session: Session
) -> None:
    event = ask(
        qtbot,
        session,
        lambda vault: vault.events.add(Event(id="", title="Raid", account=Account("en", "Two."))),
    )
    shell.go("entry", event.id)
    screen = shell.screen_shown
    assert isinstance(screen, EntryScreen)
    qtbot.waitUntil(lambda: screen.form is not None, timeout=LONG)
    assert screen.head is not None
    screen.head.title.selectAll()
    write(screen.head.title, "Raid at night")
    screen.setFocus()
    key(shell, Qt.Key.Key_Z)
    banner(qtbot, shell, "Undone: a change of “Raid at night”.")
    qtbot.waitUntil(lambda: screen.head is not None and screen.head.title.text() == "Raid")
    key(shell, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: screen.head is not None and screen.head.title.text() == "Raid at night")


def test_an_entry_that_is_undone_leaves_the_screen(
    qtbot: QtBot, shell: Shell, session: Session
) -> None:
    event = ask(qtbot, session, lambda vault: vault.events.add(Event(id="", title="Raid")))
    shell.go("entry", event.id)
    screen = shell.screen_shown
    assert isinstance(screen, EntryScreen)
    qtbot.waitUntil(lambda: screen.form is not None, timeout=LONG)
    screen.setFocus()
    key(shell, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: shell.place[0] == "timeline", timeout=LONG)
    banner(qtbot, shell, "Undone: adding “Raid”. It is in the bin.")


def test_an_entry_is_deleted_from_its_head_and_comes_back(
    qtbot: QtBot, shell: Shell, session: Session
) -> None:
    event = ask(qtbot, session, lambda vault: vault.events.add(Event(id="", title="Raid")))
    shell.go("entry", event.id)
    screen = shell.screen_shown
    assert isinstance(screen, EntryScreen)
    qtbot.waitUntil(lambda: screen.head is not None, timeout=LONG)
    assert screen.head is not None
    screen.head.removing.emit()
    banner(qtbot, shell, "The entry is in the bin.")
    assert shell.place[0] == "timeline"
    press(qtbot, shell, "Undo")
    banner(qtbot, shell, "Undone: deleting “Raid”. It is back.")
    assert ask(qtbot, session, lambda vault: vault.events.get(event.id)).title == "Raid"


def test_people_and_documents_in_their_panels_follow(
    qtbot: QtBot, shell: Shell, session: Session
) -> None:
    person = ask(qtbot, session, lambda vault: vault.people.add(Person(id="", name="Marina")))
    ask(qtbot, session, lambda vault: vault.people.put(replace(person, name="Marina K.")))
    shell.go("people", person.id)
    people = shell.screen_shown
    assert isinstance(people, PeopleScreen)
    qtbot.waitUntil(lambda: people.panel.title.text() == "Marina K.", timeout=LONG)
    people.setFocus()
    key(shell, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: people.panel.title.text() == "Marina", timeout=LONG)
    key(shell, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: people.panel.person == "", timeout=LONG)
    document = ask(
        qtbot, session, lambda vault: vault.documents.add(Document(id="", title="Letter"))
    )
    shell.go("documents", document.id)
    documents = shell.screen_shown
    assert isinstance(documents, DocumentsScreen)
    qtbot.waitUntil(lambda: documents.panel.document == document.id, timeout=LONG)
    documents.setFocus()
    key(shell, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: documents.panel.document == "", timeout=LONG)


def test_today_follows(qtbot: QtBot, shell: Shell, session: Session) -> None:
    screen = shell.screen_shown
    assert isinstance(screen, TodayScreen)
    ask(qtbot, session, lambda vault: vault.tasks.add(Task(id="", title="Call", type="todo")))
    screen.reload()
    qtbot.waitUntil(lambda: len(screen.standing.tasks) == 1, timeout=LONG)
    screen.setFocus()
    key(shell, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: not screen.standing.tasks, timeout=LONG)


def test_an_undone_deletion_takes_its_notice_with_it(
    qtbot: QtBot, shell: Shell, session: Session
) -> None:
    person = ask(qtbot, session, lambda vault: vault.people.add(Person(id="", name="Marina")))
    shell.go("people", person.id)
    people = shell.screen_shown
    assert isinstance(people, PeopleScreen)
    qtbot.waitUntil(lambda: people.panel.person == person.id, timeout=LONG)
    people.panel.remove.click()
    qtbot.waitUntil(people._undo.isVisible, timeout=LONG)
    people.setFocus()
    key(shell, Qt.Key.Key_Z)
    banner(qtbot, shell, "Undone: deleting “Marina”. It is back.")
    qtbot.waitUntil(lambda: len(people.model.rows) == 1, timeout=LONG)
    assert not people._undo.isVisible()


@pytest.mark.parametrize("going", ["stopped", "left alone"])
def test_undoing_an_import_says_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot,
    shell: Shell,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    going: str,
) -> None:
    people = tuple(Person(id=f"p{number}", name=f"N{number}") for number in range(650))
    case = Case(CaseInfo(), people, (), (), ())
    ask(qtbot, session, lambda vault: vault.import_case(case, lambda _: io.BytesIO()))
    monkeypatch.setattr(undoing, "_QUIET_SECONDS", -1.0)
    said: list[str] = []
    heard = threading.Event()
    follow = shell._banner.follow

    def pressed(text: str, action: str, act: Callable[[], object]) -> None:
        follow(text, action, act)
        said.append(text)
        if going == "stopped":
            by_name(shell, "Cancel").click()
        heard.set()

    def clock() -> int:  # asked for each record: no faster than the window can tell of it
        assert heard.wait(LONG / 1000)
        return 1_700_000_000

    monkeypatch.setattr(shell._banner, "follow", pressed)
    ask(qtbot, session, lambda vault: setattr(vault.store, "clock", clock))
    key(shell, Qt.Key.Key_Z)
    if going == "stopped":
        banner(qtbot, shell, "Stopped. Everything is as it was before.")
        assert ask(qtbot, session, lambda vault: vault.people.count()) == 650
    else:
        banner(qtbot, shell, "Undone: taking in a case. What came with it is in the bin.")
        assert ask(qtbot, session, lambda vault: vault.people.count()) == 0
    assert said[0] == "Undoing: 0 of 650"
