"""The timeline: order of uncertain dates, pages, filters that combine."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from limbo_desktop.case.dates import Certainty, UncertainDate
from limbo_desktop.case.reading import read_case
from limbo_desktop.case.records import Document, Event, Obtained
from limbo_desktop.vault.timeline import DOCUMENTS, NO_FILTERS, Filters, Spot
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def border(vault: Vault, cases: Path) -> Vault:
    folder = cases / "border-ar"
    case = read_case((folder / "case.json").read_bytes())
    vault.import_case(case, lambda document: (folder / document.file).open("rb"))
    return vault


def titles(vault: Vault, filters: Filters) -> list[str]:
    rows = vault.timeline.rows(0, 1000, filters)
    spots = [spot for part in vault.timeline.story(filters, 7) for spot in part]
    assert vault.timeline.entries([spot.seq for spot in spots]) == rows
    assert len(rows) == vault.timeline.count(filters)
    return [row.record.title for row in rows]


def test_entries_stand_by_earliest_then_latest_day_then_clock_undated_last(vault: Vault) -> None:
    dates = ["", "2023-05", "2022-10~", "2022-10-01", "../2021", "2022", "201X", "2022-10-01/.."]
    for date in dates:
        vault.events.add(Event(id="", title=date, when=date))
    vault.events.add(Event(id="", title="at 9", when="2022-10-01", time="09:00"))
    vault.documents.add(Document(id="", file="a", title="paper", when="2022-10-01"))
    assert titles(vault, Filters()) == [
        "201X",
        "../2021",
        "2022",
        "2022-10-01",
        "paper",
        "at 9",
        "2022-10~",
        "2022-10-01/..",
        "2023-05",
        "",
    ]


DATES = st.one_of(
    st.just(""),
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)).map(str),
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)).map(lambda day: f"{day:%Y-%m}~"),
    st.integers(1900, 2100).map(str),
    st.integers(190, 210).map(lambda decade: f"{decade}X"),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20
)
@given(dates=st.lists(DATES, max_size=12))
def test_the_order_is_that_of_the_dates(vault: Vault, dates: list[str]) -> None:
    for event in list(vault.events.all()):
        vault.events.remove(event.id)
    for date in dates:
        vault.events.add(Event(id="", when=date))
    shown = [UncertainDate.parse(row.record.when) for row in vault.timeline.rows(0, 1000)]
    assert [each.sort_key for each in shown] == sorted(each.sort_key for each in shown)
    assert sorted(each.text for each in shown) == sorted(dates)


def test_pages_laid_together_are_the_whole(border: Vault) -> None:
    whole = border.timeline.rows(0, 1000)
    pages = [border.timeline.rows(offset, 7) for offset in range(0, len(whole), 7)]
    assert tuple(row for page in pages for row in page) == whole
    assert border.timeline.rows(len(whole), 7) == ()


def test_documents_are_entries_in_their_own_right(border: Vault) -> None:
    both = border.timeline.count()
    assert both == border.events.count() + border.documents.count()
    assert border.timeline.count(Filters(types=frozenset({"document"}))) == 11
    assert {row.is_document for row in border.timeline.rows(0, 100)} == {True, False}


def test_an_event_tells_how_many_documents_it_cites(border: Vault) -> None:
    for row in border.timeline.rows(0, 100, Filters(types=frozenset({"event"}))):
        assert isinstance(row.record, Event)
        assert row.documents == len(row.record.documents)


def test_filters_narrow_by_kind_person_period_and_text(border: Vault) -> None:
    events = list(border.events.all())
    journeys = [each for each in events if each.kind == "journey"]
    assert set(titles(border, Filters(kinds=frozenset({"journey"})))) == {
        each.title for each in journeys
    }
    wael = next(each for each in border.people.all() if each.name_latin == "Wael Kassab")
    with_wael = {each.title for each in border.events.linked_to(wael.id)} | {
        each.title for each in border.documents.linked_to(wael.id)
    }
    assert set(titles(border, Filters(people=frozenset({wael.id})))) == with_wael
    assert 0 < len(with_wael) < border.timeline.count()
    found = titles(border, Filters(text="قصاب"))
    assert set(found) <= with_wael | set(found)
    assert found


def test_filters_combine_to_what_passes_each_of_them(border: Vault) -> None:
    filters = [
        Filters(kinds=frozenset({"journey", "violence"})),
        Filters(since=dt.date(2023, 9, 1), until=dt.date(2023, 11, 30)),
        Filters(text="الحدود"),
    ]
    alone = [{row.id for row in border.timeline.rows(0, 100, each)} for each in filters]
    combined = Filters(
        kinds=filters[0].kinds,
        since=filters[1].since,
        until=filters[1].until,
        text=filters[2].text,
    )
    together = {row.id for row in border.timeline.rows(0, 100, combined)}
    assert together == set.intersection(*alone)
    assert together


def test_a_period_keeps_what_may_have_happened_in_it(vault: Vault) -> None:
    for date in ("2022-10", "2022", "2021-12-31", "2023-01-01", "../2021", "2022/..", ""):
        vault.events.add(Event(id="", title=date, when=date))
    autumn = Filters(since=dt.date(2022, 9, 1), until=dt.date(2022, 11, 30))
    assert titles(vault, autumn) == ["2022", "2022/..", "2022-10"]
    assert titles(vault, Filters(until=dt.date(2021, 12, 31))) == ["2021-12-31", "../2021"]
    assert titles(vault, Filters(since=dt.date(2023, 1, 1))) == ["2022/..", "2023-01-01"]


def test_what_lacks_something_can_be_picked_out(vault: Vault) -> None:
    vault.events.add(Event(id="", title="no date"))
    vault.events.add(Event(id="", title="whole", when="2022"))
    vault.events.add(Event(id="", title="empty form", kind="interview", when="2022"))
    fields = {"authority": "Migri", "report_received": "2022"}
    vault.events.add(Event(id="", title="form", kind="interview", when="2022", fields=fields))
    vault.documents.add(Document(id="", file="a", title="bare paper"))
    obtained = Obtained(how="by post")
    vault.documents.add(
        Document(id="", file="b", title="paper", type="letter", when="2022", obtained=obtained)
    )
    assert titles(vault, Filters(incomplete=True)) == ["empty form", "no date", "bare paper"]


def story(vault: Vault, filters: Filters = NO_FILTERS, size: int = 3) -> list[Spot]:
    return [spot for part in vault.timeline.story(filters, size) for spot in part]


def test_the_story_tells_of_every_entry_its_lane_bounds_and_certainty(vault: Vault) -> None:
    vault.events.add(Event(id="", kind="threat", when="2022-10~"))
    vault.events.add(Event(id="", kind="activity", when="2023/..", fields={"in_exile": True}))
    vault.documents.add(Document(id="", file="a", when="2024-01-02"))
    told = [
        (spot.kind, spot.lane, spot.earliest, spot.latest, spot.certainty) for spot in story(vault)
    ]
    assert told == [
        ("threat", "force", dt.date(2022, 10, 1), dt.date(2022, 10, 31), Certainty.UNSURE),
        ("activity", "exile", dt.date(2023, 1, 1), None, Certainty.SPAN),
        ("", DOCUMENTS, dt.date(2024, 1, 2), dt.date(2024, 1, 2), Certainty.EXACT),
    ]


def test_slices_of_the_story_laid_together_are_the_whole_in_order(border: Vault) -> None:
    whole = [row.id for row in border.timeline.rows(0, 1000)]
    for size in (1, 4, 1000):
        assert [spot.id for spot in story(border, size=size)] == whole


def test_lanes_narrow_to_theirs_and_documents_are_one(border: Vault) -> None:
    everything = story(border)
    for lanes in ({"journey"}, {"force", DOCUMENTS}, {DOCUMENTS}):
        wanted = Filters(lanes=frozenset(lanes))
        assert story(border, wanted) == [spot for spot in everything if spot.lane in lanes]


def test_entries_come_in_the_order_asked_without_what_has_gone(vault: Vault) -> None:
    events = [vault.events.add(Event(id="", title=f"{number}", when="2022")) for number in range(4)]
    spots = story(vault)
    vault.events.remove(events[1].id)
    asked = [spot.seq for spot in reversed(spots)]
    assert [row.record.title for row in vault.timeline.entries(asked)] == ["3", "2", "0"]


def test_what_is_in_the_bin_is_neither_shown_nor_found(vault: Vault) -> None:
    event = vault.events.add(Event(id="", title="Повестка", when="2022"))
    vault.events.remove(event.id)
    assert vault.timeline.count() == 0
    assert vault.search.find("повестка") == ()
    assert story(vault) == []
    vault.bin.restore(event.id)
    assert [spot.id for spot in story(vault)] == [event.id]
    assert [hit.id for hit in vault.search.find("повестка")] == [event.id]
