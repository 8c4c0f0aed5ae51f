"""Word's .docx → its parts: ECMA-376, part 1, chapter 17.

What is deleted in tracked changes, hidden, or stands for other programs only is not shown; that
there is such a thing is told.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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

_HEADING: Final = re.compile(r"heading ([1-9])|title", re.IGNORECASE)
_MARGIN: Final = re.compile(r"word/(?:header|footer)\d*\.xml")
_SIGNS: Final = {
    "w:tab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}
_UNSHOWN: Final = frozenset(
    {"w:pPr", "w:rPr", "w:instrText", "w:delText", "w:del", "w:moveFrom", "mc:Fallback"}
)
_PICTURES: Final = frozenset({"a:blip", "v:imagedata", "w:object"})
_BLOCKS: Final = frozenset({"w:p", "w:tbl"})


@dataclass(frozen=True, slots=True)
class _Styles:
    """Levels of the heading styles, and lists that a style puts a paragraph into."""

    headings: Mapping[str, int] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, int]] = field(default_factory=dict)


def read(stream: BinaryIO) -> Structure:
    """Return the parts of a .docx, headers of its pages first, footers and notes last.

    Raises:
        RenderFailure: it cannot be read.
    """
    packed = Packed(stream)
    document = packed.tree("word/document.xml")
    body = first(document, "w:body")
    if body is None:
        raise RenderFailure(Reason.DAMAGED, "body")
    reader = _Reader(_styles(packed), _numbering(packed))
    margins = {kind: _margins(packed, kind) for kind in ("header", "footer")}
    for margin in margins["header"]:
        reader.blocks(margin)
    reader.blocks(body)
    for name, kind in (("footnotes", "w:footnote"), ("endnotes", "w:endnote")):
        reader.notes(packed.tree(f"word/{name}.xml"), kind)
    for margin in margins["footer"]:
        reader.blocks(margin)
    return reader.gathered.structure()


def _margins(packed: Packed, kind: str) -> list[Element]:
    """What stands in the margin of every page, each once however many pages it is made for."""
    found: dict[str, Element] = {}
    for name in sorted(packed.names)[:200]:
        if _MARGIN.fullmatch(name) and kind in name:
            tree = packed.tree(name)
            if tree is not None:
                found.setdefault("".join(tree.itertext()), tree)
    return list(found.values())


def _styles(packed: Packed) -> _Styles:
    headings: dict[str, int] = {}
    lists: dict[str, tuple[str, int]] = {}
    for style in children(packed.tree("word/styles.xml"), "w:style"):
        identity = style.get("w:styleId", "")
        name = first(style, "w:name")
        known = _HEADING.fullmatch((name.get("w:val", "") if name is not None else "").strip())
        level = first(style, "w:pPr", "w:outlineLvl")
        if known:
            headings[identity] = int(known[1] or 1)
        elif level is not None and number(level.get("w:val"), LEVELS) < LEVELS:
            headings[identity] = number(level.get("w:val"), 0) + 1
        listed = _list_of(first(style, "w:pPr"))
        if listed is not None:
            lists[identity] = listed
    return _Styles(headings, lists)


def _list_of(properties: Element | None) -> tuple[str, int] | None:
    """The list that a paragraph says it is in, and its level there; None for none."""
    identity = first(properties, "w:numPr", "w:numId")
    if identity is None:
        return None
    level = first(properties, "w:numPr", "w:ilvl")
    depth = number(level.get("w:val"), 0, LEVELS) if level is not None else 0
    return identity.get("w:val", ""), depth


def _numbering(packed: Packed) -> Mapping[str, Mapping[int, Numbering]]:
    """How each list marks its items, by level."""
    tree = packed.tree("word/numbering.xml")
    abstract: dict[str, dict[int, Numbering]] = {}
    for each in children(tree, "w:abstractNum"):
        levels = abstract.setdefault(each.get("w:abstractNumId", ""), {})
        for level in children(each, "w:lvl"):
            form, text, start = (
                first(level, f"w:{name}") for name in ("numFmt", "lvlText", "start")
            )
            levels[number(level.get("w:ilvl"), 0, LEVELS)] = Numbering(
                form.get("w:val", "") if form is not None else "",
                text.get("w:val", "") if text is not None else "",
                number(start.get("w:val"), 1) if start is not None else 1,
            )
    found: dict[str, Mapping[int, Numbering]] = {}
    for each in children(tree, "w:num"):
        reference = first(each, "w:abstractNumId")
        if reference is not None:
            found[each.get("w:numId", "")] = abstract.get(reference.get("w:val", ""), {})
    return found


class _Reader:
    """Goes through the blocks of a document."""

    def __init__(self, styles: _Styles, numbering: Mapping[str, Mapping[int, Numbering]]) -> None:
        self.gathered = Gathered()
        self._styles = styles
        self._counters = Counters(numbering)

    def blocks(self, root: Element) -> None:
        """Take in every paragraph and table below an element."""
        for block in _outermost(root, self.gathered.lacks):
            if block.tag == "w:tbl":
                self._table(block)
            else:
                self._paragraph(block)

    def notes(self, root: Element | None, kind: str) -> None:
        """Take in the footnotes or endnotes, each with its number."""
        for note in children(root, kind):
            if note.get("w:type", "normal") == "normal":
                marker = f"[{note.get('w:id', '')[:6]}]"
                self.gathered.add(Part(Shape.NOTE, self._words(note).strip(), marker=marker))

    def _paragraph(self, paragraph: Element) -> None:
        properties = first(paragraph, "w:pPr")
        style = first(properties, "w:pStyle")
        identity = style.get("w:val", "") if style is not None else ""
        text = self._text(paragraph)
        before, turn, after = text.partition("\f")
        level = self._level(properties, identity)
        listed = _list_of(properties) or self._styles.lists.get(identity)
        if level:
            part = Part(Shape.HEADING, text.replace("\f", " ").strip("\n"), level)
        elif listed is not None and text.strip():
            marker = self._counters.next(*listed)
            shape = Shape.ITEM if marker else Shape.PARAGRAPH
            part = Part(shape, text.replace("\f", "\n"), listed[1], marker)
        elif turn:
            self.gathered.add(Part(Shape.PARAGRAPH, before))
            self.gathered.add(Part(Shape.TURN))
            part = Part(Shape.PARAGRAPH, after.replace("\f", "\n"))
        else:
            part = Part(Shape.PARAGRAPH, text)
        self.gathered.add(part)
        for frame in _inside(paragraph, "w:txbxContent"):
            self.blocks(frame)

    def _level(self, properties: Element | None, style: str) -> int:
        own = first(properties, "w:outlineLvl")
        if own is not None and number(own.get("w:val"), LEVELS) < LEVELS:
            return number(own.get("w:val"), 0) + 1
        return self._styles.headings.get(style, 0)

    def _table(self, table: Element) -> None:
        for row in _inside(table, "w:tr"):
            cells = [self._words(cell).strip("\n") for cell in _inside(row, "w:tc")]
            if len(cells) > CELLS:
                cells[CELLS - 1 :] = [" ".join(cells[CELLS - 1 :])]
            self.gathered.add(Part(Shape.ROW, cells=tuple(cells)))

    def _words(self, root: Element) -> str:
        """The text of a cell or note, a line for each paragraph of it."""
        lines = [self._text(each) for each in root.iter("w:p")]
        return "\n".join(lines).replace("\f", "\n")

    def _text(self, paragraph: Element) -> str:
        parts: list[str] = []
        for element in _seen(paragraph, self.gathered.lacks):
            if element.tag in ("w:t", "m:t"):
                parts.append(element.text or "")
            elif element.tag == "w:br" and element.get("w:type") == "page":
                parts.append("\f")
            elif element.tag in ("w:footnoteReference", "w:endnoteReference"):
                parts.append(f"[{element.get('w:id', '')[:6]}]")
            else:
                parts.append(_SIGNS.get(element.tag, ""))
        return "".join(parts)


def _seen(element: Element, lacks: set[Lack]) -> Iterator[Element]:
    """Yield what a reader sees of a paragraph, without the frames of text inside it."""
    for child in element:
        if child.tag in ("w:del", "w:moveFrom"):
            lacks.add(Lack.CHANGES)
        elif child.tag in _PICTURES:
            lacks.add(Lack.PICTURES)
        elif child.tag == "w:commentReference":
            lacks.add(Lack.COMMENTS)
        if child.tag in _UNSHOWN or child.tag == "w:txbxContent":
            continue
        if child.tag == "w:r" and _hidden(child):
            lacks.add(Lack.HIDDEN)
            continue
        yield child
        yield from _seen(child, lacks)


def _hidden(run: Element) -> bool:
    vanish = first(run, "w:rPr", "w:vanish")
    return vanish is not None and vanish.get("w:val", "true") not in ("0", "false", "off")


def _outermost(root: Element, lacks: set[Lack]) -> Iterator[Element]:
    """Yield paragraphs and tables that stand in no other."""
    for child in root:
        if child.tag in ("w:del", "w:moveFrom"):
            lacks.add(Lack.CHANGES)
        elif child.tag in _BLOCKS:
            yield child
        elif child.tag not in _UNSHOWN:
            yield from _outermost(child, lacks)


def _inside(root: Element, name: str) -> Iterator[Element]:
    """Yield the outermost elements of a name."""
    for child in root:
        if child.tag == name:
            yield child
        elif child.tag not in _UNSHOWN:
            yield from _inside(child, name)
