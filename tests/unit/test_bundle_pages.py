"""Pages of unusual cases: everything is told, nothing is drawn outside a page."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from tests.unit.bundle_pages_support import (
    NOTES,
    NOTHING,
    faults,
    laid_case,
    page_texts,
    typeset_case,
)

from limbo_desktop.bundle.bodies import Body
from limbo_desktop.bundle.pages.book import is_steady, sketched
from limbo_desktop.bundle.pages.telling import entry_anchor
from limbo_desktop.case.records import (
    Account,
    Case,
    CaseInfo,
    Citation,
    Document,
    Event,
    Obtained,
    Participant,
    Person,
    Reference,
)

ANNA = Person("p1", name="Анна Белова", name_latin="Anna Belova", role="applicant")
LONG = "Очень длинное название про повестку и обыск " * 45
LONG_ARABIC = "عنوان طويل جدًّا عن الاستدعاء " * 70
BODIES: dict[str, Body] = {"d2": NOTES, "d3": NOTHING}

MONTH = tuple(
    Event(
        f"e{number}",
        kind="threat",
        when=f"2023-05-{number % 28 + 1:02d}",
        title=f"Угроза {number}",
        account=Account("ru", "Сказали прийти. " * 20),
    )
    for number in range(200)
)
FORTY_YEARS = tuple(
    Event(f"e{year}", when=str(year), title=f"Год {year}") for year in range(1983, 2023)
)
CENTURIES = tuple(
    Event(f"e{number}", when=when)
    for number, when in enumerate(
        ["1002", "17XX", "2024-02-01", "9999-12-31", "9999-24", "2022/..", "../2022"]
    )
)
POINTS: list[dict[str, str | list[dict[str, str]]]] = [
    {
        "said": "Мы не верим. " * 10,
        "page": str(point + 1),
        "answer": "Ответ. " * 20 if point != 30 else "Очень длинный ответ. " * 1000,
        "exhibits": [{"document": "d1", "pages": "1"}, {"document": "d2", "pages": "9-12"}],
    }
    for point in range(60)
]

CASES = {
    "nothing at all": Case(),
    "no dates": Case(people=(ANNA,), events=tuple(Event(f"e{n}") for n in range(4))),
    "two hundred entries in one month": Case(people=(ANNA,), events=MONTH),
    "forty years": Case(people=(ANNA,), events=FORTY_YEARS),
    "centuries and the end of the calendar": Case(people=(ANNA,), events=CENTURIES),
    "fifteen applicants and twelve courts": Case(
        CaseInfo(
            "Дело",
            "FI",
            "Migri",
            tuple(Reference("Административный суд", f"{n}/2022") for n in range(12)),
            ("ru", "ar", "en", "fi", "uk", "fa"),
        ),
        tuple(replace(ANNA, id=f"p{n}", name=f"Анна Иванова-Задунайская {n}") for n in range(15)),
        (Event("e1", when="2023"),),
    ),
    "a decision of sixty points": Case(
        people=(ANNA,),
        events=(
            Event("e1", kind="decision", when="2023-04", title="Отказ", fields={"points": POINTS}),
        ),
        documents=(Document("d1", title="Письмо"), Document("d2", title="Заметки")),
    ),
    "titles of two thousand characters": Case(
        CaseInfo(LONG, authority=LONG),
        (
            replace(ANNA, name=LONG),
            Person("p2", name=LONG.replace(" ", ""), relation=LONG, also_known_as=(LONG,)),
        ),
        (
            Event(
                "e1",
                when="2023",
                title=LONG,
                place=LONG,
                when_source=LONG,
                account=Account("ru", LONG * 3),
                told_by="p2",
                knowledge="told",
                people=(Participant("p2", LONG),),
                documents=(Citation("d1"), Citation("d2"), Citation("d3")),
            ),
            Event("e2", when="2023", title=LONG.replace(" ", "")),
        ),
        (
            Document("d1", title=LONG, obtained=Obtained(LONG, "2022", "p2", LONG)),
            Document("d2", title="W" * 2000),
            Document("d3", title=LONG),
        ),
    ),
    "Arabic titles of two thousand characters": Case(
        CaseInfo(LONG_ARABIC),
        (replace(ANNA, name=LONG_ARABIC),),
        (Event("e1", when="2023", title=LONG_ARABIC, documents=(Citation("d1"),)),),
        (Document("d1", title=LONG_ARABIC),),
    ),
    "people without a name": Case(
        people=(
            Person("p1", role="applicant"),
            Person("p2", role="witness"),
            Person("p3", role="applicant", conceal=True),
        ),
        events=(
            Event(
                "e1",
                knowledge="told",
                told_by="p2",
                people=(Participant("p2"), Participant("p3", "роль")),
            ),
            Event("e2", kind="threat", fields={"to_whom": ["p1", "p2"], "seen_by": []}),
        ),
        documents=(Document("d1", obtained=Obtained(from_="p2")),),
    ),
    "odd characters": Case(
        CaseInfo("💀"),
        (Person("p1", name="💀 \u202e зло", role="applicant"),),
        (Event("e1", title="\ud800 x \x07", account=Account("ru", "\n\t \x0c а\u2028б\r\nв")),),
        (Document("d1", title="\n"), Document("d2"), Document("d3")),
    ),
}


@pytest.mark.parametrize("lang", ["ru", "ar"])
@pytest.mark.parametrize("name", CASES)
def test_nothing_is_drawn_outside_a_page_or_into_its_foot(name: str, lang: str) -> None:
    assert faults(typeset_case(CASES[name], lang, BODIES)) == []


@pytest.mark.parametrize("name", CASES)
def test_what_is_tried_out_from_what_is_known_is_what_was_laid_out(name: str) -> None:
    laid = laid_case(CASES[name], "en", BODIES)
    told = laid.telling
    known = laid.sketch.known(is_steady)
    tried = sketched(
        told.selection, list(told.examined.values()), told.words.language, (), known, laid.sketch
    )
    assert tried.numbers == laid.numbers
    assert [each.spot for each in tried.weights] == [each.spot for each in laid.sketch.weights]
    entries = {entry_anchor(each.number) for each in told.selection.entries}
    assert entries <= set(known)


def test_crowded_entries_share_a_label_and_none_is_left_out_of_the_picture() -> None:
    base = typeset_case(CASES["two hundred entries in one month"], "en")
    start = next(mark.page_index for mark in base.bookmarks if "picture" in mark.title)
    told = page_texts(base)[start]
    labels = [tuple(map(int, found)) for found in re.findall(r"(\d+)–(\d+) · p\. \d+", told)]
    assert labels[0][0] == 1
    assert labels[-1][1] == 200
    assert all(after[0] == before[1] + 1 for before, after in pairwise(labels))


def test_a_case_without_dates_has_no_picture_and_does_not_promise_one() -> None:
    base = typeset_case(CASES["no dates"], "en")
    assert "picture" not in " ".join(page_texts(base))


def test_every_point_of_a_decision_is_told_once_with_its_answer() -> None:
    base = typeset_case(CASES["a decision of sixty points"], "en", BODIES)
    told = "\n".join(page_texts(base))
    assert [int(page) for page in re.findall(r"page (\d+) of the decision", told)] == [
        *range(1, 61)
    ]
    assert told.count("длинный") == 1000


def test_a_long_title_is_told_to_its_end() -> None:
    title = " ".join(f"слово{number}" for number in range(250))
    base = typeset_case(Case(events=(Event("e1", title=title),)), "ru")
    page = next(mark.page_index for mark in base.bookmarks if mark.title.startswith("1. "))
    told = "".join(page_texts(base)[page : page + 3])
    assert [int(number) for number in re.findall(r"слово(\d+)", told)] == [*range(250)]
