"""A record and the JSON body of its row, one from the other."""

import json
from collections.abc import Mapping
from typing import Final

from limbo_desktop.case.json_form import from_json, to_json
from limbo_desktop.case.records import Document, Event, Person, Record, Task

CLASSES: Final[Mapping[str, type[Record]]] = {
    "person": Person,
    "event": Event,
    "document": Document,
    "task": Task,
}
"""The type of a row and the record it holds."""


def encoded(record: object) -> str:
    """The JSON body of a record."""
    return json.dumps(to_json(record), ensure_ascii=False, separators=(",", ":"))


def decoded(type_: str, body: str) -> Record:
    """The record that a row of the type holds."""
    return from_json(CLASSES[type_], json.loads(body))


def type_of(record: Record) -> str:
    """The type of the row that holds the record."""
    return type(record).__name__.lower()
