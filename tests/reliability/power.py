"""What a disk may hold after a power cut: a recorded run, replayed with a disk that forgets.

The run is recorded by strace, with every byte that it wrote.  A disk keeps what was flushed by
fsync, and of what was written since then whatever it likes: nothing, all, some of the writes, in
any order, some of them torn into pieces of 4096 bytes.  Names that were given, changed or taken
away outlast the cut in the order in which that was done, surely only after an fsync of their
folder.  Source: fsync(2), and what the file systems of Linux promise (ext4's data=writeback is the
weakest of them).
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

TORN: Final = 4096

_LINE: Final = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)(.*)", re.DOTALL)
_ARGUMENT: Final = re.compile(
    r'"((?:\\x[0-9a-f]{2})*)"'  # a text or bytes
    r"|(\w+)<((?:\\x[0-9a-f]{2}|[^>\\])*)>(?:\(deleted\))?"  # a descriptor with its path
    r"|([^,\s]+)"  # a number or flags
)


def recording() -> list[str]:
    """What makes strace record a run."""
    return ["-xx", "-s", str(1 << 26), "-e", f"trace={','.join(_HANDLERS)}"]


def forgetful() -> list[str]:
    """The same, and no fsync is done although each says that it was: a planted fault."""
    return [*recording(), "-e", "inject=fsync,fdatasync:retval=0"]


@dataclass(frozen=True)
class Write:
    """Bytes at a place of a file."""

    file: int
    offset: int
    data: bytes


@dataclass(frozen=True)
class Cut:
    """A file's new length."""

    file: int
    length: int


@dataclass(frozen=True)
class Flushed:
    """A file is on the disk as it is."""

    file: int


@dataclass(frozen=True)
class Named:
    """A name now leads to a file, to nothing (None), or to a folder (FOLDER)."""

    path: str
    file: int | None


@dataclass(frozen=True)
class Moved:
    """What had one name has another, with all that is in it."""

    old: str
    path: str


@dataclass(frozen=True)
class NamesFlushed:
    """The names in a folder are on the disk."""

    folder: str


@dataclass(frozen=True)
class Said:
    """What the program said: from here on it must be true."""

    lines: tuple[str, ...]


Step = Write | Cut | Flushed | Named | Moved | NamesFlushed | Said
FOLDER: Final = -1


@dataclass
class Recorder:
    """Reads a trace into the steps that concern one folder."""

    folder: str
    files: dict[str, int] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    _open: dict[int, tuple[int, int]] = field(default_factory=dict)  # descriptor: file, position
    _folders: dict[int, str] = field(default_factory=dict)
    _count: int = 0
    _heard: str = ""

    def read(self, trace: str) -> None:
        """Add every line of a trace."""
        for line in trace.splitlines():
            found = _LINE.match(line)
            if found is not None and int(found[3]) >= 0:
                call, arguments = found[1], list(_arguments(found[2]))
                done = "(INJECTED)" not in found[4]
                handler = _HANDLERS.get(call)
                if handler is not None:
                    handler(self, arguments, int(found[3]), done=done)

    def _inside(self, path: str) -> bool:
        return path.startswith(f"{self.folder}/")

    def _new(self) -> int:
        self._count += 1
        return self._count + 1_000_000

    def _openat(self, arguments: list[str], result: int, *, done: bool) -> None:
        path = arguments[1] if arguments[1].startswith("/") else f"{arguments[0]}/{arguments[1]}"
        flags = arguments[2]
        self._open.pop(result, None)
        self._folders.pop(result, None)
        if path == self.folder or self.files.get(path) == FOLDER:
            if "O_TMPFILE" in flags:
                self._open[result] = (self._new(), 0)
            else:
                self._folders[result] = path
        elif self._inside(path):
            if path not in self.files:
                self._name(path, self._new())
            self._open[result] = (self.files[path], 0)
            if "O_TRUNC" in flags:
                self.steps.append(Cut(self.files[path], 0))

    def _name(self, path: str, file: int | None) -> None:
        if file is None:
            self.files.pop(path, None)
        else:
            self.files[path] = file
        self.steps.append(Named(path, file))

    def _close(self, arguments: list[str], _result: int, *, done: bool) -> None:
        self._open.pop(int(arguments[0]), None)
        self._folders.pop(int(arguments[0]), None)

    def _pwrite64(self, arguments: list[str], result: int, *, done: bool) -> None:
        if int(arguments[0]) in self._open:
            file, _ = self._open[int(arguments[0])]
            data = arguments[1].encode("latin-1")[:result]
            self.steps.append(Write(file, int(arguments[3]), data))

    def _write(self, arguments: list[str], result: int, *, done: bool) -> None:
        number, data = int(arguments[0]), arguments[1].encode("latin-1")[:result]
        if number == 1:
            self._heard += data.decode("utf-8", "replace")
            whole, _, self._heard = self._heard.rpartition("\n")
            if whole:
                self.steps.append(Said(tuple(whole.splitlines())))
        elif number in self._open:
            file, position = self._open[number]
            self.steps.append(Write(file, position, data))
            self._open[number] = (file, position + result)

    def _lseek(self, arguments: list[str], result: int, *, done: bool) -> None:
        if int(arguments[0]) in self._open:
            self._open[int(arguments[0])] = (self._open[int(arguments[0])][0], result)

    def _ftruncate(self, arguments: list[str], _result: int, *, done: bool) -> None:
        if int(arguments[0]) in self._open:
            self.steps.append(Cut(self._open[int(arguments[0])][0], int(arguments[1])))

    def _fsync(self, arguments: list[str], _result: int, *, done: bool) -> None:
        number = int(arguments[0])
        if not done:
            return
        if number in self._folders:
            self.steps.append(NamesFlushed(self._folders[number]))
        elif number in self._open:
            self.steps.append(Flushed(self._open[number][0]))

    def _rename(self, arguments: list[str], _result: int, *, done: bool) -> None:
        old, new = self._two(arguments)
        if not self._inside(new) or old not in self.files:
            return
        _move(self.files, old, new)
        self.steps.append(Moved(old, new))

    def _link(self, arguments: list[str], _result: int, *, done: bool) -> None:
        old, new = self._two(arguments)
        if not self._inside(new):
            return
        if old.startswith("/proc/self/fd/"):
            self._name(new, self._open[int(old.rpartition("/")[2])][0])
        elif old in self.files:
            self._name(new, self.files[old])

    def _two(self, arguments: list[str]) -> tuple[str, str]:
        """The two paths of a call with or without descriptors of their folders."""
        if arguments[0].startswith("/"):
            return arguments[0], arguments[1]
        return self._at(*arguments[:2]), self._at(*arguments[2:4])

    def _at(self, folder: str, path: str) -> str:
        if path.startswith("/") or not folder.isdigit():
            return path
        return f"{self._folders.get(int(folder), '')}/{path}"

    def _unlink(self, arguments: list[str], _result: int, *, done: bool) -> None:
        path = arguments[0] if arguments[0].startswith("/") else self._at(*arguments[:2])
        if path in self.files:
            self._name(path, None)

    def _mkdir(self, arguments: list[str], _result: int, *, done: bool) -> None:
        if self._inside(arguments[0]):
            self._name(arguments[0], FOLDER)


_HANDLERS: Final = {
    "openat": Recorder._openat,
    "close": Recorder._close,
    "lseek": Recorder._lseek,
    "pwrite64": Recorder._pwrite64,
    "write": Recorder._write,
    "ftruncate": Recorder._ftruncate,
    "fsync": Recorder._fsync,
    "fdatasync": Recorder._fsync,
    "rename": Recorder._rename,
    "renameat": Recorder._rename,
    "renameat2": Recorder._rename,
    "link": Recorder._link,
    "linkat": Recorder._link,
    "unlink": Recorder._unlink,
    "unlinkat": Recorder._unlink,
    "rmdir": Recorder._unlink,
    "mkdir": Recorder._mkdir,
}
"""What is done for each call of a trace."""


def _arguments(text: str) -> Iterator[str]:
    for found in _ARGUMENT.finditer(text):
        if found[1] is not None:
            yield _unescaped(found[1])
        elif found[2] is not None:
            yield found[2]
        elif found[4] is not None:
            yield found[4]


def _unescaped(text: str) -> str:
    """Hexadecimal escapes as characters of one byte each; paths are ASCII in these tests."""
    return bytes.fromhex(text.replace("\\x", "")).decode("latin-1")


@dataclass(frozen=True)
class Recording:
    """The files that there were, what was done, in order."""

    folder: Path
    before: dict[str, bytes]
    steps: tuple[Step, ...]

    def said(self, until: int) -> list[str]:
        """What had been said before the cut."""
        return [
            line for step in self.steps[:until] if isinstance(step, Said) for line in step.lines
        ]

    def boundaries(self) -> list[int]:
        """Before and behind each flush, and behind each thing said: where cuts are told apart."""
        found = set()
        for place, step in enumerate(self.steps):
            if isinstance(step, Flushed | NamesFlushed):
                found |= {place, place + 1}
            elif isinstance(step, Said):
                found.add(place + 1)
        return sorted(found | {len(self.steps)})

    def after(self, until: int, chance: random.Random, kept: float) -> dict[str, bytes | None]:
        """The files of a disk whose power went off before step `until`; None is a folder.

        Of what was not flushed a share of `kept` is there: 0 nothing, 1 all of it.
        """
        steps = self.steps[:until]
        flushed: dict[int, int] = {}
        synced: dict[str, int] = {}
        for place, step in enumerate(steps):
            if isinstance(step, Flushed):
                flushed[step.file] = place
            elif isinstance(step, NamesFlushed):
                synced[step.folder] = place
        contents = {number: bytearray(data) for number, data in enumerate(self.before.values())}
        for place, step in enumerate(steps):
            if isinstance(step, Write | Cut):
                sure = place < flushed.get(step.file, -1)
                _apply(contents.setdefault(step.file, bytearray()), step, sure, chance, kept)
        return self._named(steps, synced, contents, chance, kept)

    def _named(
        self,
        steps: tuple[Step, ...],
        synced: dict[str, int],
        contents: dict[int, bytearray],
        chance: random.Random,
        kept: float,
    ) -> dict[str, bytes | None]:
        names: dict[str, int] = {path: number for number, path in enumerate(self.before)}
        unsure = [
            place
            for place, step in enumerate(steps)
            if isinstance(step, Named | Moved) and place > synced.get(_parent(step.path), -1)
        ]
        many = round(len(unsure) * kept) if kept in {0.0, 1.0} else chance.randint(0, len(unsure))
        lost = set(unsure[many:])
        for place, step in enumerate(steps):
            if place in lost:
                continue
            if isinstance(step, Moved):
                _move(names, step.old, step.path)
            elif isinstance(step, Named) and step.file is None:
                names.pop(step.path, None)
            elif isinstance(step, Named) and step.file is not None:
                names[step.path] = step.file
        return {
            path: None if file == FOLDER else bytes(contents.get(file, b""))
            for path, file in names.items()
        }


def _move(names: dict[str, int], old: str, new: str) -> None:
    """Give a file, or a folder with what is in it, another name."""
    for path in [each for each in names if each == old or each.startswith(f"{old}/")]:
        names[new + path[len(old) :]] = names.pop(path)


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _apply(
    content: bytearray, step: Write | Cut, sure: bool, chance: random.Random, kept: float
) -> None:
    if isinstance(step, Cut):
        if sure or chance.random() < kept:
            del content[step.length :]
            content.extend(bytes(step.length - len(content)))
        return
    for start in range(0, len(step.data), TORN):
        if sure or chance.random() < kept:
            piece, offset = step.data[start : start + TORN], step.offset + start
            if len(content) < offset:
                content.extend(bytes(offset - len(content)))
            content[offset : offset + len(piece)] = piece


def recorded(trace: str, folder: Path, before: dict[str, bytes]) -> Recording:
    """The recording of a trace; `before` are the files of the folder by path when it began."""
    recorder = Recorder(str(folder), {path: number for number, path in enumerate(before)})
    recorder.read(trace)
    return Recording(folder, before, tuple(recorder.steps))


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder by path."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def put(files: dict[str, bytes | None], folder: Path, to: Path) -> None:
    """Write the files of a disk into another folder."""
    for path, data in sorted(files.items()):
        target = to / Path(path).relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        if data is None:
            target.mkdir(exist_ok=True)
        else:
            target.write_bytes(data)
            target.chmod(0o600)
