"""The head of a screen says a count whole, in shorter words, or not at all."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.support import MakeSession, shown

from limbo_desktop.ui.widgets import Button
from limbo_desktop.ui.widgets.header import Header

WHOLE, SHORT = "16 documents, all kept unchanged", "16 documents"


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_count_is_never_cut(
    qtbot: QtBot, make_session: MakeSession, language: str, scale: int
) -> None:
    theme = make_session(language, scale=scale).theme
    header = Header(theme, "Documents")
    header.row.addWidget(Button(theme, "Add documents"))
    header.set_count(WHOLE, SHORT)
    shown(qtbot, header, 2400, 100)
    seen = []
    for width in range(2400, 300, -50):
        header.resize(width, header.height())
        QApplication.processEvents()
        label = header._count
        if label.text() not in seen:
            seen.append(label.text())
        natural = label.fontMetrics().horizontalAdvance(label.text())
        assert label.text() == "" or label.width() >= natural
    assert seen == [WHOLE, SHORT, ""]


def test_what_has_no_shorter_words_is_cut_rather_than_left_out(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    header = Header(make_session().theme, "History", "A very long title of one entry")
    shown(qtbot, header, 300, 100)
    assert header._count.text() == "A very long title of one entry"
