"""The chronology as a table from the screen “For the lawyer”: written, said where, read back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session, settled
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, by_name, shown

from limbo_desktop.bundle.options import Options, Reader
from limbo_desktop.case.records import Event
from limbo_desktop.ui.bundle.screen import BundleScreen
from limbo_desktop.ui.bundle.table_action import TableAction
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def session(qtbot: QtBot, make_session: MakeSession, tmp_path: Path) -> Session:
    path = tmp_path / "case.limbo"
    with Vault.create(path, PASSPHRASE, profile=QUICK)[0] as vault:
        vault.events.add(Event(id="", title="Call-up paper", when="2022-10"))
        vault.events.add(Event(id="", title="Mine alone", share="private"))
        vault.events.add(Event(id="", title="=HYPERLINK(1)", share="all"))
    return open_session(qtbot, make_session, path)


def test_the_table_has_what_the_choices_let_out_and_its_place_is_said(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    shell = Shell(session)
    shown(qtbot, shell)
    shell.start(("settings", ""))
    screen = shell.screen_shown
    assert screen is not None
    out = tmp_path / "table.xlsx"
    TableAction(session, screen).save(Options("en"), out)
    qtbot.waitUntil(lambda: str(out) in shell._banner.text, timeout=LONG)
    assert "not encrypted" in shell._banner.text
    rows = list(load_workbook(out)["Chronology"].iter_rows(min_row=2, values_only=True))
    titles = [row[6] for row in rows]
    assert titles == ["Call-up paper", "=HYPERLINK(1)"]
    TableAction(session, screen).save(Options("en", Reader.AUTHORITY), out)
    settled(qtbot, session)
    qtbot.waitUntil(
        lambda: (
            [row[6] for row in load_workbook(out)["Chronology"].iter_rows(values_only=True)]
            == ["Title", "=HYPERLINK(1)"]
        ),
        timeout=LONG,
    )
    assert ask(qtbot, session, lambda vault: vault.events.count()) == 3


def test_a_place_that_cannot_be_written_is_said(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    shell = Shell(session)
    shown(qtbot, shell)
    shell.start(("settings", ""))
    screen = shell.screen_shown
    assert screen is not None
    TableAction(session, screen).save(Options("en"), tmp_path / "missing" / "table.csv")
    qtbot.waitUntil(lambda: "could not be written" in shell._banner.text, timeout=LONG)


def test_the_screen_offers_the_table(qtbot: QtBot, session: Session) -> None:
    screen = BundleScreen(session)
    shown(qtbot, screen)
    assert by_name(screen, "Chronology as a table…").isEnabled()
    qtbot.waitUntil(lambda: screen.plan is not None, timeout=LONG)
    settled(qtbot, session)
