"""Written documents and saved pages are taken apart by what they are made of, within bounds."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.structure import PARTS, Lack, Part, Shape, Structure
from limbo_desktop.render.written import opendocument, tree, web, word
from limbo_desktop.render.written.lists import Counters, Numbering, written

EXHIBITS = Path(__file__).parents[1] / "data" / "exhibits"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def shapes(structure: Structure, shape: Shape) -> list[Part]:
    return [part for part in structure.parts if part.shape is shape]


def packed(**members: str) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(f"word/{name}.xml", text)
    return out


def document(body: str, declared: str = "") -> io.BytesIO:
    return packed(
        document=f"{declared}<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>"
    )


@pytest.fixture
def reference() -> Structure:
    return word.read(io.BytesIO((EXHIBITS / "reference.docx").read_bytes()))


@pytest.fixture
def letter() -> Structure:
    return opendocument.read(io.BytesIO((EXHIBITS / "letter.odt").read_bytes()))


def test_headings_of_word_have_their_levels(reference: Structure) -> None:
    found = [(part.level, part.text) for part in shapes(reference, Shape.HEADING)]
    assert found == [(1, "Справка с места работы"), (2, "Кто и где работал"), (2, "Обязанности")]


def test_lists_of_word_are_numbered_as_the_document_says(reference: Structure) -> None:
    items = shapes(reference, Shape.ITEM)
    assert [part.marker for part in items] == ["1.", "2.", "а)", "б)", "3.", "•"]
    assert [part.level for part in items] == [0, 0, 1, 1, 0, 0]


def test_rows_of_a_table_keep_their_cells(reference: Structure) -> None:
    rows = [part.cells for part in shapes(reference, Shape.ROW)]
    assert rows[0] == ("Дата", "Что произошло", "Кто подписал")
    assert rows[2] == ("13.04.2022", "То же", "Ворошко")


def test_what_is_struck_out_or_hidden_is_not_shown_but_told(reference: Structure) -> None:
    assert "до мая" not in reference.words
    assert "скрытая" not in reference.words
    assert set(reference.lacks) == {Lack.CHANGES, Lack.HIDDEN}
    assert "Работала с 3 марта 2019 года[2]." in reference.words


def test_comments_are_told_of_and_formulas_read() -> None:
    formula = (
        "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'>"
        "<m:r><m:t>3x7</m:t></m:r></m:oMath>"
    )
    remark = "<w:r><w:commentReference w:id='0'/></w:r>"
    found = word.read(document(f"<w:p><w:r><w:t>in all </w:t></w:r>{formula}{remark}</w:p>"))
    assert [part.text for part in found.parts] == ["in all 3x7"]
    assert found.lacks == (Lack.COMMENTS,)


def test_comments_of_opendocument_are_told_of() -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    remark = "<office:annotation><text:p>not here</text:p></office:annotation>"
    content = (
        f"<office:document-content xmlns:office='{office}office:1.0' xmlns:text='{office}text:1.0'>"
        f"<office:body><office:text><text:p>here{remark}</text:p></office:text></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", content)
    found = opendocument.read(out)
    assert [part.text for part in found.parts] == ["here"]
    assert found.lacks == (Lack.COMMENTS,)


def test_notes_and_what_stands_in_the_margin_are_there(reference: Structure) -> None:
    assert reference.parts[0] == Part(Shape.PARAGRAPH, "ООО «Лиственница», Сосновый Бор")
    assert shapes(reference, Shape.NOTE) == [
        Part(Shape.NOTE, "Приказ о приёме № 14-к.", marker="[2]")
    ]
    assert Part(Shape.TURN) in reference.parts


def test_opendocument_has_headings_lists_tables_and_notes(letter: Structure) -> None:
    assert [part.text for part in shapes(letter, Shape.HEADING)] == [
        "رسالة إلى المحامية",
        "المرفقات",
    ]
    items = shapes(letter, Shape.ITEM)
    assert [(part.marker, part.text) for part in items] == [
        ("1.", "نسخة من جواز السفر"),
        ("2.", "صورة الاستدعاء 4410/ب"),
    ]
    assert shapes(letter, Shape.ROW)[0].cells == ("التاريخ", "ما حدث")
    assert shapes(letter, Shape.NOTE) == [Part(Shape.NOTE, "بتوقيت بغداد.", marker="[1]")]
    assert "التقدير،   رنا" in letter.words
    assert "المحترمة،\nأكتب" in letter.words


@pytest.mark.parametrize(
    ("name", "media_type", "address"),
    [
        ("page.html", "text/html", "https://novosti.example/2023/06/obysk?id=17#top"),
        ("page.mhtml", "multipart/related", "https://novosti.example/2023/06/obysk?id=17"),
    ],
)
def test_a_saved_page_tells_where_and_when_it_was_saved(
    name: str, media_type: str, address: str
) -> None:
    page = web.read(io.BytesIO((EXHIBITS / name).read_bytes()), media_type)
    assert page.title == "Обыски в Сосновом Бору"
    assert page.address == address
    assert "11" in page.saved
    assert "Jun" in page.saved
    assert "tracker" not in page.words
    assert shapes(page, Shape.HEADING) == [Part(Shape.HEADING, "Обыски в Сосновом Бору", 1)]
    assert [part.cells for part in shapes(page, Shape.ROW)] == [
        ("Час", "Адрес"),
        ("6:10", "Лесная, 4"),
    ]
    assert [(part.marker, part.text) for part in shapes(page, Shape.ITEM)[-2:]] == [
        ("1.", "Ул. Лесная, 4"),
        ("2.", "Ул. Лесная, 9"),
    ]
    assert "Утром 11 июня пришли к трём семьям." in page.words


def test_a_page_saved_by_internet_explorer_and_its_own_word_for_its_address() -> None:
    marked = b"<!-- saved from url=(0026)https://gazeta.example/a/ --><html><body>x</body></html>"
    assert web.read(io.BytesIO(marked), "text/html").address == "https://gazeta.example/a/"
    own = b'<html><head><link rel="canonical" href="https://gazeta.example/b"></head>x</html>'
    assert web.read(io.BytesIO(own), "text/html").address == "https://gazeta.example/b"
    lied = b'<html><head><link rel="canonical" href="javascript:alert(1)"></head>x</html>'
    assert web.read(io.BytesIO(lied), "text/html").address == ""


def test_a_page_in_an_old_encoding_is_read_as_it_declares() -> None:
    page = '<html><head><meta charset="windows-1251"></head><p>Обыск</p></html>'.encode("cp1251")
    assert web.read(io.BytesIO(page), "text/html").parts == (Part(Shape.PARAGRAPH, "Обыск"),)


@pytest.mark.parametrize(
    "stream",
    [
        document("&a;", "<!DOCTYPE d [<!ENTITY a 'x'>]>"),
        document("&a;", "<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"),
        document("<w:p>" * (tree.DEPTH + 1)),
        document("no end <w:p>"),
        packed(other="x"),
        io.BytesIO(b"PK\x03\x04 not a zip"),
    ],
    ids=["entity", "outside", "depth", "broken", "empty", "zip"],
)
def test_documents_that_define_things_or_are_broken_are_refused(stream: io.BytesIO) -> None:
    with pytest.raises(RenderFailure) as failure:
        word.read(stream)
    assert failure.value.reason in (Reason.DAMAGED, Reason.TOO_LARGE)


def test_a_part_that_unpacks_to_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(RenderFailure) as failure:
        word.read(document(" " * (tree.PART_BYTES + 1)))
    assert failure.value.reason is Reason.TOO_LARGE


def test_more_parts_than_a_document_may_have_are_left_out_and_told() -> None:
    page = b"<html>" + b"<p>x</p>" * (PARTS + 5)
    found = web.read(io.BytesIO(page), "text/html")
    assert len(found.parts) == PARTS
    assert Lack.CUT in found.lacks


@given(st.text(alphabet="<>/abprtdh1 liou\"'=&;\n!-", max_size=300))
def test_no_page_breaks_the_reader(source: str) -> None:
    found = web.read(io.BytesIO(f"<html>{source}".encode()), "text/html")
    assert all(part.text or part.cells for part in found.parts)


@given(st.integers(1, 49))
def test_roman_numbers_are_those_of_the_romans(count: int) -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50}
    signs = [values[sign] for sign in written(count, "lowerRoman")]
    pairs = zip(signs, [*signs[1:], 0], strict=True)
    assert sum(-one if one < after else one for one, after in pairs) == count


def test_a_list_goes_on_after_a_deeper_one_and_the_deeper_begins_anew() -> None:
    levels = {0: Numbering("decimal", "%1."), 1: Numbering("decimal", "%1.%2")}
    counters = Counters({"7": levels})
    found = [counters.next("7", level) for level in (0, 1, 1, 0, 1)]
    assert found == ["1.", "1.1", "1.2", "2.", "2.1"]
