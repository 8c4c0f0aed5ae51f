"""Coverage-guided fuzzing with atheris: `make fuzz`, or one target by `python -m tests.fuzz.run`.

python -m tests.fuzz.run SECONDS [TARGET…]     a process for each target, two at a time

What a target learns is kept in a folder outside the tree (`LIMBO_FUZZ`, else the system's
temporary one), so that the next run goes on from it.  An input that finds a fault is written
there too: put it into `tests/fuzz/found/TARGET/` with the repair.
"""

import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(os.environ.get("LIMBO_FUZZ", Path(tempfile.gettempdir()) / "limbo-fuzz"))
AT_ONCE: Final = 2
HANG_SECONDS: Final = 20
MEMORY_MB: Final = 1_500
_RUNS: Final = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_FOUND: Final = re.compile(r"Test unit written to (\S+)")


@dataclass(frozen=True, slots=True)
class Run:
    """One target: inputs tried, seconds, and the files of the inputs that found a fault."""

    target: str
    tried: int
    seconds: int
    found: tuple[str, ...]


def main(arguments: list[str]) -> int:
    """Fuzz; returns 1 when a fault was found."""
    if arguments[:1] == ["--one"]:
        _fuzz(arguments[1], int(arguments[2]))
        return 0
    from tests.fuzz.targets import TARGETS

    seconds = int(arguments[0])
    runs = list(fuzz_all(arguments[1:] or list(TARGETS), seconds))
    return 1 if any(run.found for run in runs) else 0


def fuzz_all(names: list[str], seconds: int) -> Iterator[Run]:
    """Run each target for so many seconds, two at a time; yields and prints what came of it."""
    waiting, running = deque(names), dict[str, tuple[subprocess.Popen[bytes], float]]()
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            name = waiting.popleft()
            running[name] = (_started(name, seconds), time.monotonic())
        time.sleep(1)
        for name, (process, start) in list(running.items()):
            if process.poll() is not None:
                del running[name]
                log = (ROOT / f"{name}.log").read_text("utf-8", "replace")
                tried = sum(map(int, _RUNS.findall(log)))
                found = tuple(_FOUND.findall(log))
                if process.returncode and not found:
                    found = (f"ended with {process.returncode}",)
                run = Run(name, tried, round(time.monotonic() - start), found)
                told = f"{name:14} {tried:>10,} inputs {run.seconds:>5} s  {found or ''}"
                print(told, flush=True)  # noqa: T201
                yield run


def _started(name: str, seconds: int) -> subprocess.Popen[bytes]:
    ROOT.mkdir(parents=True, exist_ok=True)
    with (ROOT / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.run", "--one", name, str(seconds)],
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _fuzz(name: str, seconds: int) -> None:
    """Become the fuzzer of one target; never returns."""
    os.nice(19)
    import atheris

    with atheris.instrument_imports(include=["limbo_desktop"]):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]
    learned, seeds = ROOT / name, ROOT / f"{name}-seeds"
    for folder in (learned, seeds):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in target.seeds():
        data = seed[: target.longest]
        (seeds / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={target.longest}",
        f"-timeout={HANG_SECONDS}",
        f"-rss_limit_mb={MEMORY_MB}",
        f"-artifact_prefix={ROOT}/{name}-",
        "-print_final_stats=1",
        str(learned),
        str(seeds),
    ]

    def changed(data: bytes, most: int, seed: int) -> bytes:
        return _changed_json(data, most, seed, atheris.Mutate)

    more = {"custom_mutator": changed} if target.json else {}
    atheris.Setup([name, *options], target.read, **more)
    atheris.Fuzz()


def _changed_json(
    data: bytes, most: int, seed: int, mutate: Callable[[bytes, int], bytes]
) -> bytes:
    """Change one value of a JSON text, or its bytes where it is none (and now and then)."""
    chance = random.Random(seed)
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return mutate(data, most)
    places = list(_places(tree))
    if not places or chance.random() < 0.2:
        return mutate(data, most)
    for _ in range(chance.randint(1, 3)):
        holder, key = chance.choice(places)
        other, from_ = chance.choice(places)
        try:
            value = other[from_]
            holder[key] = chance.choice(
                (
                    *(value, [value], {"a": value}, None, True, -1, 0, 10**30, 1.5, "", []),
                    *(holder[key], str(holder[key])[: chance.randint(0, 40)]),
                    mutate(str(holder[key]).encode()[:200], 200).decode("utf-8", "replace"),
                )
            )
            if chance.random() < 0.2:
                del holder[key]
        except (KeyError, IndexError):
            continue  # it went with the last change
    try:
        out = json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")
    except (ValueError, RecursionError):
        return mutate(data, most)
    return out if len(out) <= most else mutate(data, most)


def _places(value: object) -> Iterator[tuple[Any, Any]]:
    """Every place of a tree of JSON: what holds it, a dictionary or list, and its key there."""
    waiting = deque([value])
    while waiting:
        each = waiting.popleft()
        if isinstance(each, (dict, list)):
            for key in list(each) if isinstance(each, dict) else range(len(each)):
                yield each, key
                waiting.append(each[key])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
