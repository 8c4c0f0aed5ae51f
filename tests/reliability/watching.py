"""Watches everything that the program and its helpers do to the machine, from outside.

strace notes each file that is made, changed or opened for writing, each socket, each program that
is started with what it is told; afterwards the disk is searched for the words of the case.
"""

import contextlib
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CALLS: Final = (
    *("open", "openat", "openat2", "creat", "mkdir", "mkdirat", "mknod", "mknodat", "truncate"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"),
    *("execve", "execveat", "socket", "connect", "sendto"),
)
_NETWORK: Final = re.compile(r"\bAF_(INET6?|PACKET|BLUETOOTH|VSOCK)\b|sa_family=AF_INET")
_WRITING: Final = re.compile(r"\bO_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)\b")
_CALL: Final = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)$")
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_AT: Final = re.compile(r"(?:AT_FDCWD|\d+)<([^>]*)>")
_LARGEST_SEARCHED: Final = 64 * 1024 * 1024

DEVICES: Final = ("/dev/null", "/dev/tty", "/dev/urandom", "/dev/random", "/proc/self/")
"""Where a write leaves nothing."""


@dataclass(frozen=True)
class Watched:
    """What was seen: every call that can leave a trace."""

    lines: tuple[str, ...]

    @property
    def network(self) -> list[str]:
        """Every call that concerns a socket of a network."""
        return [line for line in self.lines if _NETWORK.search(line)]

    def written(self) -> Iterator[str]:
        """Every path that was opened for writing, made, renamed to."""
        for line in self.lines:
            found = _CALL.match(line)
            if found is None or re.search(r"= -1 E\w+", line) or found[1] in _HARMLESS:
                continue
            if found[1].startswith("open") and not _WRITING.search(found[2]):
                continue
            paths = _QUOTED.findall(found[2])
            if paths:
                yield _whole(found[2], paths[-1] if found[1] in _TWO else paths[0])

    def started(self) -> list[str]:
        """Every program that was started, with its arguments and its environment."""
        return [line for line in self.lines if "execve" in line and "= 0" in line]

    def strangers(self, allowed: Iterable[str]) -> list[str]:
        """The paths that were written and begin like none of `allowed`."""
        beginnings = (*allowed, *DEVICES)
        return sorted({path for path in self.written() if not path.startswith(beginnings)})


_HARMLESS: Final = frozenset({"execve", "execveat", "socket", "connect", "sendto"})
_TWO: Final = frozenset(
    {"rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"}
)


def _whole(arguments: str, path: str) -> str:
    """The path from the root, where a descriptor of its folder stands before it."""
    if path.startswith("/"):
        return path
    folders = _AT.findall(arguments.partition(f'"{path}"')[0])
    return f"{folders[-1] if folders else '?'}/{path}"


def watched(trace: str) -> Watched:
    """What a trace of strace saw; a call that was interrupted by another thread is put together."""
    waiting: dict[str, str] = {}
    lines: list[str] = []
    for line in trace.splitlines():
        pid, _, rest = line.partition(" ")
        rest = rest.strip()
        if rest.endswith("<unfinished ...>"):
            waiting[pid] = rest.removesuffix("<unfinished ...>")
        elif rest.startswith("<... "):
            lines.append(f"{pid} {waiting.pop(pid, '')}{rest.partition('resumed>')[2]}")
        else:
            lines.append(f"{pid} {rest}")
    return Watched(tuple(lines))


def under_strace(log: Path) -> list[str]:
    """What to put before a command so that it and all that it starts are watched."""
    return [
        *("strace", "-f", "-y", "-v", "-s", "65536", "--seccomp-bpf", "-o", str(log)),
        *("-e", f"trace={','.join(CALLS)}", "-e", "signal=none"),
    ]


def holding(folders: Sequence[Path], words: Sequence[str], since: float) -> dict[str, str]:
    """The files that were changed since a time and hold one of the words, by path; in UTF-8 and in
    the two UTF-16 that programs keep text in, also as part of a file's name.
    """
    wanted = {
        word.encode(coding): word
        for word in words
        for coding in ("utf-8", "utf-16-le", "utf-16-be")
    }
    found = {}
    for path in _changed(folders, since):
        named = next((word for word in words if word in path.name), None)
        if named is not None:
            found[str(path)] = named
            continue
        try:
            data = path.read_bytes()
        except OSError:
            continue
        for secret, word in wanted.items():
            if secret in data:
                found[str(path)] = word
    return found


def _changed(folders: Sequence[Path], since: float) -> Iterator[Path]:
    for folder in folders:
        for root, _, names in os.walk(folder):
            for name in names:
                path = Path(root) / name
                try:
                    status = path.lstat()
                except OSError:
                    continue
                recent = max(status.st_mtime, status.st_ctime) >= since
                if recent and path.is_file() and status.st_size <= _LARGEST_SEARCHED:
                    yield path


@dataclass(frozen=True)
class Session:
    """A finished run: its code, what it said and told, what was seen of it, and when it began."""

    code: int
    said: tuple[str, ...]
    told: str
    seen: Watched
    began: float


def watch(
    command: Sequence[str],
    environment: Mapping[str, str],
    log: Path,
    *,
    traced: bool = True,
    afterwards: float = 5.0,
) -> Session:
    """Run a command, under strace if it may be `traced`, and collect what is seen of it.

    What still runs so many seconds after it said "done" is asked to end: after a lock the window
    waits for a passphrase.
    """
    began = time.time() - 1
    told = log.with_suffix(".told")
    log.touch()
    with (
        told.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            [*(under_strace(log) if traced else []), *command],
            env=dict(environment),
            stdout=subprocess.PIPE,
            stderr=errors,
            stdin=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        ) as process,
    ):
        assert process.stdout is not None
        timer: threading.Timer | None = None
        said = []
        for line in process.stdout:
            said.append(line.rstrip("\n"))
            if line == "done\n":
                timer = threading.Timer(afterwards, _terminate, [process.pid])
                timer.start()
        process.wait(60)
        if timer is not None:
            timer.cancel()
    trace = log.read_text("utf-8", "backslashreplace")
    return Session(process.returncode, tuple(said), told.read_text("utf-8"), watched(trace), began)


def _terminate(leader: int) -> None:
    """End everything of a session of processes."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGTERM)
