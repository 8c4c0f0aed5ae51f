"""Checking a bundle from the first window: no case, no passphrase, nothing written."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.e2e.small_parts import IN_PARTS, small_case
from tests.gui.support import MakeSession, by_name, press, shown, type_into, unnamed
from tests.integration.bundle_support import Maker, drawn_pdf, plain_base

from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.bundle.bag import write_bag
from limbo_desktop.bundle.encrypt import make_lock
from limbo_desktop.bundle.make import make_bundle
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.verify import verify
from limbo_desktop.render.client import Renderer
from limbo_desktop.ui.start.check_page import CheckPage
from limbo_desktop.ui.start.check_result import CheckResult
from limbo_desktop.ui.start.page import StartPage
from limbo_desktop.ui.widgets import IconLabel
from limbo_desktop.ui.window import Window

LONG = 30_000
PASSWORD = "абажур лимон окно 4405 река сова"
LINKS = {"ru": "Проверить файл", "ar": "فحص ملفّ", "en": "Check a bundle"}


@pytest.fixture(scope="module")
def files() -> tuple[bytes, bytes]:
    """One bundle in the open, and protected by PASSWORD."""
    out = io.BytesIO()
    originals = (("a.pdf", drawn_pdf("one", "two")), ("b.txt", b"a note of mine"))
    with Renderer() as renderer:
        maker = Maker(renderer)
        bundle = maker.bundle(*originals)
        examined, shelf = maker.examined(originals)
        assemble(
            plain_base(examined),
            examined,
            shelf.open,
            renderer,
            out,
            lock=make_lock(PASSWORD),
        )
    return bundle.data, out.getvalue()


@pytest.fixture
def bundle(files: tuple[bytes, bytes], tmp_path: Path) -> Path:
    path = tmp_path / "evidence.pdf"
    path.write_bytes(files[0])
    return path


@pytest.fixture
def locked(files: tuple[bytes, bytes], tmp_path: Path) -> Path:
    path = tmp_path / "protected.pdf"
    path.write_bytes(files[1])
    return path


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, make_session: MakeSession) -> Iterator[Window]:
    window = Window(qapp, make_session())
    window.show_start()
    shown(qtbot, window)
    yield window
    window.close()


@pytest.fixture
def page(qtbot: QtBot, make_session: MakeSession) -> CheckPage:
    page = CheckPage(make_session())
    shown(qtbot, page)
    return page


def told(qtbot: QtBot, page: CheckPage) -> CheckResult:
    qtbot.waitUntil(lambda: page.result is not None, timeout=LONG)
    return next(each for each in page.findChildren(CheckResult) if each.isVisibleTo(page))


def lines(result: CheckResult) -> list[str]:
    """The rows of the table, as a screen reader reads them."""
    named = [each.accessibleName() for each in result.findChildren(IconLabel)]
    return [each for each in named if each.endswith(("match)", "(matches)"))]


def drop(widget: StartPage | CheckPage, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    widget.dropEvent(event)


def test_a_bundle_dropped_on_the_first_window_is_checked_without_any_case(
    qtbot: QtBot, window: Window, bundle: Path
) -> None:
    before = bundle.read_bytes()
    assert isinstance(window.page, StartPage)
    drop(window.page, bundle)
    page = window.page
    assert isinstance(page, CheckPage)
    result = told(qtbot, page)
    assert "Everything matches" in result.verdict.text
    assert result.digits.accessibleName() == verify(bundle).fingerprint
    assert "The original of exhibit 1" in " ".join(lines(result))
    assert bundle.read_bytes() == before
    assert [each.name for each in bundle.parent.iterdir()] == ["evidence.pdf"]
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert isinstance(window.page, StartPage)


@pytest.mark.parametrize("code", LINKS)
def test_the_link_of_a_language_leads_there_in_that_language(
    qtbot: QtBot, window: Window, code: str
) -> None:
    press(qtbot, window, LINKS[code])
    assert isinstance(window.page, CheckPage)
    assert window._session.words.language.code == code


def test_what_was_changed_stands_first_and_is_named(
    qtbot: QtBot, page: CheckPage, bundle: Path
) -> None:
    data = bytearray(bundle.read_bytes())
    data[data.index(b"a note of mine")] ^= 1
    bundle.write_bytes(bytes(data))
    page.check(bundle)
    result = told(qtbot, page)
    assert "Not everything matches" in result.verdict.text
    assert "exhibit 2" in lines(result)[0]
    assert "was changed. (does not match)" in lines(result)[0]


def test_a_protected_bundle_asks_for_its_password_in_place(
    qtbot: QtBot, page: CheckPage, locked: Path, bundle: Path
) -> None:
    page.check(locked)
    qtbot.waitUntil(lambda: page.locked.isVisibleTo(page), timeout=LONG)
    assert page.result is None
    type_into(qtbot, page.password, "nothing like it")
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in page.password_field.message, timeout=LONG)
    # capitals and spaces as a voice on the telephone leaves them
    page.password.setText("  Абажур лимон  окно 4405 река-сова ")
    press(qtbot, page, "Check")
    result = told(qtbot, page)
    assert "Everything matches" in result.verdict.text
    assert result.digits.accessibleName() == verify(bundle).fingerprint
    assert page.password.text() == ""


def test_the_fingerprint_that_was_told_is_compared_as_it_is_typed(
    qtbot: QtBot, page: CheckPage, bundle: Path
) -> None:
    page.check(bundle)
    result = told(qtbot, page)
    digits = verify(bundle).fingerprint
    result.told.setText(f"{digits[:8]} {digits[8:16]}")
    assert "not with the file" in result.field.message
    result.told.setText(" ".join(digits[at : at + 8].upper() for at in range(0, 64, 8)))
    assert "the same" in result.field.message
    result.told.setText(digits[:-1] + ("0" if digits[-1] != "0" else "1"))
    assert "another one" in result.field.message


def test_a_bag_is_checked_as_a_whole(
    qtbot: QtBot, page: CheckPage, bundle: Path, tmp_path: Path
) -> None:
    bag = tmp_path / "bag"
    write_bag(bundle, bag)
    page.check(bag)
    result = told(qtbot, page)
    assert "Everything matches" in result.verdict.text
    assert any("data/bundle.pdf" in line for line in lines(result))
    (bag / "data" / "originals" / "exhibit-02.txt").write_bytes(b"other")
    (bag / "data" / "more.txt").write_bytes(b"more")
    page.check(bag)
    qtbot.waitUntil(lambda: page.result is not None and not page.result.ok, timeout=LONG)
    rows = lines(told(qtbot, page))
    assert sum("does not match" in line for line in rows) == 2
    assert any("was added" in line for line in rows)


def test_what_is_no_bundle_and_what_cannot_be_read_is_said(
    qtbot: QtBot, page: CheckPage, tmp_path: Path
) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"hello")
    page.check(tmp_path / "letter.pdf")
    assert "not a PDF" in " ".join(lines(told(qtbot, page)))
    page.check(tmp_path / "gone.pdf")
    qtbot.waitUntil(lambda: page.refusal.isVisibleTo(page), timeout=LONG)
    assert "gone.pdf" in page.refusal.text
    folder = tmp_path / "no bag"
    folder.mkdir()
    page.check(folder)
    assert "no bag" in " ".join(lines(told(qtbot, page)))


def test_a_check_can_be_cancelled(qtbot: QtBot, page: CheckPage, bundle: Path) -> None:
    page.check(bundle)
    assert page.progress.isVisibleTo(page)
    press(qtbot, page, "Cancel")
    assert not page.progress.isVisibleTo(page)
    page.check(bundle)
    assert told(qtbot, page).verdict.text


@pytest.mark.parametrize(("language", "scale"), [("ru", 200), ("ar", 200), ("en", 100)])
def test_nothing_is_cut_and_everything_is_named(
    qtbot: QtBot, make_session: MakeSession, locked: Path, language: str, scale: int
) -> None:
    page = CheckPage(make_session(language, scale=scale), locked)
    shown(qtbot, page, 900, 600)
    qtbot.waitUntil(lambda: page.locked.isVisibleTo(page), timeout=LONG)
    assert unnamed(page) == []
    page.password.setText(PASSWORD)
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    told(qtbot, page)
    assert unnamed(page) == []
    qtbot.waitUntil(lambda: page.area.horizontalScrollBar().maximum() == 0)


def test_tab_leads_from_the_first_button_to_the_answer(
    qtbot: QtBot, page: CheckPage, bundle: Path
) -> None:
    page.check(bundle)
    result = told(qtbot, page)
    by_name(page, "Choose the file").setFocus()
    for _ in range(6):
        QTest.keyClick(page.window(), Qt.Key.Key_Tab)
        if page.focusWidget() is result.told:
            break
    assert page.focusWidget() is result.told


def test_a_folder_of_parts_is_dropped_and_checked_as_one_bundle(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    vault = small_case(tmp_path / "case.limbo")
    made = make_bundle(vault, Options("en", preset=IN_PARTS), tmp_path / "evidence.pdf")
    vault.close()
    folder = tmp_path / "evidence"
    assert isinstance(window.page, StartPage)
    drop(window.page, folder)
    page = window.page
    assert isinstance(page, CheckPage)
    result = told(qtbot, page)
    assert "Everything matches" in result.verdict.text
    assert result.digits.accessibleName() == made.fingerprint
    assert "All parts are those that part 1 names" in " ".join(lines(result))
    page.check(folder / made.files[1])
    qtbot.waitUntil(lambda: page.path == folder / made.files[1], timeout=LONG)
    result = told(qtbot, page)
    named = [each.accessibleName() for each in result.findChildren(IconLabel)]
    unseen = [each for each in named if each.endswith("(not looked at)")]
    assert any(f"part 2 of {len(made.files)}" in each for each in unseen)
