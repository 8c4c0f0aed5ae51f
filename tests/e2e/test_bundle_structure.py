"""The pages of a bundle for who does not see them: headings, tables, order, languages, words."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name, Pdf
from tests.e2e.conftest import MakeBundle
from tests.e2e.structure_reading import (
    Element,
    Place,
    by_poppler,
    marked_text,
    parent_tree,
    structure_of,
)
from tests.e2e.support import LANGUAGES, Bundle

CASES = ("family-ru", "border-ar")
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
DRAWING = frozenset({"Tj", "TJ", "Do", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh"})
SIGNS = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")


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


def told(element: Element, texts: dict[Place, str]) -> str:
    """The words of an element in reading order, as somebody hears them."""
    words = "".join(texts[place] for place in element.places())
    return _plain(words)


def test_the_document_says_that_it_is_tagged_and_in_which_language(
    bundle: Bundle, book: Pdf
) -> None:
    assert bool(book.Root.MarkInfo.Marked)
    assert str(book.Root.Lang) == bundle.lang
    assert bool(book.Root.ViewerPreferences.DisplayDocTitle)
    assert {str(page.obj.Tabs) for page in book.pages} == {"/S"}


def test_everything_drawn_is_content_or_an_artifact(book: Pdf) -> None:
    for page in book.pages:
        depth = 0
        for each in pikepdf.parse_content_stream(page):
            operator = str(each.operator)
            depth += (operator in {"BMC", "BDC"}) - (operator == "EMC")
            assert depth > 0 or operator not in DRAWING
        assert depth == 0


def test_every_mark_belongs_to_the_element_that_the_parent_tree_names(book: Pdf) -> None:
    owners = {
        place: element.owner.objgen for element in structure_of(book) for place in element.marks
    }
    tree = parent_tree(book)
    seen = 0
    for index, page in enumerate(book.pages):
        numbers = [
            int(each.operands[1].MCID)
            for each in pikepdf.parse_content_stream(page)
            if str(each.operator) == "BDC" and "/MCID" in each.operands[1]
        ]
        assert len(set(numbers)) == len(numbers)
        marks = list(tree[index])
        assert sorted(numbers) == list(range(len(marks)))
        for number, element in enumerate(marks):
            assert owners[index, number] == element.objgen
        assert ("/StructParents" in page.obj) == bool(marks)
        seen += len(marks)
    assert seen == len(owners)


def test_every_link_belongs_to_an_element_that_leads_back_to_it(book: Pdf) -> None:
    tree = parent_tree(book)
    owned = {
        link.objgen: element.owner.objgen
        for element in structure_of(book).all("Link")
        for link in element.links
    }
    links = [link for page in book.pages for link in page.obj.get("/Annots", [])]
    assert len(links) > 50
    for link in links:
        assert link.Subtype == Name.Link
        assert tree[int(link.StructParent)].objgen == owned[link.objgen]
    assert len(owned) == len(links)


def test_every_link_has_words(book: Pdf) -> None:
    texts = marked_text(book)
    for link in structure_of(book).all("Link"):
        assert told(link, texts)


def test_headings_begin_with_the_first_and_leave_none_out(book: Pdf) -> None:
    levels = [HEADINGS.index(each.role) + 1 for each in structure_of(book).all(*HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for before, after in pairwise(levels):
        assert after <= before + 1


def test_every_bookmark_leads_to_a_section_with_its_heading(bundle: Bundle, book: Pdf) -> None:
    texts = marked_text(book)
    headings = [" ".join(told(each, texts).split()) for each in structure_of(book).all(*HEADINGS)]
    named = [" ".join(SIGNS.sub("", mark.title).split()) for mark in bundle.bookmarks]
    entries = [name.partition(". ")[2] for name in named if re.match(r"\d+\. ", name)]
    assert len(entries) > 5
    for entry in entries:
        assert entry in headings


def test_every_table_has_heads_and_as_many_cells_in_each_row(book: Pdf) -> None:
    tables = structure_of(book).all("Table")
    assert len(tables) > 20
    for table in tables:
        assert {row.role for row in table.kids} == {"TR"}
        heads = [cell for row in table.kids for cell in row.kids if cell.role == "TH"]
        assert heads
        assert {cell.scope for cell in heads} <= {"Row", "Column"}
        assert len({len(row.kids) for row in table.kids}) == 1


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
    heard: dict[str, str] = {}
    for each in structure_of(book).all("P"):
        heard[_plain(told(each, texts))] = each.lang or chosen[1]
    checked = 0
    for event in case["events"]:
        account = event.get("account", {})
        if event.get("share") == "private":
            continue
        for paragraph in filter(None, map(_plain, account.get("text", "").split("\n"))):
            if paragraph in heard:
                assert heard[paragraph] == account["lang"]
                checked += 1
    assert checked > 8


def _plain(text: str) -> str:
    """A text without what nobody hears: signs of direction, soft hyphens, doubled spaces."""
    return " ".join(SIGNS.sub("", text).replace("\u00ad", "").replace("\u00a0", " ").split())


def test_words_of_another_script_have_another_language(chosen: tuple[str, str], book: Pdf) -> None:
    own = {"ru": "[а-яё]", "ar": "[\u0620-\u064a]", "en": "[a-z]"}
    scripts = {"ru": own["ru"], "ar": own["ar"], "fi": own["en"], "en": own["en"]}
    texts = marked_text(book)
    checked: Counter[str] = Counter()

    def walk(element: Element, lang: str) -> None:
        lang = element.lang or lang
        for mark in element.marks:
            text = texts[mark].lower()
            if element.role == "Figure":
                continue
            known = scripts.get(lang.partition("-")[0], own["en"])
            others = (letters for letters in own.values() if letters != known)
            foreign = [letters for letters in others if re.search(letters, text)]
            assert not foreign, (lang, text)
            checked[lang] += bool(re.search(known, text))
        for kid in element.kids:
            walk(kid, lang)

    walk(structure_of(book), chosen[1])
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
