"""A file for a portal in the window: parts, what is said of them, the bag, what is looked at."""

from collections.abc import Iterator
from pathlib import Path

import bagit
import pytest
from pytestqt.qtbot import QtBot
from tests.e2e.small_parts import IN_PARTS, small_case
from tests.gui.case_vault import LONG, open_session, settled
from tests.gui.support import PASSPHRASE, MakeSession, press, shown, unnamed

from limbo_desktop.bundle.checking import check_delivery
from limbo_desktop.bundle.presets import PRESETS
from limbo_desktop.ui.bundle.result import ResultCard
from limbo_desktop.ui.bundle.screen import BundleScreen
from limbo_desktop.ui.widgets import IconLabel

SLOW = 120_000


@pytest.fixture
def screen(
    qtbot: QtBot, make_session: MakeSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[BundleScreen]:
    """The screen over a small case, a portal that takes very small files."""
    monkeypatch.setitem(PRESETS, "portal", IN_PARTS)
    path = tmp_path / "case.limbo"
    small_case(path, PASSPHRASE).close()
    session = open_session(qtbot, make_session, path)
    screen = BundleScreen(session)
    screen.picks.size_choice.choose("portal")
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: screen.preview is not None, timeout=SLOW)
    yield screen
    settled(qtbot, session)


def made(qtbot: QtBot, screen: BundleScreen, path: Path) -> ResultCard:
    screen.make(path)
    qtbot.waitUntil(lambda: bool(screen.findChildren(ResultCard)), timeout=SLOW)
    return screen.findChildren(ResultCard)[0]


def test_the_pages_of_all_parts_are_shown_and_said_to_be_that(screen: BundleScreen) -> None:
    preview = screen.preview
    assert preview is not None
    assert preview.limit == IN_PARTS.limit < len(preview.pdf)
    assert screen._waiting.isVisibleTo(screen)
    assert "each part has its own cover" in screen._waiting.text()
    assert "files of at most" in screen.promise
    assert "400" in screen.promise


def test_a_bag_of_the_parts_is_made_from_the_result(
    qtbot: QtBot, screen: BundleScreen, tmp_path: Path
) -> None:
    card = made(qtbot, screen, tmp_path / "evidence.pdf")
    assert len(card.ready.made.files) > 2
    target = tmp_path / "bag"
    target.mkdir()
    screen.bag.save(target)
    qtbot.waitUntil(lambda: str(target) in card.said.accessibleName(), timeout=LONG)
    assert bagit.Bag(str(target)).is_valid()
    result = check_delivery(target)
    assert result.ok
    assert result.fingerprint == card.digits.accessibleName()
    assert not card.bag.isEnabled()
    assert unnamed(screen) == []


def test_a_folder_that_holds_something_gets_the_bag_in_a_new_one(
    qtbot: QtBot, screen: BundleScreen, tmp_path: Path
) -> None:
    card = made(qtbot, screen, tmp_path / "evidence.pdf")
    target = tmp_path / "mine"
    target.mkdir()
    (target / "note.txt").write_text("mine")
    screen.bag.save(target)
    qtbot.waitUntil((target / "evidence-bag").exists, timeout=LONG)
    qtbot.waitUntil(lambda: card.said.isVisibleTo(screen), timeout=LONG)
    assert bagit.Bag(str(target / "evidence-bag")).is_valid()
    assert (target / "note.txt").read_text() == "mine"
    screen.bag.save(target)
    qtbot.waitUntil(lambda: "could not be written" in card.said.accessibleName(), timeout=LONG)


def test_under_a_password_it_is_said_whose_originals_stay_and_the_bag_has_none(
    qtbot: QtBot, screen: BundleScreen, tmp_path: Path
) -> None:
    press(qtbot, screen, "Protect with a password")
    card = made(qtbot, screen, tmp_path / "evidence.pdf")
    assert card.ready.made.kept == (3,)
    told = [each.accessibleName() for each in card.findChildren(IconLabel)]
    assert any("stay with you" in each and "3" in each for each in told)
    screen.bag.save(tmp_path / "bag")
    qtbot.waitUntil((tmp_path / "bag" / "bagit.txt").exists, timeout=LONG)
    qtbot.waitUntil(lambda: card.said.isVisibleTo(screen), timeout=LONG)
    assert not (tmp_path / "bag/data/originals").exists()
    assert check_delivery(tmp_path / "bag", screen.protect.shown.text()).ok
