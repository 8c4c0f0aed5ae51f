"""Between the parts of a large work what was needed for the first is given back to the system."""

import ctypes
import gc
import sys
from contextlib import suppress

from limbo_desktop.bundle.pages.sheet import forget_layouts

_MANY_PAGES = 2000


def give_back(pages: int) -> None:
    """After so many pages were typeset: forget how their lines were laid out.

    The GNU C library keeps what is freed in small pieces unless it is told to give it back.
    """
    if pages < _MANY_PAGES:
        return
    forget_layouts()
    gc.collect()
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library has no such function
            ctypes.CDLL(None).malloc_trim(0)
