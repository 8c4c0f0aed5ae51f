"""The case family-ru typed in through the window with the keyboard is the case that is imported."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.by_hand_case import compare, imported, typed_in
from tests.gui.support import MakeSession


def test_the_case_typed_in_is_the_case_that_is_imported(
    qtbot: QtBot, qapp: QApplication, make_session: MakeSession, cases: Path, tmp_path: Path
) -> None:
    folder = cases / "family-ru"
    wanted = imported(folder, tmp_path / "imported.limbo")
    path = tmp_path / "typed.limbo"
    scribe, entered = typed_in(qtbot, qapp, make_session, folder, path, "ru")
    compare(scribe, wanted, entered)
