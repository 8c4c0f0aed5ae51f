"""After a lock no process of the program holds the key, the passphrase or a word of the case."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.reliability.table import LeakedError, planted, trial

from limbo_desktop.case.records import Event, Person
from limbo_desktop.vault.key import SALT_BYTES, Key
from limbo_desktop.vault.vault import Vault

PASSPHRASE: Final = "семь воробьёв над дубом 48"
MARKERS: Final = [f"метка{number}زعتر{number * 7919}" for number in range(20)]
TYPED: Final = [f"словечко{number * 6007}" for number in range(20)]

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
    pytest.mark.skipif(
        sys.platform == "linux" and os.geteuid() != 0,
        reason="only root may read the memory of a process that refuses to be read",
    ),
]


def readable(pid: int) -> Iterator[bytes]:
    """Every stretch of a process's memory that it can write, where alone secrets can be."""
    with (
        contextlib.suppress(FileNotFoundError, ProcessLookupError),
        Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory,
    ):
        for line in Path(f"/proc/{pid}/maps").read_text("utf-8").splitlines():
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if found is None:
                continue
            begin, end = int(found[1], 16), int(found[2], 16)
            try:
                memory.seek(begin)
                yield memory.read(end - begin)
            except (OSError, OverflowError, ValueError):
                continue


def family(pid: int) -> list[int]:
    """The process and those that it started, as far as they live."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(each) for at in threads for each in (at / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [pid, *(each for child in children for each in family(child))]


CODINGS: Final = ("utf-8", "utf-16-le", "utf-32-le")
"""How Python, Qt and the file hold words."""

BEGINNINGS: Final = ("метка", "словечко")
"""How all markers and all typed words begin: what has none of them has none of the words."""


def secrets(path: Path) -> dict[str, bytes]:
    """What must not be there, by what it is; words as Python, Qt and the file hold them."""
    key = Key.from_passphrase(PASSPHRASE, path.read_bytes()[:SALT_BYTES])
    found = {"key": bytes(key.raw), "key in hex": key.raw.hex().encode("ascii")}
    for word in (PASSPHRASE, *MARKERS, *TYPED):
        for coding in CODINGS:
            found[f"{word} in {coding}"] = word.encode(coding)
    return found


def held(stretch: bytes, wanted: dict[str, bytes]) -> Iterator[str]:
    """What of `wanted` stands in a stretch of memory, read from end to end as seldom as can be."""
    absent = [each.encode(coding) for each in BEGINNINGS for coding in CODINGS]
    absent = [each for each in absent if each not in stretch]
    for name, secret in wanted.items():
        if not secret.startswith(tuple(absent)) and secret in stretch:
            yield name


def seen(pid: int, wanted: dict[str, bytes]) -> set[str]:
    """What of `wanted` the program holds at this moment, in which it is stopped."""
    os.kill(pid, signal.SIGSTOP)
    try:
        return {
            name
            for each in family(pid)
            for stretch in readable(each)
            for name in held(stretch, wanted)
        }
    finally:
        os.kill(pid, signal.SIGCONT)


def waited(condition: object) -> None:
    """Wait until `condition()` holds, a minute at most."""
    assert callable(condition)
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_lock_leaves_no_secret_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    with Vault.create(path, PASSPHRASE)[0] as vault:
        for number, marker in enumerate(MARKERS):
            vault.people.add(Person(id="", name=marker))
            vault.events.add(Event(id="", kind="note", title=marker, when=f"20{10 + number}"))
        entry = vault.events.add(Event(id="", kind="note", title="x")).id
    secret, words = tmp_path / "secret", tmp_path / "words"
    secret.write_text(f"{PASSPHRASE}\n", "utf-8")
    words.write_text("\n".join(TYPED * 10), "utf-8")
    wanted = secrets(path)
    with subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.reliability.pilot"),
            *(str(path), str(secret), entry, str(words), "lock"),
        ],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            assert program.stdout is not None
            for line in program.stdout:
                if line.startswith(f"typed {len(TYPED) * 9}"):
                    while_open = seen(program.pid, wanted)
                if line == "done\n":
                    break
            command = Path(f"/proc/{program.pid}/cmdline")
            waited(lambda: b"pilot" not in command.read_bytes())
            time.sleep(5)  # until the new window stands
            assert program.poll() is None
            after = seen(program.pid, wanted)
        finally:
            program.kill()
    # A process that has not locked stands for one that keeps what it should not.
    for word in ("key", PASSPHRASE, MARKERS[0], TYPED[0]):
        kept = any(name == word or name.startswith(f"{word} in") for name in while_open)
        planted("a leaked key, passphrase or word in memory", found=kept)
    with trial("watched sessions"):
        if after:
            raise LeakedError(after)
