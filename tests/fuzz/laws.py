"""What holds for every parser whatever it is given: it answers, or it refuses in our own words.

A refusal of ours is a `PersonError`.  What a library says of a damaged file (its own code raised
it) is a refusal too where the render process makes one of it.  Any error that our own code
stumbles over is a finding.
"""

import json
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from xml.parsers import expat

import limbo_desktop
from limbo_desktop.errors import PersonError
from limbo_desktop.render.codec import decode, encode

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
R = TypeVar("R", bound="DataclassInstance")

_OURS = str(Path(limbo_desktop.__file__).parent)
_SAID_BY_C = (expat.ExpatError, zlib.error, lzma.LZMAError, EOFError)
"""Raised by libraries that have no Python frame of their own."""
_BUGS = (AttributeError, NameError, ImportError, PermissionError, AssertionError)
"""The render process calls these its own faults: see `render/worker.py`."""


class Finding(AssertionError):  # noqa: N818 - what a run looks for, not an error of the harness
    """A parser stumbled, or what it returned does not hold."""


def refused(call: Callable[[], T]) -> T | None:
    """Return what a parser returns, None for a refusal.

    Raises:
        Finding: our own code stumbled.
    """
    try:
        return call()
    except (PersonError, RecursionError):
        return None  # the render process says "damaged" for what nests too deep
    except Exception as error:
        if _stumbled(error):
            raise Finding(f"{type(error).__name__}: {error}") from error
        return None


def _stumbled(error: Exception) -> bool:
    if isinstance(error, _BUGS):
        return True
    if isinstance(error, _SAID_BY_C):
        return False
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_code.co_filename.startswith(_OURS)


def crosses(cls: type[R], record: R) -> None:
    """What the worker found comes out of the pipe as it went in, checked as untrusted.

    Raises:
        Finding: it does not.
    """
    sent = json.dumps(encode(record), ensure_ascii=True)
    if decode(cls, json.loads(sent)) != record:
        raise Finding(f"{cls.__name__} is another one behind the pipe")


def hold(law: bool, said: str) -> None:
    """Raise a Finding that says what does not hold, unless it does."""
    if not law:
        raise Finding(said)
