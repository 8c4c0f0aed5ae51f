"""A damaged case says what still reads, and lets it be brought out into a new file."""

import io
import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, unlocked
from tests.gui.support import PASSPHRASE, MakeSession, by_name, press, shown, type_into, unnamed

from limbo_desktop.case.records import Document, Event, Person
from limbo_desktop.ui.lock import AfterLock
from limbo_desktop.ui.preferences import Preferences
from limbo_desktop.ui.unlock.damaged import DamagedPage
from limbo_desktop.ui.unlock.page import UnlockPage
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.pages import PAGE_BYTES
from limbo_desktop.vault.redactions import Box
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def damaged(vault_path: Path) -> Path:
    """A case with 40 entries, 2 people, 2 files, whose first page and some of whose pages are
    damaged."""
    with Vault.open(vault_path, PASSPHRASE) as vault:
        for number in range(40):
            vault.events.add(Event(id="", kind="note", title=f"запись {number}"))
        for name in ("Света", "سامر"):
            vault.people.add(Person(id="", name=name))
        for size in (100, 900_000):
            blob = vault.blobs.add(io.BytesIO(os.urandom(size)))
            paper = vault.documents.add(Document(id="", file=f"{size}.pdf", sha256=blob.sha256))
            vault.redactions.put(paper.id, {1: [Box(0.1, 0.1, 0.1, 0.1)]})
    pages = vault_path.stat().st_size // PAGE_BYTES
    with vault_path.open("r+b") as file:
        for page in (1, pages - 10):
            file.seek((page - 1) * PAGE_BYTES + 1_000)
            byte = file.read(1)[0]
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([byte ^ 1]))
    return vault_path


def window_of(qtbot: QtBot, qapp: QApplication, make_session: MakeSession, path: Path) -> Window:
    session = make_session(path=path)
    window = Window(qapp, session, lambda *_: None)
    window.show_unlock(path)
    shown(qtbot, window)
    return window


def page_of(qtbot: QtBot, window: Window) -> DamagedPage:
    unlock = window.page
    assert isinstance(unlock, UnlockPage)
    assert not unlock.survey.isVisibleTo(unlock)
    type_into(qtbot, unlock.passphrase.field, PASSPHRASE)
    press(qtbot, window, "Open")
    qtbot.waitUntil(lambda: unlock.survey.isVisibleTo(unlock), timeout=LONG)
    assert "the file is damaged" in unlock.passphrase.notice
    press(qtbot, window, "See what still reads")
    page = window.page
    assert isinstance(page, DamagedPage)
    qtbot.waitUntil(lambda: page.survey is not None, timeout=LONG)
    return page


def test_the_way_from_a_damaged_file_to_a_new_one_that_opens(
    qtbot: QtBot, qapp: QApplication, make_session: MakeSession, damaged: Path, tmp_path: Path
) -> None:
    before = damaged.read_bytes()
    window = window_of(qtbot, qapp, make_session, damaged)
    page = page_of(qtbot, window)
    found = page.survey
    assert found is not None
    assert (found.entries, found.people, found.papers) == (40, 2, 2)
    assert found.damaged == 2
    assert found.files == 1
    assert not unnamed(page)
    target = tmp_path / "new.limbo"
    page.bring_out(target)
    qtbot.waitUntil(lambda: page.check is not None, timeout=LONG)
    check = page.check
    assert check is not None
    assert not page.button.isEnabled()
    press(qtbot, page, "Copied. Check three groups")
    for number, field in zip(check.asked, check.fields, strict=True):
        type_into(qtbot, field, check.groups[number - 1])
    press(qtbot, page, "Open the new file")
    assert isinstance(window.page, UnlockPage)
    assert window._session.path == target
    assert damaged.read_bytes() == before
    window.close()
    with Vault.open(target, PASSPHRASE) as vault:
        assert vault.check().sound
        assert (vault.events.count(), vault.people.count()) == (40, 2)
        papers = [each.id for each in vault.documents.all()]
        assert all(vault.redactions.boxes(each) for each in papers)
    Vault.recover(target, " ".join(check.groups)).close()


def test_damage_that_is_met_while_working_leads_there_after_a_lock(
    qtbot: QtBot, qapp: QApplication, make_session: MakeSession, vault_path: Path
) -> None:
    session = make_session(path=vault_path)
    ends: list[str] = []
    window = Window(qapp, session, lambda _path, after: ends.append(after.reason))
    unlocked(qtbot, window, vault_path)
    ask(qtbot, session, lambda _: None)
    from limbo_desktop.vault.errors import VaultDamagedError

    session.show_error(VaultDamagedError())
    press(qtbot, window, "See what still reads")
    assert ends == ["damaged"]
    again = UnlockPage(make_session(), vault_path, AfterLock("damaged", "14:20", Preferences()))
    shown(qtbot, again)
    assert by_name(again, "See what still reads")
    assert "14:20" in again.foot


def test_a_wrong_passphrase_reads_nothing(
    qtbot: QtBot, make_session: MakeSession, damaged: Path
) -> None:
    page = DamagedPage(make_session(path=damaged), damaged, "wrong")
    shown(qtbot, page)
    qtbot.waitUntil(lambda: page._notice.isVisibleTo(page), timeout=LONG)
    assert page.survey is None
    assert not page.button.isEnabled()
