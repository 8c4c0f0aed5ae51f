"""XML parts of a packed document → trees, bounded, without anything that a file could define.

Entities are refused, nothing outside is looked up, depth and size have limits.  The names of
elements are given by what they mean ("w:p", "text:p"), whatever prefix the file uses.
"""

import zipfile
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.limits import MIB, PACKED_MEMBERS

PART_BYTES: Final = 16 * MIB
"""Unpacked XML of one part."""

DEPTH: Final = 150
ELEMENTS: Final = 1_000_000

_SPACES: Final[Mapping[str, str]] = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
}


class Packed:
    """The XML parts of a ZIP."""

    def __init__(self, stream: BinaryIO) -> None:
        try:
            self._archive = zipfile.ZipFile(stream)
        except zipfile.BadZipFile as error:
            raise RenderFailure(Reason.DAMAGED) from error
        self.names = [each.filename for each in self._archive.infolist()[:PACKED_MEMBERS]]

    def tree(self, name: str) -> Element | None:
        """Return the root of a part; None when there is none of that name.

        Raises:
            RenderFailure: TOO_LARGE, or DAMAGED for what is no XML or defines entities.
        """
        if name not in self.names:
            return None
        try:
            with self._archive.open(name) as packed:
                data = packed.read(PART_BYTES + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
            raise RenderFailure(Reason.DAMAGED) from error
        if len(data) > PART_BYTES:
            raise RenderFailure(Reason.TOO_LARGE, "xml")
        return parsed(data)


def parsed(data: bytes) -> Element:
    """Return the root of an XML document.

    Raises:
        RenderFailure: TOO_LARGE, or DAMAGED for what is no XML or defines entities.
    """
    builder = TreeBuilder()
    depth = count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEPTH or count > ELEMENTS:
            raise RenderFailure(Reason.TOO_LARGE, "xml")
        builder.start(_name(name), {_name(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_name(name))

    def refuse(*_: object) -> NoReturn:
        raise RenderFailure(Reason.DAMAGED, "entities")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise RenderFailure(Reason.DAMAGED, "xml") from error
    return builder.close()


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the children of these names; none for None."""
    for child in element if element is not None else ():
        if child.tag in names:
            yield child


def first(element: Element | None, *path: str) -> Element | None:
    """Return the first element along a path of names, None when there is none."""
    for name in path:
        element = next(children(element, name), None)
    return element


def number(text: str | None, otherwise: int, most: int = 1_000) -> int:
    """Return a number of an attribute, within bounds."""
    if text is None or not text.isascii() or not text.isdecimal() or len(text) > 6:
        return otherwise
    return min(int(text), most)


def _name(name: str) -> str:
    space, _, local = name.rpartition(" ")
    if not space:
        return local
    prefix = _SPACES.get(space)
    return f"{prefix}:{local}" if prefix else "?"
