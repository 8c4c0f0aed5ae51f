"""The JSON Schema (draft 2020-12) of limbo-case/1, made from the records and the table of kinds.

The copy in resources/schema is this module's output; a test keeps them equal.
"""

import dataclasses
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from limbo_desktop.case import records
from limbo_desktop.case.json_form import FORMAT
from limbo_desktop.case.kind import Field
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.values import FORMS, WORDS, Value

Schema = dict[str, Any]  # Any: a JSON Schema is a JSON object

_RECORDS = (
    records.Reference,
    records.CaseInfo,
    records.Person,
    records.Account,
    records.Translation,
    records.Participant,
    records.Citation,
    records.Event,
    records.Title,
    records.Obtained,
    records.Translator,
    records.Document,
    records.Source,
    records.Task,
)
_REQUIRED = {
    records.Person: ["id"],
    records.Event: ["id", "kind"],
    records.Document: ["id", "file"],
    records.Task: ["id"],
}


@lru_cache(maxsize=1)
def case_schema() -> Schema:
    """The schema of case.json.

    `format` names the checks that a pattern cannot make ("date": a day that exists; "file": a
    path inside the folder), `x-refers-to` the list in which a referenced id must stand.
    """
    lists = {
        "people": records.Person,
        "events": records.Event,
        "documents": records.Document,
        "tasks": records.Task,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:limbo:case:1",
        "title": FORMAT,
        "type": "object",
        "required": ["format"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "case": _ref("CaseInfo"),
            **{name: _list(_ref(cls.__name__)) for name, cls in lists.items()},
        },
        "$defs": {
            **{cls.__name__: _record(cls) for cls in _RECORDS},
            **{f"fields_{kind.name}": _fields(kind.fields) for kind in KINDS.values()},
        },
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _record(cls: type) -> Schema:
    hints = get_type_hints(cls, include_extras=True)
    properties = {
        field.name.rstrip("_"): _typed(hints[field.name]) for field in dataclasses.fields(cls)
    }
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    if cls in _REQUIRED:
        schema["required"] = _REQUIRED[cls]
    if cls is records.Event:
        schema["allOf"] = [
            {
                "if": {"properties": {"kind": {"const": name}}},
                "then": {"properties": {"fields": _ref(f"fields_{name}")}},
            }
            for name in KINDS
        ]
    return schema


def _typed(hint: object) -> Schema:
    """The schema of an annotation of a record."""
    origin = get_origin(hint)
    if origin is Annotated:
        return value_schema(get_args(hint)[1])
    if origin is tuple:
        return _list(_typed(get_args(hint)[0]))
    if origin is Mapping:
        return {"type": "object"}
    if hint is bool:
        return {"type": "boolean"}
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _ref(hint.__name__)
    raise TypeError(f"no schema for {hint!r}")


def _fields(fields: tuple[Field, ...]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: _field(field) for field in fields},
    }


def _field(field: Field) -> Schema:
    match field.type:
        case Value.CHOICE:
            return {"enum": [*(choice.value for choice in field.choices), ""]}
        case Value.LIST:
            return _list(_fields(field.parts))
        case _:
            return value_schema(field.type)


_COMPOSED: Mapping[Value, Schema] = {
    Value.YES_NO: {"type": "boolean"},
    Value.MINUTES: {"type": "number", "minimum": 0},
    Value.NUMBER: {"type": "number", "minimum": 0},
    Value.PERSON: {"type": "string", "x-refers-to": "people"},
    Value.EVENT: {"type": "string", "x-refers-to": "events"},
    Value.DOCUMENT: {"type": "string", "x-refers-to": "documents"},
    Value.PEOPLE: _list({"type": "string", "x-refers-to": "people"}),
    Value.DOCUMENTS: _list({"type": "string", "x-refers-to": "documents"}),
    Value.CITATIONS: _list(_ref("Citation")),
    Value.KIND: {"enum": list(KINDS)},
    **{value: {"enum": [*words, ""]} for value, words in WORDS.items()},
    **{
        value: {"type": "string", "pattern": form.pattern, "format": value.value}
        for value, form in FORMS.items()
    },
}


def value_schema(value: Value) -> Schema:
    """The schema of one value that needs no more than its type to be known; else free text."""
    return dict(_COMPOSED.get(value, {"type": "string"}))
