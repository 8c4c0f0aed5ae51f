"""What a form holds: nothing that was typed is lost, and the record stays a valid one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Account, Event, Participant
from limbo_desktop.case.values import FieldValue, Value
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.entry.kind_change import kept_answers, with_kept, with_kind
from limbo_desktop.ui.entry.layout import more_slots, places_of, short_slots
from limbo_desktop.ui.inputs.cited import read_pages
from limbo_desktop.ui.inputs.date_words import as_typed
from limbo_desktop.ui.inputs.sheet import (
    Sheet,
    content_of,
    record_of,
    sheet_of,
    tidy,
    with_content,
)
from limbo_desktop.ui.inputs.small import read_clock, read_number


def test_a_date_that_is_not_understood_leaves_with_its_source_and_comes_back_apart() -> None:
    sheet = Sheet(Event(id="x", when_source="my aunt"), {"when": "the day after the party"})
    record = record_of(sheet)
    assert record.when == ""
    assert record.when_source == "the day after the party; my aunt"
    assert sheet_of(record, sheet.typed) == sheet


def test_words_of_a_date_that_was_understood_are_kept_beside_the_record() -> None:
    sheet = Sheet(Event(id="x", when="2023-11-XX"), {"when": "November 2023, some day"})
    assert record_of(sheet) == sheet.record
    assert sheet_of(record_of(sheet), sheet.typed) == sheet


def test_words_of_a_date_that_the_record_tells_no_more_are_not_shown_with_it() -> None:
    record = Event(id="x", when_source="my aunt")
    assert sheet_of(record, {"when": "the day after", "time": "soon"}).typed == {"time": "soon"}


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_is_typed_comes_back_whatever_it_is(said: str, source: str) -> None:
    typed = {"when": said} if said else {}
    sheet = Sheet(Event(id="x", when_source=source), typed)
    assert sheet_of(record_of(sheet), sheet.typed) == sheet


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_field_of_a_kind_has_exactly_one_place_in_its_form(kind: str) -> None:
    keys = [slot.key for slot in (*short_slots(kind), *more_slots(kind))]
    assert len(keys) == len(set(keys))
    assert {f"fields.{field.name}" for field in KINDS[kind].fields} <= set(keys)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("translated", [False, True])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_fields_stand_in_their_order_and_never_on_each_other(
    kind: str, translated: bool, columns: int
) -> None:
    slots = short_slots(kind, translated=translated)
    places = list(places_of(slots, columns, beside=translated))
    assert [place.key for place in places] == [slot.key for slot in slots]
    squares = [
        (place.row + row, place.column + column)
        for place in places
        for row in range(place.rows)
        for column in range(place.columns)
    ]
    assert len(squares) == len(set(squares))
    assert {column for _, column in squares} <= {0, 1}
    by_key = {place.key: place for place in places}
    if translated and columns == 2:
        own, other = by_key["account.text"], by_key["translations"]
        assert (own.row, own.column + 1) == (other.row, other.column)


def test_another_kind_keeps_what_both_ask_and_the_rest_beside_it() -> None:
    fields: dict[str, FieldValue] = {"outcome": "refused", "number": "12/3", "made": "2024-02"}
    decision = Sheet(Event(id="x", kind="decision", fields=fields), {"when": "in spring"})
    appeal = with_kind(decision, "appeal")
    assert appeal.record.fields == {"number": "12/3"}
    assert kept_answers(appeal) == {"decision.outcome": "refused", "decision.made": "2024-02"}
    assert appeal.typed["when"] == "in spring"
    assert with_kind(appeal, "decision").record.fields == fields
    assert with_kind(appeal, "decision").typed == decision.typed


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("other", sorted(KINDS))
def test_no_answer_goes_when_the_kind_changes_and_the_record_stays_a_valid_one(
    kind: str, other: str
) -> None:
    fields: dict[str, FieldValue] = {
        field.name: field.choices[0].value if field.type is Value.CHOICE else "words"
        for field in KINDS[kind].fields
    }
    sheet = Sheet(Event(id="x", kind=kind, fields=fields))
    changed = with_kind(sheet, other)
    own = {field.name: field for field in KINDS[other].fields}
    assert changed.record.fields.keys() <= own.keys()
    for name, value in changed.record.fields.items():
        assert own[name].type is not Value.CHOICE or value in {c.value for c in own[name].choices}
    kept = {key.partition(".")[2]: value for key, value in kept_answers(changed).items()}
    assert {**kept, **changed.record.fields} == fields
    assert with_kind(changed, kind) == sheet


def test_an_emptied_answer_of_another_kind_goes() -> None:
    sheet = with_kept(Sheet(Event(id="x")), {"threat.channel": "sms", "threat.url": ""})
    assert kept_answers(sheet) == {"threat.channel": "sms"}
    assert with_kept(sheet, {"threat.channel": ""}) == Sheet(Event(id="x"))


def test_values_go_into_the_record_and_out_again() -> None:
    event = Event(id="x", kind="threat", fields={"unknown_to_us": "kept"})
    event = with_content(event, "fields.channel", "sms")
    event = with_content(event, "account.text", "words")
    event = with_content(event, "people", (Participant("p1", "saw it"),))
    assert content_of(event, "fields.channel") == "sms"
    assert content_of(event, "account.text") == "words"
    assert event.fields["unknown_to_us"] == "kept"
    emptied = with_content(event, "fields.channel", "")
    assert "channel" not in emptied.fields
    assert with_content(event, "fields.still_on_device", False).fields["still_on_device"] is False


def test_parts_that_say_nothing_are_left_out() -> None:
    event = Event(id="x", account=Account("ru", ""), people=(Participant("", "witness"),))
    assert tidy(event) == Event(id="x")


@pytest.mark.parametrize(
    "when",
    ["2022-10-04", "2022-10", "2022", "2023-11-XX", "2022-10~", "2022/..", "2023-03?", "201X", ""],
)
@pytest.mark.parametrize("code", ["ru", "ar", "en"])
def test_a_stored_date_is_shown_in_words_that_are_read_back(when: str, code: str) -> None:
    from limbo_desktop.text.date_reading import read_date

    shown = as_typed(Words(language(code)), when)
    assert shown == "" or read_date(shown) == UncertainDate.parse(when)


def test_clock_times_numbers_and_pages_are_read_as_people_write_them() -> None:
    assert read_clock("9.05") == read_clock("٩:٠٥") == read_clock("09:05") == "09:05"
    assert read_clock("25:00") == read_clock("soon") == ""
    assert read_number("1,5") == 1.5
    assert read_number("٤٥") == 45
    assert read_number("-3") is None
    assert read_number("many") is None
    assert read_pages("1 – 3;5") == "1-3, 5"
    assert read_pages("the end") == ""
