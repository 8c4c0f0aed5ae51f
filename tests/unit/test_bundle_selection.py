"""What goes into a bundle: who, which entries, which exhibits, in which order and numbered how."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.bundle.options import Choice, Options, Reader
from limbo_desktop.bundle.selection import CitedBy, select
from limbo_desktop.case.json_form import to_json
from limbo_desktop.case.records import (
    Case,
    Citation,
    Document,
    Event,
    Obtained,
    Participant,
    Person,
    Translation,
)

EN = Options("en")
POINTS: list[dict[str, str | list[dict[str, str]]]] = [
    {"said": "a", "page": "", "answer": "b", "exhibits": [{"document": "d2"}]},
    {
        "said": "c",
        "page": "",
        "answer": "d",
        "exhibits": [{"document": "d1", "pages": "2"}, {"document": "d9"}],
    },
]
REFUSAL = Event(
    "e3",
    kind="decision",
    when="2024-02-08",
    fields={"points": POINTS},
)
SEARCH = Event("e2", kind="search", when="2023-06-14", fields={"paper_given": "d3"})
SUMMONS = Event(
    "e1", when="2022-10~", documents=(Citation("d1", "1"), Citation("d1", "2"), Citation("d9"))
)
CASE = Case(
    people=(
        Person("p1", name="Applicant", role="applicant"),
        Person("p2", name="Aunt", role="family"),
        Person("p3", name="Nobody", role="other"),
    ),
    events=(REFUSAL, SEARCH, SUMMONS),
    documents=(
        Document("d2", title="letter", when="2023", obtained=Obtained(from_="p2")),
        Document("d1", title="summons", when="2022-10-03"),
        Document("d3", title="protocol"),
        Document("d4", title="summons, translated", when="2025", translation_of="d1"),
        Document("d9", title="secret", when="2022", share="private"),
    ),
)


def titles(case: Case, options: Options = EN) -> list[str]:
    return [each.document.title for each in select(case, options).exhibits]


def test_entries_are_numbered_by_date_from_one() -> None:
    told = select(CASE, EN).entries
    assert [(each.number, each.event.id) for each in told] == [(1, "e1"), (2, "e2"), (3, "e3")]


def test_entries_of_one_day_stand_by_the_clock_and_the_undated_last() -> None:
    events = (
        Event("undated"),
        Event("evening", when="2023-05-01", time="18:00"),
        Event("morning", when="2023-05-01", time="07:30"),
    )
    told = select(Case(events=events), EN).entries
    assert [each.event.id for each in told] == ["morning", "evening", "undated"]


def test_exhibits_stand_by_date_and_a_translation_right_behind_its_original() -> None:
    assert titles(CASE) == ["summons", "summons, translated", "letter", "protocol"]
    exhibits = select(CASE, EN).exhibits
    assert [each.number for each in exhibits] == [1, 2, 3, 4]
    assert [each.translates for each in exhibits] == [0, 1, 0, 0]


def test_translations_that_translate_one_another_are_all_there_once() -> None:
    ring = (Document("a", title="a", translation_of="b"), Document("b", title="b"))
    assert sorted(titles(Case(documents=ring))) == ["a", "b"]
    closed = (ring[0], replace(ring[1], translation_of="a"))
    assert sorted(titles(Case(documents=closed))) == ["a", "b"]
    itself = (Document("a", title="a", translation_of="a"),)
    assert titles(Case(documents=itself)) == ["a"]


def test_an_exhibit_knows_who_relies_on_it_entries_and_points() -> None:
    cited = {each.document.id: each.cited_by for each in select(CASE, EN).exhibits}
    assert cited == {
        "d1": (CitedBy(1), CitedBy(3, 2)),
        "d2": (CitedBy(3, 1),),
        "d3": (CitedBy(2),),
        "d4": (),
    }


def test_a_private_document_and_every_reference_to_it_are_gone() -> None:
    chosen = select(CASE, EN)
    told = str([to_json(each.event) for each in chosen.entries])
    told += str([to_json(each.document) for each in chosen.exhibits])
    assert "d9" not in told
    assert "secret" not in told
    assert len(chosen.entries[0].event.documents) == 2


def test_a_private_entry_is_gone_and_its_papers_are_cited_by_others_only() -> None:
    events = (replace(REFUSAL, share="private"), SEARCH, SUMMONS)
    chosen = select(replace(CASE, events=events), EN)
    assert [each.event.id for each in chosen.entries] == ["e1", "e2"]
    assert chosen.exhibits[0].cited_by == (CitedBy(1),)


@pytest.mark.parametrize(
    ("share", "shown"), [(Reader.LAWYER, ["lawyer", "all", ""]), (Reader.AUTHORITY, ["all"])]
)
def test_the_reader_decides_what_is_shared(share: Reader, shown: list[str]) -> None:
    levels = ("lawyer", "all", "private", "")
    case = Case(
        events=tuple(Event(f"e{level}", title=level, share=level) for level in levels),
        documents=tuple(Document(f"d{level}", title=level, share=level) for level in levels),
    )
    chosen = select(case, Options("en", share))
    assert [each.event.title for each in chosen.entries] == shown
    assert [each.document.title for each in chosen.exhibits] == shown


@pytest.mark.parametrize(
    ("since", "entries"),
    [
        ("2022-09-30", ["e1", "e2", "e3"]),
        ("2022-10-31", ["e1", "e2", "e3"]),
        ("2022-11-01", ["e2", "e3"]),
        ("2024-02-09", []),
    ],
)
def test_since_leaves_out_what_was_over_before(since: str, entries: list[str]) -> None:
    chosen = select(CASE, Options("en", choice=Choice(since=since)))
    assert [each.event.id for each in chosen.entries] == entries


def test_what_goes_on_and_what_has_no_date_is_never_left_out_by_since() -> None:
    events = (Event("open", when="2020/.."), Event("undated"), Event("ended", when="../2023-12"))
    chosen = select(Case(events=events), Options("en", choice=Choice(since="2025-01-01")))
    assert {each.event.id for each in chosen.entries} == {"open", "undated"}


def test_chosen_entries_bring_the_papers_they_cite_and_their_translations_only() -> None:
    assert titles(CASE, Options("en", choice=Choice(events=frozenset({"e1"})))) == [
        "summons",
        "summons, translated",
    ]
    assert titles(CASE, Options("en", choice=Choice(events=frozenset({"e2"})))) == ["protocol"]
    assert titles(CASE, Options("en", choice=Choice(events=frozenset()))) == []


def test_people_are_the_applicants_and_whoever_something_refers_to() -> None:
    assert [each.person.id for each in select(CASE, EN).people] == ["p1", "p2"]
    alone = select(CASE, Options("en", choice=Choice(events=frozenset({"e2"}))))
    assert [each.person.id for each in alone.people] == ["p1"]


@pytest.mark.parametrize(
    "event",
    [
        Event("e", people=(Participant("p3"),)),
        Event("e", told_by="p3"),
        Event("e", translations=(Translation("en", by="person:p3"),)),
        Event("e", kind="summons", fields={"received_by": "p3"}),
        Event("e", kind="threat", fields={"seen_by": ["p3"]}),
    ],
)
def test_every_way_of_naming_somebody_brings_the_person(event: Event) -> None:
    people = select(replace(CASE, events=(event,), documents=()), EN).people
    assert [each.person.id for each in people] == ["p1", "p3"]


def test_somebody_named_in_a_private_entry_only_is_not_there() -> None:
    event = Event("e", told_by="p3", share="private")
    people = select(replace(CASE, events=(event,), documents=()), EN).people
    assert [each.person.id for each in people] == ["p1"]


DOCUMENTS = st.lists(
    st.tuples(
        st.sampled_from(["2022", "2023-05", "2023-05-01~", "", "201X", "../2023"]),
        st.integers(0, 12),
        st.sampled_from(["lawyer", "all", "private", ""]),
    ),
    max_size=12,
)


@given(DOCUMENTS)
def test_every_document_that_may_go_in_does_once_and_numbers_run_on(
    drawn: list[tuple[str, int, str]],
) -> None:
    documents = tuple(
        Document(f"d{number}", when=when, translation_of=f"d{original}", share=share)
        for number, (when, original, share) in enumerate(drawn)
    )
    exhibits = select(Case(documents=documents), EN).exhibits
    wanted = {each.id for each in documents if each.share != "private"}
    assert {each.document.id for each in exhibits} == wanted
    assert [each.number for each in exhibits] == [*range(1, len(wanted) + 1)]
    numbers = {each.document.id: each.number for each in exhibits}
    for each in exhibits:
        if each.translates:
            assert numbers[each.document.translation_of] == each.translates < each.number
