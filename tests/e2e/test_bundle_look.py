"""The pages of a bundle have the measures of the design, in three languages."""

import re

import pypdfium2
import pypdfium2.raw as raw
import pytest
from tests.e2e.conftest import MakeBundle
from tests.e2e.drawn import MM, Drawn, Path, drawn
from tests.e2e.look_measures import TABLE, Measure
from tests.e2e.look_pages import (
    FONTS,
    GREY,
    HAIR,
    INK,
    LINK,
    NUMBER,
    TOLERANCE,
    Book,
    heads,
    line_end,
    pitch,
    rule_below,
    sized,
)
from tests.e2e.support import LANGUAGES, Bundle

ARABIC = "LimboNaskh-Regular"


@pytest.fixture(scope="module", params=LANGUAGES)
def book(request: pytest.FixtureRequest, bundles: MakeBundle) -> Book:
    """The bundle of a case in a language, as it is drawn."""
    return _read(bundles("family-ru", request.param))


def _read(bundle: Bundle) -> Book:
    with pypdfium2.PdfDocument(bundle.path) as file:
        pages = tuple(drawn(page, rtl=bundle.lang == "ar") for page in file)
        last = file[bundle.section(bundle.bookmarks[-1].title)[0] - 1]
        codes = tuple(
            (box[2] - box[0]) / MM
            for each in last.get_objects(filter=[raw.FPDF_PAGEOBJ_FORM], max_depth=1)
            if (box := each.get_bounds())
        )
    return Book(bundle, pages, codes)


_CASES = [
    pytest.param(measure, id=f"{measure.page}: {measure.what}".replace(" ", "_"))
    for measure in TABLE
]


@pytest.mark.parametrize("measure", _CASES)
def test_a_page_has_the_measure_of_the_design(book: Book, measure: Measure) -> None:
    if book.bundle.lang not in measure.only:
        pytest.skip("of other languages")
    page = book.page(measure.page)
    wanted = measure.wanted(book) if callable(measure.wanted) else measure.wanted
    assert measure.found(page, book) == pytest.approx(wanted, abs=measure.near)


# --- what holds for every page -----------------------------------------------------------------


def test_the_number_of_every_page_stands_in_the_same_frame_and_no_other_number_is_framed(
    book: Book,
) -> None:
    for number, page in enumerate(book.pages, start=1):
        box = page.framed[-1]
        assert (box.start, box.top, box.width, box.height, box.line) == pytest.approx(
            (172, 278, 18, 9, 1.1), abs=0.05
        ), number
        inside = [_inside(page, each) for each in page.framed]
        assert inside[-1] == str(number)
        assert not any(re.fullmatch(r"[\d٠-٩]+", words) for words in inside[:-1])
        heavy = {letter.size for letter in page.letters if letter.font == NUMBER}
        assert heavy == {14}


def _inside(page: Drawn, box: Path) -> str:
    letters = [
        each
        for each in page.letters
        if box.start < each.start
        and each.end < box.end
        and box.top < each.baseline < box.bottom
        and each.size in {12, 14}
    ]
    return "".join(each.text for each in letters)


def test_every_page_has_its_head_its_rule_and_its_text_between_the_margins(book: Book) -> None:
    for number, page in book.flowing():
        assert page.rows()[0].top(book.small) == pytest.approx(13, abs=TOLERANCE), number
        assert page.rules[0].top == pytest.approx(20, abs=TOLERANCE), number
        # a J reaches a little over its line by nature
        assert min(letter.start for letter in page.letters) >= 25 - 0.5, number
        assert max(letter.end for letter in page.letters) <= 190 + 0.5, number
        between = [letter for letter in page.letters if letter.baseline > 20]
        lowest = max((each.baseline for each in between if each.baseline < 277), default=29.0)
        assert min(letter.baseline for letter in between) > 29, number
        assert lowest < 270, number


def test_the_foot_of_every_page_stands_twelve_millimetres_from_the_edge(book: Book) -> None:
    found = 0
    for number, page in book.flowing():
        feet = [row for row in page.rows() if row.baseline > 279 and row.start < 26]
        if feet:
            found += 1
            assert line_end(feet[-1], book.small) == pytest.approx(285, abs=TOLERANCE), number
    assert found > 20


def test_letters_have_the_sizes_fonts_and_colours_of_the_design(book: Book) -> None:
    for number, page in book.flowing():
        told = {(letter.size, letter.font, letter.colour) for letter in page.letters}
        assert {colour for _, _, colour in told} <= {INK, GREY, LINK}, number
        assert {font for _, font, _ in told} <= FONTS | {
            "NotoEmoji-Regular",
            "NotoSansSymbols2-Regular",
        }, number
        assert {size for size, _, _ in told} <= {9.5, 11, 12, 13.5, 14, 20, 44}, number
        assert {size for size, _, colour in told if colour == GREY} <= {9.5, 12}, number


def test_links_are_green_and_underlined_and_nothing_else_is(book: Book) -> None:
    for number, page in book.flowing():
        lines = [each for each in page.paths if each.fill == LINK and each.height < 1]
        assert all(each.height * MM == pytest.approx(0.7, abs=0.02) for each in lines), number
        for letter in page.letters:
            under = [
                each
                for each in lines
                if each.start - 0.1 <= letter.start
                and letter.end <= each.end + 0.1
                and 0 < each.top - letter.baseline < 1.2
            ]
            assert bool(under) == (letter.colour == LINK), (number, letter)


def test_lines_are_as_thick_as_the_design_says_and_nothing_is_tinted(book: Book) -> None:
    pictured = book.numbers("picture")
    for number, page in book.flowing():
        for rule in (*page.rules, *page.uprights):
            thick = round(rule.line, 2)
            wanted = {0.4, 0.6, 0.9} if rule.stroke == HAIR else {0.6, 1.0, 4.0}
            assert thick in wanted or (rule.width < 13 and not rule.is_upright), (number, rule)
        if number not in pictured:
            areas = [each for each in page.paths if each.fill not in {"", "#FFFFFF"}]
            assert not [each for each in areas if each.width > 13 and each.height > 1], number


def test_the_cover_has_no_head_no_date_of_making_and_one_page(book: Book) -> None:
    page = book.page("cover")
    assert len(book.numbers("cover")) == 1
    assert page.rows()[0].baseline > 34
    assert not re.search(r"\b\d{1,2}:\d{2}\b", book.bundle.pdfium[0])


def test_rows_of_tables_are_whole_and_heads_are_repeated(book: Book) -> None:
    for name in ("chronology", "integrity"):
        pages = [book.pages[number - 1] for number in book.numbers(name)]
        if name == "chronology":
            assert len(pages) > 1
        for page in pages[1:]:
            first = heads(page)[0]
            assert first.baseline < 40
            assert rule_below(page, first.baseline).line == pytest.approx(1.0)
        for page in pages:
            # the last thing on a page of a table is the rule under its last row
            assert page.rules[-1].top > max(row.baseline for row in sized(page, 12))


def test_arabic_accounts_have_twenty_four_points_from_line_to_line(bundles: MakeBundle) -> None:
    book = _read(bundles("border-ar", "ar"))
    pages = [book.pages[number - 1] for number in book.numbers("entries")]
    told = [[row for row in sized(page, 12) if row.font == ARABIC] for page in pages]
    pitches = [pitch(rows) for rows in told if len(rows) > 2]
    assert len(pitches) > 10
    assert pitches == pytest.approx([24] * len(pitches), abs=0.1)
