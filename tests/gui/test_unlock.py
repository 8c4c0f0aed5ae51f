"""Unlocking: the passphrase, what the keyboard does to it, and the way in with the digits."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.gui.support import (
    PASSPHRASE,
    QUICK,
    MakeSession,
    placed,
    press,
    shown,
    type_into,
    unnamed,
)

from limbo_desktop.ui.lane import Job
from limbo_desktop.ui.lock import AfterLock
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.preferences import Preferences
from limbo_desktop.ui.unlock.keyboard import caps_lock_from, layout_of
from limbo_desktop.ui.unlock.page import UnlockPage
from limbo_desktop.ui.unlock.recover import RecoverPage
from limbo_desktop.ui.unlock.upgrade import UpgradeLine, UpgradeStoppedError
from limbo_desktop.vault.key import Key, Profile
from limbo_desktop.vault.recovery import RecoveryKey
from limbo_desktop.vault.vault import Vault

LONG = 20_000
OLD = Path(__file__).parents[1] / "data" / "vaults" / "schema-1.limbo"
OLD_PROFILE = Profile(number=0, memory_kib=64, passes=1, lanes=1)


@pytest.fixture
def page(qtbot: QtBot, make_session: MakeSession, vault_path: Path) -> UnlockPage:
    page = UnlockPage(make_session(path=vault_path), vault_path)
    shown(qtbot, page)
    return page


def test_the_right_passphrase_opens_the_vault_and_leaves_the_field_empty(
    qtbot: QtBot, page: UnlockPage
) -> None:
    type_into(qtbot, page.passphrase.field, PASSPHRASE)
    with qtbot.waitSignal(page.opened, timeout=LONG):
        QTest.keyClick(page.passphrase.field, Qt.Key.Key_Return)
    assert page.passphrase.text == ""
    counts: list[int] = []
    op(page._session, lambda vault: vault.events.count(), owner=page).success(counts.append).start()
    qtbot.waitUntil(lambda: counts == [0])


def test_a_wrong_one_says_so_beside_the_field_names_the_keyboard_and_can_be_typed_over(
    qtbot: QtBot, page: UnlockPage
) -> None:
    type_into(qtbot, page.passphrase.field, "wrong words")
    press(qtbot, page, "Open")
    qtbot.waitUntil(lambda: bool(page.passphrase.notice), timeout=LONG)
    assert page.passphrase.notice == (
        "That passphrase did not open the case. The case is safe. The keyboard is set to English."
    )
    assert page.passphrase.field.selectedText()
    qtbot.waitUntil(page.button.isEnabled)


def test_a_file_that_is_no_case_is_told_apart_from_a_wrong_passphrase(
    qtbot: QtBot, make_session: MakeSession, tmp_path: Path
) -> None:
    path = tmp_path / "letter.limbo"
    path.write_text("Dear Sir or Madam, " * 400)
    page = UnlockPage(make_session(path=path), path)
    shown(qtbot, page)
    type_into(qtbot, page.passphrase.field, PASSPHRASE)
    press(qtbot, page, "Open")
    qtbot.waitUntil(lambda: bool(page.passphrase.notice), timeout=LONG)
    assert path.read_text().startswith("Dear")


@pytest.mark.parametrize(
    ("letter", "layout"), [("q", "en"), ("й", "ru"), ("ض", "ar"), ("3", ""), (" ", "")]
)
def test_a_letter_tells_the_keyboards_layout(letter: str, layout: str) -> None:
    assert layout_of(letter) == layout


@pytest.mark.parametrize(
    ("letter", "shift", "caps"),
    [("A", False, True), ("a", True, True), ("a", False, False), ("ض", False, None)],
)
def test_capitals_without_shift_give_caps_lock_away(
    letter: str, shift: bool, caps: bool | None
) -> None:
    assert caps_lock_from(letter, shift=shift) is caps


def test_caps_lock_is_told_while_typing(qtbot: QtBot, page: UnlockPage) -> None:
    caps = page.passphrase._caps
    assert not caps.isVisible()
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    for letter, held, told in (("Q", shift, False), ("Q", none, True), ("q", none, False)):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, held, letter)
        QApplication.sendEvent(page.passphrase.field, event)
        assert caps.isVisible() is told, (letter, held)


def test_the_eye_shows_and_hides_and_is_named_for_what_it_does(
    qtbot: QtBot, page: UnlockPage
) -> None:
    field = page.passphrase.field
    assert field.echoMode() is QLineEdit.EchoMode.Password
    press(qtbot, page, "Show the passphrase")
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    press(qtbot, page, "Hide the passphrase")
    assert field.echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.parametrize("language", ["ru", "ar", "en"])
@pytest.mark.parametrize("scale", [100, 200])
def test_everything_is_named_and_nothing_cut(
    qtbot: QtBot, make_session: MakeSession, vault_path: Path, language: str, scale: int
) -> None:
    after = AfterLock("lid", "14:20", Preferences())
    page = UnlockPage(make_session(language, scale=scale), vault_path, after)
    shown(qtbot, page, 900, 600)
    assert unnamed(page) == []
    qtbot.waitUntil(lambda: page.area.horizontalScrollBar().maximum() == 0)


def test_the_digits_open_the_vault_and_a_new_passphrase_and_sheet_follow(
    qtbot: QtBot, make_session: MakeSession, tmp_path: Path
) -> None:
    path = tmp_path / "case.limbo"
    vault, key = Vault.create(path, "forgotten words", QUICK)
    vault.close()
    page = RecoverPage(make_session(path=path), path)
    shown(qtbot, page)
    assert unnamed(page) == []
    assert not page.button.isEnabled()
    page.digits.fields[0].setFocus()
    for group in key.groups:
        focused = next(field for field in page.digits.fields if not field.text())
        type_into(qtbot, focused, group)
    press(qtbot, page, "Open")
    qtbot.waitUntil(lambda: page.renew is not None, timeout=LONG)
    renew = page.renew
    assert renew is not None
    type_into(qtbot, renew.passphrase.first.field, PASSPHRASE)
    qtbot.waitUntil(lambda: renew.passphrase.strength > 0, timeout=LONG)
    type_into(qtbot, renew.passphrase.second.field, PASSPHRASE)
    press(qtbot, page, "Set the new passphrase")
    qtbot.waitUntil(lambda: renew.check is not None, timeout=LONG)
    check = renew.check
    assert check is not None
    press(qtbot, page, "Copied. Check three groups")
    for number, field in zip(check.asked, check.fields, strict=True):
        type_into(qtbot, field, check.groups[number - 1])
    with qtbot.waitSignal(page.opened):
        press(qtbot, page, "Ready")
    assert page._session.lane.close()
    with Vault.open(path, PASSPHRASE) as opened:
        assert opened.events.count() == 0


def test_a_pasted_sheet_fills_all_groups_whatever_its_digits_look_like(
    qtbot: QtBot, make_session: MakeSession, tmp_path: Path
) -> None:
    vault, key = Vault.create(tmp_path / "case.limbo", "words", QUICK)
    vault.close()
    page = RecoverPage(make_session("ar"), tmp_path / "case.limbo")
    shown(qtbot, page)
    arabic = str(key).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    page.digits.fields[0].setText(arabic)
    page.digits.fields[0].textEdited.emit(arabic)
    assert page.digits.text == str(key)
    assert page.button.isEnabled()


def test_a_group_with_a_slip_shows_it_and_keeps_the_door_shut(
    qtbot: QtBot, make_session: MakeSession, vault_path: Path
) -> None:
    page = RecoverPage(make_session(), vault_path)
    shown(qtbot, page)
    type_into(qtbot, page.digits.fields[0], "123456")
    assert page.digits.fields[0].property("notice") is True
    assert not page.button.isEnabled()


@pytest.mark.parametrize("language", ["ru", "ar", "en"])
def test_an_older_case_gets_its_copy_in_sight_and_opens(
    qtbot: QtBot, make_session: MakeSession, tmp_path: Path, language: str
) -> None:
    path = Path(shutil.copy(OLD, tmp_path / "old.limbo"))
    path.chmod(0o600)
    key = Key.from_passphrase("старая фраза ٣", path.read_bytes()[:16], OLD_PROFILE)
    page = RecoverPage(make_session(language, path=path), path)
    shown(qtbot, page)
    seen: list[int] = []
    page.upgrade.watching(Job(lambda call: call(), lambda _done, total: seen.append(total)))(1, 2)
    for field, group in zip(page.digits.fields, RecoveryKey.of(key).groups, strict=True):
        field.setText(group)
    page._open()
    qtbot.waitUntil(lambda: page.renew is not None, timeout=LONG)
    assert not page.upgrade.isVisible()
    assert len(list(tmp_path.iterdir())) >= 2
    page.upgrade.show_progress(1, 3)
    placed(qtbot, page)
    assert page.upgrade.isVisible()
    assert unnamed(page) == []


def test_who_stops_the_copying_of_an_older_case_finds_it_as_it_was(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    line = UpgradeLine(make_session())
    shown(qtbot, line, 400, 300)
    report = line.watching(Job(lambda call: call(), lambda _done, _total: None))
    report(1, 3)
    line.show_progress(1, 3)
    press(qtbot, line, "Stop")
    with pytest.raises(UpgradeStoppedError):
        report(2, 3)
    line.watching(Job(lambda call: call(), lambda _done, _total: None))(1, 3)
