"""How an entry is worded: no code of the format shows, nothing stands twice, numbers in order."""

import pypdfium2
import pytest
from tests.unit.bundle_pages_support import page_texts, pdf_of, typeset_case

from limbo_desktop.bundle.base import MM, Base
from limbo_desktop.bundle.bodies import PageBox, RasterBody
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.pages.sheet import Frame
from limbo_desktop.bundle.pages.styles import styles_for
from limbo_desktop.bundle.pages.telling import Telling
from limbo_desktop.bundle.selection import select
from limbo_desktop.case.records import Case, Citation, Document, Event, Participant, Person
from limbo_desktop.text.bidi import strip_controls
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words

GENNADY = Person("p1", name="Геннадий", name_latin="Gennady", role="perpetrator")
PAPER = Document("d1", title="Papper")
THREE_PAGES = RasterBody((PageBox(595, 842),) * 3)


def pages_of(event: Event, lang: str) -> tuple[Base, int]:
    """The pages of a case with one entry, and which of them is that of the entry."""
    case = Case(people=(GENNADY,), events=(event,), documents=(PAPER,))
    base = typeset_case(case, lang, {"d1": THREE_PAGES})
    return base, next(mark.page_index for mark in base.bookmarks if mark.title.startswith("1."))


def told(event: Event, lang: str) -> list[str]:
    """The lines of the page of the only entry of a case."""
    base, place = pages_of(event, lang)
    return [strip_controls(line).strip() for line in page_texts(base)[place].splitlines()]


@pytest.mark.parametrize(
    ("lang", "role", "line"),
    [
        ("ru", "perpetrator", "Геннадий, преследователь"),
        ("en", "Perpetrator", "Gennady, perpetrator"),
        ("ru", "закрыл дверь", "Геннадий, закрыл дверь"),
    ],
)
def test_a_role_of_the_format_is_said_in_words_and_any_other_part_as_it_was_written(
    lang: str, role: str, line: str
) -> None:
    lines = told(Event("e1", people=(Participant("p1", role),)), lang)
    assert any(each.endswith(line) for each in lines), lines


@pytest.mark.parametrize(
    ("value", "said"), [("ru", "русский"), ("ar-SY", "арабский"), ("по-русски", "по-русски")]
)
def test_a_language_that_was_told_by_its_code_is_named(value: str, said: str) -> None:
    lines = told(Event("e1", kind="threat", fields={"words_language": value}), "ru")
    assert any(each.endswith(said) for each in lines), lines


def test_a_label_does_not_ask_the_reader_what_it_asks_who_fills_in_the_form() -> None:
    text = " ".join(told(Event("e1", kind="search", fields={"officers": "five men"}), "en"))
    assert "Who came five men" in text


@pytest.mark.parametrize(
    ("citations", "pages"),
    [
        ((Citation("d1"), Citation("d1", "2")), ["2"]),
        ((Citation("d1", "2"), Citation("d1", "2")), ["2"]),
        ((Citation("d1", "1"), Citation("d1", "3")), ["1", "3"]),
        ((), ["1–3"]),
    ],
)
def test_an_exhibit_is_named_once_at_the_foot_of_an_entry_and_with_the_pages_meant(
    citations: tuple[Citation, ...], pages: list[str]
) -> None:
    event = Event("e1", kind="detention", documents=citations, fields={"paper_given": "d1"})
    lines = [each for each in told(event, "en") if "Papper, p. " in each]
    before = 7
    wanted = ["–".join(str(before + int(each)) for each in one.split("–")) for one in pages]
    assert [each.partition(", p. ")[2] for each in lines] == wanted


@pytest.mark.parametrize("lang", ["ru", "ar", "en"])
def test_the_first_of_several_pages_stands_at_the_left_in_every_language(lang: str) -> None:
    base, place = pages_of(Event("e1", documents=(Citation("d1"),)), lang)
    with pypdfium2.PdfDocument(pdf_of(base)) as book:
        text = book[place].get_textpage()
        told = text.get_text_range()
        dash = next(at for at, letter in enumerate(told) if letter == "–")
        middle = text.get_charbox(dash)
        around = {
            told[at]: text.get_charbox(at)[0] - middle[0]
            for at in (dash - 2, dash - 1, dash + 1, dash + 2)
            if told[at].isdecimal()
        }
    assert around["8"] < 0 < around["1"] < around["0"]


def test_what_answers_a_point_stands_beside_it_and_not_again_at_the_foot() -> None:
    points: list[dict[str, str | list[dict[str, str]]]] = [
        {"said": "No.", "answer": "Yes.", "exhibits": [{"document": "d1", "pages": "1"}]}
    ]
    fields = {"points": points}
    lines = told(Event("e1", kind="decision", fields=fields), "en")
    assert any(line.startswith("1, p. ") or ", p. 8" in line for line in lines)
    assert not [line for line in lines if "Papper" in line]


@pytest.mark.parametrize(
    "title",
    [
        "Evidence and chronology of the case as it was told",
        "Комментарий ВКонтакте и гифка с виселицей",
        "Давление в больнице: «командировка» в госпиталь",
        "محاولتان إلى بولندا وليتوانيا ثمّ العودة إلى الغابة من جديد",
    ],
)
def test_the_last_line_of_a_title_is_no_single_word(title: str) -> None:
    telling = Telling(
        select(Case(), Options("en")),
        {},
        Words(language("en")),
        Frame(rtl=False),
        styles_for(rtl=False),
    )
    style, width = telling.styles.h1, 149.0 * MM
    plain, even = telling.set(title, style, width), telling.evenly(title, style, width)
    assert len(even.lines) == len(plain.lines) == 2
    assert even.lines[1].width > even.lines[0].width / 2
    one = telling.evenly("Short", style, width)
    assert (len(one.lines), one.width) == (1, width)
