"""No copy of this process's memory on disk: no core dump, and no other program may read it."""

import contextlib
import sys
from typing import Final

_PR_SET_DUMPABLE: Final = 4


def refuse_dumps() -> tuple[str, ...]:
    """Refuse core dumps and debuggers for good; returns the names of what holds.

    Sources: setrlimit(2), prctl(2) PR_SET_DUMPABLE.  Windows writes no dump of a program on its
    own unless a person set that up; there is nothing to refuse there.
    """
    held = []
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            held.append("core")
    if sys.platform == "linux":
        import ctypes

        if ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, ctypes.c_ulong(0), 0, 0, 0) == 0:
            held.append("not_dumpable")
    return tuple(held)
