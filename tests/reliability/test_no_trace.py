"""A whole session leaves nothing on the machine but the case and what the person asked for.

The real window makes a case, takes files in, shows every document, searches, copies, makes a bundle
and locks; then it is opened again and closed.  All that it does to the machine is watched.
"""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from tests.reliability import points
from tests.reliability.effort import LONG
from tests.reliability.table import LeakedError, planted, trial
from tests.reliability.watching import Session, holding, watch
from tests.reliability.work import CASE, DATA

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="strace and Xvfb are of Linux")

DONE: Final = {"create", "type", "copy", "attach", "view", "search", "screens", "bundle"}
SHARED: Final = [Path(each) for each in ("/tmp", "/var/tmp", "/dev/shm", "/run/user")]


@dataclass(frozen=True)
class Machine:
    """A person's computer: an empty home, a display, a folder for the case."""

    root: Path
    display: str
    words: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where the case lies."""
        return self.root / "place"

    @property
    def secret(self) -> Path:
        """What is typed, the passphrase first: the hands of the test read it."""
        return self.root / "words"

    @property
    def environment(self) -> dict[str, str]:
        """Only what a desktop gives."""
        home = self.root / "home"
        places = {
            "XDG_CONFIG_HOME": ".config",
            "XDG_DATA_HOME": ".local/share",
            "XDG_CACHE_HOME": ".cache",
            "XDG_STATE_HOME": ".local/state",
        }
        shown = {"DISPLAY": self.display} if self.display else {"QT_QPA_PLATFORM": "offscreen"}
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        return {
            **kept,
            **shown,
            **{name: str(home / path) for name, path in places.items()},
            "HOME": str(home),
            "TMPDIR": str(self.root / "tmp"),
            "XDG_RUNTIME_DIR": str(self.root / "run"),
            "LANG": "C.UTF-8",
            # A checkout keeps compiled modules beside its source; an installed program does not.
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def run(self, papers: str) -> Session:
        """A session in the window."""
        command = [sys.executable, "-m", "tests.reliability.whole_session"]
        return watch(
            [*command, str(self.folder), str(self.secret), papers],
            self.environment,
            self.root / "own" / "log",
            traced=points.tracing_is_permitted(),
            afterwards=20.0 if LONG else 8.0,
        )

    def around(self) -> dict[str, bytes]:
        """Everything in the home and in the folders for passing things."""
        return {
            str(path): path.read_bytes() if path.is_file() else b""
            for name in ("home", "tmp", "run")
            for path in sorted((self.root / name).rglob("*"))
        }


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server that only a local socket leads to; "" where there is none."""
    server = shutil.which("Xvfb")
    if server is None:
        yield ""
        return
    reading, writing = os.pipe()
    with subprocess.Popen(
        [server, "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield f":{number}"
        process.terminate()


@pytest.fixture
def machine(tmp_path: Path, display: str) -> Machine:
    """A computer on which nobody has worked yet, and words that are nowhere else in the world."""
    for name in ("home", "tmp", "run", "place", "own"):
        (tmp_path / name).mkdir(mode=0o700)
    chance = [secrets.token_hex(5) for _ in range(4)]
    words = (
        f"sparrow over the {chance[0]} oak",
        f"zebra{chance[1]}",
        f"снегирь{chance[2]}",
        f"زعتر{chance[3]}",
    )
    made = Machine(tmp_path, display, words)
    made.secret.write_text("\n".join(words) + "\n", "utf-8")
    return made


def papers(machine: Machine) -> str:
    """The list of what is taken in: the words in a file's text and name, documents of a case."""
    source = machine.root / "own" / f"{machine.words[1]}.txt"
    source.write_text(" ".join(machine.words[1:]), "utf-8")
    found = sorted((CASE / "documents").iterdir())
    if LONG:
        found += sorted(each for each in (DATA / "messages").rglob("*") if each.is_file())
    few = [each for each in found if each.name in {"povestka_foto.jpg", "todistus_silta.pdf"}]
    listed = machine.root / "own" / "papers"
    listed.write_text("\n".join(map(str, [source, *(found if LONG else few)])), "utf-8")
    return str(listed)


def no_trace(machine: Machine, session: Session, before: dict[str, bytes]) -> None:
    """Raise LeakedError with what was left, sent or shown."""
    allowed = (str(machine.folder / "case.limbo"), str(machine.folder / "evidence.pdf"))
    strangers = [path for path in session.seen.strangers(allowed) if path != str(machine.folder)]
    named = (str(machine.folder), str(machine.root / "own"), str(machine.secret))
    holders = {
        path: word
        for path, word in holding([machine.root, *SHARED], machine.words, session.began).items()
        if not path.startswith(named)
    }
    shown = [
        line
        for line in (*session.seen.started(), *session.said, session.told)
        for word in machine.words
        if word in line and "did" not in line
    ]
    titles = {line.partition(" ")[2] for line in session.said if line.startswith("title")}
    left = {path for path, data in machine.around().items() if before.get(path) != data}
    found = {
        "sockets of a network": session.seen.network,
        "written elsewhere": strangers,
        "words of the case in": holders,
        "words in arguments, environment or output": shown,
        "titles of windows": sorted(titles - {"", "Limbo"}),
        "new beside the case": sorted(left),
    }
    if any(found.values()):
        raise LeakedError(repr({name: what for name, what in found.items() if what}))


def test_a_whole_session_leaves_no_trace(machine: Machine) -> None:
    before = machine.around()
    with trial("watched sessions"):
        session = machine.run(papers(machine))
        assert {line.split()[1] for line in session.said if line.startswith("did")} == DONE
        assert "done" in session.said, session.told
        no_trace(machine, session, before)
    with trial("watched sessions"):
        session = machine.run("again")
        assert session.said[-1] == "done", session.told
        assert session.code == 0, session.told
        no_trace(machine, session, before)
        assert {each.name for each in machine.folder.iterdir()} == {"case.limbo", "evidence.pdf"}


FAULTS: Final = {
    "a temporary file with content": "import tempfile; tempfile.mkstemp()[0]; "
    "open(tempfile.gettempdir() + '/x', 'w').write(open(sys.argv[1]).read())",
    "a socket of a network": "import socket; socket.socket()",
    "a word in the environment": "import os, subprocess; word = open(sys.argv[1]).readline(); "
    "subprocess.run(['true'], env={**os.environ, 'CASE': word})",
    "a word on the standard output": "print(open(sys.argv[1]).read())",
    "a title with a word": "print('title ' + open(sys.argv[1]).readline())",
}


@pytest.mark.parametrize("sort", FAULTS)
def test_each_sort_of_trace_is_found(sort: str, machine: Machine) -> None:
    if sort != "a temporary file with content" and not points.tracing_is_permitted():
        pytest.skip("strace is missing or may not hold a process here")
    before = machine.around()
    command = [sys.executable, "-I", "-c", f"import sys; {FAULTS[sort]}", str(machine.secret)]
    session = watch(
        command,
        machine.environment,
        machine.root / "own" / "log",
        traced=points.tracing_is_permitted(),
    )
    assert session.code == 0, session.told
    try:
        no_trace(machine, session, before)
    except LeakedError:
        planted(sort, found=True)
    else:
        planted(sort, found=False)


def test_a_process_that_leaves_nothing_is_not_accused(machine: Machine) -> None:
    before = machine.around()
    command = [sys.executable, "-I", "-c", "print('title Limbo')"]
    log = machine.root / "own" / "log"
    traced = points.tracing_is_permitted()
    no_trace(machine, watch(command, machine.environment, log, traced=traced), before)
