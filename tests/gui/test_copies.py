"""Copies by themselves, in the window: made without asking twice, seen where one looks for them."""

import io
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, entered, open_session, settled
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, by_name, press, shown

from limbo_desktop.case.records import Document, Event, Person
from limbo_desktop.ui.copies.card import CopiesCard, take_folder
from limbo_desktop.ui.copies.care import CareLine
from limbo_desktop.ui.copies.keeper import Keeper, Pace, keep_within
from limbo_desktop.ui.lock import AfterLock
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.ui.window import Window
from limbo_desktop.vault import settings
from limbo_desktop.vault.vault import Vault

AT_ONCE = Pace(first=0.0, look=0.01, quiet=0.0, between=0.0, end=60.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    vault, _ = Vault.create(tmp_path / "case.limbo", PASSPHRASE, profile=QUICK)
    with vault:
        vault.people.add(Person(id="", name="Света"))
    return tmp_path / "case.limbo"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def session(qtbot: QtBot, make_session: MakeSession, path: Path) -> Session:
    return open_session(qtbot, make_session, path)


def made(folder: Path) -> list[Path]:
    """The copies that are whole."""
    return sorted(folder.glob("case *.limbo"))


def waited(qtbot: QtBot, what: Callable[[], bool]) -> None:
    qtbot.waitUntil(what, timeout=LONG)


def choose(qtbot: QtBot, session: Session, folder: Path) -> None:
    ask(qtbot, session, lambda vault: vault.backups.choose(folder))


def card_of(qtbot: QtBot, session: Session) -> CopiesCard:
    card = CopiesCard(session)
    shown(qtbot, card, 632, 600)
    waited(qtbot, lambda: card.standing is not None)
    return card


def last_copy(qtbot: QtBot, session: Session) -> int:
    return ask(qtbot, session, lambda vault: vault.settings.get(settings.BACKUP_AT))


def test_a_copy_is_made_soon_after_the_opening_if_the_last_lacks_something(
    qtbot: QtBot, session: Session, folder: Path
) -> None:
    choose(qtbot, session, folder)
    keeper = Keeper(session, session, Pace(first=0.0))
    keeper.begin()
    waited(qtbot, lambda: bool(made(folder)) and not keeper.running)
    (copy,) = made(folder)
    waited(qtbot, lambda: last_copy(qtbot, session) > 0)
    keeper.copy()
    waited(qtbot, lambda: not keeper.running)
    assert made(folder) == [copy]
    with Vault.open(copy, PASSPHRASE, (QUICK,)) as opened:
        assert opened.people.count() == 1


def test_changes_are_copied_once_they_are_at_rest_and_not_too_often(
    qtbot: QtBot, session: Session, folder: Path
) -> None:
    choose(qtbot, session, folder)
    clock = [0.0]
    keeper = Keeper(session, session, Pace(quiet=60, between=600), lambda: clock[0])

    def look(at: float) -> None:
        clock[0] = at
        keeper.look()
        ask(qtbot, session, lambda _: None)
        settled(qtbot, session)
        waited(qtbot, lambda: not keeper.running)

    look(0)
    ask(qtbot, session, lambda vault: vault.people.add(Person(id="", name="x")))
    look(300)
    look(380)
    assert made(folder) == []  # too soon after the last look for a copy
    look(601)
    assert len(made(folder)) == 1
    ask(qtbot, session, lambda vault: vault.people.add(Person(id="", name="y")))
    look(1190)
    look(1210)
    assert len(made(folder)) == 1  # somebody is still typing
    look(1260)
    assert len(made(folder)) == 2


def test_nobody_waits_for_a_copy(qtbot: QtBot, session: Session, folder: Path) -> None:
    choose(qtbot, session, folder)
    ask(qtbot, session, lambda vault: vault.blobs.add(io.BytesIO(os.urandom(30_000_000))))
    keeper = Keeper(session, session)
    keeper.copy(always=True)
    waited(qtbot, lambda: any(each.suffix == ".new" for each in folder.iterdir()))
    ask(qtbot, session, lambda vault: vault.people.add(Person(id="", name="typed meanwhile")))
    assert made(folder) == []  # the word was saved while the copy was still being made
    waited(qtbot, lambda: not keeper.running)
    (copy,) = made(folder)
    with Vault.open(copy, PASSPHRASE, (QUICK,)) as opened:
        assert opened.people.count() == 1


def test_a_stopped_copy_leaves_nothing(qtbot: QtBot, session: Session, folder: Path) -> None:
    choose(qtbot, session, folder)
    ask(qtbot, session, lambda vault: vault.blobs.add(io.BytesIO(os.urandom(30_000_000))))
    session.keeper.copy(always=True)
    card = card_of(qtbot, session)
    waited(qtbot, lambda: any(each.suffix == ".new" for each in folder.iterdir()))
    press(qtbot, card, "Stop")
    waited(qtbot, lambda: not session.keeper.running)
    assert list(folder.iterdir()) == []
    assert session.keeper.trouble is None


def test_closing_while_a_copy_is_made_leaves_one_file_and_no_half_copy(
    qtbot: QtBot, session: Session, path: Path, folder: Path
) -> None:
    choose(qtbot, session, folder)
    ask(qtbot, session, lambda vault: vault.blobs.add(io.BytesIO(os.urandom(30_000_000))))
    Keeper(session, session).copy(always=True)
    waited(qtbot, lambda: any(each.suffix == ".new" for each in folder.iterdir()))
    assert session.lane.close()
    assert list(folder.iterdir()) == []
    assert [each for each in path.parent.iterdir() if each.is_file()] == [path]


def test_a_new_passphrase_meanwhile_ends_the_copy_without_a_fault(
    qtbot: QtBot, session: Session, folder: Path
) -> None:
    choose(qtbot, session, folder)
    ask(qtbot, session, lambda vault: vault.blobs.add(io.BytesIO(os.urandom(30_000_000))))
    keeper = Keeper(session, session)
    keeper.copy(always=True)
    waited(qtbot, lambda: any(each.suffix == ".new" for each in folder.iterdir()))
    ask(qtbot, session, lambda vault: vault.change_passphrase("new", QUICK).groups)
    waited(qtbot, lambda: not keeper.running)
    assert list(folder.iterdir()) == []
    assert keeper.trouble is None


def test_what_failed_is_said_in_the_settings_and_on_today_until_a_copy_succeeds(
    qtbot: QtBot, session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, session, folder)
    card = card_of(qtbot, session)
    care = CareLine(session)
    shown(qtbot, care, 632, 200)
    with monkeypatch.context() as world:
        world.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
        press(qtbot, card, "Copy now")
        waited(qtbot, lambda: session.keeper.trouble is not None and not session.keeper.running)
    waited(qtbot, lambda: card.trouble.isVisibleTo(card))
    assert "The case itself is safe." in card.trouble.text
    waited(qtbot, lambda: care.notice.isVisibleTo(care))
    assert "No copy has been made yet." in care.notice.text
    press(qtbot, card, "Copy now")
    waited(qtbot, lambda: bool(made(folder)) and not session.keeper.running)
    waited(qtbot, lambda: not card.trouble.isVisibleTo(card))
    waited(qtbot, lambda: not care.isVisible())


def test_a_folder_is_chosen_by_keyboard_and_the_first_copy_made_at_once(
    qtbot: QtBot, session: Session, folder: Path
) -> None:
    card = card_of(qtbot, session)
    assert not card.now.isVisibleTo(card)
    card.choose.setFocus()
    QTest.keyClick(card.choose, Qt.Key.Key_Space)
    dialog = card.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(folder))
    dialog.selectFile(str(folder))
    dialog.accept()
    waited(qtbot, lambda: len(made(folder)) == 1 and not session.keeper.running)
    waited(qtbot, lambda: "Everything is in it." in card._state.text())
    assert card._place.text.strip("\u2066\u2067\u2068\u2069") == str(folder)
    assert card._last.text().startswith("Last good copy: ")
    assert card._same.isVisibleTo(card)
    press(qtbot, card, "Make no more copies")
    waited(qtbot, lambda: not card.now.isVisibleTo(card))
    assert made(folder)


def test_a_stick_that_is_away_is_waited_for_in_silence_until_the_copy_is_old(
    qtbot: QtBot, session: Session, folder: Path
) -> None:
    take_folder(session, folder)
    waited(qtbot, lambda: bool(made(folder)) and not session.keeper.running)
    waited(qtbot, lambda: last_copy(qtbot, session) > 0)
    folder.rename(folder.with_name("drawer"))
    ask(qtbot, session, lambda vault: vault.people.add(Person(id="", name="x")))
    session.keeper.copy()
    waited(qtbot, lambda: not session.keeper.running)
    assert session.keeper.trouble is None
    care = CareLine(session)
    shown(qtbot, care, 632, 200)
    care.reload()
    ask(qtbot, session, lambda _: None)
    assert not care.notice.isVisibleTo(care)
    week_ago = int(time.time()) - 8 * 24 * 3600
    ask(qtbot, session, lambda vault: vault.settings.set(settings.BACKUP_AT, week_ago))
    care.reload()
    waited(qtbot, lambda: care.notice.isVisibleTo(care))
    assert "The folder for copies is not here now." in care.notice.text
    card = card_of(qtbot, session)
    assert not card.now.isVisibleTo(card)
    assert "is not here now" in card._state.text()


def test_copies_are_offered_once_there_is_something_to_lose_and_not_twice(
    qtbot: QtBot, session: Session
) -> None:
    care = CareLine(session)
    shown(qtbot, care, 632, 300)

    def read() -> bool:
        care.reload()
        ask(qtbot, session, lambda _: None)
        return care.offer.isVisibleTo(care)

    assert not read()

    def fill(vault: Vault) -> None:
        for number in range(2):
            vault.events.add(Event(id="", kind="note", title=str(number)))
        vault.documents.add(Document(id="", file="a"))

    ask(qtbot, session, fill)
    assert read()
    press(qtbot, care, "Not now")
    ask(qtbot, session, lambda _: None)
    assert not read()


def test_at_the_end_only_what_takes_no_time_is_copied(path: Path, folder: Path) -> None:
    with Vault.open(path, PASSPHRASE, (QUICK,)) as vault:
        vault.backups.choose(folder)
        assert keep_within(vault, seconds=-1.0) is None
        assert list(folder.iterdir()) == []
        assert vault.backups.standing().due
        assert keep_within(vault, seconds=60.0) is not None
        assert not vault.backups.standing().due
        shutil.rmtree(folder)
        vault.people.add(Person(id="", name="x"))
        assert keep_within(vault, seconds=60.0) is None


def opened_window(
    qtbot: QtBot, qapp: QApplication, session: Session, path: Path, ends: list[str]
) -> Window:
    def end(_path: Path | None, after: AfterLock) -> None:
        ends.append(after.reason)

    window = Window(qapp, session, end)
    shown(qtbot, window)
    entered(qtbot, window, path)
    return window


@pytest.mark.parametrize(("reason", "copies"), [("idle", 1), ("", 0), ("lid", 0), ("sleep", 0)])
def test_a_lock_copies_only_when_nobody_waits_for_it(
    qtbot: QtBot,
    qapp: QApplication,
    make_session: MakeSession,
    quick_path: Path,
    folder: Path,
    reason: str,
    copies: int,
) -> None:
    session = make_session(path=quick_path)
    session._keeper = Keeper(session, session, Pace(first=3600, end=60))
    ends: list[str] = []
    window = opened_window(qtbot, qapp, session, quick_path, ends)
    choose(qtbot, session, folder)
    window.lock(reason)
    assert ends == [reason]
    assert len(made(folder)) == copies
    assert len(list(folder.iterdir())) == copies
    window.close()


def test_closing_the_window_makes_the_copy_and_opening_makes_one_that_is_due(
    qtbot: QtBot, qapp: QApplication, make_session: MakeSession, quick_path: Path, folder: Path
) -> None:
    session = make_session(path=quick_path)
    session._keeper = Keeper(session, session, Pace(first=3600, end=60))
    window = opened_window(qtbot, qapp, session, quick_path, [])
    choose(qtbot, session, folder)
    ask(qtbot, session, lambda vault: vault.people.add(Person(id="", name="x")))
    window.close()
    (first,) = made(folder)
    first.unlink()
    with Vault.open(quick_path, PASSPHRASE, (QUICK,)) as vault:
        assert not vault.backups.standing().due
        vault.people.add(Person(id="", name="y"))
    session = make_session(path=quick_path)
    session._keeper = Keeper(session, session, AT_ONCE)
    window = opened_window(qtbot, qapp, session, quick_path, [])
    waited(qtbot, lambda: len(made(folder)) == 1 and not session.keeper.running)
    window.close()


def test_a_copy_that_is_opened_says_what_it_is(
    qtbot: QtBot, qapp: QApplication, make_session: MakeSession, quick_path: Path, folder: Path
) -> None:
    with Vault.open(quick_path, PASSPHRASE, (QUICK,)) as vault:
        vault.backups.choose(folder)
        assert keep_within(vault, 60) is not None
    (copy,) = made(folder)
    session = make_session(path=copy)
    window = opened_window(qtbot, qapp, session, copy, [])
    shell = window.page
    assert isinstance(shell, Shell)
    waited(qtbot, lambda: shell._banner.text.startswith("This is the copy of "))
    window.close()


def test_an_upgrade_says_where_the_older_copy_is(
    qtbot: QtBot, qapp: QApplication, make_session: MakeSession, tmp_path: Path
) -> None:
    old = Path(__file__).parents[1] / "data" / "vaults" / "schema-1.limbo"
    path = Path(shutil.copy(old, tmp_path / "old.limbo"))
    session = make_session(path=path)
    window = Window(qapp, session, lambda *_: None)
    shown(qtbot, window)
    opened: list[bool] = []
    from limbo_desktop.ui.operations import open_op
    from limbo_desktop.vault.key import Profile

    cheap = Profile(number=0, memory_kib=64, passes=1, lanes=1)
    open_op(
        session, lambda: (Vault.open(path, "старая фраза ٣", (cheap,)), True), owner=session
    ).success(opened.append).start()
    waited(qtbot, lambda: bool(opened))
    window._on_open()
    waited(qtbot, lambda: isinstance(window.page, Shell))
    shell = window.page
    assert isinstance(shell, Shell)
    waited(qtbot, lambda: "is kept beside it: " in shell._banner.text)
    (kept,) = tmp_path.glob("old 2*.limbo")
    assert kept.name in shell._banner.text
    assert by_name(shell, "Close")
    window.close()


def test_a_file_changed_underneath_is_told_until_it_is_closed_and_the_lock_leads_to_what_was_open(
    qtbot: QtBot, qapp: QApplication, make_session: MakeSession, quick_path: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(quick_path, tmp_path / "other"))
    session = make_session(path=quick_path)
    session._keeper = Keeper(session, session, Pace(first=3600))
    locked: list[Path | None] = []
    window = Window(qapp, session, lambda path, _after: locked.append(path))
    shown(qtbot, window)
    shell = entered(qtbot, window, quick_path)
    other.replace(quick_path)
    session.keeper.look()
    waited(qtbot, lambda: "Both are kept" in shell._banner.text)
    (kept,) = tmp_path.glob("case 2*.limbo")
    assert kept.name in shell._banner.text
    window.lock()
    assert locked == [kept]
    Vault.open(quick_path, PASSPHRASE, (QUICK,)).close()
    told = []
    for closes in (False, True, False):
        session = make_session(path=kept)
        session._keeper = Keeper(session, session, Pace(first=3600))
        window = opened_window(qtbot, qapp, session, kept, [])
        ask(qtbot, session, lambda _: None)
        again = window.page
        assert isinstance(again, Shell)
        told.append("Both are kept" in again._banner.text)
        if closes:
            press(qtbot, again, "Close")
        window.close()
    assert told == [True, True, False]
