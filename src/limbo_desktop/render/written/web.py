"""A saved web page → its parts, and where and when it was saved, as browsers and savers write it.

Nothing outside is looked up, no script is run; pictures are left out.
"""

import re
from html.parser import HTMLParser
from typing import BinaryIO, Final

from limbo_desktop.render import mail, markup, plain
from limbo_desktop.render.limits import TEXT_BYTES
from limbo_desktop.render.structure import CELLS, Gathered, Lack, Part, Shape, Structure
from limbo_desktop.render.written.lists import BULLET

_UNSEEN: Final = frozenset({"script", "style", "template", "noscript", "svg", "select"})
_HEADING: Final = re.compile("h([1-6])")
_BLOCKS: Final = re.compile(
    "address|article|aside|blockquote|body|center|dd|details|div|dl|dt|fieldset|figcaption|figure"
    "|footer|form|header|hr|html|legend|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead"
    "|ul"
)
_LEVELS: Final = 8
_SPACE: Final = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_HEAD_BYTES: Final = 4_096
_ADDRESS: Final = re.compile(r"(?:https?|ftp|file)://[^\s<>\"']{1,2000}")
_SAVERS: Final = (
    re.compile(r"saved from url=\(\d+\)(?P<address>\S+)", re.IGNORECASE),
    re.compile(
        r"saved with SingleFile\s+url: (?P<address>\S+)\s+saved date: (?P<saved>[^\n]{4,120})",
        re.IGNORECASE,
    ),
    re.compile(
        r"Mirrored from (?P<address>\S+) by HTTrack[^,]*, (?P<saved>[^\n]{4,60})", re.IGNORECASE
    ),
)
_LONGEST: Final = 2_000


def read(stream: BinaryIO, media_type: str) -> Structure:
    """Return the parts of an .html or .mhtml page."""
    if media_type == "multipart/related":
        page = mail.page(stream)
        found = _page(page.data, page.charset)
        return Structure(
            found.parts,
            tuple(sorted({*found.lacks, *((Lack.PICTURES,) if page.pictures else ())})),
            found.title or page.title,
            page.address or found.address,
            page.date or found.saved,
        )
    data = stream.read(TEXT_BYTES + 1)
    found = _page(data[:TEXT_BYTES], "")
    if len(data) <= TEXT_BYTES:
        return found
    lacks = tuple(sorted({*found.lacks, Lack.CUT}))
    return Structure(found.parts, lacks, found.title, found.address, found.saved)


def _page(data: bytes, charset: str) -> Structure:
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    encoding = charset or (declared[1].decode("ascii") if declared else "")
    source = plain.decode(data, encoding, cut=len(data) >= TEXT_BYTES)[0]
    reader = _Page()
    try:
        reader.feed(source)
        reader.close()
    except (AssertionError, ValueError):  # what the parser of the standard library gives up on
        gathered = Gathered()
        for line in markup.html_text(source).split("\n"):
            gathered.add(Part(Shape.PARAGRAPH, line))
        return gathered.structure()
    return reader.structure()


class _Page(HTMLParser):
    """Gathers the blocks of a page as they come."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._gathered = Gathered()
        self._unseen = 0
        self._text: list[str] = []
        self._level = 0
        self._item: str | None = None
        self._lists: list[int | None] = []
        self._cells: list[str] | None = None
        self._in_cell = False
        self._verbatim = False
        self._titling = False
        self._title: list[str] = []
        self._told: dict[str, str] = {}
        self._second_best = ""

    def structure(self) -> Structure:
        """Return what was gathered."""
        self._end_row()
        self._flush()
        title = _SPACE.sub(" ", "".join(self._title)).strip()[:_LONGEST]
        address = self._told.get("address", "") or self._second_best
        saved = _SPACE.sub(" ", self._told.get("saved", "")).strip()
        return self._gathered.structure(title=title, address=address, saved=saved)

    def handle_comment(self, data: str) -> None:
        for saver in _SAVERS:
            match = saver.search(data[:_LONGEST])
            if match and not self._told:
                self._told = {key: value[:_LONGEST] for key, value in match.groupdict().items()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        if self._unseen:
            return
        if tag == "title" and not self._title:
            self._titling = True
        elif tag in ("img", "video", "canvas"):
            self._gathered.lacks.add(Lack.PICTURES)
        elif tag in ("link", "meta"):
            self._address(dict(attrs))
        elif _BLOCKS.fullmatch(tag):
            self._block()
            if tag in ("ul", "ol") and len(self._lists) < 100:
                self._lists.append(0 if tag == "ol" else None)
            elif tag == "table":
                self._end_row()
            self._verbatim = self._verbatim or tag == "pre"
        else:
            self._begin(tag)

    def _begin(self, tag: str) -> None:
        """Begin a heading, an item, a row or a cell."""
        heading = _HEADING.fullmatch(tag)
        if tag == "br":
            self._text.append("\n")
        elif tag in ("td", "th"):
            self._end_cell()
            self._in_cell = True
        elif tag == "tr":
            self._end_row()
            self._flush()
            self._cells = []
        elif tag == "li":
            self._block()
            self._item = self._marker()
        elif heading:
            self._block()
            self._level = int(heading[1])

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif self._unseen:
            return
        elif tag == "title":
            self._titling = False
        elif tag in ("tr", "table"):
            self._end_row()
        elif tag in ("td", "th"):
            self._end_cell()
        elif _BLOCKS.fullmatch(tag) or tag == "li" or _HEADING.fullmatch(tag):
            self._block()
            self._level = 0
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            self._verbatim = self._verbatim and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._titling:
            self._title.append(data[:_LONGEST])
        else:
            self._text.append(data if self._verbatim else _SPACE.sub(" ", data))

    def _marker(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return BULLET
        self._lists[-1] += 1
        return f"{self._lists[-1]}."

    def _address(self, attributes: dict[str, str | None]) -> None:
        """Take the page's own word for its address, where no saver told it."""
        canonical = (attributes.get("rel") or "").lower() == "canonical"
        told = attributes.get("href") if canonical else None
        if attributes.get("property") == "og:url":
            told = attributes.get("content")
        if told and _ADDRESS.fullmatch(told) and not self._second_best:
            self._second_best = told

    def _block(self) -> None:
        """End a line inside a cell, a part elsewhere."""
        if self._cells is None:
            self._flush()
        else:
            self._text.append("\n")

    def _taken(self) -> str:
        text = "".join(self._text)
        self._text = []
        lines = (line.strip() if not self._verbatim else line for line in text.split("\n"))
        return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip("\n")

    def _flush(self) -> None:
        text = self._taken()
        if not text.strip():
            return
        if self._level:
            part = Part(Shape.HEADING, text, self._level)
        elif self._lists:
            depth = min(len(self._lists) - 1, _LEVELS)
            part = Part(Shape.ITEM, text, depth, self._item or "")
            self._item = None
        else:
            part = Part(Shape.PARAGRAPH, text)
        self._gathered.add(part)

    def _end_cell(self) -> None:
        if self._cells is not None and self._in_cell:
            self._cells = [*self._cells, self._taken()][:CELLS]
        self._in_cell = False

    def _end_row(self) -> None:
        if self._cells is None:
            return
        self._end_cell()
        cells, self._cells = tuple(self._cells), None
        while cells and not cells[-1]:
            cells = cells[:-1]
        if len(cells) > 1:
            self._gathered.add(Part(Shape.ROW, cells=cells))
        elif cells:
            self._gathered.add(Part(Shape.PARAGRAPH, cells[0]))
