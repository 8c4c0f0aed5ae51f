"""The pages of a bundle for who does not see them: headings, tables, order, languages, words."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Pdf
from tests.e2e.conftest import MakeBundle
from tests.e2e.structure_reading import by_poppler, marked_text, structure_of
from tests.e2e.structure_rules import (
    HEADINGS,
    SIGNS,
    every_link_belongs_to_its_element,
    every_mark_belongs_to_its_element,
    every_table_has_heads_and_even_rows,
    everything_drawn_is_content_or_an_artifact,
    headings_begin_with_the_first_and_leave_none_out,
    heard,
    plain,
    words_have_the_language_of_their_script,
)
from tests.e2e.support import LANGUAGES, Bundle

CASES = ("family-ru", "border-ar")


@pytest.fixture(params=[(name, lang) for name in CASES for lang in LANGUAGES], ids="-".join)
def chosen(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A case and a language."""
    pair: tuple[str, str] = request.param
    return pair


@pytest.fixture
def bundle(chosen: tuple[str, str], bundles: MakeBundle) -> Bundle:
    return bundles(*chosen)


@pytest.fixture
def book(bundle: Bundle) -> Iterator[Pdf]:
    with pikepdf.open(bundle.path) as opened:
        yield opened


def test_the_document_says_that_it_is_tagged_and_in_which_language(
    bundle: Bundle, book: Pdf
) -> None:
    assert bool(book.Root.MarkInfo.Marked)
    assert str(book.Root.Lang) == bundle.lang
    assert bool(book.Root.ViewerPreferences.DisplayDocTitle)
    assert {str(page.obj.Tabs) for page in book.pages} == {"/S"}


def test_everything_drawn_is_content_or_an_artifact(book: Pdf) -> None:
    everything_drawn_is_content_or_an_artifact(book)


def test_every_mark_belongs_to_the_element_that_the_parent_tree_names(book: Pdf) -> None:
    every_mark_belongs_to_its_element(book)


def test_every_link_belongs_to_an_element_that_leads_back_to_it(book: Pdf) -> None:
    assert sum(len(page.obj.get("/Annots", [])) for page in book.pages) > 50
    every_link_belongs_to_its_element(book)


def test_every_link_has_words(book: Pdf) -> None:
    texts = marked_text(book)
    for link in structure_of(book).all("Link"):
        assert heard(link, texts)


def test_headings_begin_with_the_first_and_leave_none_out(book: Pdf) -> None:
    headings_begin_with_the_first_and_leave_none_out(book)


def test_every_bookmark_leads_to_a_section_with_its_heading(bundle: Bundle, book: Pdf) -> None:
    texts = marked_text(book)
    headings = [" ".join(heard(each, texts).split()) for each in structure_of(book).all(*HEADINGS)]
    named = [" ".join(SIGNS.sub("", mark.title).split()) for mark in bundle.bookmarks]
    entries = [name.partition(". ")[2] for name in named if re.match(r"\d+\. ", name)]
    assert len(entries) > 5
    for entry in entries:
        assert entry in headings


def test_every_table_has_heads_and_as_many_cells_in_each_row(book: Pdf) -> None:
    assert len(structure_of(book).all("Table")) > 20
    every_table_has_heads_and_even_rows(book)


def test_lists_hold_items_and_contents_hold_their_lines(book: Pdf) -> None:
    structure = structure_of(book)
    assert {kid.role for each in structure.all("L") for kid in each.kids} == {"LI"}
    assert {kid.role for each in structure.all("TOC") for kid in each.kids} == {"TOCI"}
    assert len(structure.all("TOC")) == 3


def test_every_figure_says_what_it_shows(book: Pdf) -> None:
    figures = structure_of(book).all("Figure")
    assert len(figures) >= 3
    for figure in figures:
        assert figure.alt.strip()


def test_pages_of_pictures_say_which_page_of_which_exhibit_they_are(
    chosen: tuple[str, str], book: Pdf
) -> None:
    patterns = {
        "en": r"Exhibit \W?(\d+)\W?, page \W?(\d+)\W? of \W?(\d+)\W?: .+",
        "ru": r"Приложение \W?(\d+)\W?, страница \W?(\d+)\W? из \W?(\d+)\W?: .+",
        "ar": r"المرفق \W?(\d+)\W?، الصفحة \W?(\d+)\W? من \W?(\d+)\W?: .+",
    }
    told = [figure.alt for figure in structure_of(book).all("Figure")]
    pages = [each for each in told if re.fullmatch(patterns[chosen[1]], each, re.DOTALL)]
    assert pages
    assert len(set(pages)) == len(pages)


def test_accounts_are_heard_whole_in_the_order_and_language_in_which_they_were_written(
    chosen: tuple[str, str], book: Pdf, cases: Path
) -> None:
    case = json.loads((cases / chosen[0] / "case.json").read_text("utf-8"))
    texts = marked_text(book)
    languages: dict[str, str] = {}
    for each in structure_of(book).all("P"):
        languages[heard(each, texts)] = each.lang or chosen[1]
    checked = 0
    for event in case["events"]:
        account = event.get("account", {})
        if event.get("share") == "private":
            continue
        for paragraph in filter(None, map(plain, account.get("text", "").split("\n"))):
            if paragraph in languages:
                assert languages[paragraph] == account["lang"]
                checked += 1
    assert checked > 8


def test_words_of_another_script_have_another_language(chosen: tuple[str, str], book: Pdf) -> None:
    checked = words_have_the_language_of_their_script(book, chosen[1])
    assert checked[chosen[1]] > 100
    assert len(checked) > 1


def test_poppler_hears_the_same_structure(bundle: Bundle, book: Pdf) -> None:
    lines = by_poppler(bundle.path).splitlines()
    roles = Counter(
        match[1] for line in lines if (match := re.match(r"\s*([A-Z][A-Za-z0-9]*)\b(?! \d)", line))
    )
    expected = Counter(each.role for each in structure_of(book))
    for role in ("H1", "H2", "H3", "P", "TR", "TH", "TD", "LI", "TOCI", "Figure", "Link"):
        assert roles[role] == expected[role], role
