"""Many files at once: archives come apart, every refusal is told once, files are read after."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session, settled
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, press, shown

from limbo_desktop.ui.documents.adding import Summary
from limbo_desktop.ui.documents.background import Background
from limbo_desktop.ui.documents.intake_card import IntakeCard
from limbo_desktop.ui.documents.screen import DocumentsScreen
from limbo_desktop.ui.widgets import IconLabel
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def screen(qtbot: QtBot, make_session: MakeSession, tmp_path: Path) -> Iterator[DocumentsScreen]:
    path = tmp_path / "case.limbo"
    Vault.create(path, PASSPHRASE, profile=QUICK)[0].close()
    screen = DocumentsScreen(open_session(qtbot, make_session, path))
    shown(qtbot, screen)
    yield screen
    settled(qtbot, screen.session)


def test_an_archive_is_accounted_for_file_by_file(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    path = tmp_path / "papers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.txt", "one")
        archive.writestr("folder/two.txt", "two")
        archive.writestr("folder/again.txt", "one")
    (tmp_path / "broken.zip").write_bytes(path.read_bytes()[:60])
    ended: list[Summary] = []
    screen.adding.ended.connect(ended.append)
    screen.take([path, tmp_path / "broken.zip"])
    qtbot.waitUntil(lambda: bool(ended), timeout=LONG)
    assert (ended[0].new, ended[0].already) == (["one", "two"], ["one"])
    assert [name for name, _ in ended[0].whole] == ["broken.zip"]
    assert ask(qtbot, screen.session, lambda vault: vault.documents.count()) == 3
    said = screen.intake.text.text()
    assert "2 new documents" in said
    assert "1 archive kept as it is" in said


def test_one_reason_is_told_once_with_the_names_it_holds_for(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    session = make_session()
    card = IntakeCard(session.theme, session.words)
    shown(qtbot, card, 500, 400)
    refused = [(f"{number}.jpg", "It could not be read.") for number in range(9)]
    card.show_summary(Summary(new=["a"], refused=[*refused, ("b.pdf", "No room.")]))

    def lines() -> list[str]:
        QApplication.processEvents()
        return [each.text for each in card.findChildren(IconLabel) if each.isVisibleTo(card)]

    assert len(lines()) == 2
    assert "4 more" in lines()[0]
    assert "8.jpg" not in lines()[0]
    press(qtbot, card, "Show all names")
    assert len(lines()) == 2
    assert "8.jpg" in lines()[0]
    assert lines()[1].startswith("b.pdf: No room")


def test_files_are_read_while_the_person_works_and_their_words_found(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"kazenneisch {number}", "utf-8")
    ended: list[Summary] = []
    screen.adding.ended.connect(ended.append)
    screen.take(sorted(tmp_path.glob("*.txt")))
    qtbot.waitUntil(lambda: bool(ended), timeout=LONG)
    assert ask(qtbot, screen.session, lambda vault: len(vault.findings.waiting())) == 3
    background = Background(screen.session, screen)
    steps: list[tuple[int, int]] = []
    read: list[bool] = []
    background.progress.connect(lambda done, total: steps.append((done, total)))
    background.ended.connect(lambda: read.append(True))
    background.start()
    qtbot.waitUntil(lambda: bool(read), timeout=LONG)
    assert steps == [(0, 3), (1, 3), (2, 3)]
    assert not ask(qtbot, screen.session, lambda vault: vault.findings.any_waiting())
    background.cancel()


def test_reading_can_be_stopped(qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"words {number}", "utf-8")
    ended: list[Summary] = []
    screen.adding.ended.connect(ended.append)
    screen.take(sorted(tmp_path.glob("*.txt")))
    qtbot.waitUntil(lambda: bool(ended), timeout=LONG)
    background = Background(screen.session, screen)
    background.progress.connect(lambda _done, _total: background.cancel())
    with qtbot.waitSignal(background.ended, timeout=LONG):
        background.start()
    settled(qtbot, screen.session)
    assert ask(qtbot, screen.session, lambda vault: len(vault.findings.waiting())) >= 4


def test_files_that_are_gone_give_one_reason_without_their_names(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    ended: list[Summary] = []
    screen.adding.ended.connect(ended.append)
    screen.take([tmp_path / f"gone{number}.jpg" for number in range(3)])
    qtbot.waitUntil(lambda: bool(ended), timeout=LONG)
    assert [name for name, _ in ended[0].refused] == ["gone0.jpg", "gone1.jpg", "gone2.jpg"]
    assert len({why for _, why in ended[0].refused}) == 1
