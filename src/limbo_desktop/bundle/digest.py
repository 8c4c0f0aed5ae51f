"""Digests of parts of a PDF that depend on what is in them, not on how the file numbers it.

A part is walked breadth first from its first object; each object counts with its own bytes and
with the order in which the walk met what it refers to.  So a copy of the part in another file, with
other numbers and packed otherwise, has the same digest, and cycles are no trouble.
"""

import hashlib
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from limbo_desktop.bundle.going_on import asked

Key = int
"""The number of an object in one file."""

_OWN: Final = 32


@dataclass(frozen=True, slots=True)
class Node:
    """An object's own digest and what it refers to, in order."""

    own: bytes
    refs: tuple[Key, ...]


class Row:
    """Nodes of objects with numbers that follow one another, a few bytes each."""

    def __init__(self, first: Key) -> None:
        self._first = first
        self._owns = bytearray()
        self._refs = array("I")
        self._ends = array("I", [0])

    def append(self, node: Node) -> None:
        """Take the node of the next object."""
        self._owns += node.own
        self._refs.extend(node.refs)
        self._ends.append(len(self._refs))

    def __getitem__(self, key: Key) -> Node:
        at = key - self._first
        own = bytes(self._owns[at * _OWN : (at + 1) * _OWN])
        return Node(own, tuple(self._refs[self._ends[at] : self._ends[at + 1]]))


Lookup = Callable[[Key], Node]


@dataclass(frozen=True, slots=True)
class Part:
    """The digest of a part and the objects that it covers."""

    digest: bytes
    covered: frozenset[Key]


def digest_from(
    start: Key, lookup: Lookup, stops: Mapping[Key, bytes], *, covering: bool = True
) -> Part:
    """Digest all that `start` leads to; at a stop its name counts and the walk does not go on.

    What it covers is only said with `covering`.
    """
    order = {start: 0}
    queue = [start]
    digest = hashlib.sha256()
    check = asked()
    for key in queue:  # grows as the walk goes
        check()
        node = lookup(key)
        told = [node.own]
        for ref in node.refs:
            stop = stops.get(ref)
            if stop is not None:
                told.append(b"#%d:" % len(stop) + stop)
                continue
            if ref not in order:
                order[ref] = len(order)
                queue.append(ref)
            told.append(b">%d;" % order[ref])
        digest.update(b"".join(told))
    return Part(digest.digest(), frozenset(order) if covering else frozenset())
