"""After a change of passphrase: the copies that the old one opens are said, listed, deletable."""

import os
import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.copies import Usage, kept
from tests.gui.case_vault import LONG, ask, open_session
from tests.gui.support import (
    PASSPHRASE,
    QUICK,
    MakeSession,
    placed,
    press,
    shown,
    unnamed,
)

from limbo_desktop.case.records import Person
from limbo_desktop.ui.copies.card import CopiesCard
from limbo_desktop.ui.copies.former import FormerCopies
from limbo_desktop.ui.new_case.renew import PassphraseScreen
from limbo_desktop.ui.session import Session
from limbo_desktop.vault.errors import WrongPassphraseError
from limbo_desktop.vault.vault import Vault

NEW = "six herons under the pier"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def path(tmp_path: Path, stick: Path) -> Path:
    """A case with one copy under the passphrase that is to be changed."""
    path = tmp_path / "case.limbo"
    with Vault.create(path, PASSPHRASE, profile=QUICK)[0] as vault:
        vault.people.add(Person(id="", name="Света"))
        vault.backups.choose(stick)
        kept(vault, always=True)
    return path


@pytest.fixture
def session(qtbot: QtBot, make_session: MakeSession, path: Path) -> Session:
    return open_session(qtbot, make_session, path)


def renewed(qtbot: QtBot, session: Session) -> None:
    ask(qtbot, session, lambda vault: vault.change_passphrase(NEW, QUICK))


def read(qtbot: QtBot, widget: FormerCopies) -> None:
    with qtbot.waitSignal(widget.read, timeout=LONG):
        widget.reload()


def test_it_is_said_right_after_the_change_and_deleted_behind_a_new_copy(
    qtbot: QtBot, session: Session, stick: Path
) -> None:
    (old,) = stick.iterdir()
    screen = PassphraseScreen(session)
    shown(qtbot, screen, 900, 900)
    renewed(qtbot, session)
    screen.renew.finished.emit()
    qtbot.waitUntil(screen.former.isVisible, timeout=LONG)
    assert screen.former.chosen == [old]
    assert "1 copy still opens with an earlier passphrase" in screen.former.notice.text
    press(qtbot, screen, "Delete those with a tick")
    qtbot.waitUntil(lambda: not screen.former.isVisible(), timeout=LONG)
    (new,) = stick.iterdir()
    assert new != old
    assert session.lane.close()
    Vault.open(new, NEW, (QUICK,)).close()


def test_where_no_new_copy_can_be_made_none_is_deleted(
    qtbot: QtBot, session: Session, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old,) = stick.iterdir()
    renewed(qtbot, session)
    widget = FormerCopies(session)
    shown(qtbot, widget, 600, 500)
    read(qtbot, widget)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1_000_000, 999_990, 10))
    press(qtbot, widget, "Delete those with a tick")
    qtbot.waitUntil(widget.refusal.isVisible, timeout=LONG)
    assert list(stick.iterdir()) == [old]
    with pytest.raises(WrongPassphraseError):
        Vault.open(old, NEW, (QUICK,))
    Vault.open(old, PASSPHRASE, (QUICK,)).close()


def test_a_copy_that_was_changed_later_has_no_tick_and_stays(
    qtbot: QtBot, session: Session, stick: Path
) -> None:
    (old,) = stick.iterdir()
    later = old.stat().st_mtime + 90_000
    os.utime(old, (later, later))
    renewed(qtbot, session)
    widget = FormerCopies(session)
    shown(qtbot, widget, 600, 500)
    read(qtbot, widget)
    assert widget.chosen == []
    assert not widget.button.isEnabled()
    assert widget.boxes[0][0].accessibleName().endswith("somebody may have worked in it.")


@pytest.mark.parametrize("language", ["ru", "ar", "en"])
@pytest.mark.parametrize("scale", [100, 200])
def test_the_settings_list_them_for_as_long_as_there_are_any(
    qtbot: QtBot, make_session: MakeSession, path: Path, language: str, scale: int
) -> None:
    session = open_session(qtbot, make_session, path, language, scale)
    card = CopiesCard(session)
    shown(qtbot, card, 632 * scale // 100, 900)
    read(qtbot, card.former)
    assert not card.former.isVisible()
    renewed(qtbot, session)
    read(qtbot, card.former)
    placed(qtbot, card)
    assert card.former.isVisible()
    assert unnamed(card) == []
