"""Files and folders that appear whole or not at all: made aside, then put in their place."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_PREFIX = ".limbo-"


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `target` when the block ends well and vanishes otherwise.

    Raises FileExistsError when `target` holds something, and OSError as the system gives it.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=target.parent))
    try:
        yield aside
        if target.exists():
            target.rmdir()
        aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def new_file(target: Path) -> Iterator[BinaryIO]:
    """A file to write, for its owner only, which takes the place of `target` at the end.

    It is on the disk before it is renamed.  Raises OSError as the system gives it.
    """
    descriptor, name = tempfile.mkstemp(prefix=_PREFIX, dir=target.parent)
    aside = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as stream:
            yield stream
            to_disk(stream)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def to_disk(stream: BinaryIO) -> None:
    """Let the system write out what was written."""
    stream.flush()
    os.fsync(stream.fileno())
