"""The entry screen on a real vault: typed, saved, found again, undone; covered, mirrored, named."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session
from tests.gui.entry_hands import (
    begun,
    count,
    date_input,
    drafts_of,
    entry_id,
    form_of,
    is_drafted,
    opened,
    saved,
    saver_of,
    text_input,
    undo,
)
from tests.gui.support import MakeSession, press, type_into, unnamed

from limbo_desktop.case.kinds import KINDS
from limbo_desktop.ui.inputs.cards import RowsInput
from limbo_desktop.ui.inputs.cited import CitedInput
from limbo_desktop.ui.inputs.small import ChoiceInput
from limbo_desktop.ui.inputs.text import LongInput
from limbo_desktop.ui.inputs.tokens import PeopleInput
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme.metrics import room

# The platform without a screen says so when the list of names pops up.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


@pytest.fixture
def session(family_session: Session) -> Session:
    return family_session


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_form_whose_every_control_has_a_name(
    qtbot: QtBot, session: Session, kind: str
) -> None:
    screen = begun(qtbot, session, kind)
    screen.show_more()
    assert set(form_of(screen).inputs) >= {f"fields.{field.name}" for field in KINDS[kind].fields}
    assert unnamed(screen) == []


def test_the_record_begins_with_the_first_input_and_not_before(
    qtbot: QtBot, session: Session
) -> None:
    before = count(qtbot, session)
    screen = begun(qtbot, session, "summons")
    screen.flush()
    assert count(qtbot, session) == before
    type_into(qtbot, text_input(screen, "fields.issuer").edit, "Military office 7")
    event = saved(qtbot, screen)
    assert count(qtbot, session) == before + 1
    assert event.kind == "summons"
    assert event.fields["issuer"] == "Military office 7"
    text_input(screen, "fields.issuer").edit.setFocus()
    QTest.keyClicks(text_input(screen, "fields.issuer").edit, "!")
    assert saved(qtbot, screen).fields["issuer"] == "Military office 7!"
    assert count(qtbot, session) == before + 1


def test_a_pause_saves_and_says_when(qtbot: QtBot, session: Session) -> None:
    screen = begun(qtbot, session, "note")
    assert screen.head is not None
    type_into(qtbot, screen.head.title, "Bread and tea")
    assert screen.head.saved.text == "Saving…"
    qtbot.waitUntil(lambda: "Saved at" in (screen.head.saved.text if screen.head else ""))
    events = ask(qtbot, session, lambda vault: [event.title for event in vault.events.all()])
    assert "Bread and tea" in events


def test_words_of_the_last_pause_outlive_a_crash_and_are_one_change_when_the_field_is_left(
    qtbot: QtBot, session: Session
) -> None:
    identity = entry_id(qtbot, session, "Отказ Migri")
    screen = opened(qtbot, session, identity)
    before = ask(qtbot, session, lambda v: len(list(v.history.of(identity))))
    field = text_input(screen, "when_source").edit
    for words in (" one", " two"):
        field.end(False)
        type_into(qtbot, field, words)
        typed = field.text().strip()
        qtbot.waitUntil(lambda: is_drafted(qtbot, session, typed), timeout=LONG)  # noqa: B023
    assert ask(qtbot, session, lambda v: len(list(v.history.of(identity)))) == before
    assert saved(qtbot, screen).when_source.endswith(" one two")
    assert ask(qtbot, session, lambda v: len(list(v.history.of(identity)))) == before + 1
    assert ask(qtbot, session, drafts_of) == ()


def test_a_date_in_words_is_understood_and_found_again_as_it_was_typed(
    qtbot: QtBot, session: Session
) -> None:
    screen = begun(qtbot, session, "note")
    type_into(qtbot, date_input(screen).edit, "about October 2022")
    assert date_input(screen).message.text.startswith("Understood: about October 2022.")
    assert date_input(screen).ruler is not None
    assert saved(qtbot, screen).when == "2022-10~"
    again = opened(qtbot, session, saver_of(screen).identity)
    assert date_input(again).edit.text() == "about October 2022"


def test_a_date_that_is_not_understood_is_never_lost_and_no_error(
    qtbot: QtBot, session: Session
) -> None:
    screen = begun(qtbot, session, "note")
    type_into(qtbot, date_input(screen).edit, "when the snow fell twice")
    assert date_input(screen).message.text == "It stays as it is written."
    event = saved(qtbot, screen)
    assert event.when == ""
    assert event.when_source == "when the snow fell twice"
    again = opened(qtbot, session, saver_of(screen).identity)
    assert date_input(again).edit.text() == "when the snow fell twice"
    assert text_input(again, "when_source").edit.text() == ""


def test_what_was_typed_before_the_pause_ended_is_handed_over_on_leaving(
    qtbot: QtBot, session: Session
) -> None:
    identity = entry_id(qtbot, session, "Отказ Migri")
    screen = opened(qtbot, session, identity)
    type_into(qtbot, text_input(screen, "when_source").edit, ", page 3")
    screen.flush()
    event = ask(qtbot, session, lambda vault: vault.events.get(identity))
    assert ", page 3" in event.when_source


def test_opening_and_leaving_an_entry_changes_nothing(qtbot: QtBot, session: Session) -> None:
    events = ask(qtbot, session, lambda vault: list(vault.events.all()))
    for event in events:
        screen = opened(qtbot, session, event.id)
        screen.show_more()
        form = form_of(screen)
        sheet = saver_of(screen).sheet
        assert sheet is not None
        assert form.entry(sheet) == sheet
        assert sheet.record == event
        screen.flush()
        screen.hide()
    assert ask(qtbot, session, lambda vault: list(vault.events.all())) == events


def test_each_field_that_was_changed_is_taken_back_by_itself(
    qtbot: QtBot, session: Session
) -> None:
    identity = entry_id(qtbot, session, "Первая повестка")
    screen = opened(qtbot, session, identity)
    issuer, when = text_input(screen, "fields.issuer").edit, date_input(screen).edit
    first, day = issuer.text(), when.text()
    issuer.selectAll()
    type_into(qtbot, issuer, "one")
    when.selectAll()
    type_into(qtbot, when, "about 2020")
    assert saved(qtbot, screen).when == "2020~"
    undo(qtbot, screen)
    assert (issuer.text(), when.text()) == ("one", day)
    undo(qtbot, screen)
    assert (issuer.text(), when.text()) == (first, day)
    assert saved(qtbot, screen).fields["issuer"] == first


def test_a_new_name_becomes_a_person_and_a_known_one_is_chosen(
    qtbot: QtBot, session: Session
) -> None:
    screen = begun(qtbot, session, "threat")
    part = form_of(screen).inputs["fields.to_whom"]
    assert isinstance(part, PeopleInput)
    people = ask(qtbot, session, lambda vault: vault.people.count())
    type_into(qtbot, part.edit, "A neighbour with a dog")
    QTest.keyClick(part.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(part.content()), timeout=LONG)
    known = next(iter(screen.around.people.values()))
    part.edit.setText(known.name)
    QTest.keyClick(part.edit, Qt.Key.Key_Return)
    event = saved(qtbot, screen)
    chosen = event.fields["to_whom"]
    assert isinstance(chosen, list)
    assert known.id in chosen
    assert len(chosen) == 2
    assert ask(qtbot, session, lambda vault: vault.people.count()) == people + 1
    QTest.keyClick(part.edit, Qt.Key.Key_Backspace)
    assert saved(qtbot, screen).fields["to_whom"] == chosen[:1]


def test_a_name_that_was_begun_is_still_there_later(qtbot: QtBot, session: Session) -> None:
    screen = begun(qtbot, session, "threat")
    part = form_of(screen).inputs["fields.to_whom"]
    assert isinstance(part, PeopleInput)
    type_into(qtbot, part.edit, "Somebody from the")
    saved(qtbot, screen)
    again = opened(qtbot, session, saver_of(screen).identity)
    found = form_of(again).inputs["fields.to_whom"]
    assert isinstance(found, PeopleInput)
    assert found.edit.text() == "Somebody from the"


def test_points_of_a_decision_are_added_moved_and_taken_out(qtbot: QtBot, session: Session) -> None:
    screen = opened(qtbot, session, entry_id(qtbot, session, "Отказ Migri"))
    screen.show_more()
    rows = form_of(screen).inputs["fields.points"]
    assert isinstance(rows, RowsInput)
    before = rows.content()
    assert isinstance(before, list)
    rows.cards[0].down.click()
    moved = saved(qtbot, screen).fields["points"]
    assert isinstance(moved, list)
    assert moved[:2] == [before[1], before[0]]
    rows.add_button.click()
    said = rows.cards[-1].parts["said"]
    assert isinstance(said, LongInput)
    QTest.keyClicks(said.edit, "A new point")
    added = saved(qtbot, screen).fields["points"]
    assert isinstance(added, list)
    assert added[-1] == {"said": "A new point"}
    rows.cards[-1].remove.click()
    assert saved(qtbot, screen).fields["points"] == moved


def test_a_document_is_attached_with_its_pages(qtbot: QtBot, session: Session) -> None:
    screen = begun(qtbot, session, "note")
    part = form_of(screen).inputs["documents"]
    assert isinstance(part, CitedInput)
    key, title = next(iter(screen.around.titles.items()))
    press(qtbot, screen, "Attach")
    part.edit.setText(title)
    QTest.keyClick(part.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(part._rows), timeout=LONG)
    row = part._rows[0][1]
    type_into(qtbot, row.pages, "1-2;4")
    cited = saved(qtbot, screen).documents
    assert [(each.document, each.pages) for each in cited] == [(key, "1-2, 4")]
    row.remove.click()
    assert saved(qtbot, screen).documents == ()


def test_the_words_of_a_threat_are_covered_until_asked_for(qtbot: QtBot, session: Session) -> None:
    screen = opened(qtbot, session, entry_id(qtbot, session, "Угрозы в Telegram"))
    part = form_of(screen).inputs["fields.exact_words"]
    assert isinstance(part, LongInput)
    words = str(part.content())
    assert words
    assert part.cover.isVisible()
    assert part.edit.toPlainText() == ""
    QTest.mouseClick(part.cover.link, Qt.MouseButton.LeftButton)
    assert part.edit.toPlainText() == words
    assert saved(qtbot, screen).fields["exact_words"] == words


def test_who_sees_it_is_saved_with_the_entry(qtbot: QtBot, session: Session) -> None:
    screen = opened(qtbot, session, entry_id(qtbot, session, "Отказ Migri"))
    assert screen.foot is not None
    QTest.mouseClick(screen.foot.switch.part("private"), Qt.MouseButton.LeftButton)
    assert saved(qtbot, screen).share == "private"


def test_the_checklist_and_the_mark_follow_what_is_typed(qtbot: QtBot, session: Session) -> None:
    screen = begun(qtbot, session, "threat")
    assert screen.checklist is not None
    assert screen.checklist._items is not None
    present = {item.key for item in screen.checklist._items if item.present}
    assert present == set()
    channel = form_of(screen).inputs["fields.channel"]
    assert isinstance(channel, ChoiceInput)
    channel.choice.setFocus()
    QTest.keyClick(channel.choice, Qt.Key.Key_Down)
    present = {item.key for item in screen.checklist._items if item.present}
    assert present == {"fields.channel"}


def test_each_field_follows_the_direction_of_what_is_written_in_it(
    qtbot: QtBot, session: Session
) -> None:
    screen = opened(qtbot, session, entry_id(qtbot, session, "Отказ Migri"))
    account = form_of(screen).inputs["account.text"]
    assert isinstance(account, LongInput)
    account.edit.setPlainText("رسالة من المحامي")
    direction = account.edit.document().defaultTextOption().textDirection()
    assert direction is Qt.LayoutDirection.RightToLeft
    account.edit.setPlainText("письмо адвоката")
    direction = account.edit.document().defaultTextOption().textDirection()
    assert direction is Qt.LayoutDirection.LeftToRight


def test_in_arabic_the_checklist_stands_left_and_the_form_right(
    qtbot: QtBot, make_session: MakeSession, family: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "case.limbo"
    path.write_bytes(family)
    session = open_session(qtbot, make_session, path, "ar")
    screen = opened(qtbot, session, entry_id(qtbot, session, "Отказ Migri"))
    qtbot.waitUntil(lambda: screen._side.x() < screen._area.x(), timeout=LONG)
    assert unnamed(screen) == []


def test_in_a_narrow_window_the_checklist_stands_under_the_form(
    qtbot: QtBot, session: Session
) -> None:
    screen = opened(qtbot, session, entry_id(qtbot, session, "Отказ Migri"), width=640)
    screen.apply_room(room(696, 600, 1.0))
    assert screen.checklist is not None
    assert screen.form is not None
    assert not screen._side.isVisible()
    checklist, form = screen.checklist, screen.form
    qtbot.waitUntil(lambda: checklist.y() >= form.geometry().bottom(), timeout=LONG)
    screen.apply_room(room(1280, 800, 1.0))
    assert screen._side.isVisible()
