"""How the worker is started: from the source tree, an installed package, or a frozen app."""

import json
import os
import sys
from pathlib import Path
from typing import Final

WORKER_ARGUMENT: Final = "--render-worker"
"""The hidden argument by which a frozen app's executable becomes a worker."""

_BOOT: Final = (
    "import json, sys; sys.path[:0] = json.loads(sys.argv[1]);"
    " from limbo_desktop.render.worker import main; main()"
)


def is_worker(arguments: list[str]) -> bool:
    """Tell whether a process was started as a worker; the entry point asks this first of all."""
    return WORKER_ARGUMENT in arguments[1:2]


def command() -> list[str]:
    """Return the command line of a worker: isolated from environment and user site."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_ARGUMENT]
    paths = [str(Path(__file__).parents[2]), *(path for path in sys.path if Path(path).is_dir())]
    absolute = [path for path in paths if Path(path).is_absolute()]
    return [sys.executable, "-I", "-B", "-X", "utf8", "-c", _BOOT, json.dumps(absolute)]


def environment() -> dict[str, str]:
    """Return the little that a process needs; nothing of the person's environment."""
    if sys.platform == "win32":
        return {key: os.environ[key] for key in ("SYSTEMROOT", "WINDIR") if key in os.environ}
    # glibc sets 64 MiB of addresses aside for each thread otherwise, and addresses are what counts.
    return {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}
