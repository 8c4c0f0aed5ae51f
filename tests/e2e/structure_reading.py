"""Reads the structure of a PDF back: its elements, their marks, and the text that they mark."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf

Place = tuple[int, int]
"""A page from 0 and the number of a mark on it."""


@dataclass
class Element:
    """An element with what is said of it; `content` is what stands in it, in order."""

    role: str
    owner: Object
    alt: str = ""
    lang: str = ""
    scope: str = ""
    content: list["Element | Place"] = field(default_factory=list)
    links: list[Object] = field(default_factory=list)

    @property
    def kids(self) -> list["Element"]:
        """The elements that stand in it."""
        return [each for each in self.content if isinstance(each, Element)]

    @property
    def marks(self) -> list[Place]:
        """Its own marks."""
        return [each for each in self.content if not isinstance(each, Element)]

    def places(self) -> Iterator[Place]:
        """The marks of it and of all within it, in reading order."""
        for each in self.content:
            if isinstance(each, Element):
                yield from each.places()
            else:
                yield each

    def __iter__(self) -> Iterator["Element"]:
        """This element and all within it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid

    def all(self, *roles: str) -> list["Element"]:
        """Every element of these roles."""
        return [each for each in self if each.role in roles]


def items(value: object) -> list[object]:
    """What one value or an array of them holds."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def structure_of(book: Pdf) -> Element:
    """The outermost element of a document."""
    pages = {page.obj.objgen: index for index, page in enumerate(book.pages)}
    (outermost,) = items(book.Root.StructTreeRoot.K)
    assert isinstance(outermost, Dictionary)
    return _element(outermost, book.Root.StructTreeRoot, pages)


def _element(found: Object, parent: Object, pages: dict[tuple[int, int], int]) -> Element:
    assert found.P.objgen == parent.objgen
    element = Element(str(found.S)[1:], found, str(found.get("/Alt", "")))
    element.lang = str(found.get("/Lang", ""))
    element.scope = str(found.get("/A", Dictionary()).get("/Scope", ""))[1:]
    for kid in items(found.get("/K")):
        if not isinstance(kid, Dictionary):
            element.content.append((pages[found.Pg.objgen], int(str(kid))))
        elif kid.get("/Type") == "/MCR":
            element.content.append((pages[kid.Pg.objgen], int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            element.links.append(kid.Obj)
        else:
            element.content.append(_element(kid, found, pages))
    return element


def parent_tree(book: Pdf) -> dict[int, Object]:
    """What each key of the parent tree stands for."""
    found: dict[int, Object] = {}

    def walk(node: Object) -> None:
        for kid in items(node.get("/Kids")):
            assert isinstance(kid, Dictionary)
            walk(kid)
        numbers = items(node.get("/Nums"))
        for key, value in zip(numbers[::2], numbers[1::2], strict=True):
            assert isinstance(value, Object)
            found[int(str(key))] = value

    walk(book.Root.StructTreeRoot.ParentTree)
    return found


def marked_text(book: Pdf) -> dict[Place, str]:
    """The text of each mark, letters in the order in which they are read.

    By the operators and the fonts' own maps alone: where letters stand in reverse order
    (`/ReversedChars`) each string is turned; what replaces a stretch (`/ActualText`) counts.
    """
    found: dict[Place, str] = {}
    for index, page in enumerate(book.pages):
        maps = {
            name: _letters(font.ToUnicode.read_bytes())
            for name, font in page.resources.get("/Font", {}).items()
            if "/ToUnicode" in font
        }
        inside: list[tuple[str, int | None]] = []
        letters: dict[int, str] = {}
        replaced = False
        for operands, operator in _operators(page):
            match operator:
                case "BMC" | "BDC":
                    more = operands[1] if operator == "BDC" else Dictionary()
                    number = int(more["/MCID"]) if "/MCID" in more else None
                    inside.append((str(operands[0]), number))
                    here = _innermost(inside)
                    if here is not None:
                        letters.setdefault(here, "")
                    if "/ActualText" in more and here is not None:
                        letters[here] += str(more["/ActualText"])
                        inside[-1] = ("/Replaced", None)
                case "EMC":
                    inside.pop()
                case "Tf":
                    font = maps.get(str(operands[0]), {})
                case "TJ":
                    here = _innermost(inside)
                    replaced = any(name == "/Replaced" for name, _ in inside)
                    if here is None or replaced:
                        continue
                    turned = any(name == "/ReversedChars" for name, _ in inside)
                    for part in operands[0]:
                        if isinstance(part, pikepdf.String):
                            code = bytes(part)
                            told = [font[code[at : at + 2]] for at in range(0, len(code), 2)]
                            said = "".join(told)
                            letters[here] += said[::-1] if turned else said
        found.update({(index, number): text for number, text in letters.items()})
    return found


def _operators(page: pikepdf.Page) -> Iterator[tuple[list[Object], str]]:
    for each in pikepdf.parse_content_stream(page):
        yield list(each.operands), str(each.operator)


def _innermost(inside: list[tuple[str, int | None]]) -> int | None:
    return next((number for _, number in reversed(inside) if number is not None), None)


def _letters(cmap: bytes) -> dict[bytes, str]:
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", cmap)
    }


def by_poppler(path: Path) -> str:
    """The structure as poppler tells it, without its text: for that it reads a page once a mark."""
    done = subprocess.run(
        ["pdfinfo", "-struct", str(path)], capture_output=True, check=True, text=True
    )
    assert done.stderr == ""
    return done.stdout
