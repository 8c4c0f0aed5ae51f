"""Reading a case.json: every fault at once, each with its JSON path, or the whole case."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from limbo_desktop.case.json_form import Json, case_from_json
from limbo_desktop.case.records import Case
from limbo_desktop.case.schema import case_schema
from limbo_desktop.case.values import FORMS, Form, Value, is_inside
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_

MAX_DEPTH = 40
"""Objects in objects: limbo-case/1 itself needs eight."""

_LISTS = ("people", "events", "documents", "tasks")
_FORMS_BY_NAME = {value.value: form for value, form in FORMS.items()}


class Files(Protocol):
    """The files that lie beside a case.json."""

    def sha256(self, path: str) -> str:
        """The SHA-256 (hex) of a file; FileNotFoundError, or OutsideFolderError for a link out."""


class OutsideFolderError(Exception):
    """A path leads out of the case folder, for example through a link."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where (`events[3].when`; "$" is the whole), a msgid with its
    placeholders, and the msgid that fills its {wanted} in the reader's language.
    """

    path: str
    message: str
    params: Mapping[str, str]
    wanted: str = ""


class CaseFormatError(PersonError):
    """The file is no case of this format; nothing was imported."""

    message = N_("This is not a case that can be imported. Nothing was changed.")

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__()
        self.faults = faults


def read_case(data: bytes, files: Files | None = None) -> Case:
    """The case that the bytes of a case.json hold.

    With `files` the documents are looked up too and their SHA-256 compared.  Raises
    CaseFormatError with every fault.
    """
    parsed = _parse(data)
    faults = [*_shape_faults(parsed), *_repeated_ids(parsed)]
    if files is not None:
        faults += _file_faults(parsed, files)
    if faults:
        raise CaseFormatError(tuple(faults))
    return case_from_json(parsed)


def _parse(data: bytes) -> Json:
    def refuse(message: str) -> CaseFormatError:
        return CaseFormatError((Fault("$", message, {}),))

    if data.startswith(b"\xef\xbb\xbf"):
        raise refuse(N_("The file begins with a byte order mark."))
    try:
        parsed = json.loads(data.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise refuse(N_("The file is not UTF-8 text.")) from None
    except RecursionError:
        raise refuse(N_("Objects lie too deep inside each other.")) from None
    except ValueError:
        raise refuse(N_("The file is not JSON.")) from None
    if not isinstance(parsed, dict):
        raise refuse(N_("The file holds no JSON object."))
    if _depth_exceeds(parsed, MAX_DEPTH):
        raise refuse(N_("Objects lie too deep inside each other."))
    try:
        json.dumps(parsed, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise refuse(N_("The file holds characters that are no text.")) from None
    return parsed


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _depth_exceeds(value: object, limit: int) -> bool:
    level: list[object] = [value]
    for _ in range(limit):
        inner: list[object] = []
        for item in level:
            if isinstance(item, dict):
                inner.extend(item.values())
            elif isinstance(item, list):
                inner.extend(item)
        if not inner:
            return False
        level = inner
    return True


def _shape_faults(parsed: Json) -> Iterator[Fault]:
    known = {name: {str(entry.get("id")) for _, entry in _entries(parsed, name)} for name in _LISTS}

    def check_reference(
        _validator: object, target: str, instance: object, _schema: object
    ) -> Iterator[ValidationError]:
        if isinstance(instance, str) and instance and instance not in known[target]:
            yield ValidationError(instance)

    checker = FormatChecker(formats=())
    for name, form in _FORMS_BY_NAME.items():
        if form.valid is not None:
            checker.checks(name)(_format_check(form))
    validator = extend(  # type: ignore[no-untyped-call]  # the stubs lack its signature
        Draft202012Validator, {"x-refers-to": check_reference}
    )(case_schema(), format_checker=checker)
    seen: set[tuple[str, str]] = set()
    for error in validator.iter_errors(parsed):
        for fault in _faults_of(error):
            if (fault.path, fault.message) not in seen:
                seen.add((fault.path, fault.message))
                yield fault
    for number, event in _entries(parsed, "events"):
        for place, translation in enumerate(_list(event.get("translations"))):
            by = translation.get("by", "") if isinstance(translation, dict) else ""
            if isinstance(by, str) and by.startswith("person:") and by[7:] not in known["people"]:
                yield Fault(f"events[{number}].translations[{place}].by", _UNKNOWN, {"value": by})


def _format_check(form: Form) -> Callable[[object], bool]:
    """A check that passes what is no string or fails the pattern: those are faults already."""

    def check(value: object) -> bool:
        if not isinstance(value, str) or not re.search(form.pattern, value):
            return True
        return form.valid is None or form.valid(value)

    return check


_UNKNOWN = N_("“{value}” is not in this file.")
_LEAVES = N_("The path “{value}” leaves the folder.")
_TYPES = {
    "object": N_("an object"),
    "array": N_("a list"),
    "string": N_("text"),
    "boolean": N_("true or false"),
    "number": N_("a number"),
}


def _faults_of(error: Any) -> Iterator[Fault]:  # Any: the stubs leave each attribute "unset"
    path = _path(error.absolute_path)
    shown = error.instance if isinstance(error.instance, str) else ""
    match error.validator:
        case "additionalProperties":
            for key in error.instance.keys() - error.schema["properties"].keys():
                inner = _path([*error.absolute_path, key])
                yield Fault(inner, N_("There is no key or field “{key}”."), {"key": key})
        case "required":
            for key in error.validator_value:
                if key not in error.instance:
                    yield Fault(path, N_("The key “{key}” is missing."), {"key": key})
        case "enum" | "const":
            yield Fault(path, N_("“{value}” is none of the words allowed here."), {"value": shown})
        case "type":
            wanted = _TYPES[error.validator_value]
            yield Fault(path, N_("Expected here: {wanted}."), {}, wanted)
        case "pattern" | "format":
            name = error.schema["format"]
            message = N_("“{value}” was found, expected: {wanted}.")
            if name == Value.FILE.value:
                message = _LEAVES
            yield Fault(path, message, {"value": shown}, _FORMS_BY_NAME[name].expected)
        case "minimum":
            yield Fault(path, N_("The number should not be below zero."), {})
        case _:
            yield Fault(path, _UNKNOWN, {"value": shown})


def _path(parts: Iterable[str | int]) -> str:
    path = ""
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path or "$"


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _entries(parsed: Json, name: str) -> list[tuple[int, Json]]:
    """The objects of one list of the file with their places in it."""
    entries = parsed.get(name)
    if not isinstance(entries, list):
        return []
    return [(place, entry) for place, entry in enumerate(entries) if isinstance(entry, dict)]


def _repeated_ids(parsed: Json) -> Iterator[Fault]:
    for name in _LISTS:
        seen: set[str] = set()
        for place, entry in _entries(parsed, name):
            identity = str(entry.get("id", ""))
            if identity and identity in seen:
                message = N_("The id “{id}” is used more than once.")
                yield Fault(f"{name}[{place}].id", message, {"id": identity})
            seen.add(identity)


def _file_faults(parsed: Json, files: Files) -> Iterator[Fault]:
    for number, document in _entries(parsed, "documents"):
        path = document.get("file")
        if not isinstance(path, str) or not path or not is_inside(path):
            continue
        where = f"documents[{number}]"
        try:
            digest = files.sha256(path)
        except FileNotFoundError:
            yield Fault(f"{where}.file", N_("The file “{value}” is missing."), {"value": path})
        except OutsideFolderError:
            yield Fault(f"{where}.file", _LEAVES, {"value": path})
        else:
            expected = document.get("sha256")
            if expected and expected != digest:
                message = N_("The SHA-256 of “{value}” is not the one given.")
                yield Fault(f"{where}.sha256", message, {"value": path})
