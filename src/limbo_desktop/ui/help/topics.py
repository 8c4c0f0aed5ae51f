"""Help pages as data: the few marks of Markdown that they use, read strictly.

A page is `resources/help/<language>/<name>.md`: its title in the first line (`# `), then headings
(`## `), items (`- `) and paragraphs, which may run over several lines.  Inside a line `**words**`
are words of the screen, `` `code` `` is a key or a command, and `[words](name.md)` leads to another
page.  Everything else is refused, so that a page never shows a mark that nobody meant.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from limbo_desktop.resources import resource_path

NAMES: Final = (
    "first-steps",
    "passphrase",
    "locking",
    "copies",
    "dates",
    "threats",
    "papers",
    "people",
    "lawyer",
    "protection",
    "limits",
)
"""Every page, in the order of the list; `session.go("help", name)` opens one."""

_SPAN: Final = re.compile(
    r"\*\*(?P<screen>[^*`\[\]]+)\*\*"
    r"|`(?P<code>[^`]+)`"
    r"|\[(?P<link>[^*`\[\]]+)\]\((?P<target>[a-z-]+)\.md\)"
    r"|(?P<plain>(?:[^*`\[<>\\_#|!]|\[(?![^\]]*\]\())+)"
)
_STARTS: Final = {"## ": "heading", "- ": "item"}


class Mark(StrEnum):
    """What a run of words is."""

    PLAIN = "plain"
    SCREEN = "screen"
    CODE = "code"
    LINK = "link"


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words; `target` is the name of the page that a link leads to."""

    text: str
    mark: Mark = Mark.PLAIN
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or an item of a list."""

    kind: Kind
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the help."""

    name: str
    title: str
    blocks: tuple[Block, ...]


def read_topic(name: str, text: str) -> Topic:
    """Return the page that `text` holds; raises ValueError on a mark that pages do not have."""
    first, _, rest = text.partition("\n")
    if not first.startswith("# "):
        raise ValueError(f"{name}: no title in the first line")
    return Topic(name, first[2:].strip(), tuple(_block(each) for each in _pieces(rest)))


def load_topic(language: str, name: str) -> Topic:
    """Return the page `name` in `language` (ru, ar, en).

    Raises OSError when the file cannot be read, ValueError when it is no page.
    """
    path = resource_path("help", language, f"{name}.md")
    return read_topic(name, path.read_text("utf-8"))


def _pieces(text: str) -> list[str]:
    """Return the blocks as one line each: a new one starts after an empty line or with a mark."""
    pieces: list[str] = []
    open_block = False
    for line in text.splitlines():
        words = line.strip()
        begins = words.startswith(tuple(_STARTS))
        if not words:
            open_block = False
        elif open_block and not begins:
            pieces[-1] = f"{pieces[-1]} {words}"
        else:
            pieces.append(words)
            open_block = not words.startswith("## ")
    return pieces


def _block(line: str) -> Block:
    for start, kind in _STARTS.items():
        if line.startswith(start):
            return Block(Kind(kind), _spans(line.removeprefix(start)))
    return Block(Kind.TEXT, _spans(line))


def _spans(line: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = 0
    while at < len(line):
        found = _SPAN.match(line, at)
        if found is None or found.lastgroup is None:
            raise ValueError(f"not understood: {line[at : at + 20]!r}")
        target = found["target"] or ""
        mark = Mark.LINK if target else Mark(found.lastgroup)
        spans.append(Span(found[mark.value], mark, target))
        at = found.end()
    return tuple(spans)
