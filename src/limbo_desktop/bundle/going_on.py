"""Whether to go on: asked wherever a bundle is made, between steps that each take a moment.

What is asked is set once around the work, so that the innermost loop can ask it: a paragraph that
is laid out, an object that is copied, a piece of an original.  In a thread of its own nothing is
asked; whoever waits for it asks meanwhile.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

Check = Callable[[], None]
"""Raises something to stop the work."""


def _always() -> None:
    """Nobody wants it to stop."""


_CHECK: Final[ContextVar[Check]] = ContextVar("check", default=_always)


@contextmanager
def asking(check: Check) -> Iterator[None]:
    """Have `go_on` ask `check` while the block lasts."""
    before = _CHECK.set(check)
    try:
        yield
    finally:
        _CHECK.reset(before)


def go_on() -> None:
    """Ask whether to go on; what `check` raises goes up."""
    _CHECK.get()()


def asked() -> Check:
    """What `go_on` asks."""
    return _CHECK.get()
