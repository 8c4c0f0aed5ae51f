"""Settings: every change is kept in the vault and in force at once."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, press, shown, unnamed

from limbo_desktop.ui.preferences import Preferences, read_preferences
from limbo_desktop.ui.settings.screen import SettingsScreen
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def path(tmp_path: Path) -> Path:
    vault, _ = Vault.create(tmp_path / "case.limbo", PASSPHRASE, profile=QUICK)
    vault.close()
    return tmp_path / "case.limbo"


@pytest.mark.parametrize(("code", "chosen"), [("ru", "ours"), ("en", "ours"), ("ar", "both")])
def test_the_islamic_date_stands_beside_ours_where_it_is_usual(
    qtbot: QtBot, make_session: MakeSession, path: Path, code: str, chosen: str
) -> None:
    screen = SettingsScreen(open_session(qtbot, make_session, path, code))
    shown(qtbot, screen)
    assert screen.calendar.value == chosen
    assert not unnamed(screen)


def test_the_calendar_can_be_chosen_in_any_language(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    session = open_session(qtbot, make_session, path, "en")
    screen = SettingsScreen(session)
    shown(qtbot, screen)
    press(qtbot, screen, "Gregorian and Hijri")
    assert session.words.language.hijri
    kept = ask(qtbot, session, lambda vault: read_preferences(vault, Preferences()))
    assert kept.hijri is True
    assert Preferences.from_text(kept.to_text(), Preferences()) == kept


def test_what_was_never_chosen_follows_the_language(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    session = open_session(qtbot, make_session, path, "ar")
    qtbot.waitUntil(lambda: session.words.language.hijri, timeout=LONG)
    kept = ask(qtbot, session, lambda vault: read_preferences(vault, Preferences()))
    assert kept.hijri is None
