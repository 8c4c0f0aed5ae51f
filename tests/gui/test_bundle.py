"""The screen for the lawyer: what is told before, what is written, what is left after a cancel."""

import hashlib
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, open_session, settled
from tests.gui.support import MakeSession, press, shown, unnamed

from limbo_desktop.bundle.verify import verify
from limbo_desktop.ui.bundle.result import ResultCard, in_groups
from limbo_desktop.ui.bundle.screen import BundleScreen

SLOW = 120_000
NOT_SEARCHED = {
    "Повестка МО № 0047193 (фото)",
    "Решение Migri (скан, 3 страницы)",
    "Снимок экрана: угрозы в Telegram",
    "Голосовое сообщение, 23:41",
    "Факс: запрос о розыске, исх. 2/1187",
    "Сбор помощи на площади в Лоймаа",
    "Комната после обыска",
    "Гифка из комментария ВКонтакте",
}
"""What has no letters that can be read here: pictures, scans, sound."""


@pytest.fixture
def screen(
    qtbot: QtBot, make_session: MakeSession, family: bytes, tmp_path: Path
) -> Iterator[BundleScreen]:
    path = tmp_path / "case.limbo"
    path.write_bytes(family)
    session = open_session(qtbot, make_session, path)
    screen = BundleScreen(session)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: screen.plan is not None, timeout=LONG)
    yield screen
    settled(qtbot, session)


def test_what_goes_in_and_what_stays_is_counted(qtbot: QtBot, screen: BundleScreen) -> None:
    plan = screen.plan
    assert plan is not None
    assert (plan.entries, plan.all_entries, plan.kept_entries) == (19, 20, 1)
    assert (plan.exhibits, plan.all_exhibits, plan.kept_exhibits) == (15, 16, 1)
    screen.picks.reader.choose("authority")
    screen.picks.reader.activated.emit(1)
    qtbot.waitUntil(lambda: screen.plan is not plan, timeout=LONG)
    narrower = screen.plan
    assert narrower is not None
    assert narrower.entries < plan.entries


def test_every_name_that_is_replaced_is_told_with_what_stands_instead(
    qtbot: QtBot, screen: BundleScreen
) -> None:
    plan = screen.plan
    assert plan is not None
    told = {each.name: each.pseudonym for each in plan.replaced}
    assert told["Людмила Васильевна Чижова"] == "[Родственница А]"
    assert told["Тамара Фёдоровна Жилкина"] == "[Witness 2]"
    assert len(told) == 4
    assert plan.withheld == ("Заявление бывшего коллеги",)


def test_the_pages_shown_before_are_the_file_that_is_written(
    qtbot: QtBot, screen: BundleScreen, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: screen.preview is not None, timeout=SLOW)
    preview = screen.preview
    assert preview is not None
    qtbot.waitUntil(lambda: screen.pages.papers[0].pixmap is not None, timeout=LONG)
    out = tmp_path / "evidence.pdf"
    screen.make(out)
    qtbot.waitUntil(lambda: bool(screen.findChildren(ResultCard)), timeout=SLOW)
    written = out.read_bytes()
    assert hashlib.sha256(written).digest() == hashlib.sha256(preview.files[0]).digest()
    subprocess.run(["qpdf", "--check", str(out)], check=True, capture_output=True)
    result = verify(BytesIO(written))
    assert result.ok
    card = screen.findChildren(ResultCard)[0]
    assert card.digits.accessibleName() == result.fingerprint
    assert str(out) in card.path.text()
    assert "Заявление бывшего коллеги" in preview.withheld
    assert set(preview.unsearched) == NOT_SEARCHED
    assert preview.sections[0].page == 0
    screen.pages.show_page(preview.sections[1].page)
    assert screen.pages.page == preview.sections[1].page
    assert unnamed(screen) == []


def test_originals_too_large_to_be_held_are_searched_for_names_all_the_same(
    qtbot: QtBot, screen: BundleScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("limbo_desktop.ui.bundle.preview.LARGEST", 1000)
    qtbot.waitUntil(lambda: screen.preview is not None, timeout=SLOW)
    preview = screen.preview
    assert preview is not None
    assert preview.files == ()
    assert preview.withheld == ("Заявление бывшего коллеги",)
    assert set(preview.unsearched) == NOT_SEARCHED
    assert not screen.pages.isVisibleTo(screen)


def test_pages_counted_anew_ask_the_render_process_for_nothing_that_it_said(
    qtbot: QtBot, screen: BundleScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: screen.preview is not None, timeout=SLOW)
    before = screen.preview

    def asked(*_: object) -> None:
        raise AssertionError("the render process is asked again")

    monkeypatch.setattr("limbo_desktop.render.several.Renderers._exchange", asked)
    screen.picks.reader.choose("authority")
    screen.picks.reader.activated.emit(1)
    qtbot.waitUntil(lambda: screen.preview is not before, timeout=SLOW)
    assert screen.preview is not None
    assert screen.preview.pages > 0


def test_a_cancelled_file_leaves_nothing_behind(
    qtbot: QtBot, screen: BundleScreen, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    screen.make(folder / "evidence.pdf")
    assert screen.cancel.isVisibleTo(screen)
    assert not screen.create_button.isVisibleTo(screen)
    press(qtbot, screen, "Cancel")
    qtbot.waitUntil(lambda: screen.create_button.isVisibleTo(screen), timeout=SLOW)
    assert list(folder.iterdir()) == []
    assert not screen.findChildren(ResultCard)


def test_a_place_that_cannot_be_written_is_told_and_the_choices_stay(
    qtbot: QtBot, screen: BundleScreen, tmp_path: Path
) -> None:
    screen.make(tmp_path / "no such folder" / "evidence.pdf")
    qtbot.waitUntil(lambda: screen.refusal != "", timeout=SLOW)
    assert "could not be written" in screen.refusal
    assert screen.create_button.isVisibleTo(screen)


def test_a_fingerprint_is_shown_in_groups_of_eight() -> None:
    lines = in_groups("0123456789abcdef" * 4).split("\n")
    assert [line.split(" ") for line in lines] == [["01234567", "89abcdef"] * 2] * 2
