"""Dataclasses of `facts` as JSON values, and back with every type checked.

What comes back is written by a process that read a hostile file, so nothing is taken on trust:
a value of another shape is a `WireError`.
"""

import math
import types
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, TypeVar, Union, get_args, get_origin, get_type_hints

from limbo_desktop.render.wire import WireError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def encode(record: "DataclassInstance") -> dict[str, object]:
    """Return the fields of a dataclass as values that `json.dumps` takes."""
    return asdict(record)


def decode(cls: type[T], value: object) -> T:
    """Return the `cls` that `encode` made `value` from.

    Raises:
        WireError: a field is missing, unknown or of another type.
    """
    if not isinstance(value, Mapping) or set(value) != {field.name for field in fields(cls)}:
        raise WireError(cls.__name__)
    hints = _hints(cls)
    return cls(**{name: _value(hints[name], item) for name, item in value.items()})


@cache
def _hints(cls: type) -> Mapping[str, object]:
    return get_type_hints(cls)


def _value(hint: object, value: object) -> object:
    origin = get_origin(hint)
    if origin is tuple:
        return _items(get_args(hint), value)
    if origin is Union or origin is types.UnionType:
        (inner,) = (option for option in get_args(hint) if option is not types.NoneType)
        return None if value is None else _value(inner, value)
    if isinstance(hint, type):
        if is_dataclass(hint):
            return decode(hint, value)
        if issubclass(hint, StrEnum) and isinstance(value, str):
            try:
                return hint(value)
            except ValueError as error:
                raise WireError(hint.__name__) from error
        if hint is float:
            return _finite(value)
        if type(value) is hint:
            return value
    raise WireError(str(hint))


def _finite(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise WireError("float")
    return float(value)


def _items(hints: tuple[object, ...], value: object) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise WireError("list")
    if len(hints) == 2 and hints[1] is Ellipsis:
        return tuple(_value(hints[0], item) for item in value)
    if len(value) != len(hints):
        raise WireError("list")
    return tuple(_value(hint, item) for hint, item in zip(hints, value, strict=True))
