"""Files are prepared for the first bundle while nobody waits for anything, and at once no more."""

import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session, settled
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, shown
from tests.integration.bundle_support import drawn_pdf
from tests.integration.prepared_support import Counting, bundle

from limbo_desktop.case.records import Document
from limbo_desktop.intake.look import look_through_waiting
from limbo_desktop.render.client import Renderer
from limbo_desktop.ui.documents.background import Background
from limbo_desktop.ui.documents.preparing import Preparing
from limbo_desktop.ui.operations import snapshot_op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.vault import filesystem
from limbo_desktop.vault.filesystem import Room
from limbo_desktop.vault.vault import Vault


def add(vault: Vault, name: str, *pages: str) -> None:
    blob = vault.blobs.add(io.BytesIO(drawn_pdf(*pages)))
    vault.documents.add(Document("", name, sha256=blob.sha256, title=name, share="all"))


@pytest.fixture
def session(qtbot: QtBot, make_session: MakeSession, tmp_path: Path) -> Iterator[Session]:
    """A session with a case of three papers that were read."""
    path = tmp_path / "case.limbo"
    with Vault.create(path, PASSPHRASE, profile=QUICK)[0] as vault, Renderer() as renderer:
        for number in range(3):
            add(vault, f"{number}.pdf", *(f"{number} {page}" for page in range(40)))
        look_through_waiting(vault, renderer, lambda _done, _total: None)
    session = open_session(qtbot, make_session, path)
    yield session
    settled(qtbot, session)


class Steps(list[tuple[int, int]]):
    """What was told, and whether it ended."""

    ended = False

    def __init__(self, preparing: Preparing) -> None:
        super().__init__()
        preparing.progress.connect(lambda done, total: self.append((done, total)))
        preparing.ended.connect(self._end)

    def _end(self) -> None:
        self.ended = True


def started(session: Session) -> tuple[Preparing, Steps]:
    preparing = Preparing(session, session, first_seconds=0)
    steps = Steps(preparing)
    preparing.start()
    return preparing, steps


def asked(qtbot: QtBot, session: Session, preparing: Preparing) -> None:
    """Wait until the vault was asked for files after all that was done."""
    changes = ask(qtbot, session, lambda vault: vault.store.connection.total_changes)
    qtbot.waitUntil(lambda: preparing._seen >= changes, timeout=LONG)


def waiting(qtbot: QtBot, session: Session) -> list[str]:
    return [each.file for each in ask(qtbot, session, lambda vault: vault.prepared.waiting())]


def at_work(qtbot: QtBot, preparing: Preparing) -> tuple[Renderer, int]:
    """Wait until a file is looked at; the renderer and its process."""
    found: list[tuple[Renderer, int]] = []

    def begun() -> bool:
        renderer = preparing._renderer
        if renderer is not None and renderer._worker is not None:
            found.append((renderer, renderer._worker.pid))
        return bool(found)

    qtbot.waitUntil(begun, timeout=LONG)
    return found[0]


def test_after_it_a_bundle_asks_the_render_process_nothing(qtbot: QtBot, session: Session) -> None:
    preparing, steps = started(session)
    qtbot.waitUntil(lambda: steps.ended, timeout=LONG)
    assert steps == [(0, 3), (1, 3), (2, 3)]
    assert preparing._renderer is None, "no process waits for nothing"
    assert waiting(qtbot, session) == []
    with Counting() as idle:
        idle.close()  # whoever asks it now is refused
        assert ask(qtbot, session, lambda vault: bundle(vault, idle)).startswith(b"%PDF")


def test_a_file_is_tried_once_while_the_case_is_open(qtbot: QtBot, session: Session) -> None:
    preparing, steps = started(session)
    qtbot.waitUntil(lambda: steps.ended, timeout=LONG)
    ask(qtbot, session, lambda vault: vault.prepared.clear())
    asked(qtbot, session, preparing)
    assert len(waiting(qtbot, session)) == 3
    assert len(steps) == 3


def test_files_are_read_before_any_is_prepared(qtbot: QtBot, session: Session) -> None:
    ask(qtbot, session, lambda vault: add(vault, "new.pdf", "new"))
    preparing, steps = started(session)
    asked(qtbot, session, preparing)
    assert steps == []
    reading = Background(session, session)
    reading.start()
    qtbot.waitUntil(lambda: steps.ended, timeout=LONG)
    assert steps[-1] == (3, 4)
    assert waiting(qtbot, session) == []
    reading.cancel()


def test_nothing_is_begun_while_a_bundle_is_made(qtbot: QtBot, session: Session) -> None:
    made = threading.Event()
    snapshot_op(session, lambda _vault, _job: made.wait(LONG), owner=session).start()
    preparing, steps = started(session)
    qtbot.waitUntil(lambda: len(preparing._queue) == 3, timeout=LONG)
    assert steps == []
    made.set()
    qtbot.waitUntil(lambda: steps.ended, timeout=LONG)
    assert len(steps) == 3


def test_on_a_nearly_full_medium_nothing_is_prepared(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filesystem, "room", lambda _path: Room(100 << 20, None))
    preparing, steps = started(session)
    asked(qtbot, session, preparing)
    assert steps == []


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be held there")
def test_a_lock_does_not_wait_for_a_file_that_takes_long(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    preparing, steps = started(session)
    renderer, process = at_work(qtbot, preparing)
    os.kill(process, signal.SIGSTOP)
    qtbot.wait(300)
    assert session.lane.close()
    assert "limbo-reader" not in {each.name for each in threading.enumerate()}
    renderer.close()
    begun = len(steps)
    with Vault.open(tmp_path / "case.limbo", PASSPHRASE, (QUICK,)) as vault:
        left = {each.file for each in vault.prepared.waiting()}
        assert left >= {f"{number}.pdf" for number in range(begun - 1, 3)}
        assert vault.check().sound


def test_its_process_ends_with_the_window(qtbot: QtBot, session: Session) -> None:
    window = QObject()
    preparing = Preparing(session, window, first_seconds=0)
    preparing.start()
    renderer, _ = at_work(qtbot, preparing)
    window.deleteLater()
    qtbot.waitUntil(lambda: renderer._closed and renderer._worker is None, timeout=LONG)


def test_the_shell_does_it(qtbot: QtBot, session: Session) -> None:
    shell = Shell(session)
    shown(qtbot, shell)
    shell.start()
    qtbot.waitUntil(lambda: waiting(qtbot, session) == [], timeout=LONG)
