"""Copies a graph of objects into the file that is being written, each object once."""

from collections.abc import Callable, Mapping

from limbo_desktop.bundle.digest import Node
from limbo_desktop.bundle.pdf_objects import ObjectId, Record
from limbo_desktop.bundle.pdf_writer import Writer

Read = Callable[[ObjectId], Record]


class Copier:
    """Copies from one open file.

    `numbers` are objects that others write: they are referred to, not copied.  `nodes` holds for
    each copied object what digests need, by its number in the new file.
    """

    def __init__(
        self, writer: Writer, read: Read, numbers: Mapping[ObjectId, int] | None = None
    ) -> None:
        self._writer = writer
        self._read = read
        self.numbers = dict(numbers or {})
        self.nodes: dict[int, Node] = {}

    def copy_object(self, identity: ObjectId) -> int:
        """Copy an object of the open file with all that it refers to; its number."""
        if identity not in self.numbers:
            self.numbers[identity] = self._writer.next_number
            self.copy(self._read(identity))
        return self.numbers[identity]

    def copy(self, record: Record) -> int:
        """Copy an object with all that it refers to; its number in the new file.

        Nothing at all is written when something of it cannot be read: what `read` raises goes up.
        """
        first = self._writer.next_number
        new: dict[ObjectId, int] = {}
        records = [record]
        for each in records:  # grows as references are met
            for ref in each.template.refs:
                if ref not in self.numbers and ref not in new:
                    new[ref] = first + len(records)
                    records.append(self._read(ref))
        self.numbers.update(new)
        self._writer.reserve(len(records))
        for number, each in enumerate(records, start=first):
            self._put(number, each)
        return first

    def _put(self, number: int, record: Record) -> None:
        text = record.template.fill(self.numbers)
        if record.body is None:
            self._writer.put(number, text)
        else:
            self._writer.put_stream(number, text, record.body)
        self.nodes[number] = self.node(record)

    def node(self, record: Record) -> Node:
        """What digests need of an object whose references all have numbers."""
        return Node(record.own_digest(), tuple(self.numbers[ref] for ref in record.template.refs))
