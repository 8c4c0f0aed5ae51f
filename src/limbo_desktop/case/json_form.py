"""Records to and from the JSON objects of limbo-case/1.

Empty values are left out when written and stand for absent keys when read; what a reader must
never have to guess (id, kind, file, share) is always written.
"""

import dataclasses
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from limbo_desktop.case import records
from limbo_desktop.case.records import Case
from limbo_desktop.case.values import FieldValue

FORMAT = "limbo-case/1"
Json = dict[str, Any]  # Any: what the json module gives and takes
R = TypeVar("R")

_ALWAYS = frozenset({"id", "kind", "file", "share"})


def to_json(record: object) -> Json:
    """The JSON object of a record of `case.records`; fields of an event stay as they are."""
    written: Json = _converter().unstructure(record)
    return written


def from_json(cls: type[R], data: Mapping[str, object]) -> R:
    """The record that a JSON object of the right shape describes (`case.reading` checks shapes)."""
    return _converter().structure(data, cls)


def case_to_json(case: Case) -> Json:
    """A whole case as the object of case.json, with its format."""
    lists = {"people": case.people, "events": case.events, "documents": case.documents}
    written: Json = {"format": FORMAT, "case": to_json(case.info)}
    for name, entries in {**lists, "tasks": case.tasks}.items():
        written[name] = [to_json(entry) for entry in entries]
    return written


def case_from_json(data: Mapping[str, object]) -> Case:
    """The whole case that the object of a case.json of the right shape describes."""
    renamed = {"info" if key == "case" else key: value for key, value in data.items()}
    renamed.pop("format", None)
    return from_json(Case, renamed)


@lru_cache(maxsize=1)
def _converter() -> Converter:
    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_structure_hook_func(lambda cls: cls == FieldValue, lambda value, _: value)
    for cls in vars(records).values():
        if isinstance(cls, type) and dataclasses.is_dataclass(cls):
            _register(converter, cls)
    return converter


def _register(converter: Converter, cls: type) -> None:
    # Any: cattrs types its own options together with one override for each field
    options: dict[str, Any] = {
        field.name: override(
            rename=field.name.rstrip("_"),
            omit_if_default=field.name not in _ALWAYS,
        )
        for field in dataclasses.fields(cls)
    }
    converter.register_unstructure_hook(cls, make_dict_unstructure_fn(cls, converter, **options))
    converter.register_structure_hook(cls, make_dict_structure_fn(cls, converter, **options))
