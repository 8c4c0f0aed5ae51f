"""What the tests of the window share: the application, sessions, a real vault."""

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import open_session, settled, vault_of
from tests.gui.patience import PatientBot
from tests.gui.support import PASSPHRASE, QUICK, MakeSession

from limbo_desktop.memory_on_disk import MemoryOnDisk, Written
from limbo_desktop.ui import opening
from limbo_desktop.ui.environment import dress, make_application
from limbo_desktop.ui.lane import Lane
from limbo_desktop.ui.preferences import Preferences
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme import ThemeChoice
from limbo_desktop.vault.vault import Vault


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program sets it up; pytest-qt uses it for its own."""
    return make_application([])


@pytest.fixture(autouse=True)
def computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer that writes no memory to its disk, whatever that of the tests does."""
    kind = MemoryOnDisk(Written.NEVER, Written.NEVER)
    monkeypatch.setattr(opening, "memory_on_disk", lambda: kind)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """What pytest-qt offers, with more patience."""
    return PatientBot(request)


@pytest.fixture
def make_session(qapp: QApplication) -> Iterator[MakeSession]:
    """Make sessions in any language and look; their lanes are closed at the end, without a bug."""
    lanes: list[Lane] = []
    bugs: list[BaseException] = []

    def make(
        language: str = "en", *, dark: bool = False, scale: int = 100, path: Path | None = None
    ) -> Session:
        lane = Lane(report_bug=bugs.append)
        lanes.append(lane)
        theme = ThemeChoice.DARK if dark else ThemeChoice.LIGHT
        session = Session(lane, Preferences(language=language, theme=theme, scale=scale), path)
        dress(qapp, session.theme)
        return session

    yield make
    for lane in lanes:
        assert lane.close()
    QApplication.processEvents()
    assert bugs == [], [traceback.format_exception(bug) for bug in bugs]


@pytest.fixture
def session(make_session: MakeSession) -> Session:
    """One English session in light."""
    return make_session()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a screen reader is given to read; it listens while the test runs."""
    told: list[str] = []
    post: Callable[[QAccessibleEvent], None] = QAccessible.updateAccessibility

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())
        post(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    QAccessible.setActive(True)
    yield told
    QAccessible.setActive(False)


@pytest.fixture(scope="session")
def vault_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An empty vault whose passphrase is PASSPHRASE, made once with the program's own profile."""
    path = tmp_path_factory.mktemp("vault") / "case.limbo"
    vault, _ = Vault.create(path, PASSPHRASE)
    vault.close()
    return path.read_bytes()


@pytest.fixture
def vault_path(vault_bytes: bytes, tmp_path: Path) -> Path:
    """A fresh copy of that vault."""
    path = tmp_path / "case.limbo"
    path.write_bytes(vault_bytes)
    return path


@pytest.fixture(scope="session")
def quick_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same with a passphrase that costs nothing."""
    path = tmp_path_factory.mktemp("quick") / "case.limbo"
    Vault.create(path, PASSPHRASE, profile=QUICK)[0].close()
    return path.read_bytes()


@pytest.fixture
def quick_path(quick_bytes: bytes, tmp_path: Path) -> Path:
    """A fresh copy of that."""
    path = tmp_path / "case.limbo"
    path.write_bytes(quick_bytes)
    return path


@pytest.fixture(scope="session")
def family(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The vault of the family's sample case."""
    path = vault_of(cases / "family-ru", tmp_path_factory.mktemp("family") / "case.limbo")
    return path.read_bytes()


@pytest.fixture
def path(family: bytes, tmp_path: Path) -> Path:
    """A fresh copy of the family's vault, in a folder of its own."""
    path = tmp_path / "vault" / "case.limbo"
    path.parent.mkdir()
    path.write_bytes(family)
    return path


@pytest.fixture
def family_session(qtbot: QtBot, make_session: MakeSession, path: Path) -> Iterator[Session]:
    """An English session with that copy open."""
    session = open_session(qtbot, make_session, path)
    yield session
    settled(qtbot, session)
