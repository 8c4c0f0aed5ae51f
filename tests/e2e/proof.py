"""What must hold of every bundle, whatever is in it, as poppler, pdfium and qpdf's library tell."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from tests.e2e.support import Bundle

ACTIONS = (
    "/AA",
    "/AcroForm",
    "/F",
    "/GoTo3DView",
    "/GoToDp",
    "/GoToE",
    "/GoToR",
    "/Hide",
    "/ImportData",
    "/JS",
    "/JavaScript",
    "/Launch",
    "/Movie",
    "/Named",
    "/Rendition",
    "/ResetForm",
    "/RichMediaContent",
    "/RichMediaExecute",
    "/SetOCGState",
    "/Sound",
    "/SubmitForm",
    "/Thread",
    "/URI",
    "/XFA",
)
"""Keys and kinds of actions that do something or lead out of the file."""


def proven(bundle: Bundle) -> Counter[str]:
    """Hold a bundle against every rule; how many pages, links, bookmarks, actions it has."""
    return proven_in_parts([bundle])


def proven_in_parts(parts: Iterable[Bundle], first: int = 1) -> Counter[str]:
    """The same of parts whose pages are numbered from `first` on, all together."""
    counted: Counter[str] = Counter()
    for part in parts:
        counted += _held(part, first + counted["pages"])
    # a part may have little but the index of exhibits, which links titles and numbers of entries
    assert counted["printed"] >= counted["links"] * 0.4
    return counted


def _held(bundle: Bundle, first: int) -> Counter[str]:
    pages = len(bundle.numbers)
    _pages_are_numbered(bundle, first)
    printed = _links_are_followed(bundle, first)
    _opens_with_bookmarks(bundle)
    _fonts_are_embedded(bundle)
    told = list(actions(bundle.path))
    assert set(told) <= {"/GoTo"}, Counter(told)
    links, bookmarks = len(bundle.links), len(bundle.bookmarks)
    return Counter(
        pages=pages, links=links, printed=printed, bookmarks=bookmarks, actions=len(told)
    )


def actions(path: Path) -> Iterator[str]:
    """Every action and every way out of the file: its kind, or the key that holds it."""
    with pikepdf.open(path) as pdf:
        for top in (pdf.trailer, *pdf.objects):
            stack: list[object] = [top]
            while stack:
                value = stack.pop()
                if isinstance(value, pikepdf.Array):
                    stack += [each for each in value if _here(each)]
                if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
                    continue
                stack += [each for _, each in value.items() if _here(each)]
                kind = value.get("/S")
                if isinstance(kind, pikepdf.Name) and "/D" in value and str(kind) == "/GoTo":
                    yield "/GoTo"
                if isinstance(kind, pikepdf.Name) and str(kind) in ACTIONS:
                    yield str(kind)
                # only a stream has its data elsewhere; others name what is attached, or are flags
                outside = isinstance(value, pikepdf.Stream)
                yield from (key for key in ACTIONS if key in value and (key != "/F" or outside))


def _here(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _pages_are_numbered(bundle: Bundle, first: int) -> None:
    """What is printed, what the page's label says and where it is in the file agree."""
    wanted = [str(number) for number in range(first, first + len(bundle.numbers))]
    assert bundle.numbers == wanted
    with pypdfium2.PdfDocument(bundle.path) as book:
        assert [book.get_page_label(at) for at in range(len(book))] == wanted
    assert len(bundle.poppler) == len(wanted)
    for number, text in zip(wanted, bundle.poppler, strict=True):
        assert re.search(rf"(?<!\d){number}(?!\d)", text), number


def _links_are_followed(bundle: Bundle, first: int) -> int:
    """Every link leads to a place on a page of this file; under how many that number stands."""
    last = len(bundle.numbers)
    printed = 0
    for link in bundle.links:
        assert 1 <= link.target <= last, link
        number, shown = str(first + link.target - 1), re.findall(r"\d+", link.printed)
        # pdfium gives ranges of Arabic lines from their end
        printed += number in shown or number[::-1] in shown
    with pikepdf.open(bundle.path) as pdf:
        for page in pdf.pages:
            for area in page.obj.get("/Annots", []):
                assert area.Subtype == pikepdf.Name.Link
                assert "/A" not in area
                assert area.Dest[1] == pikepdf.Name.XYZ
                assert 0 <= float(area.Dest[3]) <= 842
    return printed


def _opens_with_bookmarks(bundle: Bundle) -> None:
    """The file opens at 100 % with its bookmarks shown, and each leads to a page of its own."""
    with pikepdf.open(bundle.path) as pdf:
        assert pdf.Root.PageMode == pikepdf.Name.UseOutlines
        opened = pdf.Root.OpenAction
        place = opened.D if isinstance(opened, pikepdf.Dictionary) else opened
        assert place[1] == pikepdf.Name.XYZ
        assert float(place[4]) == 1
    assert bundle.bookmarks
    assert all(mark.title.strip() for mark in bundle.bookmarks)
    pages = [mark.page for mark in bundle.bookmarks]
    assert pages == sorted(pages)
    assert pages[-1] <= len(bundle.numbers)


def _fonts_are_embedded(bundle: Bundle) -> None:
    """Every font that our own pages draw with is in the file."""
    done = subprocess.run(
        ["pdffonts", "-l", "12", str(bundle.path)], capture_output=True, text=True, check=True
    )
    lines = [line for line in done.stdout.splitlines()[2:] if re.match(r"[A-Z]{6}\+", line)]
    assert lines
    for line in lines:
        assert re.search(r"\s(yes) (yes|no) yes\s", line), line
    with pikepdf.open(bundle.path) as pdf:
        # those of exhibits stand inside their drawings
        for page in pdf.pages:
            for font in page.resources.get("/Font", {}).values():
                inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())
