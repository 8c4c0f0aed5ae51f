"""Pages of two languages: nothing outside a page, every row in both, the state of every paper."""

import re
from dataclasses import replace

import pytest
from tests.unit.bundle_pages_support import faults, page_texts, typeset_case
from tests.unit.test_bundle_pages import BODIES, CASES

from limbo_desktop.bundle.base import Base
from limbo_desktop.bundle.options import Layout, Options
from limbo_desktop.bundle.selection import printed_digest, select
from limbo_desktop.case.records import (
    Account,
    Case,
    Citation,
    Document,
    Event,
    Participant,
    Person,
    Title,
    Translation,
    Translator,
)
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words

LONG_RU = "Благотворительность и предпринимательство. " * 120
LONG_AR = "لم يكن في القبو ماء ولا ضوء، وانتظرنا حتى الصباح. " * 90
ANNA = Person("p1", name="Анна Белова", name_latin="Anna Belova", role="applicant")
VERA = Person("p2", name="Вера Тайная", name_latin="Vera Tainaia", role="witness", conceal=True)
TOLD = Event(
    "e1",
    kind="summons",
    when="2022-10~",
    time="14:30",
    place="Москва",
    title="Повестка",
    knowledge="told",
    told_by="p2",
    people=(Participant("p1", "адресат"), Participant("p2")),
    account=Account("ru", "\n\n".join(f"{number} {LONG_RU}" for number in range(3))),
    translations=(
        Translation("ar", "استدعاء", "\n\n".join(f"{LONG_AR}{n}" for n in range(3)), "machine"),
        Translation("en", "Call-up paper", "Short.", "person:p2", certified=True),
    ),
)
CASE = Case(people=(ANNA, VERA), events=(TOLD, Event("e2", kind="note", when="2023")))
SHAPES = [("en", "ar", Layout.SIDE), ("ar", "ru", Layout.SIDE), ("ar", "ru", Layout.TURN)]


def words(text: str) -> set[str]:
    """Its words without vowel signs, which readers give in another order."""
    return set(re.findall(r"\w+", re.sub("[\u064b-\u0652]", "", text)))


@pytest.mark.parametrize(("lang", "second", "layout"), SHAPES)
@pytest.mark.parametrize(
    "name", ["no dates", "titles of two thousand characters", "odd characters"]
)
def test_nothing_is_drawn_outside_a_page_or_into_its_foot(
    name: str, lang: str, second: str, layout: Layout
) -> None:
    assert faults(typeset_case(CASES[name], lang, BODIES, second, layout)) == []


@pytest.mark.parametrize(("lang", "second", "layout"), SHAPES)
def test_long_accounts_go_on_over_pages_with_their_heads(
    lang: str, second: str, layout: Layout
) -> None:
    base = typeset_case(CASE, lang, second=second, layout=layout)
    assert faults(base) == []
    pages = [text for text in page_texts(base) if "Благотворит" in text or "القبو" in text]
    assert len(pages) > 3
    label = Words(language(lang)).t("made by a machine")
    for text in pages:
        if "القبو" in text:
            assert words(label) <= words(text)


def test_values_and_labels_stand_in_both_languages_and_own_words_once() -> None:
    text = "\n".join(page_texts(typeset_case(CASE, "en", second="ru")))
    page = next(each for each in text.split("Entry 1 ·")[1:] if "адресат" in each)
    for said in ("When", "Когда", "about October 2022", "примерно в октябре 2022"):
        assert said in page
    assert "Anna Belova, адресат" in page
    assert "Анна Белова, адресат" in page
    assert page.count("Повестка\r\n") == 2  # the name of the kind, and the title
    for said in ("told by: [Witness 1]", "со слов: [Свидетель 1]"):
        assert said in page
    assert "Тайная" not in text
    assert "Tainaia" not in text


@pytest.mark.parametrize("layout", list(Layout))
def test_the_chronology_tells_a_title_in_each_language_or_its_kind(layout: Layout) -> None:
    base = typeset_case(CASE, "en", second="ru", layout=layout)
    mark = next(mark for mark in base.bookmarks if mark.title == "Chronology")
    text = " ".join(page_texts(base)[mark.page_index].split())
    for said in ("Call-up paper", "Повестка", "Without a title", "Без названия"):
        assert said in text


PAPER = Document("d1", title="Повестка, снимок", titles=(Title("en", "Summons, photograph"),))
NAMED = replace(
    TOLD,
    kind="note",
    documents=(Citation("d1"),),
    account=Account("ru", "да"),
    translations=(Translation("en", "Call-up paper", "yes", "self"),),
)


def pages_of_a_named_paper(lang: str, second: str) -> tuple[Base, list[str]]:
    """A case whose entry and paper have titles in both languages, and the words of each page."""
    case = Case(people=(ANNA, VERA), events=(NAMED,), documents=(PAPER,))
    base = typeset_case(case, lang, second=second)
    return base, [" ".join(text.split()) for text in page_texts(base)]


def test_contents_index_and_slip_name_entries_and_papers_in_both_languages() -> None:
    base, texts = pages_of_a_named_paper("ru", "en")
    contents = texts[1]
    for said in (
        "Содержание Contents",
        "Люди в этом деле The people in this case",
        "Повестка Call-up paper",
        "Повестка, снимок Summons, photograph",
    ):
        assert re.search(said.replace(" ", r"[\s\d]*? "), contents), contents
    starts = [mark.page_index for mark in base.bookmarks if "снимок" in mark.title]
    slip = texts[starts[0]]
    for said in ("Exhibit", "Summons, photograph", "Languages"):
        assert said in slip
    assert "What relies on this exhibit" in slip
    assert "Entry 1. Call-up paper" in slip
    index = next(text for text in texts if "Index of exhibits" in text and text != contents)
    assert "Повестка, снимок Summons, photograph" in index


def test_bookmarks_stay_in_the_first_language() -> None:
    base, _ = pages_of_a_named_paper("ru", "en")
    titles = [mark.title for mark in base.bookmarks]
    assert not [title for title in titles if re.search("[A-Za-z]", title)]


def test_what_has_no_title_of_its_own_in_the_second_language_stands_once() -> None:
    case = Case(events=(Event("e1", kind="note", title="Обыск"),), documents=(PAPER,))
    contents = page_texts(typeset_case(case, "ru", second="ar"))[1]
    assert contents.count("Обыск") == 1
    assert contents.count("снимок") == 1


def test_a_line_of_people_that_is_the_same_in_both_languages_stands_once() -> None:
    event = Event("e1", kind="note", people=(Participant("p1", "сама"), Participant("p3", "рядом")))
    people = (ANNA, Person("p3", name="Оля"))
    texts = page_texts(typeset_case(Case(people=people, events=(event,)), "ru", second="en"))
    page = next(text for text in texts if "рядом" in text)
    assert page.count("Оля, рядом") == 1
    assert page.count("Белова, сама") == page.count("Belova, сама") == 1


def test_a_title_that_a_machine_translated_says_so() -> None:
    event = replace(TOLD, account=Account("ru", "да"), translations=TOLD.translations[:1])
    base = typeset_case(Case(people=(ANNA,), events=(event,)), "ar", second="ru")
    text = " ".join(" ".join(page_texts(base)).split())
    assert words("العنوان ترجمة آليّة") <= words(text)


def test_what_a_supplement_counts_as_changed_depends_on_no_layout_and_no_second_language() -> None:
    plain = select(CASE, Options("en"))
    both = select(CASE, Options("en", second="ru", layout=Layout.TURN))
    for one, other in zip(plain.entries, both.entries, strict=True):
        assert printed_digest(plain, one) == printed_digest(both, other)


def test_the_language_and_the_translation_of_every_paper_are_told() -> None:
    papers = (
        Document("d1", title="One", languages=("ru",)),
        Document("d2", title="Two", languages=("fi", "sv")),
        Document(
            "d3",
            title="One in English",
            languages=("en",),
            translation_of="d1",
            translator=Translator("Helvi", certified=True),
        ),
        Document("d4", title="Photo"),
        Document("d5", title="Hidden one", languages=("ru",), share="private"),
        Document("d6", title="Of a hidden one", languages=("en",), translation_of="d5"),
    )
    texts = page_texts(typeset_case(Case(people=(ANNA,), documents=papers), "en"))
    index = " ".join(next(each for each in texts if "Index of exhibits\r\n" in each).split())
    slips = " ".join(" ".join(texts).split())
    for said in (
        "Russian; translation: exhibit 2",
        "English · certified translation of exhibit 1",
        "Finnish and Swedish, without a translation",
        "language not known",
    ):
        assert said in index
    for said in (
        "Languages Russian; translation: exhibit 2",
        "Languages Finnish and Swedish, without a translation",
        "Languages language not known",
        "Translation of exhibit 1 Translator Helvi, certified",
    ):
        assert said in slips
