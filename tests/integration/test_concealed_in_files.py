"""A concealed name anywhere in a file keeps the file back, seen or not; what cannot be searched is
named to the person.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, TiffImagePlugin
from tests.integration.bundle_support import Maker, Shelf, drawn_pdf

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.bodies import NoBody
from limbo_desktop.bundle.examine import examine
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.selection import select
from limbo_desktop.case.records import Case, CaseInfo, Document, Person
from limbo_desktop.render.client import Renderer

NAME = "Вадим Осколецкий"
LATIN = "Vadim Oskoletsky"
WITNESS = Person("p1", name=NAME, name_latin=LATIN, role="witness", conceal=True)
READER = Person("p2", name="Anna Petrova")


@pytest.fixture(scope="module")
def discreet() -> Iterator[Maker]:
    renderer = Renderer()
    yield Maker(renderer, (WITNESS, READER))
    renderer.close()


# ---------------------------------------------------------------- PDF


def changed(change: Callable[[Pdf], None]) -> bytes:
    """A page of a letter that names nobody, changed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn_pdf("a letter that names nobody"))) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def _annotated(pdf: Pdf, **entries: object) -> None:
    note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 50, 50]), **entries)  # type: ignore[arg-type]
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def _form(pdf: Pdf, **entries: object) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("a"), **entries))  # type: ignore[arg-type]
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _drawn_before(pdf: Pdf, operators: bytes) -> None:
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(operators + page.Contents.read_bytes())


def _spoken(pdf: Pdf, key: bytes) -> None:
    code = (b"\xfe\xff" + NAME.encode("utf-16-be")).hex().encode()
    _drawn_before(pdf, b"/Span <</%s <%s>>> BDC 0 0 1 1 re EMC " % (key, code))


def _photograph(pdf: Pdf) -> None:
    image = pdf.make_stream(signed_photo())
    image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
    image.Width, image.Height, image["/BitsPerComponent"] = 60, 40, 8
    image.ColorSpace = Name.DeviceRGB
    pdf.pages[0].obj.Resources.XObject = Dictionary(Photo=image)


def saved_again() -> bytes:
    """A letter with the name, written over without it: the former words are still in the file."""
    former = drawn_pdf(f"{LATIN} was there")
    with pikepdf.open(io.BytesIO(former)) as pdf:
        number, root = pdf.pages[0].obj.Contents.objgen[0], pdf.Root.objgen[0]
        size = int(pdf.trailer.Size)
    drawing = b"BT /F1 12 Tf 40 200 Td (somebody was there) Tj ET"
    body = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n"
    update = body % (number, len(drawing), drawing)
    end = (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\n"
        b"startxref\n%d\n%%%%EOF\n"
    )
    before = int(former.rstrip().split(b"startxref")[-1].split()[0])
    last = end % (number, len(former), size, root, before, len(former) + len(update))
    return former + update + last


PDFS: dict[str, Callable[[Pdf], None]] = {
    "remark with its look": lambda pdf: _annotated(
        pdf, Subtype=Name.FreeText, RC=String("<p>Вадим Оско<b>лецкий</b></p>")
    ),
    "remark as a stream": lambda pdf: _annotated(
        pdf, Subtype=Name.FreeText, RC=pdf.make_stream(f"<p>{NAME}</p>".encode())
    ),
    "address in numbers": lambda pdf: _annotated(
        pdf,
        Subtype=Name.Link,
        A=Dictionary(S=Name.URI, URI=String("https://x.example/%D0%92%D0%B0%D0%B4%D0%B8%D0%BC")),
    ),
    "value as a stream": lambda pdf: _form(pdf, V=pdf.make_stream(NAME.encode("utf-16"))),
    "form of another kind": lambda pdf: _form(
        pdf, XFA=Array([String("data"), pdf.make_stream(f"<a>{NAME}</a>".encode())])
    ),
    "script as a stream": lambda pdf: setattr(
        pdf.Root,
        "OpenAction",
        Dictionary(S=Name.JavaScript, JS=pdf.make_stream(f"app.alert('{LATIN}')".encode())),
    ),
    "kept by another program": lambda pdf: setattr(
        pdf.pages[0].obj,
        "PieceInfo",
        Dictionary(Other=Dictionary(Private=pdf.make_stream(NAME.encode()))),
    ),
    "what a drawing is called": lambda pdf: _spoken(pdf, b"Alt"),
    "what letters stand for": lambda pdf: _spoken(pdf, b"ActualText"),
    "what is short for it": lambda pdf: _spoken(pdf, b"E"),
    "remark in a drawing": lambda pdf: _drawn_before(pdf, f"% {LATIN}\n".encode()),
    "author of a photograph": _photograph,
}


def signed_photo() -> bytes:
    """A photograph with its author, as press photographers write it."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (200, 10, 10)).save(out, "JPEG")
    author = NAME.encode()
    said = b"\x1c\x02\x50" + len(author).to_bytes(2, "big") + author
    said += b"\0" * (len(said) % 2)
    block = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(said).to_bytes(4, "big") + said
    data = out.getvalue()
    return data[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + data[2:]


def fax() -> bytes:
    """Two pages, of which the second has an author."""
    out = io.BytesIO()
    page = Image.new("L", (20, 20))
    with TiffImagePlugin.AppendingTiffWriter(out, True) as pages:
        for author in ("", LATIN):
            page.save(pages, "TIFF", tiffinfo={315: author})
            pages.newFrame()
    assert LATIN.encode() in out.getvalue()
    return out.getvalue()


# ---------------------------------------------------------------- written documents, pages, mails

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override'
    ' PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)


def document(body: str = "<w:p/>", **parts: str) -> bytes:
    """A document of Word; further parts by their names, "__" for the slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr("word/document.xml", f"<w:document {_WORD}>{body}</w:document>")
        for name, part in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", part)
    return out.getvalue()


def letter(**more: str) -> bytes:
    """A mail with something hanging on it."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.org", "hello"
    mail.set_content("hi")
    mail.add_attachment("fine", filename="a.txt")
    return bytes(mail)


FILES: dict[str, bytes] = {
    "changed_by.docx": document(f'<w:p><w:ins w:id="1" w:author="{NAME}"/></w:p>'),
    "remark_by.docx": document(word__comments=f'<a {_WORD}><w:comment w:author="{NAME}"/></a>'),
    "who_wrote.docx": document(word__people=f'<a><person author="{NAME}"/></a>'),
    "picture.docx": document(f'<w:p><w:drawing descr="{NAME}"/></w:p>'),
    "said.docx": document(f"<!-- {NAME} --><w:p/>"),
    "own.docx": document(docProps__custom=f'<a><property name="{NAME}"/></a>'),
    "part.docx": document(**{f"word__{LATIN}": "<a/>"}),
    "page.html": b'<html><a href="/wiki/%D0%92%D0%B0%D0%B4%D0%B8%D0%BC">x</a></html>',
    "card.vcf": (
        b"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
        + b"".join(b"=%02X" % byte for byte in NAME.encode())
        + b"\nEND:VCARD\n"
    ),
    "before.eml": letter().replace(b"\n\n", f"\n\n{LATIN}\n".encode(), 1),
    "photo.jpg": signed_photo(),
    "fax.tif": fax(),
    "again.pdf": saved_again(),
    **{f"{name}.pdf": changed(change) for name, change in PDFS.items()},
}


def test_a_name_that_nobody_sees_keeps_a_file_back(discreet: Maker) -> None:
    examined, _ = discreet.examined(list(FILES.items()))
    went_in = [
        name
        for name, each in zip(FILES, examined, strict=True)
        if each.body != NoBody(notes.WITHHELD) or each.attached
    ]
    assert went_in == []


def test_the_same_files_without_the_name_go_in(discreet: Maker) -> None:
    files = [
        ("a.docx", document(word__comments=f'<a {_WORD}><w:comment w:author="Anna Petrova"/></a>')),
        ("a.eml", letter()),
        ("a.pdf", changed(lambda pdf: _drawn_before(pdf, b"% Anna Petrova\n"))),
    ]
    examined, _ = discreet.examined(files)
    assert [(each.attached, each.unsearched) for each in examined] == [(True, False)] * 3


# ---------------------------------------------------------------- what nobody can read here


def photograph() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (9, 90, 9)).save(out, "JPEG")
    return out.getvalue()


def scan() -> bytes:
    """A page that is a picture, without a letter."""
    out = io.BytesIO()
    Image.new("L", (60, 40), 200).save(out, "PDF")
    return out.getvalue()


def test_pictures_and_scans_are_named_as_not_searched(discreet: Maker) -> None:
    page = b'<html><p>hello <img src="data:image/png;base64,AAAA"></html>'
    files = [
        ("photo.jpg", photograph()),
        ("scan.pdf", scan()),
        ("page.html", page),
        ("letter.pdf", drawn_pdf("words")),
        ("empty.pdf", drawn_pdf("words", "")),
    ]
    examined, _ = discreet.examined(files)
    assert [each.unsearched for each in examined] == [True, True, True, False, True]
    assert all(each.attached for each in examined)


def test_where_it_is_said_who_is_in_a_picture_somebody_has_looked(discreet: Maker) -> None:
    data = photograph()
    digest = hashlib.sha256(data).hexdigest()
    papers = tuple(
        Document(f"d{at}", "photo.jpg", sha256=digest, shows=shows)
        for at, shows in enumerate(((), ("p2",)))
    )
    selection = select(Case(CaseInfo("Case"), (WITNESS, READER), (), papers, ()), Options("en"))
    examined = examine(selection, Shelf({digest: data}).open, discreet.renderer)
    told = {each.exhibit.document.id: each.unsearched for each in examined}
    assert told == {"d0": True, "d1": False}


def test_nothing_is_named_as_not_searched_when_nobody_is_concealed() -> None:
    renderer = Renderer()
    examined, _ = Maker(renderer, (READER,)).examined([("photo.jpg", photograph())])
    renderer.close()
    assert not examined[0].unsearched
