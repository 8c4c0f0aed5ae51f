"""Killed at any moment of any work: the vault opens, and what was said to be saved is there.

The real program runs in a process of its own and gets SIGKILL after a random time: once each kind
of work in the suite, more than five hundred times in all in the long form.
"""

import contextlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from tests.e2e.support import PASSPHRASE
from tests.reliability.effort import times
from tests.reliability.table import trial

from limbo_desktop.bundle.verify import verify
from limbo_desktop.case.records import Document
from limbo_desktop.vault.errors import WrongPassphraseError
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault

DATA: Final = Path(__file__).parents[1] / "data"
CASE: Final = DATA / "cases" / "family-ru"
NEW_PASSPHRASE: Final = "новая тихая река 77"
OLD_SCHEMA: Final = (DATA / "vaults" / "schema-1.limbo", "старая фраза ٣")
EVENTS: Final = len(json.loads((CASE / "case.json").read_text("utf-8"))["events"])
KILLS_OF_EACH: Final = times(short=1, long=72)


QUICK: Final = Profile(number=0, memory_kib=64, passes=1, lanes=1)
MIGRATE: Final = """
import sys
from pathlib import Path
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault
quick = Profile(number=0, memory_kib=64, passes=1, lanes=1)
Vault.open(Path(sys.argv[1]), sys.argv[2], (quick,)).close()
"""


@dataclass(frozen=True)
class Place:
    """A folder with a vault, the files that the program is given, and what it said."""

    folder: Path

    @property
    def vault(self) -> Path:
        """The vault."""
        return self.folder / "case.limbo"

    def secret(self, phrase: str, name: str = "secret") -> Path:
        """A file with a passphrase."""
        path = self.folder.parent / f"{self.folder.name}-{name}"
        path.write_text(f"{phrase}\n", "utf-8")
        return path


@dataclass(frozen=True)
class Job:
    """Some work of the program: `arguments` of a module, and what must hold after a kill."""

    name: str
    start: str
    arguments: Callable[[Place, int], list[str]]
    holds: Callable[[Place, list[str]], None]


def opened(path: Path, passphrase: str = PASSPHRASE) -> Vault:
    """The vault, which must be sound after whatever happened to it."""
    vault = Vault.open(path, passphrase)
    assert vault.check().sound
    return vault


def nothing_half_done(place: Place, *more: str) -> None:
    """The folder has the vault, at most what `more` names, and what a crash may leave locked."""
    left = {each.name for each in place.folder.iterdir()}
    allowed = {"case.limbo", "case.limbo-wal", "case.limbo-shm", *more}
    half = {name for name in left - allowed if name.endswith((".new", ".new-journal", ".new-wal"))}
    assert left - allowed - half == set(), left


def edited(place: Place, said: list[str]) -> None:
    states: dict[str, str | None] = {}
    for line in said:
        what, *rest = line.split()
        if what != "open":
            states[rest[0]] = rest[1] if what == "put" else None
    last = next((line.split()[1] for line in reversed(said) if line != "open"), "")
    with opened(place.vault) as vault:
        events = {event.id: event.title for event in vault.events.all()}
        for identity, title in states.items():
            if identity != last:
                assert events.get(identity) == title or _later(events.get(identity), title)
        assert vault.history.verify() is None
    nothing_half_done(place)


def _later(found: str | None, said: str | None) -> bool:
    """One change may be in the vault and not yet have been said."""
    if found is None:
        return said is not None
    return said is None or int(found[1:]) > int(said[1:])


def imported(place: Place, _said: list[str]) -> None:
    with opened(place.vault) as vault:
        assert vault.events.count() in {0, EVENTS}
        for document in vault.documents.all():
            assert document.sha256 in vault.blobs
    nothing_half_done(place)


def attached(place: Place, said: list[str]) -> None:
    with opened(place.vault) as vault:
        known = {each.id: each.sha256 for each in vault.documents.all()}
        for line in said:
            identity, sha256, *_ = line.split()
            assert known[identity] == sha256
            assert sha256 in vault.blobs
    nothing_half_done(place)


def rekeyed(place: Place, said: list[str]) -> None:
    try:
        opened(place.vault, NEW_PASSPHRASE).close()
    except WrongPassphraseError:
        assert not said, "the new digits were printed, and the new passphrase does not open"
        opened(place.vault).close()
    nothing_half_done(place)


def backed_up(place: Place, said: list[str]) -> None:
    opened(place.vault).close()
    copy = place.folder / "copy.limbo"
    if said or copy.exists():
        opened(copy).close()
    nothing_half_done(place, "copy.limbo")


def bundled(place: Place, said: list[str]) -> None:
    opened(place.vault).close()
    out = place.folder / "bundle.pdf"
    if said or out.exists():
        assert verify(out).ok
    nothing_half_done(place, "bundle.pdf")


def migrated(place: Place, _said: list[str]) -> None:
    with Vault.open(place.vault, OLD_SCHEMA[1], (QUICK,)) as vault:
        assert vault.check().sound
        assert [each.name for each in vault.people.all()] == ["Светлана", "سامر"]
    # However often it was interrupted: one copy of the old file, beside it.
    (copy,) = place.folder.glob("case 2*.limbo")
    nothing_half_done(place, copy.name)


PROGRAM: Final = ("-m", "limbo_desktop")


def command(name: str, *more: str) -> Callable[[Place, int], list[str]]:
    """A command of the program on the vault of a place."""

    def arguments(place: Place, _seed: int) -> list[str]:
        secret = place.secret(PASSPHRASE)
        told = [each.replace("PLACE", str(place.folder)) for each in more]
        return [*PROGRAM, name, str(place.vault), *told, "--passphrase-file", str(secret)]

    return arguments


def rekeying(place: Place, seed: int) -> list[str]:
    new = place.secret(NEW_PASSPHRASE, "new")
    return [*command("rekey")(place, seed), "--new-passphrase-file", str(new)]


def editing(place: Place, seed: int) -> list[str]:
    secret = place.secret(PASSPHRASE)
    return ["-m", "tests.reliability.editing", str(place.vault), str(secret), str(seed)]


DOCUMENTS: Final = [str(each) for each in sorted((CASE / "documents").iterdir())]

JOBS: Final = (
    Job("edits", "full", editing, edited),
    Job("import", "empty", command("import", str(CASE)), imported),
    Job("attach", "empty", command("attach", *DOCUMENTS), attached),
    Job("rekey", "full", rekeying, rekeyed),
    Job("backup", "full", command("backup", "PLACE/copy.limbo"), backed_up),
    Job("bundle", "full", command("bundle", "PLACE/bundle.pdf", "--lang", "ru"), bundled),
    Job(
        "migration",
        "old",
        lambda place, _seed: ["-c", MIGRATE, str(place.vault), OLD_SCHEMA[1]],
        migrated,
    ),
)


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What the work begins with: an empty vault, one with a case and many entries, an old one."""
    folder = tmp_path_factory.mktemp("starts")
    empty, full = folder / "empty.limbo", folder / "full.limbo"
    Vault.create(empty, PASSPHRASE)[0].close()
    shutil.copy(empty, full)
    place = Place(folder)
    arguments = ["import", str(full), str(CASE), "--passphrase-file", str(place.secret(PASSPHRASE))]
    subprocess.run(
        [sys.executable, *PROGRAM, *arguments], check=True, capture_output=True, timeout=120
    )
    with Vault.open(full, PASSPHRASE) as vault:
        blob = vault.blobs.add(io.BytesIO(random.Random(1).randbytes(20_000_000)))
        vault.documents.add(Document(id="", file="large.bin", sha256=blob.sha256))
    return {"empty": empty, "full": full, "old": OLD_SCHEMA[0]}


@pytest.fixture(scope="module")
def lasting(starts: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """How many seconds each work takes here when nobody disturbs it; edits never end."""
    found = {"edits": 4.0}
    for job in JOBS:
        if job.name not in found:
            place = placed(tmp_path_factory.mktemp(job.name), starts[job.start])
            began = time.monotonic()
            said = run(job, place, seed=0, seconds=120.0)
            found[job.name] = time.monotonic() - began
            job.holds(place, said)
    return found


def placed(folder: Path, start: Path) -> Place:
    place = Place(folder / "case")
    place.folder.mkdir()
    shutil.copy(start, place.vault)
    place.vault.chmod(0o600)
    return place


def run(job: Job, place: Place, seed: int, seconds: float) -> list[str]:
    """Start the work, kill it after `seconds`; the whole lines that it said on standard output."""
    with subprocess.Popen(
        [sys.executable, *job.arguments(place, seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        timer = Killing(process, seconds)
        assert process.stdout is not None
        with timer:
            output = process.stdout.read().decode("utf-8")
    return output.splitlines()[: output.count("\n")]


class Killing:
    """Kills a process and its helpers after some time, unless it ended before."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._kill)
        self._process = process

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()


@pytest.mark.parametrize("seed", range(KILLS_OF_EACH))
@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_killed_at_any_moment_nothing_is_lost(
    job: Job, seed: int, starts: dict[str, Path], lasting: dict[str, float], tmp_path: Path
) -> None:
    chance = random.Random(f"{job.name} {seed}")
    place = placed(tmp_path, starts[job.start])
    with trial("kills"):
        said = run(job, place, seed, chance.uniform(0.15, 1.0) * lasting[job.name])
        job.holds(place, said)
