"""How much work a page is that draws forms inside forms: ten in ten in ten… never end.

A page like that would keep whoever opens the bundle waiting for ever, so it is not taken over.
"""

import re
from collections.abc import Iterator
from typing import Final

from pikepdf import Dictionary, Name, Object, Stream

from limbo_desktop.bundle.takeover import NotTakenOverError, streams, unpacked

WORK: Final = 512 << 20
"""Bytes of operators that a page may come to, however often they are drawn."""

_ENDLESS: Final = WORK + 1
_DEEPEST: Final = 28
"""Drawings inside drawings; readers give up at about that many."""
_CALL: Final = re.compile(rb"/([^\s/<>()\[\]{}%]+)\s+Do\b")


class DrawingWork:
    """Weighs the pages of one file; what several pages draw is weighed once."""

    def __init__(self) -> None:
        self._weighed: dict[tuple[int, int], int] = {}

    def refuse_endless(self, contents: object, resources: object) -> None:
        """Weigh a page.

        Raises:
            NotTakenOverError: it draws more than `WORK`, or a form inside itself, or is damaged.
        """
        inner = _drawn_within(resources)
        if not inner:
            return
        data = b"\n".join(map(unpacked, streams(contents)))
        if self._weight(data, inner, 0) > WORK:
            raise NotTakenOverError("endless")

    def _weight(self, data: bytes, inner: dict[bytes, Stream], deep: int) -> int:
        weight = len(data)
        calls = _CALL.findall(data)
        for name in set(calls) & inner.keys():
            weight += calls.count(name) * self._of(inner[name], deep + 1)
            if weight > WORK:
                return _ENDLESS
        # patterns and letters draw without being called by name: once is the least
        return weight + sum(self._of(inner[name], deep + 1) for name in inner.keys() - set(calls))

    def _of(self, form: Stream, deep: int) -> int:
        key = form.objgen
        known = self._weighed.get(key)
        if known is not None:
            return known
        if deep > _DEEPEST:
            return _ENDLESS
        self._weighed[key] = _ENDLESS  # until it is known: a form that draws itself
        inner = _drawn_within(form.get("/Resources"))
        length = self._weight(unpacked(form), inner, deep) if inner else _size(form)
        self._weighed[key] = length
        return length


def _size(form: Stream) -> int:
    """The least that a form without others is: its bytes as they are packed."""
    length = form.get("/Length")
    return length if isinstance(length, int) else 0


def _drawn_within(resources: object) -> dict[bytes, Stream]:
    """The drawings that resources hold, by their names: forms, and tiles of patterns."""
    return dict(_drawings(resources))


def _drawings(resources: object) -> Iterator[tuple[bytes, Stream]]:
    if not isinstance(resources, Dictionary):
        return
    for kind in ("/XObject", "/Pattern"):
        entries: Object | None = resources.get(kind)
        if not isinstance(entries, Dictionary):
            continue
        for name, each in entries.items():
            if isinstance(each, Stream) and (
                kind == "/Pattern" or each.get("/Subtype") == Name.Form
            ):
                yield name[1:].encode(), each
