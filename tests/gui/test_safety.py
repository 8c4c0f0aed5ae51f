"""Erasing, copies outside the case, what the computer keeps: as the settings show them."""

import hashlib
import io
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session
from tests.gui.support import (
    PASSPHRASE,
    QUICK,
    MakeSession,
    by_name,
    exposed,
    press,
    shown,
    type_into,
    unnamed,
)

from limbo_desktop.case.records import Document, Person
from limbo_desktop.memory_on_disk import MemoryOnDisk, Written
from limbo_desktop.ui import opening
from limbo_desktop.ui.capture import CaptureGuard, system_put
from limbo_desktop.ui.documents.saving_out import SavingOut
from limbo_desktop.ui.lock import AfterLock
from limbo_desktop.ui.opening import tell_of_opening
from limbo_desktop.ui.preferences import Preferences
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.settings.erasing import EraseScreen
from limbo_desktop.ui.settings.outside import OutsideCard
from limbo_desktop.ui.settings.this_computer import ComputerCard
from limbo_desktop.ui.start.page import StartPage
from limbo_desktop.ui.widgets import Notice
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.saved_out import Outside
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def path(tmp_path: Path) -> Path:
    vault, _ = Vault.create(tmp_path / "case.limbo", PASSPHRASE, profile=QUICK)
    with vault:
        vault.people.add(Person(id="", name="Света"))
        blob = vault.blobs.add(io.BytesIO(b"the original"))
        vault.documents.add(Document(id="", file="paper.txt", sha256=blob.sha256))
    return tmp_path / "case.limbo"


@pytest.fixture
def session(qtbot: QtBot, make_session: MakeSession, path: Path) -> Session:
    return open_session(qtbot, make_session, path)


def test_a_case_is_erased_after_its_name_was_typed_and_the_program_begins_anew(
    qtbot: QtBot, qapp: QApplication, session: Session, path: Path
) -> None:
    ends: list[tuple[Path | None, str]] = []
    window = Window(qapp, session, lambda where, after: ends.append((where, after.reason)))
    window._show_shell().start(("erase", ""))
    shown(qtbot, window)
    copy = Path(shutil.copy(path, path.with_name("case 2020-01-01 00.00.00.limbo")))
    kept = Path(shutil.copy(path, path.with_name("case 2021-01-01 00.00.00.limbo")))
    session.go("timeline")
    session.go("erase")
    screen = window._shell.screen_shown if window._shell is not None else None
    assert isinstance(screen, EraseScreen)
    qtbot.waitUntil(lambda: len(screen.copies) == 2, timeout=LONG)
    assert not unnamed(screen)
    assert all(not box.isChecked() for box, _ in screen.copies)
    next(box for box, where in screen.copies if where == copy).setChecked(True)
    assert not screen.button.isEnabled()
    type_into(qtbot, screen.name, "cas")
    assert not screen.button.isEnabled()
    type_into(qtbot, screen.name, "e")
    press(qtbot, screen, "Erase the case for good")
    qtbot.waitUntil(lambda: bool(ends), timeout=LONG)
    assert ends == [(None, "erased")]
    assert [each.name for each in path.parent.iterdir()] == [kept.name]
    window.close()
    page = StartPage(session, AfterLock("erased", "14:20", Preferences()))
    shown(qtbot, page)
    assert "14:20" in page.findChildren(Notice)[0].text


def test_a_copy_that_cannot_be_erased_is_said_and_the_case_is_still_open(
    qtbot: QtBot, session: Session, path: Path
) -> None:
    copy = Path(shutil.copy(path, path.with_name("case 2020-01-01 00.00.00.limbo")))
    screen = EraseScreen(session)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: len(screen.copies) == 1, timeout=LONG)
    screen.copies[0][0].setChecked(True)
    copy.unlink()
    type_into(qtbot, screen.name, "case")
    press(qtbot, screen, "Erase the case for good")
    qtbot.waitUntil(lambda: screen._refusal.isVisibleTo(screen), timeout=LONG)
    assert ask(qtbot, session, lambda vault: vault.people.count()) == 1
    assert path.exists()


def saved(qtbot: QtBot, session: Session, target: Path) -> None:
    (document,) = ask(qtbot, session, lambda vault: list(vault.documents.all()))
    saving = SavingOut(session, document)
    qtbot.addWidget(saving)
    with qtbot.waitSignal(saving.saved, timeout=LONG):
        saving.write(target)


def test_a_copy_that_was_saved_outside_is_listed_and_deleted_when_it_is_still_that_copy(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    target = tmp_path / "paper.txt"
    window = QWidget()  # it hides itself while there is nothing to list
    card = OutsideCard(session)
    QVBoxLayout(window).addWidget(card)
    shown(qtbot, window, 632, 400)
    ask(qtbot, session, lambda _: None)
    assert not card.isVisible()
    saved(qtbot, session, target)
    card.reload()
    qtbot.waitUntil(lambda: len(card.copies) == 1 and card.isVisible(), timeout=LONG)
    assert not unnamed(card)
    press(qtbot, card, delete_name(card))
    qtbot.waitUntil(lambda: not card.copies, timeout=LONG)
    assert not target.exists()
    assert "is deleted" in card.told.text


def delete_name(card: QWidget) -> str:
    names = [each.accessibleName() for each in card.findChildren(QAbstractButton)]
    return next(each for each in names if each.startswith("Delete now"))


def test_what_lies_there_now_is_not_deleted_for_what_lay_there_before(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    target = tmp_path / "paper.txt"
    saved(qtbot, session, target)
    target.write_text("somebody else's words")
    card = OutsideCard(session)
    shown(qtbot, card, 632, 400)
    qtbot.waitUntil(lambda: len(card.copies) == 1, timeout=LONG)
    press(qtbot, card, delete_name(card))
    qtbot.waitUntil(lambda: "It was not touched" in card.told.text, timeout=LONG)
    assert target.read_text() == "somebody else's words"
    assert len(card.copies) == 1


def test_the_list_of_copies_outside(path: Path, tmp_path: Path) -> None:
    sha = hashlib.sha256(b"the original").hexdigest()
    with Vault.open(path, PASSPHRASE, (QUICK,)) as vault:
        for name in ("a", "b", "a"):
            vault.saved_out.note(tmp_path / name, sha)
        assert {each.path.name for each in vault.saved_out.all()} == {"a", "b"}
        one, two = vault.saved_out.all()
        assert vault.saved_out.delete(one.id) is Outside.GONE
        two.path.write_bytes(b"the original")
        link = tmp_path / "link"
        link.symlink_to(two.path)
        vault.saved_out.note(link, sha)
        by_link = next(each for each in vault.saved_out.all() if each.path == link)
        assert vault.saved_out.delete(by_link.id) is Outside.CHANGED
        assert vault.saved_out.delete(two.id) is Outside.THERE
        assert not two.path.exists()


PLAIN = MemoryOnDisk(Written.PLAIN, Written.PLAIN)
SAFE = MemoryOnDisk(Written.ENCRYPTED, Written.ENCRYPTED)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (PLAIN, "When it hibernates"),
        (MemoryOnDisk(Written.PLAIN, Written.NEVER), "not encrypted"),
        (SAFE, "is encrypted"),
        (MemoryOnDisk(Written.NEVER, Written.NEVER), "writes no memory"),
        (MemoryOnDisk(Written.UNKNOWN, Written.UNKNOWN), "is not known here"),
    ],
)
def test_the_settings_say_what_the_computer_does_with_its_memory(
    qtbot: QtBot, session: Session, found: MemoryOnDisk, said: str
) -> None:
    card = ComputerCard(session, found)
    shown(qtbot, card, 632, 300)
    assert said in card.memory.text


def test_memory_in_the_clear_is_told_for_each_case_until_it_is_closed(
    qtbot: QtBot, qapp: QApplication, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(qapp, session, lambda *_: None)
    told: list[str] = []
    for disk, closes in ((SAFE, False), (PLAIN, False), (PLAIN, True), (PLAIN, False)):
        monkeypatch.setattr(opening, "memory_on_disk", lambda disk=disk: disk)
        shell = window._show_shell()
        shown(qtbot, window)
        shell.start()
        tell_of_opening(session, window)
        ask(qtbot, session, lambda _: None)
        told.append(shell._banner.text)
        if closes:
            press(qtbot, shell, "Close")
    assert ["not encrypted" in text for text in told] == [False, True, True, False]


def test_every_window_that_is_shown_stays_out_of_screenshots_until_the_person_wants_otherwise(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    told: list[tuple[int, bool]] = []
    window = QWidget()
    guard = CaptureGuard(qapp, window, lambda number, hidden: told.append((number, hidden)))
    shown(qtbot, window)
    dialog = QDialog(window)
    dialog.open()
    exposed(dialog)
    assert {(int(each.winId()), True) for each in (window, dialog)} <= set(told)
    guard.hide(hidden=False, windows=[window])
    assert told[-1] == (int(window.winId()), False)
    dialog.close()
    qapp.removeEventFilter(guard)


def test_where_the_system_offers_nothing_the_settings_say_so(
    qtbot: QtBot, session: Session
) -> None:
    card = ComputerCard(session, SAFE)
    shown(qtbot, card, 632, 300)
    assert (card.hidden is None) is (system_put() is None)
    if card.hidden is not None:
        assert by_name(card, "Keep the window out of screenshots and recordings")
