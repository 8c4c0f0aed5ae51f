"""A lock does not wait for an export or an import: it stops them, and leaves nothing half done."""

import io
import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, open_session
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, exposed, press, shown

from limbo_desktop import aside
from limbo_desktop.case.records import Document
from limbo_desktop.ui.bundle.screen import BundleScreen
from limbo_desktop.ui.documents.saving_out import SavingOut
from limbo_desktop.ui.documents.screen import DocumentsScreen
from limbo_desktop.ui.lock import AfterLock
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.vault import Vault

SLOW = 120_000


class Locked:
    """A window with a case open, and how it ended."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, make_session: MakeSession, path: Path):
        self.ends: list[str] = []
        self.path = path
        self.session = open_session(qtbot, make_session, path)

        def end(_path: Path | None, after: AfterLock) -> None:
            self.ends.append(after.reason)

        self.window = Window(qapp, self.session, end)
        self.shell = self.window._show_shell()
        shown(qtbot, self.window)

    def lock(self, reason: str) -> None:
        self.window.lock(reason)
        assert self.ends == [reason]
        assert [each for each in self.path.parent.iterdir() if each.is_file()] == [self.path]


@pytest.fixture(params=[True, False], ids=["nameless files", "as on FAT"])
def nameless(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of writing a file that appears whole or not at all."""
    if not request.param:
        monkeypatch.setattr(aside, "_nameless", lambda _folder: None)


def test_an_export_is_stopped_and_taken_away(
    qtbot: QtBot,
    qapp: QApplication,
    make_session: MakeSession,
    family: bytes,
    tmp_path: Path,
    nameless: None,
) -> None:
    path = tmp_path / "case.limbo"
    path.write_bytes(family)
    out = tmp_path / "out"
    out.mkdir()
    locked = Locked(qtbot, qapp, make_session, path)
    locked.shell.start(("bundle", ""))
    screen = locked.shell.screen_shown
    assert isinstance(screen, BundleScreen)
    qtbot.waitUntil(lambda: screen.plan is not None, timeout=LONG)
    screen.make(out / "evidence.pdf")
    qtbot.waitUntil(lambda: screen.progress.value() > 0, timeout=SLOW)
    assert screen._making is not None
    locked.lock("idle")
    assert list(out.iterdir()) == []
    locked.window.close()
    with Vault.open(path, PASSPHRASE, (QUICK,)) as vault:
        assert list(vault.bundles.all()) == []


def test_a_copy_of_an_original_that_is_being_saved_is_taken_away(
    qtbot: QtBot, qapp: QApplication, make_session: MakeSession, tmp_path: Path, nameless: None
) -> None:
    path = tmp_path / "case.limbo"
    with Vault.create(path, PASSPHRASE, profile=QUICK)[0] as vault:
        blob = vault.blobs.add(io.BytesIO(os.urandom(60_000_000)))
        document = vault.documents.add(Document(id="", file="film.mp4", sha256=blob.sha256))
    out = tmp_path / "out"
    out.mkdir()
    locked = Locked(qtbot, qapp, make_session, path)
    locked.shell.start()
    saving = SavingOut(locked.session, document)
    qtbot.addWidget(saving)
    saving.write(out / "film.mp4")
    locked.lock("lid")
    assert list(out.iterdir()) == []
    locked.window.close()


def test_an_import_is_stopped_between_two_files_and_each_is_in_whole_or_not(
    qtbot: QtBot, qapp: QApplication, make_session: MakeSession, tmp_path: Path
) -> None:
    path = tmp_path / "case.limbo"
    Vault.create(path, PASSPHRASE, profile=QUICK)[0].close()
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(30):
        (papers / f"{number}.bin").write_bytes(os.urandom(700_000))
    locked = Locked(qtbot, qapp, make_session, path)
    locked.shell.start(("documents", ""))
    screen = locked.shell.screen_shown
    assert isinstance(screen, DocumentsScreen)
    taken: list[str] = []
    screen.adding.taken.connect(taken.append)
    screen.take([papers])
    qtbot.waitUntil(lambda: bool(taken), timeout=LONG)
    locked.lock("session")
    locked.window.close()
    with Vault.open(path, PASSPHRASE, (QUICK,)) as vault:
        assert vault.check().sound
        found = list(vault.documents.all())
        assert 1 <= len(found) < 30
        for each in found:
            with vault.blobs.open(each.sha256) as reader:
                assert reader.read() == (papers / each.file).read_bytes()


def test_the_key_locks_over_the_dialog_of_an_export(
    qtbot: QtBot, qapp: QApplication, make_session: MakeSession, family: bytes, tmp_path: Path
) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QFileDialog

    path = tmp_path / "case.limbo"
    path.write_bytes(family)
    locked = Locked(qtbot, qapp, make_session, path)
    locked.shell.start(("bundle", ""))
    locked.window._watch(10, locked.shell)
    screen = locked.shell.screen_shown
    assert isinstance(screen, BundleScreen)
    qtbot.waitUntil(lambda: screen.plan is not None, timeout=LONG)
    qtbot.waitUntil(screen.create_button.isEnabled, timeout=LONG)
    press(qtbot, screen, "Create file")
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    exposed(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert locked.ends == [""]
    guard = locked.window.guard
    assert guard is not None
    qapp.removeEventFilter(guard)
    dialog.close()
    locked.window.close()
