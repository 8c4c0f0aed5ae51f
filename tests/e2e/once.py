"""What is made once in a run of the suite: by the worker that needs it first, for all of them."""

import fcntl
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Once:
    """A folder that the workers of one run have in common."""

    place: Path

    def __call__(self, name: str, make: Callable[[Path], None]) -> Path:
        """The folder of a name, filled by `make` unless it was; others wait for its end.

        What failed in one worker is tried again by the next.
        """
        folder, whole = self.place / name, self.place / f"{name}.whole"
        self.place.mkdir(exist_ok=True)
        with (self.place / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not whole.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                whole.touch()
        return folder
