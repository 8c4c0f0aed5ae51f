"""What is said when the file for the lawyer is made."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.gui.support import MakeSession, shown, unnamed

from limbo_desktop.bundle.make import Made
from limbo_desktop.ui.bundle.result import Ready, ResultCard


@pytest.mark.parametrize("language", ["ru", "ar", "en"])
def test_what_to_look_at_before_it_leaves_is_said_by_number(
    qtbot: QtBot, make_session: MakeSession, language: str
) -> None:
    session = make_session(language)
    made = Made("ab" * 32, 12, 4096, blank=(31,), unsearched=(42,), stopped=(53,), kept=(64,))
    card = ResultCard(session.theme, session.words, Ready(Path("evidence.pdf"), made))
    shown(qtbot, card, 440, 900)
    said = " ".join(each.text() for each in card.findChildren(QLabel))
    for number in (31, 42, 53, 64):
        assert session.words.list([str(number)]) in said
    assert unnamed(card) == []
