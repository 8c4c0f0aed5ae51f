"""Exhibits that the bundle sets itself, what hangs on e-mails, layers: read back by two readers."""

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.integration.bundle_support import (
    FORBIDDEN,
    Bundle,
    Maker,
    drawn_pdf,
    everything_in,
    qpdf_faults,
    text_of,
)

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.bundle.bodies import NoBody, PdfBody, RasterBody, TextBody
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.pages.book import typeset
from limbo_desktop.bundle.selection import select
from limbo_desktop.bundle.shown import SUB_EXHIBITS
from limbo_desktop.bundle.verify import verify
from limbo_desktop.case.records import Case, CaseInfo, Person
from limbo_desktop.render.client import Renderer
from limbo_desktop.text.language import language

DATA = Path(__file__).parents[1] / "data"
EXHIBITS = DATA / "exhibits"
HIDDEN = Person("p1", name="Anna Sidorova", conceal=True, pseudonym="Witness A")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad]")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(scope="module")
def maker() -> Iterator[Maker]:
    with Renderer() as renderer:
        yield Maker(renderer)


@pytest.fixture
def discreet(maker: Maker) -> Maker:
    return Maker(maker.renderer, (HIDDEN,))


def whole(maker: Maker, *files: tuple[str, bytes], lang: str = "en") -> Bundle:
    """A bundle with the pages that a person gets."""
    examined, shelf = maker.examined(files)
    documents = tuple(each.exhibit.document for each in examined)
    case = Case(CaseInfo("Case"), maker.people, (), documents, ())
    base = typeset(select(case, Options(lang)), examined, language(lang))
    out = io.BytesIO()
    sealed = assemble(base, examined, shelf.open, maker.renderer, out, pictures=maker.pictures)
    return Bundle(out.getvalue(), sealed, examined, base)


def sample(name: str) -> tuple[str, bytes]:
    return name, (EXHIBITS / name).read_bytes()


def plainly(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", _MARKS.sub("", text)).split())


def by_pdfium(data: bytes) -> str:
    book = pypdfium2.PdfDocument(data)
    return plainly(" ".join(page.get_textpage().get_text_bounded() for page in book))


def edges(data: bytes, words: str) -> tuple[float, float]:
    """How far from the left and the right edge of its page a text stands, as parts of its width."""
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        for spelled in (words, words[::-1]):
            found = text.search(spelled).get_next()
            if found is not None:
                count = text.count_rects(*found)
                rects = [text.get_rect(at) for at in range(count)]
                width = page.get_width()
                return min(r[0] for r in rects) / width, 1 - max(r[2] for r in rects) / width
    raise AssertionError(words)


def test_what_hangs_on_a_mail_is_numbered_hashed_and_shown(maker: Maker) -> None:
    bundle = whole(maker, sample("threat.eml"))
    (examined,) = bundle.examined
    assert [type(part.body) for part in examined.parts] == [
        PdfBody,
        RasterBody,
        TextBody,
        NoBody,
        TextBody,
    ]
    for told in (plainly(text_of(bundle.data)), by_pdfium(bundle.data)):
        assert "Summons No. 17" in told
        assert "Список улиц Лесная" in told
        assert "Это написали вчера." in told
        for part in examined.parts:
            assert f"1.{part.number}" in told
            assert part.sha256[:8] in told
    assert examined.parts[3].sha256 == hashlib.sha256(bytes(range(64)) * 4).hexdigest()
    assert notes.MAIL_ATTACHMENTS in examined.parts[4].notes
    assert [each.exhibit_page_index for each in bundle.base.placements] == [0, 1]
    assert bundle.sealed.missing == ()
    assert verify(io.BytesIO(bundle.data)).ok


def test_every_part_with_pages_has_a_link_to_its_first_page(maker: Maker) -> None:
    bundle = whole(maker, sample("threat.eml"))
    texts = [plainly(page.get_textpage().get_text_bounded()) for page in bundle_pages(bundle)]
    with bundle.open() as book:
        slip = next(at for at, text in enumerate(texts) if "Files attached to the e-mail" in text)
        places = {page.obj.objgen: at for at, page in enumerate(book.pages)}
        targets = {
            places[mark.Dest[0].objgen]
            for page in list(book.pages)[slip : slip + 2]
            for mark in page.get("/Annots", Array([]))
        }
    for words in ("Summons No. 17", "Список улиц", "Это написали вчера."):
        page = next(at for at, text in enumerate(texts) if words in text)
        assert page in targets, words


def bundle_pages(bundle: Bundle) -> Iterator[pypdfium2.PdfPage]:
    yield from pypdfium2.PdfDocument(bundle.data)


def test_the_same_mail_gives_the_same_bytes(maker: Maker) -> None:
    assert whole(maker, sample("threat.eml")).data == whole(maker, sample("threat.eml")).data


def _mail(*files: tuple[str, bytes]) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.org", "Files"
    mail.set_content("See the files.")
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def _docx(body: str, before: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        text = f"{before}<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", text)
    return out.getvalue()


_VANISHED = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Anna Sidorova</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.eml", _mail(("a.pdf", drawn_pdf("signed by Anna Sidorova")))),
        ("a.eml", _mail(("a.pdf", drawn_pdf("page", title="For Sidorova")))),
        ("a.eml", _mail(("a.docx", _docx("<w:p><w:r><w:t>Sidorova</w:t></w:r></w:p>")))),
        ("a.eml", _mail(("a.eml", _mail(("Sidorova.txt", b"x"))))),
        ("a.docx", _docx(_VANISHED)),
        ("a.html", b"<html><!-- by Anna Sidorova --><p>fine</p></html>"),
        ("a.html", b"<html><script>var who = 'Sidorova'</script><p>fine</p></html>"),
    ],
    ids=["text", "title", "docx", "mail", "hidden", "comment", "script"],
)
def test_a_name_in_what_hangs_on_a_mail_or_is_not_shown_withholds_the_whole(
    discreet: Maker, name: str, data: bytes
) -> None:
    bundle = whole(discreet, (name, data))
    assert bundle.examined[0].body == NoBody(notes.WITHHELD)
    assert not bundle.examined[0].attached
    assert b"Sidorova" not in bundle.data
    assert "Sidorova" not in text_of(bundle.data)


def test_a_mail_whose_files_could_all_be_searched_is_searched(discreet: Maker) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inside.bin", b"\x00\x01")
    examined, _ = discreet.examined(
        [
            ("a.eml", _mail(("a.pdf", drawn_pdf("fine")), ("b.txt", b"fine"))),
            ("b.eml", _mail(("a.zip", packed.getvalue()))),
            ("c.eml", _mail(*[(f"{at}.txt", b"fine") for at in range(SUB_EXHIBITS + 1)])),
        ]
    )
    assert [each.unsearched for each in examined] == [False, True, True]
    assert notes.MORE_ATTACHMENTS in examined[2].notes


def test_written_documents_are_set_with_their_structure(maker: Maker) -> None:
    bundle = whole(maker, sample("reference.docx"), sample("letter.odt"), lang="ru")
    for told in (plainly(text_of(bundle.data)), by_pdfium(bundle.data)):
        assert "Работала с 3 марта 2019 года[2]." in told
        assert "б) исходящие письма." in told
        assert "Приказ о приёме № 14-к." in told
        assert "скрытая приписка" not in told
    assert notes.CHANGES in bundle.examined[0].notes
    assert edges(bundle.data, "Справка с места работы")[0] == pytest.approx(25 / 210, abs=0.01)
    assert edges(bundle.data, "المرفقات")[1] == pytest.approx(20 / 210, abs=0.01)


@pytest.mark.parametrize(
    ("name", "saved"),
    [("page.html", "Sun Jun 11 2023 21:40:12"), ("page.mhtml", "Sun, 11 Jun 2023 18:40:12")],
)
def test_a_saved_page_shows_its_address_and_time(maker: Maker, name: str, saved: str) -> None:
    bundle = whole(maker, sample(name))
    told = plainly(text_of(bundle.data))
    assert "https://novosti.example/2023/06/obysk?id=17" in told
    assert saved in told
    assert "Утром 11 июня пришли к трём семьям." in told
    assert bundle.examined[0].file_name.endswith(Path(name).suffix)


@pytest.mark.parametrize("lang", ["ru", "ar", "en"])
def test_each_message_stands_in_its_own_direction_with_sender_and_time(
    maker: Maker, lang: str
) -> None:
    chat = (
        "[11.06.2023, 09:15:00] Мария: Соседи пришли утром\n"
        "[11.06.2023, 09:16:00] سامر: جاؤوا إليكم\n"
        "[12.06.2023, 10:00:00] Мария: 1120211\n"
    )
    bundle = whole(maker, ("chat.txt", chat.encode()), lang=lang)
    assert edges(bundle.data, "Соседи")[0] < 0.13
    assert edges(bundle.data, "1120211")[0] < 0.13
    assert edges(bundle.data, "جاؤوا")[1] < 0.13
    told = text_of(bundle.data)
    assert told.count("Мария") >= 2
    if lang != "ar":
        assert "09:16:00" in told


@pytest.mark.parametrize("rule", [Dictionary(P=Name.AllOff), Dictionary(VE=Array([Name.Not]))])
def test_a_page_shown_by_a_rule_over_layers_is_drawn(
    maker: Maker, rule: pikepdf.Dictionary
) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn_pdf("page"))) as book:
        layer = book.make_indirect(Dictionary(Type=Name.OCG, Name=String("L")))
        book.Root["/OCProperties"] = Dictionary(OCGs=Array([layer]), D=Dictionary())
        rule["/Type"], rule["/OCGs"] = Name.OCMD, Array([layer])
        book.pages[0].Resources["/Properties"] = Dictionary(A=book.make_indirect(rule))
        book.save(out)
    (examined,), _ = maker.examined([("a.pdf", out.getvalue())])
    assert isinstance(examined.body, RasterBody)


def test_layers_that_are_off_stay_off_and_are_named(maker: Maker) -> None:
    bundle = whole(maker, sample("layers.pdf"))
    assert bundle.examined[0].layers == ("Draft remarks", "Заметки")
    told = text_of(bundle.data)
    assert "Draft remarks" in told
    assert "Заметки" in told
    assert "remark of a draft" not in told
    assert b"away.example" not in everything_in(bundle.data)


def test_a_recording_says_how_long_it_lasts(maker: Maker) -> None:
    path = DATA / "cases" / "border-ar" / "documents" / "siyaj.mp4"
    bundle = whole(maker, (path.name, path.read_bytes()))
    assert bundle.examined[0].seconds > 0
    assert re.search(r"Duration\s+\d+:\d\d", text_of(bundle.data))


def _nested(depth: int) -> bytes:
    data = _mail(("end.txt", b"end"))
    for _ in range(depth):
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "a@example.org", "Fwd"
        mail.set_content("See below.")
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename="m.eml")
        data = mail.as_bytes()
    return data


_LAUGHS = "".join(f"<!ENTITY a{at} '{f'&a{at - 1};' * 10 if at else 'ha'}'>" for at in range(12))
_HOSTILE: dict[str, Callable[[], bytes]] = {
    "laughs.docx": lambda: _docx("<w:p>&a11;</w:p>", f"<!DOCTYPE d [{_LAUGHS}]>"),
    "outside.docx": lambda: _docx(
        "<w:p>&a;</w:p>", "<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"
    ),
    "deep.docx": lambda: _docx("<w:tbl><w:tr><w:tc>" * 20_000),
    "bomb.docx": lambda: _docx(" " * (80 << 20)),
    "wide.docx": lambda: _docx(f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 30_000}</w:tr></w:tbl>"),
    "deep.html": lambda: b"<html>" + b"<div><ul><table>" * 30_000 + b"<p>end",
    "links.html": lambda: b"<html><a href='javascript:alert(1)'>x</a><p>\xe2\x80\xaeexe.fdp</html>",
    "long.html": lambda: b"<html><p>" + b"x" * 3_000_000,
    "many.eml": lambda: _mail(*[(f"{at}.txt", b"x") for at in range(700)]),
    "nested.eml": lambda: _nested(8),
    "empty.eml": lambda: _mail(("nothing.pdf", b"")),
    "bad.eml": lambda: _mail(("a.pdf", b"%PDF-1.7 and no more"), ("b.docx", b"PK\x03\x04")),
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_hostile_document_or_mail_becomes_pages_or_a_slip(
    maker: Maker, name: str, tmp_path: Path
) -> None:
    data = _HOSTILE[name]()
    bundle = whole(maker, (name, data))
    assert bundle.examined[0].attached
    assert len(bundle.examined[0].parts) <= SUB_EXHIBITS
    assert qpdf_faults(bundle.data, tmp_path) == ""
    assert not FORBIDDEN.search(everything_in(bundle.data))
    assert len(bundle.data) < 2 * len(data) + 6_000_000
    assert bundle.sealed.missing == ()
    assert verify(io.BytesIO(bundle.data)).ok
    assert not any("\u202e" in page for page in text_of(bundle.data))
