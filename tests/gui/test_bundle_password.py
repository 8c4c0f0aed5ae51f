"""A password for the file for the lawyer: made up, shown once in large letters, kept nowhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, open_session, settled, vault_of
from tests.gui.support import MakeSession, press, shown, unnamed

from limbo_desktop.bundle.spoken_password import BITS, spoken_password
from limbo_desktop.bundle.verify import LockedBundleError, verify
from limbo_desktop.ui.bundle.password_choice import PasswordChoice
from limbo_desktop.ui.bundle.result import ResultCard
from limbo_desktop.ui.bundle.screen import BundleScreen
from limbo_desktop.vault.suggestion import word_list

SLOW = 120_000


@pytest.fixture
def screen(
    qtbot: QtBot, make_session: MakeSession, cases: Path, tmp_path: Path
) -> Iterator[BundleScreen]:
    path = vault_of(cases / "border-ar", tmp_path / "case.limbo")
    session = open_session(qtbot, make_session, path)
    screen = BundleScreen(session)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: screen.plan is not None, timeout=LONG)
    yield screen
    settled(qtbot, session)


def test_the_password_is_shown_when_the_file_is_made_and_opens_it(
    qtbot: QtBot, screen: BundleScreen, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "evidence.pdf"
    out.parent.mkdir()
    press(qtbot, screen, "Protect with a password")
    assert not screen.protect.card.isVisibleTo(screen)
    screen.make(out)
    qtbot.waitUntil(lambda: bool(screen.findChildren(ResultCard)), timeout=SLOW)
    assert screen.protect.card.isVisibleTo(screen)
    password = screen.protect.shown.text()
    assert verify(out, password).ok
    with pytest.raises(LockedBundleError):
        verify(out)
    assert [each.name for each in out.parent.iterdir()] == ["evidence.pdf"]
    assert unnamed(screen) == []
    press(qtbot, screen, "Make another")
    assert screen.protect.shown.text() == ""
    assert not screen.protect.card.isVisibleTo(screen)


@pytest.mark.parametrize("language", ["ru", "ar", "en"])
def test_a_password_is_five_words_of_the_language_and_four_digits_between_them(
    language: str,
) -> None:
    for _ in range(50):
        parts = spoken_password(language).split(" ")
        assert parts[3].isascii()
        assert parts[3].isdecimal()
        assert len(parts.pop(3)) == 4
        assert len(set(parts)) == 5
        assert set(parts) <= set(word_list(language))
    assert BITS > 60


def test_without_the_tick_there_is_none(qtbot: QtBot, make_session: MakeSession) -> None:
    session = make_session("ar", scale=200)
    choice = PasswordChoice(session.theme, session.words)
    shown(qtbot, choice, 440, 600)
    assert choice.take("ar") == ""
    choice.reveal()
    assert not choice.card.isVisibleTo(choice)
    choice.tick.click()
    first, second = choice.take("ar"), choice.take("ar")
    assert first != second
    choice.reveal()
    assert choice.shown.text() == second
    assert unnamed(choice) == []
