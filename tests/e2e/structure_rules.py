"""What must hold of the structure of every bundle: marks and owners, links, heads, words."""

import re
from collections import Counter
from itertools import pairwise

import pikepdf
from pikepdf import Name, Pdf
from tests.e2e.structure_reading import Element, Place, marked_text, parent_tree, structure_of

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
DRAWING = frozenset({"Tj", "TJ", "Do", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh"})
SIGNS = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")
LETTERS = {"ru": "[а-яё]", "ar": "[\u0620-\u064a]", "en": "[a-z]"}
"""The letters of each script, lower case."""


def heard(element: Element, texts: dict[Place, str]) -> str:
    """The words of an element in reading order, as somebody hears them."""
    return plain("".join(texts[place] for place in element.places()))


def plain(text: str) -> str:
    """A text without what nobody hears: signs of direction, soft hyphens, doubled spaces."""
    return " ".join(SIGNS.sub("", text).replace("\u00ad", "").replace("\u00a0", " ").split())


def holds(book: Pdf, lang: str) -> Counter[str]:
    """Hold a document against every rule; how many marks each language has."""
    everything_drawn_is_content_or_an_artifact(book)
    every_mark_belongs_to_its_element(book)
    every_link_belongs_to_its_element(book)
    texts = marked_text(book)
    assert all(heard(link, texts) for link in structure_of(book).all("Link"))
    headings_begin_with_the_first_and_leave_none_out(book)
    every_table_has_heads_and_even_rows(book)
    assert all(figure.alt.strip() for figure in structure_of(book).all("Figure"))
    return words_have_the_language_of_their_script(book, lang)


def everything_drawn_is_content_or_an_artifact(book: Pdf) -> None:
    """Nothing is drawn outside a mark."""
    for page in book.pages:
        depth = 0
        for each in pikepdf.parse_content_stream(page):
            operator = str(each.operator)
            depth += (operator in {"BMC", "BDC"}) - (operator == "EMC")
            assert depth > 0 or operator not in DRAWING
        assert depth == 0


def every_mark_belongs_to_its_element(book: Pdf) -> None:
    """Each mark is in the element that the parent tree names."""
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


def every_link_belongs_to_its_element(book: Pdf) -> None:
    """Each link is owned by a Link element that leads back to it."""
    tree = parent_tree(book)
    owned = {
        link.objgen: element.owner.objgen
        for element in structure_of(book).all("Link")
        for link in element.links
    }
    links = [link for page in book.pages for link in page.obj.get("/Annots", [])]
    for link in links:
        assert link.Subtype == Name.Link
        assert tree[int(link.StructParent)].objgen == owned[link.objgen]
    assert len(owned) == len(links)


def headings_begin_with_the_first_and_leave_none_out(book: Pdf) -> None:
    """No level is passed over."""
    levels = [HEADINGS.index(each.role) + 1 for each in structure_of(book).all(*HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for before, after in pairwise(levels):
        assert after <= before + 1


def every_table_has_heads_and_even_rows(book: Pdf) -> None:
    """As many cells in each row, and a head that says what it is of."""
    for table in structure_of(book).all("Table"):
        assert {row.role for row in table.kids} == {"TR"}
        heads = [cell for row in table.kids for cell in row.kids if cell.role == "TH"]
        assert heads
        assert {cell.scope for cell in heads} <= {"Row", "Column"}
        assert len({len(row.kids) for row in table.kids}) == 1


def words_have_the_language_of_their_script(book: Pdf, lang: str) -> Counter[str]:
    """No word of another script is in a language; how many marks with words each language has."""
    scripts = {"ru": LETTERS["ru"], "ar": LETTERS["ar"], "fi": LETTERS["en"], "en": LETTERS["en"]}
    texts = marked_text(book)
    checked: Counter[str] = Counter()

    def walk(element: Element, lang: str) -> None:
        lang = element.lang or lang
        for mark in element.marks:
            text = texts[mark].lower()
            if element.role == "Figure":
                continue
            known = scripts.get(lang.partition("-")[0], LETTERS["en"])
            others = (letters for letters in LETTERS.values() if letters != known)
            foreign = [letters for letters in others if re.search(letters, text)]
            assert not foreign, (lang, text)
            checked[lang] += bool(re.search(known, text))
        for kid in element.kids:
            walk(kid, lang)

    walk(structure_of(book), lang)
    return checked
