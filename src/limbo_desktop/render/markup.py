"""HTML and XML → their words.  No entity of a file is expanded, nothing outside is looked up."""

import html
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Final, NoReturn
from xml.parsers import expat

_BLOCKS: Final = re.compile(
    "address|article|aside|blockquote|br|dd|div|dl|dt|fieldset|figcaption|footer|form|h[1-6]|header"
    "|hr|li|main|nav|ol|p|pre|section|table|td|th|title|tr|ul"
)
_UNSEEN: Final = frozenset({"script", "style", "template", "noscript"})
_WORDY: Final = frozenset({"alt", "title", "content", "value", "placeholder"})
_TAG: Final = re.compile(r"<[^>]*>")
_PARAGRAPHS: Final = re.compile("p|br|tab|tr|row|line|page|h|li|c|si", re.IGNORECASE)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        if _BLOCKS.fullmatch(tag):
            self.parts.append("\n")
        if tag in ("img", "input", "meta"):
            self.parts.extend(f" {value} " for name, value in attrs if name in _WORDY and value)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif _BLOCKS.fullmatch(tag):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


def html_text(source: str) -> str:
    """Return the words of a web page, blocks on lines of their own; scripts are left out."""
    reader = _Words()
    try:
        reader.feed(source)
        reader.close()
    except (AssertionError, ValueError):
        return html.unescape(_TAG.sub(" ", source))
    lines = (
        re.sub(r"[ \t\r\f\v\u00a0]+", " ", line).strip()
        for line in "".join(reader.parts).split("\n")
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def xml_text(source: str | bytes, *, apart: bool = False, unseen: bool = False) -> str:
    """Return the character data of XML, paragraphs and table cells on lines of their own.

    With `apart`, every element ends a line: for lists of properties, not for running text.
    With `unseen`, remarks and the values of attributes follow, each once: who wrote a comment or
    changed a line, what a picture is called.

    XML that is not well-formed, or that declares entities, gives its raw text without the tags.
    """
    parts: list[str] = []

    def refuse(*_: object) -> NoReturn:
        raise ValueError("entities")

    def end(name: str) -> None:
        if apart or _PARAGRAPHS.fullmatch(name.rpartition(":")[2]):
            parts.append("\n")

    beside: dict[str, None] = {}

    def start(_: str, attributes: Mapping[str, str]) -> None:
        beside.update(dict.fromkeys(attributes.values()))

    parser = expat.ParserCreate()
    if unseen:
        parser.StartElementHandler = start
        parser.CommentHandler = lambda remark: beside.update({remark: None})
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.CharacterDataHandler = parts.append
    parser.EndElementHandler = end
    try:
        if isinstance(source, str):
            source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
        parser.Parse(source, True)
    except (expat.ExpatError, ValueError):
        raw = source if isinstance(source, str) else source.decode("utf-8", "replace")
        return html.unescape(_TAG.sub(" ", raw))
    return "\n".join(("".join(parts), *beside))
