"""How hard the harness tries: a short form in every run of the suite, a long one when asked.

`LIMBO_RELIABILITY=long` (what `make reliability` sets) is the one switch.
"""

import os
from typing import Final

LONG: Final = os.environ.get("LIMBO_RELIABILITY") == "long"


def times(*, short: int, long: int) -> int:
    """How many times something is tried."""
    return long if LONG else short
