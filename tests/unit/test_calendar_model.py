"""The small calendar without its window: what its squares hold and where its keys lead."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.calendar_model import FIRST, LAST, CalendarView, Level, Move, System

EN, AR, RU = (Words(language(code)) for code in ("en", "ar", "ru"))
NOVEMBER = CalendarView(dt.date(2023, 11, 14))
MONDAY, SATURDAY = 0, 5


def test_a_page_begins_with_the_first_day_of_the_week() -> None:
    cells = NOVEMBER.cells(EN, MONDAY, both=False)
    assert (cells[0].at, cells[0].at.weekday()) == (dt.date(2023, 10, 30), MONDAY)
    assert NOVEMBER.cells(AR, SATURDAY, both=False)[0].at == dt.date(2023, 10, 28)
    assert len(cells) == 42


def test_days_of_other_months_are_told_apart() -> None:
    cells = NOVEMBER.cells(EN, MONDAY, both=False)
    assert [cell.text for cell in cells if cell.inside] == [str(day) for day in range(1, 31)]


def test_every_day_says_its_weekday_and_both_dates() -> None:
    cells = NOVEMBER.cells(EN, MONDAY, both=True)
    day = next(cell for cell in cells if cell.at == dt.date(2023, 11, 14))
    assert (day.text, day.small) == ("14", "30")
    assert day.name == "Tuesday 14 November 2023, 30 Rabi al-Thani 1445"


def test_a_page_of_the_islamic_calendar_has_our_days_beside() -> None:
    view = NOVEMBER.in_system(System.HIJRI)
    assert view.title(EN) == "Rabi al-Thani 1445"
    assert view.beside(EN) == "October – November 2023"
    inside = [cell for cell in view.cells(EN, MONDAY, both=True) if cell.inside]
    assert (inside[0].text, inside[0].small, inside[0].at) == ("1", "16", dt.date(2023, 10, 16))
    assert len(inside) == 30


def test_the_title_leads_to_months_and_years() -> None:
    months = NOVEMBER.on_level(Level.MONTHS)
    assert months.title(AR) == "٢٠٢٣"
    assert months.cells(AR, SATURDAY, both=True)[0].text == "كانون الثاني"
    years = NOVEMBER.on_level(Level.YEARS)
    assert [cell.text for cell in years.cells(EN, MONDAY, both=False)] == [
        str(year) for year in range(2016, 2028)
    ]
    assert years.cells(EN, MONDAY, both=True)[7].small == "1444–1445"


def test_a_click_on_a_year_opens_its_months_and_one_on_a_month_its_days() -> None:
    months = NOVEMBER.on_level(Level.YEARS).opened(dt.date(2021, 1, 1))
    assert isinstance(months, CalendarView)
    assert (months.level, months.year) == (Level.MONTHS, 2021)
    days = months.opened(dt.date(2021, 5, 1))
    assert isinstance(days, CalendarView)
    assert (days.level, days.month) == (Level.DAYS, 5)
    assert days.opened(dt.date(2021, 5, 9)) == "2021-05-09"


@pytest.mark.parametrize(
    ("level", "edtf"),
    [
        (Level.DAYS, ["2023-11-XX"]),
        (Level.MONTHS, ["2023-21", "2023-22", "2023-23", "2023-24", "2023"]),
        (Level.YEARS, ["202X"]),
    ],
)
def test_a_month_a_season_a_year_can_be_chosen_without_a_day(level: Level, edtf: list[str]) -> None:
    assert [date for date, _ in NOVEMBER.on_level(level).vague(RU)] == edtf


def test_some_day_of_a_month_is_offered_in_words() -> None:
    assert NOVEMBER.vague(RU)[0][1] == "Какой-то день ноября 2023"
    assert NOVEMBER.vague(EN)[0][1] == "Some day in November 2023"


def test_an_islamic_month_without_a_day_is_about_its_days() -> None:
    view = CalendarView(dt.date(2023, 4, 1), System.HIJRI)
    assert view.title(EN) == "Ramadan 1444"
    assert view.vague(EN)[0][0] == "2023-03-23~/2023-04-20~"
    year = view.on_level(Level.MONTHS).vague(EN)
    assert year[0][0] == "2022-07-30~/2023-07-18~"


@pytest.mark.parametrize(
    ("move", "day"),
    [
        (Move.BACK, "2023-11-13"),
        (Move.ON, "2023-11-15"),
        (Move.UP, "2023-11-07"),
        (Move.DOWN, "2023-11-21"),
        (Move.PAGE_BACK, "2023-10-14"),
        (Move.PAGE_ON, "2023-12-14"),
        (Move.FAR_BACK, "2022-11-14"),
        (Move.FAR_ON, "2024-11-14"),
        (Move.START, "2023-11-13"),
        (Move.END, "2023-11-19"),
    ],
)
def test_keys_lead_to_days_weeks_months_and_years(move: Move, day: str) -> None:
    assert NOVEMBER.moved(move, MONDAY).at.isoformat() == day


def test_the_last_of_a_long_month_becomes_the_last_of_a_short_one() -> None:
    assert CalendarView(dt.date(2023, 1, 31)).moved(Move.PAGE_ON, 0).at == dt.date(2023, 2, 28)


VIEWS = st.builds(
    lambda day, system, level: CalendarView(day).in_system(system).on_level(level),
    st.dates(FIRST, LAST),
    st.sampled_from(System),
    st.sampled_from(Level),
)


@given(VIEWS, st.lists(st.sampled_from(Move), max_size=6), st.integers(0, 6))
def test_no_key_leads_out_of_what_the_calendar_knows(
    view: CalendarView, moves: list[Move], weekday: int
) -> None:
    for move in moves:
        view = view.moved(move, weekday)
    assert FIRST <= view.at <= LAST
    cells = view.cells(EN, weekday, both=True)
    assert any(cell.at <= view.at for cell in cells)
    assert all(cell.text and cell.name for cell in cells)
    for edtf, said in view.vague(EN):
        assert UncertainDate.parse(edtf).known
        assert said
