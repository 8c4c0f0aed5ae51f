"""PDF/A-3b, rule by rule: what a bundle claims of itself holds, and it claims no more than that.

Rules by ISO 19005-3; read back with pikepdf, fontTools and poppler.  A validator of part 1 has its
say in `test_bundle_preflight.py`.
"""

import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Object, Pdf, Stream
from tests.e2e.conftest import MakeBundle, Vaults
from tests.e2e.support import Program

from limbo_desktop.bundle.verify import verify

CASE = "border-ar"
CLAIMED = re.compile(r"<pdfaid:part>3</pdfaid:part>\s*<pdfaid:conformance>B</pdfaid:conformance>")
PASSWORD = "тихий кот 4405"
OPERATORS = (
    "b B b* B* BDC BMC BT c cm CS cs d Do EMC ET f f* G g gs h i j J K k l m M n q Q re RG rg ri s"
    " S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y"
)


@pytest.fixture
def whole(bundles: MakeBundle) -> Path:
    """With pages of other PDFs."""
    return bundles("family-ru", "ru").path


@pytest.fixture
def ours(bundles: MakeBundle) -> Path:
    """Without: accounts for a translator."""
    return bundles(CASE, "ru", "--for", "translator").path


@pytest.fixture(params=["whole", "ours"])
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def book(path: Path) -> Iterator[Pdf]:
    with pikepdf.open(path) as opened:
        yield opened


def said(path: Path, *options: str) -> str:
    """What the file says of itself, by poppler."""
    done = subprocess.run(
        ["pdfinfo", *options, str(path)], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_only_a_file_in_which_every_page_is_ours_claims_it(whole: Path, ours: Path) -> None:
    assert CLAIMED.search(said(ours, "-meta"))
    assert "pdfaid:part" not in said(whole, "-meta")


def test_the_pages_say_which_exhibits_are_taken_over_and_that_no_validator_was_run(
    whole: Path, ours: Path
) -> None:
    with pikepdf.open(whole) as book:
        forms = [
            drawing
            for page in book.pages
            for name, drawing in page.resources.get("/XObject", {}).items()
            if name == "/LimboPage" and drawing.Subtype == Name.Form
        ]
    assert forms
    for path, others in ((whole, True), (ours, False)):
        told = subprocess.run(
            ["pdftotext", str(path), "-"], capture_output=True, text=True, check=True
        ).stdout
        told = " ".join(told.split())
        assert "PDF/A-3b" in told
        assert ("кроме страниц этих приложений" in told) is others
        assert "не валидатором" in told


def test_what_the_file_says_of_itself_is_the_same_in_both_places(path: Path, book: Pdf) -> None:
    xmp = said(path, "-meta")
    facts = dict(re.findall(r"^(\w+):\s+(.*)$", said(path), re.MULTILINE))
    assert set(book.trailer.Info.keys()) == {"/Title", "/Producer"}
    assert f"<pdf:Producer>{facts['Producer']}</pdf:Producer>" in xmp
    assert f'<rdf:li xml:lang="x-default">{facts["Title"]}</rdf:li>' in xmp
    assert "/Filter" not in book.Root.Metadata.stream_dict


def test_the_end_of_the_file_names_it_and_nothing_is_encrypted(book: Pdf) -> None:
    first, second = book.trailer.ID
    assert len(bytes(first)) == 16
    assert bytes(first) == bytes(second)
    assert "/Encrypt" not in book.trailer


def test_the_colours_meant_are_those_of_srgb(book: Pdf) -> None:
    (intent,) = book.Root.OutputIntents
    profile = intent.DestOutputProfile
    data = profile.read_bytes()
    assert intent.S == Name.GTS_PDFA1
    assert (int(profile.N), data[16:20], data[36:40]) == (3, b"RGB ", b"acsp")
    assert data[8] < 5
    assert len(data) == int.from_bytes(data[:4], "big")


def our_streams(book: Pdf) -> Iterator[Object]:
    """What our pages are drawn with: their own operators, and the seals."""
    for page in book.pages:
        yield page.obj
        for name, drawing in page.resources.get("/XObject", {}).items():
            if name.startswith("/LimboSeal"):
                yield drawing


def our_fonts(book: Pdf) -> dict[tuple[int, int], Object]:
    return {
        font.objgen: font
        for holder in our_streams(book)
        for font in holder.get("/Resources", Dictionary()).get("/Font", Dictionary()).values()
    }


def test_our_fonts_are_embedded_and_as_wide_as_they_say(book: Pdf) -> None:
    fonts = our_fonts(book)
    assert len(fonts) >= 3
    for font in fonts.values():
        (inner,) = font.DescendantFonts
        program = TTFont(io.BytesIO(inner.FontDescriptor.FontFile2.read_bytes()))
        order, em = program.getGlyphOrder(), program["head"].unitsPerEm
        widths = (
            {int(inner.W[0]) + at: float(width) for at, width in enumerate(inner.W[1])}
            if ("/W" in inner)
            else {}
        )
        to_glyph = inner.CIDToGIDMap
        assert "/CIDSet" not in inner.FontDescriptor
        for code in codes_of(font):
            glyph = code
            if isinstance(to_glyph, Stream):
                data = to_glyph.read_bytes()
                glyph = int.from_bytes(data[2 * code : 2 * code + 2], "big")
            assert order[glyph] != ".notdef"
            true = program["hmtx"][order[glyph]][0] * 1000 / em
            assert abs(widths.get(code, float(inner.get("/DW", 1000))) - true) <= 1


def codes_of(font: Object) -> list[int]:
    found = re.findall(rb"<([0-9A-F]{4})> <[0-9A-F]+>", font.ToUnicode.read_bytes())
    return [int(code, 16) for code in found if code != b"0000"]


def test_our_pages_use_the_operators_of_pdf_and_colours_of_rgb_alone(book: Pdf) -> None:
    for holder in our_streams(book):
        depth = deepest = 0
        for each in pikepdf.parse_content_stream(holder):
            operator = str(each.operator)
            assert operator in OPERATORS.split()
            assert operator not in {"k", "K", "sh", "gs"}
            depth += (operator == "q") - (operator == "Q")
            deepest = max(deepest, depth)
        assert depth == 0
        assert deepest <= 28


def test_nothing_is_packed_as_lzw_and_pictures_are_plain(book: Pdf) -> None:
    for each in book.objects:
        if isinstance(each, Stream):
            assert "LZW" not in str(each.get("/Filter", ""))
            if each.get("/Subtype") == Name.Image:
                assert not each.get("/Interpolate", False)
                assert "/Alternates" not in each
                assert "/OPI" not in each


def test_attached_files_say_what_they_are_and_to_what_they_belong(book: Pdf) -> None:
    names = list(book.Root.Names.EmbeddedFiles.Names)[1::2]
    associated = {file.objgen for file in book.Root.AF}
    assert associated == {file.objgen for file in names}
    for file in names:
        assert str(file.F) == str(file.UF)
        assert file.AFRelationship in {Name.Source, Name.Data}
        assert re.fullmatch(r"/[a-z]+/[a-z0-9.+-]+", str(file.EF.F.Subtype))


def test_links_are_printed_and_nothing_can_act(book: Pdf) -> None:
    for page in book.pages:
        assert not {"/AA", "/Group"} & set(page.obj.keys())
        for link in page.obj.get("/Annots", []):
            assert int(link.F) == 4
            assert "/A" not in link
    forbidden = {"/AA", "/AcroForm", "/OCProperties", "/Perms", "/Requirements"}
    assert not forbidden & set(book.Root.keys())
    assert set(book.Root.Names.keys()) == {"/EmbeddedFiles"}


def test_a_protected_file_does_not_claim_it_though_it_is_the_same_inside(
    program: Program, vaults: Vaults, ours: Path, tmp_path: Path
) -> None:
    secret, path = tmp_path / "password", tmp_path / "locked.pdf"
    secret.write_text(f"{PASSWORD}\n", "utf-8")
    options = ("--lang", "ru", "--for", "translator", "--password-file", secret)
    done = program("bundle", vaults(CASE), path, *options)
    assert done.returncode == 0, done.stderr
    with pikepdf.open(path, password=PASSWORD) as book:
        xmp = book.Root.Metadata.read_bytes().decode()
    assert "pdfaid:part" not in xmp
    result = verify(path, PASSWORD)
    assert result.ok
    assert result.fingerprint == verify(ours).fingerprint
