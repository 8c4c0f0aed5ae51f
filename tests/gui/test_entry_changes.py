"""The entry's screen at work: another kind, translations beside, files that are dropped."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, write
from tests.gui.entry_hands import (
    begun,
    count,
    date_input,
    entry_id,
    form_of,
    opened,
    saved,
    undo,
)
from tests.gui.support import type_into, unnamed
from tests.gui.trail import Trail

from limbo_desktop.case.json_form import case_to_json
from limbo_desktop.case.reading import read_case
from limbo_desktop.case.records import Translation
from limbo_desktop.ui.inputs.cards import RowsInput
from limbo_desktop.ui.inputs.cited import CitedInput
from limbo_desktop.ui.inputs.parts import TranslationsInput
from limbo_desktop.ui.inputs.text import LongInput
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme.metrics import room


@pytest.fixture
def session(family_session: Session) -> Session:
    return family_session


def test_the_kind_is_changed_and_what_has_no_place_in_it_stays_in_sight(
    qtbot: QtBot, session: Session
) -> None:
    identity = entry_id(qtbot, session, "Отказ Migri")
    before = ask(qtbot, session, lambda vault: vault.events.get(identity))
    screen = opened(qtbot, session, identity)
    screen.ask_kind()
    chooser = screen.chooser
    assert chooser is not None
    QTest.mouseClick(chooser.button("appeal"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form_of(screen).kind == "appeal", timeout=LONG)
    qtbot.wait(1)
    after = saved(qtbot, screen)
    assert after.kind == "appeal"
    assert after.fields == {key: value for key, value in before.fields.items() if key == "number"}
    kept = form_of(screen).kept
    left = before.fields.keys() - after.fields.keys()
    assert kept.keys() == {f"decision.{name}" for name in left}
    assert {name: kept[f"decision.{name}"].content() for name in left} == {
        name: before.fields[name] for name in left
    }
    assert all(part.isVisible() for part in kept.values())
    assert unnamed(screen) == []
    again = opened(qtbot, session, identity)
    assert form_of(again).kept.keys() == kept.keys()
    case = ask(qtbot, session, lambda vault: vault.export_case())
    assert read_case(json.dumps(case_to_json(case)).encode())
    undo(qtbot, screen)
    qtbot.waitUntil(lambda: form_of(screen).kind == "decision", timeout=LONG)
    assert form_of(screen).kept == {}
    assert saved(qtbot, screen) == before


def test_a_point_that_was_taken_out_comes_back_whole(qtbot: QtBot, session: Session) -> None:
    screen = opened(qtbot, session, entry_id(qtbot, session, "Отказ Migri"))
    screen.show_more()
    rows = form_of(screen).inputs["fields.points"]
    assert isinstance(rows, RowsInput)
    before = rows.content()
    rows.cards[0].remove.click()
    assert saved(qtbot, screen).fields["points"] != before
    undo(qtbot, screen)
    assert rows.content() == before
    assert saved(qtbot, screen).fields["points"] == before


def test_a_new_entry_that_got_words_already_keeps_them_in_another_kind(
    qtbot: QtBot, session: Session
) -> None:
    screen = begun(qtbot, session, "note")
    before = count(qtbot, session)
    type_into(qtbot, date_input(screen).edit, "when the snow fell twice")
    screen.ask_kind()
    assert screen.chooser is not None
    QTest.mouseClick(screen.chooser.button("search"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form_of(screen).kind == "search", timeout=LONG)
    assert date_input(screen).edit.text() == "when the snow fell twice"
    assert saved(qtbot, screen).kind == "search"
    assert count(qtbot, session) == before + 1


def test_escape_leads_from_the_kinds_back_to_the_form(qtbot: QtBot, session: Session) -> None:
    screen = opened(qtbot, session, entry_id(qtbot, session, "Отказ Migri"))
    screen.ask_kind()
    assert not form_of(screen).isVisible()
    assert screen.close_inner()
    assert form_of(screen).isVisible()
    assert not screen.close_inner()


def test_the_first_translation_stands_beside_the_own_words_and_below_in_a_narrow_window(
    qtbot: QtBot, session: Session
) -> None:
    screen = begun(qtbot, session, "note")
    own = form_of(screen).inputs["account.text"]
    assert isinstance(own, LongInput)
    write(own.edit, "رسالة")
    screen.show_more()
    part = form_of(screen).inputs["translations"]
    assert isinstance(part, TranslationsInput)
    part.add_button.click()
    text = part.cards[0].parts["text"]
    assert isinstance(text, LongInput)
    write(text.edit, "A letter")

    def place(widget: QWidget) -> QPoint:
        return widget.mapTo(form_of(screen), QPoint(0, 0))

    qtbot.waitUntil(lambda: place(part).x() > place(own).x() + own.width() // 2, timeout=LONG)
    assert place(part).y() == place(own).y()
    screen.apply_room(room(696, 600, 1.0))
    qtbot.waitUntil(lambda: place(part).x() == place(own).x(), timeout=LONG)
    assert place(part).y() > place(own).y()
    assert saved(qtbot, screen).translations == (Translation(text="A letter"),)
    directions = [each.edit.document().defaultTextOption().textDirection() for each in (own, text)]
    assert directions == [Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight]


def test_a_file_dropped_on_an_entry_is_taken_in_and_cited(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    screen = begun(qtbot, session, "note")
    paper = tmp_path / "my note.txt"
    paper.write_text("a note of mine", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paper))])
    screen.dropEvent(
        QDropEvent(
            QPointF(20, 20),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    part = form_of(screen).inputs["documents"]
    assert isinstance(part, CitedInput)
    qtbot.waitUntil(lambda: len(part.citations()) == 1, timeout=LONG)
    (cited,) = saved(qtbot, screen).documents
    kept = ask(qtbot, session, lambda vault: vault.documents.get(cited.document))
    assert kept.file == "my note.txt"
    assert ask(qtbot, session, lambda vault: vault.blobs.open(kept.sha256).read()) == (
        b"a note of mine"
    )


def test_an_entry_that_is_put_into_the_bin_by_an_undo_is_left(
    qtbot: QtBot, session: Session
) -> None:
    screen = begun(qtbot, session, "note")
    type_into(qtbot, date_input(screen).edit, "2022")
    saved(qtbot, screen)
    trail = Trail()
    screen.session.set_navigator(trail)
    undo(qtbot, screen)
    qtbot.waitUntil(lambda: trail.gone == [("timeline", "")], timeout=LONG)
