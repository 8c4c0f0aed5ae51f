"""Copies a graph of objects into the file that is being written, each object once."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from limbo_desktop.bundle.digest import Node
from limbo_desktop.bundle.going_on import go_on
from limbo_desktop.bundle.pdf_objects import ObjectId, Record, Template

Read = Callable[[ObjectId], Record]


class Target(Protocol):
    """What objects are copied into: a file that is written, or a shelf."""

    @property
    def next_number(self) -> int:
        """The number that `reserve` gives next."""
        ...

    def reserve(self, count: int = 1) -> int:
        """Give numbers for objects that follow; the first of them."""
        ...

    def put_record(self, number: int, record: Record, numbers: Mapping[ObjectId, int]) -> None:
        """Take an object; `numbers` are those that what it refers to has here."""
        ...


_HELD_BYTES: Final = 16 << 20


@dataclass(frozen=True, slots=True)
class _Read:
    """An object that was read; without `record` it is read again when it is written."""

    template: Template
    identity: ObjectId | None
    record: Record | None


class _Held:
    """Objects that are held until all of them could be read: beyond a bound only what they refer
    to, so that a page with many large images takes no more memory than one of them.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._left = _HELD_BYTES

    def keep(self, identity: ObjectId | None, record: Record) -> _Read:
        size = len(record.body.raw) if record.body is not None else 0
        if identity is not None and size > self._left:
            return _Read(record.template, identity, None)
        self._left -= size
        return _Read(record.template, identity, record)

    def whole(self, each: _Read) -> Record:
        if each.record is not None:
            return each.record
        if each.identity is None:
            raise ValueError(each)
        return self._read(each.identity)


class Copier:
    """Copies from one open file.

    `numbers` are objects that others write: they are referred to, not copied.  `nodes` holds for
    each copied object what digests need, by its number in the new file; without `digested` nothing.
    """

    def __init__(
        self,
        target: Target,
        read: Read,
        numbers: Mapping[ObjectId, int] | None = None,
        *,
        digested: bool = True,
    ) -> None:
        self._target = target
        self._read = read
        self._digested = digested
        self.numbers = dict(numbers or {})
        self.nodes: dict[int, Node] = {}

    def copy_object(self, identity: ObjectId) -> int:
        """Copy an object of the open file with all that it refers to; its number.

        Each is written as it is met, one in memory at a time.
        """
        if identity not in self.numbers:
            self.numbers[identity] = self._target.reserve()
            met = deque([identity])
            while met:
                go_on()
                each = met.popleft()
                record = self._read(each)
                for ref in record.template.refs:
                    if ref not in self.numbers:
                        self.numbers[ref] = self._target.reserve()
                        met.append(ref)
                self._put(self.numbers[each], record)
        return self.numbers[identity]

    def copy(self, record: Record) -> int:
        """Copy an object with all that it refers to; its number in the new file.

        Nothing at all is written when something of it cannot be read: what `read` raises goes up.
        """
        first = self._target.next_number
        new: dict[ObjectId, int] = {}
        held = _Held(self._read)
        records = [held.keep(None, record)]
        for each in records:  # grows as references are met
            go_on()
            for ref in each.template.refs:
                if ref not in self.numbers and ref not in new:
                    new[ref] = first + len(records)
                    records.append(held.keep(ref, self._read(ref)))
        self.numbers.update(new)
        self._target.reserve(len(records))
        for number, each in enumerate(records, start=first):
            go_on()
            self._put(number, held.whole(each))
        return first

    def _put(self, number: int, record: Record) -> None:
        self._target.put_record(number, record, self.numbers)
        if self._digested:
            self.nodes[number] = self.node(record)

    def node(self, record: Record) -> Node:
        """What digests need of an object whose references all have numbers."""
        return Node(record.own_digest(), tuple(self.numbers[ref] for ref in record.template.refs))
