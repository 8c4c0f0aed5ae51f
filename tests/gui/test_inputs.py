"""The inputs by themselves: names found in any script, cards moved by keys, dates asked about."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, write
from tests.gui.support import by_name, press, shown, unnamed

from limbo_desktop.case.kind import Field
from limbo_desktop.case.records import Document, Participant, Person
from limbo_desktop.case.values import Value
from limbo_desktop.ui.inputs.around import Around
from limbo_desktop.ui.inputs.cards import CardsInput, RowsInput
from limbo_desktop.ui.inputs.cited import CitedInput
from limbo_desktop.ui.inputs.date import DateInput
from limbo_desktop.ui.inputs.form import ColumnForm
from limbo_desktop.ui.inputs.make import make_input
from limbo_desktop.ui.inputs.name_edit import matching
from limbo_desktop.ui.inputs.parts import ParticipantsInput, TranslationsInput
from limbo_desktop.ui.inputs.small import ChoiceInput
from limbo_desktop.ui.inputs.text import LongInput
from limbo_desktop.ui.inputs.tokens import PeopleInput
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets.scrolling import ScrollingCard

# The platform without a screen says so when the list of names pops up.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)

PEOPLE = {
    "p1": Person("p1", "Светлана Чижова", name_latin="Svetlana Chizhova", also_known_as=("Света",)),
    "p2": Person("p2", "أحمد الحلبوني", name_latin="Ahmad Halbouni"),
    "p3": Person("p3", "Семён Королёв", conceal=True),
}


def around(add: Callable[..., None] | None = None) -> Around:
    made = Around(people=dict(PEOPLE), titles={"d1": "Decision of Migri", "d2": "Letter"})
    made.documents["d1"] = Document("d1", "a.pdf", title="Decision of Migri")
    if add is not None:
        made.add_person = add
    return made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("свет", ["p1"]),
        ("чиж свет", ["p1"]),
        ("chizh", ["p1"]),
        ("احمد", ["p2"]),
        ("королев", ["p3"]),
        ("halb", ["p2"]),
        ("", ["p1", "p2", "p3"]),
        ("лана", []),
    ],
)
def test_a_person_is_found_by_the_beginning_of_any_name_in_any_script(
    typed: str, found: list[str]
) -> None:
    known = {key: (each.name, each.name_latin, *each.also_known_as) for key, each in PEOPLE.items()}
    assert [key for key, _ in matching(typed, known)] == found


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5), st.data())
def test_every_beginning_of_a_name_finds_it(names: list[str], data: st.DataObject) -> None:
    known = {str(number): (name,) for number, name in enumerate(names)}
    number = data.draw(st.integers(0, len(names) - 1))
    whole = names[number]
    assert str(number) in {key for key, _ in matching(whole, known)}


def people_input(qtbot: QtBot, session: Session, case: Around, *, several: bool) -> PeopleInput:
    part = PeopleInput(session.theme, session.words, "Who", case, several=several)
    shown(qtbot, part, 400, 80)
    return part


def test_a_known_person_is_chosen_by_a_part_of_an_alias(qtbot: QtBot, session: Session) -> None:
    part = people_input(qtbot, session, around(), several=True)
    write(part.edit, "chizh")
    QTest.keyClick(part.edit, Qt.Key.Key_Return)
    assert part.content() == ["p1"]
    assert part.edit.text() == ""
    names = [each.accessibleName() for each in part.findChildren(QAbstractButton)]
    assert names == ["Take out: Светлана Чижова"]


def test_the_last_row_of_the_list_adds_somebody_new(qtbot: QtBot, session: Session) -> None:
    asked: list[str] = []

    def add(name: str, then: Callable[[Person], None]) -> None:
        asked.append(name)
        then(Person("p4", name))

    part = people_input(qtbot, session, around(add), several=True)
    write(part.edit, "Свет")
    rows = part.edit._rows.stringList()
    assert rows == ["Светлана Чижова", "Add Свет to the people"]
    QTest.keyClick(part.edit._popup, Qt.Key.Key_Down)
    QTest.keyClick(part.edit._popup, Qt.Key.Key_Return)
    assert asked == ["Свет"]
    assert part.content() == ["p4"]


def test_a_whole_name_is_never_added_a_second_time(qtbot: QtBot, session: Session) -> None:
    part = people_input(qtbot, session, around(), several=True)
    write(part.edit, "светлана чижова")
    assert part.edit._rows.stringList() == ["Светлана Чижова"]


def test_a_name_that_was_begun_stays_as_it_was_typed(qtbot: QtBot, session: Session) -> None:
    part = people_input(qtbot, session, around(), several=False)
    write(part.edit, "the man who")
    assert (part.content(), part.typed()) == ("", "the man who")
    part.show_content("p2", "")
    assert (part.content(), part.typed()) == ("p2", "")


def points(qtbot: QtBot, session: Session) -> RowsInput:
    parts = (
        Field("said", Value.LONG, "What it says"),
        Field("exhibits", Value.CITATIONS, "Exhibits"),
    )
    field = Field("points", Value.LIST, "Points", parts=parts)
    part = make_input(session.theme, session.words, field, around())
    assert isinstance(part, RowsInput)
    shown(qtbot, part, 500, 600)
    rows: list[dict[str, str | list[dict[str, str]]]] = [
        {"said": "one"},
        {"said": "two"},
        {"said": "three"},
    ]
    part.show_content(rows)
    qtbot.wait(1)
    return part


def said(part: CardsInput) -> list[object]:
    content = part.content()
    assert isinstance(content, list)
    return [each["said"] for each in content if isinstance(each, dict)]


def test_points_are_moved_by_keys_and_the_focus_goes_with_them(
    qtbot: QtBot, session: Session
) -> None:
    part = points(qtbot, session)
    field = part.cards[0].parts["said"].target()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert said(part) == ["two", "one", "three"]
    focus = part.focusWidget()
    assert focus is not None
    assert part.cards[1].isAncestorOf(focus)
    assert [card.title.text() for card in part.cards] == ["Point 1", "Point 2", "Point 3"]
    assert unnamed(part) == []


def test_pages_that_cannot_be_read_and_rows_not_finished_are_kept_as_typed(
    qtbot: QtBot, session: Session
) -> None:
    part = points(qtbot, session)
    exhibits = part.cards[0].parts["exhibits"]
    assert isinstance(exhibits, CitedInput)
    exhibits.add("d1")
    write(exhibits._rows[0][1].pages, "2")
    write(exhibits._rows[0][1].pages, " somewhere")
    content, typed = part.content(), part.typed()
    again = points(qtbot, session)
    again.show_content(content, typed)
    assert (again.content(), again.typed()) == (content, typed)
    shown_again = again.cards[0].parts["exhibits"]
    assert isinstance(shown_again, CitedInput)
    assert shown_again._rows[0][1].pages.text() == "2 somewhere"


def test_somebody_without_a_name_yet_keeps_the_role(qtbot: QtBot, session: Session) -> None:
    part = ParticipantsInput(session.theme, session.words, "People", around())
    shown(qtbot, part, 500, 600)
    part.show_content((Participant("p1", "saw it"),))
    part.add_button.click()
    write(part.cards[1].parts["role"].target(), "the driver")
    assert part.content() == (Participant("p1", "saw it"),)
    again = ParticipantsInput(session.theme, session.words, "People", around())
    shown(qtbot, again, 500, 600)
    again.show_content(part.content(), part.typed())
    assert again.cards[1].parts["role"].content() == "the driver"
    assert again.content() == part.content()


def test_words_kept_for_other_rows_are_not_put_into_these(qtbot: QtBot, session: Session) -> None:
    part = ParticipantsInput(session.theme, session.words, "People", around())
    shown(qtbot, part, 500, 600)
    part.show_content((Participant("p1", ""),), '[{"typed": {"person": "a"}}, {"typed": {}}]')
    assert part.content() == (Participant("p1", ""),)
    assert part.typed() == ""


def test_a_translation_says_who_made_it(qtbot: QtBot, session: Session) -> None:
    part = TranslationsInput(session.theme, session.words, "Translations", around())
    shown(qtbot, part, 500, 700)
    part.add_button.click()
    qtbot.wait(1)
    card = part.cards[0]
    text, by = card.parts["text"], card.parts["by"]
    assert isinstance(text, LongInput)
    assert isinstance(by, ChoiceInput)
    write(text.edit, "ترجمة")
    offered = [by.choice.itemData(row) for row in range(by.choice.count())]
    assert offered == ["", "self", "machine", "certified", *(f"person:{key}" for key in PEOPLE)]
    by.show_content("person:p2")
    press(qtbot, part, "The translator is certified")
    (made,) = part.kept()
    again = TranslationsInput(session.theme, session.words, "Translations", around())
    shown(qtbot, again, 500, 700)
    again.show_content((made,))  # type: ignore[arg-type]  # a translation, from its own input
    assert again.content() == part.content()


def date_input(qtbot: QtBot, session: Session) -> DateInput:
    part = DateInput(session.theme, session.words, "When it was")
    shown(qtbot, part, 520, 700)
    return part


def test_what_is_not_clear_is_asked_and_counts_when_it_is_answered(
    qtbot: QtBot, session: Session
) -> None:
    part = date_input(qtbot, session)
    write(part.edit, "04/05/22")
    assert part.message.text == "Which number is the day and which the month?"
    assert (part.content(), part.typed()) == (None, "04/05/22")
    press(qtbot, part, "4 May 2022")
    assert part.edit.text() == "04/05/22"
    assert (part.content(), part.typed()) == ("2022-05-04", "04/05/22")
    assert part.message.text == "Understood: 4 May 2022."
    again = date_input(qtbot, session)
    again.show_content("2022-05-04", "04/05/22")
    assert (again.edit.text(), again.content()) == ("04/05/22", "2022-05-04")


def test_words_that_do_not_say_the_stored_date_are_not_shown_for_it(
    qtbot: QtBot, session: Session
) -> None:
    part = date_input(qtbot, session)
    part.show_content("2023", "October 2022")
    assert (part.edit.text(), part.content()) == ("2023", "2023")


def test_a_day_is_chosen_in_the_calendar_by_keys(qtbot: QtBot, session: Session) -> None:
    part = date_input(qtbot, session)
    part.show_content("2022-10-04")
    told: list[bool] = []
    part.changed.connect(lambda: told.append(True))
    part.edit.setFocus()
    QTest.keyClick(part.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert part.calendar is not None
    assert part.calendar.isVisible()
    focus = part.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Right)
    focus = part.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert part.content() == "2022-10-05"
    assert part.edit.text() == "5 October 2022"
    assert not part.calendar.isVisible()
    assert part.edit.hasFocus()
    assert told


def test_the_calendar_closes_without_a_choice(qtbot: QtBot, session: Session) -> None:
    part = date_input(qtbot, session)
    press(qtbot, part, "Calendar: When it was")
    assert part.calendar is not None
    focus = part.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert not part.calendar.isVisible()
    assert part.content() is None
    assert by_name(part, "Calendar: When it was").isVisible()


def test_a_citation_opens_its_pages(qtbot: QtBot, session: Session) -> None:
    case = around()
    opened: list[tuple[str, str]] = []
    case.open_document = lambda key, pages: opened.append((key, pages))
    part = CitedInput(session.theme, session.words, "Documents", case, small=True)
    shown(qtbot, part, 500, 200)
    part.add("d1")
    qtbot.wait(1)
    write(part._rows[0][1].pages, "2–3")
    press(qtbot, part, "Open: Decision of Migri")
    assert opened == [("d1", "2-3")]


def test_fields_in_a_panel_that_scrolls_are_never_squeezed(qtbot: QtBot, session: Session) -> None:
    theme, words = session.theme, session.words
    panel = ScrollingCard(theme)
    form = ColumnForm(theme, words, around(), "document")
    panel.body.addWidget(form)
    panel.body.addStretch(1)
    shown(qtbot, panel, 400, 300)
    for key in ("obtained.how", "original_kept", "note", "obtained.why_not_earlier"):
        form.ask(key, Value.LONG, "A hint that takes more than one line in a panel this narrow.")
    form.inputs["note"].show_content("words " * 200)
    qtbot.waitUntil(lambda: form.height() >= form.heightForWidth(form.width()), timeout=LONG)
    for part in form.inputs.values():
        cell = part.parentWidget()
        assert cell is not None
        assert cell.height() >= cell.heightForWidth(cell.width())
