"""Messages, counts, numbers, lists and names in three languages, with foreign runs kept apart."""

import datetime as dt
from pathlib import PurePosixPath

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.case.values import WORDS, Value
from limbo_desktop.text import spans
from limbo_desktop.text.bidi import FSI, LRI, PDI
from limbo_desktop.text.language import LANGUAGES, Months, language, months_for
from limbo_desktop.text.names import LABELS, NAMES, known_how, name_of
from limbo_desktop.text.words import Words

RU, AR, EN = (Words(each) for each in LANGUAGES)
ALL = (RU, AR, EN)


# ---------------------------------------------------------------- messages


def test_a_message_without_translation_is_said_in_english() -> None:
    assert RU.t("No catalogue has this, {name}", name="Пётр") == "No catalogue has this, Пётр"
    assert AR.n("{count} such thing", "{count} such things", 2) == "٢ such things"


def test_the_empty_message_is_empty_and_not_the_head_of_the_catalogue() -> None:
    assert [words.t("") for words in ALL] == ["", "", ""]


def test_a_placeholder_without_a_value_is_our_bug() -> None:
    with pytest.raises(KeyError):
        EN.t("told by: {name}")


def test_arabic_isolates_every_name_that_it_takes_in() -> None:
    assert AR.t("told by: {name}", name="Outi") == f"نقلًا عن: {FSI}Outi{PDI}"
    assert AR.t("told by: {name}", name="سلمى") == f"نقلًا عن: {FSI}سلمى{PDI}"


def test_russian_and_english_isolate_only_what_is_right_to_left() -> None:
    assert RU.t("told by: {name}", name="Outi") == "со слов: Outi"
    assert RU.t("told by: {name}", name="سلمى") == f"со слов: {FSI}سلمى{PDI}"
    assert EN.t("told by: {name}", name="") == "told by: "


def test_what_was_said_in_this_language_is_not_isolated_again() -> None:
    inner = AR.date("2022-10")
    assert AR.t("{date}, approximately", date=inner) == "تشرين الأول ٢٠٢٢ تقريبًا"


def test_a_path_stays_left_to_right() -> None:
    path = PurePosixPath("/media/ملفات/case.limbo")
    assert AR.t("told by: {name}", name=path) == f"نقلًا عن: {LRI}{path}{PDI}"
    assert EN.t("told by: {name}", name=path) == f"told by: {LRI}{path}{PDI}"


def test_an_identifier_keeps_its_digits_and_its_direction() -> None:
    assert AR.identifier("1234/2022") == f"{LRI}1234/2022{PDI}"
    assert RU.identifier("1234/2022") == "1234/2022"


@pytest.mark.parametrize(
    ("count", "russian", "arabic", "english"),
    [
        (0, "0 дней", "لا أيّام", "0 days"),
        (1, "1 день", "يوم واحد", "1 day"),
        (2, "2 дня", "يومان", "2 days"),
        (5, "5 дней", "٥ أيّام", "5 days"),
        (11, "11 дней", "١١ يومًا", "11 days"),
        (21, "21 день", "٢١ يومًا", "21 days"),
        (100, "100 дней", "١٠٠ يوم", "100 days"),
        (1203, "1\N{NO-BREAK SPACE}203 дня", "١٬٢٠٣ أيّام", "1,203 days"),
    ],
)
def test_a_count_takes_the_plural_form_of_its_language(
    count: int, russian: str, arabic: str, english: str
) -> None:
    said = [words.n("{count} day", "{count} days", count) for words in ALL]
    assert said == [russian, arabic, english]


# ---------------------------------------------------------------- numbers, sizes, lists


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_are_written_as_cldr_writes_them(value: int) -> None:
    for words in ALL:
        grouped = format_decimal(
            abs(value), locale=words.language.locale, numbering_system="default"
        )
        assert words.number(abs(value)) == words.digits(grouped)
        assert words.number(-abs(value)).endswith(words.digits(grouped))


def test_broken_numbers_have_the_separator_of_the_language() -> None:
    assert [words.number(1234.5) for words in ALL] == [
        "1\N{NO-BREAK SPACE}234,5", "١٬٢٣٤٫٥", "1,234.5",
    ]  # fmt: skip
    assert EN.number(2.0) == "2"


def test_an_exact_size_counts_bytes_and_a_glance_rounds() -> None:
    assert RU.bytes(148520) == "148\N{NO-BREAK SPACE}520 байт"
    assert [words.size(900) for words in ALL] == ["900 байт", "٩٠٠ بايت", "900 bytes"]
    assert [words.size(3_140_000) for words in ALL] == ["3,1 МБ", "٣٫١ ميغابايت", "3.1 MB"]
    assert EN.size(24_600) == "25 KB"
    assert EN.size(2_000_000_000) == "2 GB"


def test_a_list_is_joined_as_the_language_joins_it() -> None:
    assert RU.list(["А", "Б", "В"]) == "А, Б и В"
    assert EN.list(["A", "B", "C"]) == "A, B and C"
    assert AR.list(["Outi"]) == f"{FSI}Outi{PDI}"
    assert AR.list(["أ", "B"]) == f"{FSI}أ{PDI} و{FSI}B{PDI}"
    assert EN.list([]) == ""


def test_money_keeps_its_currency() -> None:
    assert RU.money("1300 EUR") == "1\N{NO-BREAK SPACE}300 EUR"
    assert AR.money("12.5 USD") == f"١٢٫٥ {FSI}USD{PDI}"


def test_a_clock_has_the_digits_of_the_language() -> None:
    assert [words.time("14:30") for words in ALL] == ["14:30", "١٤:٣٠", "14:30"]


# ---------------------------------------------------------------- languages and countries


def test_languages_and_countries_have_names_and_unknown_codes_stay() -> None:
    assert [words.language_name("fi") for words in ALL] == ["финский", "الفنلندية", "Finnish"]
    assert [words.country("FI") for words in ALL] == ["Финляндия", "فنلندا", "Finland"]
    assert RU.language_name("zh-Hans") == "китайский"
    assert RU.language_name("qqq") == "qqq"
    assert EN.country("QQ") == "QQ"


def test_languages_are_offered_in_their_own_script() -> None:
    assert [each.own_name for each in LANGUAGES] == ["Русский", "العربية", "English"]
    assert [each.rtl for each in LANGUAGES] == [False, True, False]


def test_a_language_that_the_interface_does_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        language("de")


@pytest.mark.parametrize(
    ("countries", "months"),
    [
        (["SY"], Months.LEVANTINE),
        (["FI", "IQ"], Months.LEVANTINE),
        (["EG"], Months.EGYPTIAN),
        (["FI", "SD", "SY"], Months.EGYPTIAN),
        (["FI"], Months.LEVANTINE),
        ([], Months.LEVANTINE),
    ],
)
def test_the_country_decides_how_arabic_months_are_called(
    countries: list[str], months: Months
) -> None:
    assert months_for(countries) is months


def test_the_separators_written_down_are_those_of_cldr() -> None:
    for each in (*LANGUAGES, language("ar", Months.EGYPTIAN)):
        system = each.locale.default_numbering_system
        symbols = each.locale.number_symbols[system]
        assert (each.group, each.decimal) == (symbols["group"], symbols["decimal"])
        assert each.digits == ("٠١٢٣٤٥٦٧٨٩" if system == "arab" else "0123456789")
        assert (
            each.direction
            == {"right-to-left": "rtl", "left-to-right": "ltr"}[each.locale.character_order]
        )


# ---------------------------------------------------------------- lengths of time


def test_time_that_passed_is_said_in_the_unit_that_tells_most() -> None:
    start = dt.date(2022, 10, 4)
    assert spans.passed(RU, start, dt.date(2023, 3, 10)) == "прошло 5 месяцев"
    assert spans.passed(RU, start, dt.date(2022, 10, 5)) == "прошёл 1 день"
    assert spans.passed(AR, start, dt.date(2023, 3, 10)) == "مرّت ٥ أشهر"
    assert spans.passed(EN, start, dt.date(2025, 10, 3)) == "2 years passed"


def test_a_due_day_is_ahead_today_or_over() -> None:
    today = dt.date(2024, 8, 26)
    said = [spans.until(AR, today, today + dt.timedelta(days=days)) for days in (-2, 0, 1, 8, 96)]
    assert said == ["كان الموعد قبل يومين", "اليوم", "غدًا", "بعد ٨ أيّام", "بعد ٣ أشهر تقريبًا"]
    assert spans.until(RU, today, dt.date(2024, 8, 23)) == "срок был 3 дня назад"


def test_waiting_is_counted_in_days_for_two_years() -> None:
    assert spans.how_long(AR, dt.date(2023, 11, 22), dt.date(2024, 8, 26)) == "٢٧٨ يومًا"
    assert spans.how_long(EN, dt.date(2022, 8, 5), dt.date(2026, 6, 3)) == "45 months"


def test_minutes_are_said_as_hours() -> None:
    assert [spans.duration(EN, m) for m in (45, 120, 150)] == ["45 min", "2 h", "2 h 30 min"]
    assert spans.duration(RU, 150) == "2 ч 30 мин"


@given(st.dates(), st.integers(0, 4000))
def test_whole_months_never_exceed_the_days_that_passed(start: dt.date, days: int) -> None:
    try:
        end = start + dt.timedelta(days=days)
    except OverflowError:
        return
    months = spans.months_between(start, end)
    assert 28 * months <= days
    assert days <= 31 * (months + 1)


# ---------------------------------------------------------------- names of the format's words


def test_every_listed_word_of_the_format_has_a_name() -> None:
    for type_, listed in WORDS.items():
        assert set(NAMES[type_]) == set(listed)
        for words in ALL:
            assert all(name_of(words, type_, word) for word in listed)


def test_every_label_belongs_to_a_field_of_a_record() -> None:
    from limbo_desktop.case import records

    for label in LABELS:
        record, *path = label.split(".")
        owner = getattr(records, record.capitalize())
        if path[0] == "obtained":
            owner, path = records.Obtained, path[1:]
        assert path[0] in owner.__dataclass_fields__, label


def test_how_it_is_known_names_the_teller_after_a_colon() -> None:
    assert known_how(RU, "told", "тётя Люда") == "со слов: тётя Люда"
    assert [known_how(words, "firsthand") for words in ALL] == [
        "лично", "عشتُه بنفسي", "first hand",
    ]  # fmt: skip
    assert name_of(RU, Value.SHARE, "") == ""
