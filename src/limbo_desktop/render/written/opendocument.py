"""OpenDocument text (.odt) → its parts: OASIS OpenDocument 1.3, part 3."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element

from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.structure import (
    CELLS,
    LEVELS,
    Gathered,
    Lack,
    Part,
    Shape,
    Structure,
)
from limbo_desktop.render.written.lists import Counters, Numbering
from limbo_desktop.render.written.tree import Packed, children, first, number

_UNSHOWN: Final = frozenset(
    {"text:tracked-changes", "office:annotation", "office:forms", "text:sequence-decls"}
)
_SPACES: Final = 200
"""Most that one element may stand for."""


def read(stream: BinaryIO) -> Structure:
    """Return the parts of an .odt, headers of its pages first, footers and notes last.

    Raises:
        RenderFailure: it cannot be read; PASSWORD when it is encrypted.
    """
    packed = Packed(stream)
    _refuse_encrypted(packed)
    content, styles = packed.tree("content.xml"), packed.tree("styles.xml")
    body = first(content, "office:body", "office:text")
    if body is None:
        raise RenderFailure(Reason.DAMAGED, "body")
    sources = [
        each
        for root in (content, styles)
        for each in children(root, "office:automatic-styles", "office:styles")
    ]
    reader = _Reader(Counters(_numbering(sources)), _turning(sources))
    masters = list(children(first(styles, "office:master-styles"), "style:master-page"))
    reader.margins(masters, "style:header")
    reader.blocks(body)
    reader.end()
    reader.margins(masters, "style:footer")
    return reader.gathered.structure()


def _refuse_encrypted(packed: Packed) -> None:
    if "META-INF/manifest.xml" not in packed.names:
        return
    root = packed.tree("META-INF/manifest.xml")
    # the manifest's own namespace is not among those that are told apart: its elements are "?"
    if root is not None and any(len(each) for each in root):
        raise RenderFailure(Reason.PASSWORD)


def _numbering(sources: list[Element]) -> Mapping[str, Mapping[int, Numbering]]:
    found: dict[str, dict[int, Numbering]] = {}
    for source in sources:
        for style in children(source, "text:list-style"):
            levels = found.setdefault(style.get("style:name", ""), {})
            for level in style:
                at = number(level.get("text:level"), 1, LEVELS) - 1
                form = level.get("style:num-format", "")
                if level.tag == "text:list-level-style-number" and form:
                    pattern = f"{level.get('style:num-prefix', '')}%{at + 1}"
                    pattern += level.get("style:num-suffix", "")
                    start = number(level.get("text:start-value"), 1)
                    levels[at] = Numbering(form, pattern, start)
                elif level.tag == "text:list-level-style-number":
                    levels[at] = Numbering("none")
                else:
                    levels[at] = Numbering("bullet")
    return found


def _turning(sources: list[Element]) -> frozenset[str]:
    """The styles of paragraphs that begin a page."""
    return frozenset(
        style.get("style:name", "")
        for source in sources
        for style in children(source, "style:style")
        for properties in children(style, "style:paragraph-properties")
        if properties.get("fo:break-before") == "page"
    )


class _Reader:
    """Goes through the blocks of a document."""

    def __init__(self, counters: Counters, turning: frozenset[str]) -> None:
        self.gathered = Gathered()
        self._counters = counters
        self._turning = turning
        self._notes: list[Part] = []

    def margins(self, masters: list[Element], kind: str) -> None:
        """Take in what stands in the margin of every page, each once."""
        seen: set[str] = set()
        for master in masters:
            for margin in children(master, kind):
                words = "".join(margin.itertext())
                if words not in seen:
                    seen.add(words)
                    self.blocks(margin)

    def blocks(self, root: Element, style: str = "", level: int = -1) -> None:
        """Take in what stands below an element; `level` counts from 0 inside lists."""
        for child in root:
            if child.tag == "text:p":
                self._paragraph(child)
            elif child.tag == "text:h":
                depth = number(child.get("text:outline-level"), 1, LEVELS)
                self.gathered.add(Part(Shape.HEADING, self._text(child), max(1, depth)))
            elif child.tag == "text:list":
                self._list(child, child.get("text:style-name") or style, level + 1)
            elif child.tag == "table:table":
                self._table(child)
            elif child.tag == "text:tracked-changes":
                self.gathered.lacks.add(Lack.CHANGES)
            elif child.tag not in _UNSHOWN:
                self.blocks(child, style, level)

    def end(self) -> None:
        """Take in the notes that were met on the way."""
        for note in self._notes:
            self.gathered.add(note)

    def _paragraph(self, paragraph: Element) -> None:
        if paragraph.get("text:style-name", "") in self._turning:
            self.gathered.add(Part(Shape.TURN))
        self.gathered.add(Part(Shape.PARAGRAPH, self._text(paragraph)))
        self._frames(paragraph)

    def _frames(self, paragraph: Element) -> None:
        for frame in paragraph.iter("draw:text-box"):
            self.blocks(frame)

    def _list(self, element: Element, style: str, level: int) -> None:
        for item in children(element, "text:list-item", "text:list-header"):
            marker = ""
            for child in item:
                if child.tag in ("text:p", "text:h"):
                    text = self._text(child)
                    if not marker and text and item.tag == "text:list-item":
                        marker = self._counters.next(style, level)
                        self.gathered.add(Part(Shape.ITEM, text, min(level, LEVELS), marker))
                    else:
                        self.gathered.add(Part(Shape.ITEM, text, min(level, LEVELS)))
                    self._frames(child)
                elif child.tag == "text:list":
                    self._list(child, child.get("text:style-name") or style, level + 1)

    def _table(self, table: Element) -> None:
        for row in _rows(table):
            cells = [self._words(cell) for cell in children(row, "table:table-cell")]
            if len(cells) > CELLS:
                cells[CELLS - 1 :] = [" ".join(cells[CELLS - 1 :])]
            self.gathered.add(Part(Shape.ROW, cells=tuple(cells)))

    def _words(self, cell: Element) -> str:
        lines = (self._text(each) for each in cell.iter() if each.tag in ("text:p", "text:h"))
        return "\n".join(lines).strip("\n")

    def _text(self, paragraph: Element) -> str:
        return "".join(self._pieces(paragraph))

    def _pieces(self, element: Element) -> Iterator[str]:
        """Yield the text of a paragraph; white space counts as one space unless it is told."""
        yield _collapsed(element.text)
        for child in element:
            if child.tag == "text:s":
                yield " " * number(child.get("text:c"), 1, _SPACES)
            elif child.tag == "text:tab":
                yield "\t"
            elif child.tag == "text:line-break":
                yield "\n"
            elif child.tag == "text:note":
                yield self._note(child)
            elif child.tag == "draw:image":
                self.gathered.lacks.add(Lack.PICTURES)
            elif child.tag == "office:annotation":
                self.gathered.lacks.add(Lack.COMMENTS)
            elif child.tag not in _UNSHOWN and child.tag != "draw:text-box":
                yield from self._pieces(child)
            yield _collapsed(child.tail)

    def _note(self, note: Element) -> str:
        citation, body = first(note, "text:note-citation"), first(note, "text:note-body")
        marker = f"[{''.join(citation.itertext())[:6] if citation is not None else '*'}]"
        if body is not None:
            self._notes.append(Part(Shape.NOTE, self._words(body), marker=marker))
        return marker


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "table:table-row":
            yield child
        elif child.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _rows(child)


def _collapsed(text: str | None) -> str:
    if not text:
        return ""
    found = " ".join(text.split())
    before = " " if text[0].isspace() else ""
    after = " " if found and text[-1].isspace() else ""
    return f"{before}{found}{after}"
