"""The date of a row is never cut: every form of a date, in every language, at every text size."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from limbo_desktop.case.records import Document, Event
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme, ThemeChoice
from limbo_desktop.ui.timeline.row_date import date_lines
from limbo_desktop.ui.timeline.row_words import row_words
from limbo_desktop.vault.timeline import TimelineRow

FORMS = (
    *("2022-10-04", "2022-09", "2022", "2022-23", "201X", "2022-09-XX"),
    *("2022-09~", "2022~", "2022-09?", "2022-09-14~", "2022-09-14?", "2022-21~", "2022-09%"),
    *("2022/..", "2022-09/..", "2022-09-14/..", "2022-09?/..", "../2022", "../2022-09-14"),
    *("2022-09-14/2022-11-16", "2022-10-04/2022-10-06", "2022-09/2022-11", "2021/2022"),
    *("2022-09~/2022-11~", "2021-09-30/2022-12-01"),
)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("code", ["ru", "ar", "en"])
@pytest.mark.parametrize("paper", [False, True], ids=["entry", "paper"])
def test_a_date_stands_whole_in_its_column(
    qapp: QApplication, code: str, scale: float, paper: bool
) -> None:
    words = Words(language(code))
    theme = Theme.of(ThemeChoice.LIGHT, scale, rtl=words.language.rtl)
    height, room = theme.height("document_row" if paper else "row"), theme.u(102)
    for form in FORMS:
        record: Event | Document = Event("1", when=form, time="14:30")
        if paper:
            record = Document("1", when=form)
        elif len(form) == 10:
            record = Event("1", kind="decision", when=form, fields={"received": "2022-12-16"})
        said = row_words(words, TimelineRow(record, 0, incomplete=False), {})
        if paper:  # whose row is one line of text high
            said = replace(said, when_below="")
        lines = date_lines(theme, said, room, height, theme.u(11))
        date = lines[0][0]
        assert date.text in {said.when, said.when_short}, form
        assert [part.text for part, _, _ in lines[1:]] == [said.when_below] * (len(lines) - 1)
        assert len(lines) == 1 + bool(said.when_below), form
        assert not date.lines, f"{form} is cut"
        bottom = lines[0][1]
        for part, top, _ in lines:
            assert top == bottom
            bottom = top + part.height(room)
            for block in part.layout(room):
                ends = [block.lineAt(at) for at in range(block.lineCount())]
                assert all(line.naturalTextWidth() <= room + 1 for line in ends), form
        assert lines[0][1] >= 0
        assert bottom <= height + 2, form
