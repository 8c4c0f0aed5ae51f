"""A file for a portal in the window: parts, what is said of them, the bag, what is looked at."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import bagit
import pikepdf
import pypdfium2
import pytest
from pytestqt.qtbot import QtBot
from tests.e2e.small_parts import IN_PARTS, small_case
from tests.gui.case_vault import LONG, open_session, settled
from tests.gui.support import PASSPHRASE, MakeSession, press, shown, unnamed

from limbo_desktop.bundle.checking import check_delivery
from limbo_desktop.bundle.presets import PRESETS
from limbo_desktop.ui.bundle.preview import Preview
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


def divided(qtbot: QtBot, screen: BundleScreen) -> Preview:
    """What is shown once it is known which pages go into which file."""
    qtbot.waitUntil(
        lambda: screen.preview is not None and not screen.preview.undivided, timeout=SLOW
    )
    assert screen.preview is not None
    return screen.preview


def test_all_pages_are_shown_at_once_and_then_as_the_parts_that_are_written(
    qtbot: QtBot, screen: BundleScreen, tmp_path: Path
) -> None:
    whole = screen.preview
    assert whole is not None
    assert (whole.undivided, len(whole.files)) == (True, 1)
    assert len(whole.files[0]) > IN_PARTS.limit
    assert "files of at most" in screen.promise
    preview = divided(qtbot, screen)
    count = len(preview.files)
    assert count > 2
    assert max(map(len, preview.files)) <= IN_PARTS.limit
    assert preview.pages > whole.pages
    assert f"in {count} parts of at most" in screen.promise
    assert not screen._waiting.isVisibleTo(screen)
    card = made(qtbot, screen, tmp_path / "evidence.pdf")
    folder = card.ready.made.path
    assert folder is not None
    written = [hashlib.sha256((folder / name).read_bytes()) for name in card.ready.made.files]
    shown = [hashlib.sha256(data) for data in preview.files]
    assert [each.hexdigest() for each in shown] == [each.hexdigest() for each in written]


def test_each_part_has_its_cover_among_the_pages_and_one_can_turn_to_it(
    qtbot: QtBot, screen: BundleScreen
) -> None:
    preview = divided(qtbot, screen)
    view, count = screen.pages, len(preview.files)
    qtbot.waitUntil(lambda: view.part.isVisibleTo(screen), timeout=LONG)
    offered = [view.part.itemText(index) for index in range(view.part.count())]
    assert offered == [f"part {part} of {count}" for part in range(1, count + 1)]
    for index, data in enumerate(preview.files):
        view.part.setCurrentIndex(index)
        view.part.activated.emit(index)
        assert view.page == preview.starts[index]
        assert f"page {preview.starts[index] + 1} of" in view.count.text()
        with pypdfium2.PdfDocument(data) as book:
            cover = book[0].get_textpage().get_text_bounded()
        assert f"Part {index + 1} of {count}" in " ".join(cover.split())
    # pages beyond are those of the part before
    view.show_page(preview.starts[2] - 2)
    assert view.part.value == "2"
    assert len({each.title for each in preview.sections}) == len(preview.sections)
    assert unnamed(screen) == []


def test_under_a_password_the_parts_are_those_of_a_protected_file(
    qtbot: QtBot, screen: BundleScreen
) -> None:
    before = divided(qtbot, screen)
    press(qtbot, screen, "Protect with a password")
    qtbot.waitUntil(lambda: screen.preview is not before, timeout=SLOW)
    preview = divided(qtbot, screen)

    def attached(shown: Preview) -> int:
        return sum(
            len(book.attachments) - 1
            for data in shown.files
            for book in [pikepdf.open(io.BytesIO(data))]
        )

    # nothing lies beside protected files: three of four originals go in, wherever that can be
    assert attached(preview) == 3
    assert attached(before) < 3


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
