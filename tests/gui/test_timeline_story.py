"""The story as lines and the scale of its picture: what stands where, without a window."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.case.checklist import checklist, lacking
from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.reasons import FIELD_REASONS
from limbo_desktop.case.records import Account, Citation, Document, Event
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.timeline.row_words import row_words, ruler_months
from limbo_desktop.ui.timeline.shown import Shown, shown_of
from limbo_desktop.ui.timeline.story import ALL_LANES, LineKind, Size, lines_of, rows_of, sizes_of
from limbo_desktop.vault.timeline import DOCUMENTS, Spot, TimelineRow


def spot(
    day: str,
    *,
    until: str | None = None,
    kind: str = "note",
    lane: str = "exile",
    certainty: Certainty | None = None,
) -> Spot:
    first = dt.date.fromisoformat(day) if day else None
    last = dt.date.fromisoformat(until) if until else first
    guess = Certainty.EXACT if first and first == last else Certainty.UNSURE
    return Spot(0, f"{kind}-{day}", kind, lane, first, last, certainty or guess)


def kinds(*spots: Spot) -> list[str]:
    return [line.kind.name.lower() for line in lines_of(spots)]


def test_each_month_has_one_heading_above_its_entries() -> None:
    assert kinds(spot("2022-10-01"), spot("2022-10-04"), spot("2022-11-01")) == [
        "month",
        "entry",
        "entry",
        "month",
        "entry",
    ]


def test_a_date_that_names_no_month_stands_under_its_year() -> None:
    assert kinds(spot("2021-01-01", until="2021-12-31")) == ["year", "entry"]


def test_ninety_days_without_anything_are_a_pause_before_the_next_heading() -> None:
    assert kinds(spot("2022-01-01"), spot("2022-03-31")) == ["month", "entry", "month", "entry"]
    assert kinds(spot("2022-01-01"), spot("2022-04-01")) == [
        "month",
        "entry",
        "waiting",
        "month",
        "entry",
    ]


def test_a_long_span_counts_from_its_beginning_so_that_it_hides_no_pause() -> None:
    assert "waiting" in kinds(spot("2022-01-01", until="2025-01-01"), spot("2022-06-01"))


def test_a_span_that_ends_on_the_day_of_the_next_entry_hides_no_heading() -> None:
    assert kinds(spot("2022-01-20", until="2022-02-03"), spot("2022-02-03")) == [
        "month",
        "entry",
        "month",
        "entry",
    ]


def test_undated_entries_stand_last_under_a_heading_of_their_own() -> None:
    assert kinds(spot("2022-01-01"), spot(""), spot("")) == [
        "month",
        "entry",
        "undated",
        "entry",
        "entry",
    ]


@given(st.lists(st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1)), max_size=60))
def test_every_entry_has_exactly_one_line_in_the_same_order(days: list[dt.date]) -> None:
    spots = [spot(day.isoformat()) for day in sorted(days)]
    lines = lines_of(spots)
    shown = [line.spot for line in lines if line.kind is LineKind.ENTRY]
    assert shown == list(range(len(days)))
    assert [lines[row].spot for row in rows_of(lines)] == shown


def test_every_line_has_the_size_of_what_it_shows() -> None:
    spots = [
        spot("2022-01-01"),
        spot("2022-01-02", kind="threat", lane="force"),
        spot("2022-06-02", lane=DOCUMENTS),
    ]
    sizes = [Size(size).name for size in sizes_of(lines_of(spots), spots)]
    assert sizes == ["HEADING", "ENTRY", "THREAT", "WAITING", "HEADING", "DOCUMENT"]


def test_lanes_are_asked_of_the_vault() -> None:
    assert Shown().query().lanes == frozenset()
    force = Shown(lanes=frozenset({"force"})).query()
    assert force.lanes == frozenset({"force"})
    assert Shown(lanes=frozenset()).query().lanes == frozenset({""})


PERIOD = (dt.date(2022, 1, 1), dt.date(2022, 12, 31))
FULL = Shown(frozenset({"force"}), frozenset({"threat", "search"}), "p1", *PERIOD, True, "слово")


def test_each_filter_is_lifted_alone() -> None:
    assert FULL.without("kinds", "threat").kinds == {"search"}
    assert FULL.without("lanes").lanes == ALL_LANES
    period = FULL.without("period")
    assert (period.since, period.until) == (None, None)
    assert FULL.without("person").person == ""
    assert not FULL.without("incomplete").incomplete
    assert FULL.without("text").text == ""
    bare = FULL.without("kinds", "threat").without("kinds", "search")
    for part in ("lanes", "period", "person", "incomplete", "text"):
        bare = bare.without(part)
    assert bare == Shown()


def test_filters_survive_as_plain_values() -> None:
    assert shown_of(FULL.as_state()) == FULL
    assert shown_of({}) == Shown()


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
    expected = {"when", "account.text", "fields.exact_words", "fields.still_on_device", "documents"}
    assert present == expected


def test_a_row_names_at_most_one_thing_that_is_missing() -> None:
    assert lacking(Event(id="x")) == "no date"
    assert lacking(Event(id="x", when="2022")) == "no words yet"
    assert lacking(Event(id="x", when="2022", title="A note")) == ""
    assert lacking(Event(id="x", kind="appeal", when="2022", title="Court")) == "no details"


def test_a_row_says_what_is_missing_as_the_count_of_the_incomplete_does() -> None:
    words = Words(language("en"))

    def missing(row: TimelineRow) -> str:
        return row_words(words, row, {}).missing

    undated = Event(id="x", kind="note", title="A note")
    assert missing(TimelineRow(undated, 0, incomplete=True)) == "no date"
    silenced = TimelineRow(undated, 0, incomplete=False, silenced=frozenset({"when"}))
    assert missing(silenced) == ""
    paper = Document(id="d", file="a.pdf", title="A letter", when="2022", type="letter")
    assert missing(TimelineRow(paper, 0, incomplete=True)) == "how it came"
