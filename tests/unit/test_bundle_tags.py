"""What is said of the pieces of a page while they are drawn, and the objects that it becomes."""

import io
import re
import tracemalloc

import pytest
from reportlab.pdfgen.canvas import Canvas

from limbo_desktop.bundle.base import PAGE_HEIGHT, PAGE_WIDTH
from limbo_desktop.bundle.pages.columns import Columns
from limbo_desktop.bundle.pages.flow import Kept, Piece, Rule, Space, Stack, Text, paginate
from limbo_desktop.bundle.pages.sheet import Frame, Sheet
from limbo_desktop.bundle.pages.styles import styles_for
from limbo_desktop.bundle.pages.tables import Cell, Row
from limbo_desktop.bundle.pages.tags import Tags
from limbo_desktop.bundle.structure import ROOT, Kid, Role, Structure
from limbo_desktop.bundle.structure_tree import Tree
from limbo_desktop.text.script import Script, by_script, script_in, script_of
from limbo_desktop.text.typeset import Block, LinkTarget, Span, Style, layout
from limbo_desktop.text.typeset.inside import finished

STYLE = Style()


def block(text: str, width: float = 400, link: LinkTarget | None = None) -> Block:
    return layout([Span(text, STYLE, link)], width)


def drawn(*pieces: Piece, lang: str = "en", head: tuple[Piece, ...] = ()) -> tuple[str, bytes]:
    """The elements of pieces on as many pages as they need, as brackets; and the pages."""
    canvas = Canvas(
        io.BytesIO(), pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=0
    )
    tags = Tags(canvas, lang)
    sheet = Sheet(canvas, Frame(False), styles_for(False), tags)
    tags.section(0)
    for placed in paginate(pieces, head=head):
        tags.begin_page()
        for each in placed:
            each.piece.draw(sheet, each.top)
        tags.end_page()
        canvas.showPage()
    return told(tags.structure), finished(canvas)


def told(structure: Structure, element: int = 0) -> str:
    """An element as `P(0.1 Link(0.2 @))`: a mark is page.number, an annotation @."""
    parts = []
    for kind, value, page in structure.kids(element):
        match kind:
            case Kid.ELEMENT:
                parts.append(told(structure, value))
            case Kid.MARK:
                parts.append(f"{page}.{value}")
            case Kid.ANNOTATION:
                parts.append("@")
    lang = structure.detail(element).lang
    name = structure.role(element).value + (f"[{lang}]" if lang else "")
    return f"{name}({' '.join(parts)})"


def inside(structure: str) -> str:
    """What stands in the section."""
    match = re.fullmatch(r"Document\(Sect\((.*)\)\)", structure)
    assert match is not None
    return match[1]


def test_what_is_drawn_outside_an_element_is_an_artifact() -> None:
    structure, pages = drawn(Rule(), Space(10), Text(block("words")), Rule())
    assert inside(structure) == "P(0.0)"
    assert re.findall(rb"/\w+ (?:<<.*?>> )?B[MD]C", pages) == [
        b"/Artifact BMC",
        b"/P <</MCID 0>> BDC",
        b"/Artifact BMC",
    ]
    assert pages.count(b"EMC") == 3


def test_a_paragraph_over_the_end_of_a_page_is_one() -> None:
    structure, _ = drawn(Text(block("word " * 1500)))
    assert inside(structure) == "P(0.0 1.0 2.0 3.0)"


def test_the_head_of_a_table_is_told_once_and_every_row_belongs_to_it() -> None:
    head = Kept(Row((Cell(block("A"), 0), Cell(block("B"), 200)), head=True, whole=object()))
    rows = [Row((Cell(block(str(at)), 0), Cell(block("x"), 200))) for at in range(60)]
    structure, _ = drawn(head, *rows, head=(head,))
    assert inside(structure).startswith("Table(TR(TH(0.0) TH(0.1)) TR(TD(0.2) TD(0.3))")
    assert inside(structure).count("TR(") == 61
    assert inside(structure).count("TH(") == 2
    assert inside(structure).count("Table(") == 1


def test_facts_have_their_label_as_the_head_of_the_row() -> None:
    fact = Row((Cell(block("When"), 0), Cell(block("today"), 200)), facts=True)
    structure, _ = drawn(fact, Rule(), fact, Text(block("then")), fact)
    table = "Table(TR(TH(0.0) TD(0.1)) TR(TH(0.2) TD(0.3)))"
    assert inside(structure) == f"{table} P(0.4) Table(TR(TH(0.5) TD(0.6)))"


def test_facts_after_a_table_are_no_rows_of_it() -> None:
    head = Row((Cell(block("A"), 0), Cell(block("B"), 200)), head=True, whole=object())
    row = Row((Cell(block("1"), 0), Cell(block("2"), 200)))
    structure, _ = drawn(head, row, Row((Cell(block("L"), 0), Cell(block("v"), 200)), facts=True))
    assert inside(structure).count("Table(") == 2


def test_cells_under_one_another_in_a_column_are_one_cell() -> None:
    cells = Cell(block("name"), 0), Cell(block("size"), 200), Cell(block("more"), 0, down=20)
    structure, _ = drawn(Row(cells, bare=True))
    assert inside(structure) == "Table(TR(TD(0.0 0.2) TD(0.1)))"


def test_columns_are_read_one_after_the_other_over_pages() -> None:
    def side(text: str, start: float) -> Stack:
        return Stack((Text(block(text * 900, 200), start),))

    heads = Stack((Text(block("one", 200)),)), Stack((Text(block("two", 200), 220),))
    structure, _ = drawn(Columns(heads, ((side("a ", 0), side("b ", 220)),), 210))
    first, second = re.findall(r"Div\((P\(.*?\) P\(.*?\))\)", inside(structure))
    assert {mark[0] for mark in re.findall(r"\d\.\d+", first)} >= {"0", "1"}
    assert {mark[0] for mark in re.findall(r"\d\.\d+", second)} >= {"0", "1"}
    assert inside(structure).count("Div(") == 2


def test_a_link_holds_its_words_and_its_annotation() -> None:
    spans = [Span("see ", STYLE), Span("p. 3", STYLE, LinkTarget("x")), Span(".", STYLE)]
    structure, _ = drawn(Text(layout(spans, 400)))
    assert inside(structure) == "P(0.0 Link(0.1 @) 0.2)"


def test_the_link_of_a_row_is_that_of_its_words() -> None:
    cells = Cell(block("what"), 0), Cell(block("7", 100, LinkTarget("x")), 300)
    structure, _ = drawn(Row(cells, link="x", role=Role.CONTENTS_ITEM))
    assert inside(structure) == "TOC(TOCI(P(0.0) P(Link(0.1 @ @))))"


def test_headings_never_leave_a_level_out() -> None:
    roles = (Role.H1, Role.H3, Role.H6, Role.H2, Role.H4)
    structure, _ = drawn(*(Text(block("x"), role=role) for role in roles))
    assert re.findall(r"H\d", structure) == ["H1", "H2", "H3", "H2", "H3"]


def test_items_that_follow_one_another_are_one_list() -> None:
    item = Text(block("x"), role=Role.ITEM)
    structure, _ = drawn(item, item, Text(block("y")), item)
    assert inside(structure) == ("L(LI(LBody(0.0)) LI(LBody(0.1))) P(0.2) L(LI(LBody(0.3)))")


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "only English, 12", "P(0.0)"),
        ("ru", "объединение Silta itään, да", "P(0.0 Span[und-Latn](0.1) 0.2)"),
        ("en", "the word слово и дело here", "P(0.0 Span[ru](0.1) 0.2)"),
        ("en", "the word كلمة here", "P(0.0 Span[ar](0.1) 0.2)"),
        ("ar", "كلمة ثم word ثم كلمة", "P(0.0 Span[und-Latn](0.1) 0.2)"),
    ],
)
def test_words_of_another_script_are_spans_of_their_language(
    lang: str, text: str, expected: str
) -> None:
    structure, _ = drawn(Text(block(text)), lang=lang)
    assert inside(structure) == expected


def test_a_text_of_a_known_language_says_so() -> None:
    structure, _ = drawn(Text(block("سطر بالعربية"), lang="ar"), lang="ru")
    assert inside(structure) == "P[ar](0.0)"


def test_letters_from_right_to_left_say_that_they_stand_in_reverse() -> None:
    _, pages = drawn(Text(block("كلمة 12 كلمة")), lang="ar")
    assert pages.count(b"/ReversedChars BMC") == 2
    _, plain = drawn(Text(block("word")))
    assert b"/ReversedChars" not in plain


def test_a_space_stands_where_the_end_of_a_line_parts_words_and_none_within_one() -> None:
    def shown(text: str) -> int:
        return drawn(Text(block(text, 40)))[1].count(b" Tm")

    assert shown("aaaa bbbb") == 3
    assert shown("a" * 20) == len(block("a" * 20, 40).lines)


def test_an_element_costs_few_bytes() -> None:
    tracemalloc.start()
    structure = Structure()
    outer = structure.add(Role.DOCUMENT, ROOT)
    for at in range(50_000):
        structure.mark(structure.add(Role.PARAGRAPH, outer), at // 50)
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert used < 50_000 * 60


def test_what_an_element_weighs_counts_with_its_page() -> None:
    structure = Structure()
    outer = structure.add(Role.DOCUMENT, ROOT)
    for page in (0, 1, 1):
        row = structure.add(Role.ROW, outer)
        structure.mark(structure.add(Role.CELL, row), page)
    weights = structure.weights(3)
    tree = Tree(structure, 1000, (1, 2, 3), lambda _page, _index: 0, ())
    size = sum(
        len(b"1000 0 obj\n\nendobj\n") + 20 + len(tree.text(each)) for each in tree.numbers()
    )
    assert weights[2] == 0
    assert weights[1] > weights[0] / 2 > 0
    # about: whoever weighs brings it to the scale of what was written
    assert 0.7 * size < sum(weights) < 1.1 * size


def test_an_element_names_its_marks_by_page() -> None:
    structure = Structure()
    outer = structure.add(Role.DOCUMENT, ROOT)
    paragraph = structure.add(Role.PARAGRAPH, outer)
    for page in (0, 0, 1):
        structure.mark(paragraph, page)
    structure.annotate(structure.add(Role.LINK, paragraph), 1, 4)
    tree = Tree(structure, 10, (3, 4), lambda page, index: {(1, 4): 7}[page, index], (2,))
    assert tree.text(12) == (
        b"<< /K [ 0 1 << /MCID 0 /Pg 4 0 R /Type /MCR >> 13 0 R ] /P 11 0 R /Pg 3 0 R /S /P >>"
    )


@pytest.mark.parametrize(
    ("lang", "script"),
    [("ru", Script.CYRILLIC), ("uk", Script.CYRILLIC), ("fa", Script.ARABIC), ("fi", Script.LATIN)],
)
def test_languages_are_written_in_their_scripts(lang: str, script: Script) -> None:
    assert script_of(lang) is script


def test_a_script_stands_for_the_only_language_of_it_that_the_case_knows() -> None:
    known = by_script({"ru", "fi"})
    assert (known[Script.LATIN], known[Script.CYRILLIC], known[Script.ARABIC]) == ("fi", "ru", "ar")
    assert by_script({"ru", "fi", "en"})[Script.LATIN] == "und-Latn"
    assert script_in("12, «Ж»") is Script.CYRILLIC
    assert script_in("12") is None
