"""The story as lines and the scale of its picture: what stands where, without a window."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.case.checklist import checklist, lacking
from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.reasons import FIELD_REASONS
from limbo_desktop.case.records import Account, Citation, Event
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.timeline.reading import LANES_ONLY, Shown
from limbo_desktop.ui.timeline.row_words import row_words, ruler_months
from limbo_desktop.ui.timeline.scale import Scale, scale_of
from limbo_desktop.ui.timeline.story import DOCUMENTS, LineKind, lines_of, precise, spots_of, vague
from limbo_desktop.vault.timeline import Mark, TimelineRow


def mark(day: str, *, until: str | None = None, kind: str = "note", type_: str = "event") -> Mark:
    first = dt.date.fromisoformat(day) if day else None
    last = dt.date.fromisoformat(until) if until else first
    return Mark(f"{kind}-{day}", type_, kind, first, last)


def kinds(*marks: Mark) -> list[str]:
    return [line.kind.value for line in lines_of(spots_of(marks))]


def test_each_month_has_one_heading_above_its_entries() -> None:
    assert kinds(mark("2022-10-01"), mark("2022-10-04"), mark("2022-11-01")) == [
        "month",
        "entry",
        "entry",
        "month",
        "entry",
    ]


def test_a_date_that_names_no_month_stands_under_its_year() -> None:
    vague_year = spots_of([mark("2021-01-01", until="2021-12-31")])
    unsure = [spot._replace(certainty=Certainty.UNSURE) for spot in vague_year]
    assert [line.kind.value for line in lines_of(unsure)] == ["year", "entry"]


def test_ninety_days_without_anything_are_a_pause_before_the_next_heading() -> None:
    assert kinds(mark("2022-01-01"), mark("2022-03-31")) == ["month", "entry", "month", "entry"]
    assert kinds(mark("2022-01-01"), mark("2022-04-01")) == [
        "month",
        "entry",
        "waiting",
        "month",
        "entry",
    ]


def test_a_long_span_counts_from_its_beginning_so_that_it_hides_no_pause() -> None:
    assert "waiting" in kinds(mark("2022-01-01", until="2025-01-01"), mark("2022-06-01"))


def test_a_span_that_ends_on_the_day_of_the_next_entry_hides_no_heading() -> None:
    assert kinds(mark("2022-01-20", until="2022-02-03"), mark("2022-02-03")) == [
        "month",
        "entry",
        "month",
        "entry",
    ]


def test_undated_entries_stand_last_under_a_heading_of_their_own() -> None:
    assert kinds(mark("2022-01-01"), mark(""), mark("")) == [
        "month",
        "entry",
        "undated",
        "entry",
        "entry",
    ]


@given(st.lists(st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1)), max_size=60))
def test_every_entry_has_exactly_one_line_in_the_same_order(days: list[dt.date]) -> None:
    spots = spots_of(mark(day.isoformat()) for day in sorted(days))
    shown = [line.spot for line in lines_of(spots) if line.kind is LineKind.ENTRY]
    assert shown == list(range(len(days)))


def test_the_record_tells_the_lane_of_an_activity_and_how_sure_a_date_is() -> None:
    (spot,) = spots_of([mark("2022-01-01", until="2022-12-31", kind="activity")])
    assert vague(spot)
    event = Event(id="x", kind="activity", when="2022/..", fields={"in_exile": True})
    assert precise(spot, event).lane == "exile"
    assert precise(spot, event).certainty is Certainty.SPAN


def test_lanes_are_asked_of_the_vault_as_far_as_it_can() -> None:
    everything = Shown().query()
    assert not everything.kinds
    assert not everything.types
    force = Shown(lanes=frozenset({"force"})).query()
    assert "threat" in force.kinds
    assert "journey" not in force.kinds
    assert force.types == frozenset({"event"})
    assert Shown(lanes=frozenset({DOCUMENTS})).query().types == frozenset({"document"})
    assert not Shown(lanes=LANES_ONLY).query().kinds


def test_the_ruler_is_for_months_within_one_year_only() -> None:
    assert ruler_months("2023-03?") == (3, 3)
    assert ruler_months("2023-22") == (6, 8)
    assert ruler_months("2023") == (1, 12)
    assert ruler_months("2023-03-04") is None
    assert ruler_months("2022/2023") is None
    assert ruler_months("") is None


def test_covered_words_are_in_no_accessible_name() -> None:
    event = Event(
        id="x",
        kind="threat",
        when="2023-07-02",
        title="A message",
        fields={"exact_words": "SECRET"},
    )
    said = row_words(Words(language("en")), TimelineRow(event, 0, incomplete=False), {})
    assert said.covered == "SECRET"
    assert "SECRET" not in said.spoken
    assert "covered" in said.spoken


def test_the_scale_shows_every_entry_and_stays_inside_when_zoomed_and_moved() -> None:
    whole = scale_of(spots_of([mark("2020-01-01"), mark("2024-01-01")]))
    assert whole is not None
    assert 0 < whole.place(dt.date(2020, 1, 1)) < whole.place(dt.date(2024, 1, 1)) < 1
    near = whole.zoomed(1.0, 0.1, whole).moved(5.0, whole)
    assert near.end <= whole.end
    assert near.days < whole.days


@given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)), st.integers(30, 20000))
def test_ticks_are_in_order_and_inside(start: dt.date, days: int) -> None:
    scale = Scale(start.toordinal(), start.toordinal() + days)
    places = [tick.place for tick in scale.ticks(8)]
    assert places == sorted(places)
    assert all(-0.05 <= place <= 1.05 for place in places)


def test_every_field_of_the_short_forms_says_why_it_helps() -> None:
    short = {
        f"{kind.name}.{field.name}"
        for kind in KINDS.values()
        for field in kind.fields
        if field.short
    }
    assert short <= set(FIELD_REASONS)
    known = {f"{kind.name}.{field.name}" for kind in KINDS.values() for field in kind.fields}
    assert set(FIELD_REASONS) <= known


def test_the_checklist_follows_the_record() -> None:
    bare = Event(id="x", kind="threat")
    assert not any(item.present for item in checklist(bare))
    told = Event(
        id="x",
        kind="threat",
        when="2023",
        account=Account("ru", "слова"),
        fields={"exact_words": "…", "still_on_device": False},
        documents=(Citation("d1"),),
    )
    present = {item.key for item in checklist(told) if item.present}
    expected = {"when", "account", "fields.exact_words", "fields.still_on_device", "documents"}
    assert present == expected


def test_a_row_names_at_most_one_thing_that_is_missing() -> None:
    assert lacking(Event(id="x")) == "no date"
    assert lacking(Event(id="x", when="2022")) == "no words yet"
    assert lacking(Event(id="x", when="2022", title="A note")) == ""
    assert lacking(Event(id="x", kind="appeal", when="2022", title="Court")) == "no details"
