"""What the program is disturbed at: works on a vault, and what must hold after each of them.

A work is given as arguments of the program; `holds` looks at the folder afterwards, whatever
happened, and raises AssertionError when something that was said to be saved is not there, or
something half-done lies about.
"""

import io
import json
import random
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.e2e.support import PASSPHRASE
from tests.reliability.table import LeakedError

from limbo_desktop.bundle.verify import verify
from limbo_desktop.case.records import Document
from limbo_desktop.intake.case_folder import read_folder
from limbo_desktop.vault.connection import Access, connect
from limbo_desktop.vault.errors import WrongPassphraseError
from limbo_desktop.vault.key import PROFILES, SALT_BYTES, Key, Profile
from limbo_desktop.vault.vault import Vault

DATA: Final = Path(__file__).parents[1] / "data"
CASE: Final = DATA / "cases" / "family-ru"
DOCUMENTS: Final = [str(each) for each in sorted((CASE / "documents").iterdir())]
EVENTS: Final = len(json.loads((CASE / "case.json").read_text("utf-8"))["events"])
NEW_PASSPHRASE: Final = "новая тихая река 77"
OLD_PASSPHRASE: Final = "старая фраза ٣"
OLD_VAULT: Final = DATA / "vaults" / "schema-1.limbo"
OLD_PROFILES: Final = (Profile(number=0, memory_kib=64, passes=1, lanes=1),)
VAULT: Final = "case.limbo"
ENCRYPTED_HALVES: Final = (".new", ".new-journal", ".new-wal", ".new-shm")
UNFINISHED: Final = ".unfinished-"
EDITS: Final = 40
DAMAGED_BYTE: Final = 5 * 16384 + 1000


@dataclass(frozen=True)
class Place:
    """A folder with a vault, the files that the program is given, and what keys cost here."""

    folder: Path
    profiles: Sequence[Profile] = PROFILES
    torn: bool = False
    """Whether the program was ended in the middle: then what it made aside may lie about, under a
    name that says so, until the next attempt."""

    @property
    def vault(self) -> Path:
        """The vault."""
        return self.folder / VAULT

    def secret(self, phrase: str, name: str = "secret") -> Path:
        """A file with a passphrase."""
        path = self.folder.parent / f"{self.folder.name}-{name}"
        path.write_text(f"{phrase}\n", "utf-8")
        return path

    def opened(self, path: Path | None = None, passphrase: str = PASSPHRASE) -> Vault:
        """The vault, which must be sound after whatever happened to it."""
        vault = Vault.open(path or self.vault, passphrase, self.profiles)
        try:
            report = vault.check()
            assert report.sound, report
            assert vault.history.verify() is None
        except BaseException:
            vault.close()
            raise
        return vault

    def only(self, *more: str) -> None:
        """The folder has the vault, what `more` names, and what a crash may leave encrypted."""
        left = {each.name for each in self.folder.iterdir()}
        allowed = {VAULT, f"{VAULT}-wal", f"{VAULT}-shm", *more}
        half = {
            each
            for each in left - allowed
            if each.endswith(ENCRYPTED_HALVES) or (self.torn and UNFINISHED in each)
        }
        if left - allowed - half:
            raise LeakedError(f"half-done: {left - allowed - half}")


@dataclass(frozen=True)
class Job:
    """Some work of the program, and what must hold after it ended in whatever way.

    `start` names the vault that it begins with; `holds` is told what was said.
    """

    name: str
    start: str
    arguments: Callable[[Place, int], list[str]]
    holds: Callable[[Place, Sequence[str]], None]


def _later(found: str | None, said: str | None) -> bool:
    """One change may be in the vault and not yet have been said."""
    if found is None:
        return said is not None
    return said is None or int(found[1:]) > int(said[1:])


def edited(place: Place, said: Sequence[str]) -> None:
    """Every change that was said is there; one more may be."""
    states: dict[str, str | None] = {}
    files = set()
    for line in said:
        match line.split():
            case ["put", identity, title]:
                states[identity] = title
            case ["gone", identity]:
                states[identity] = None
            case ["file", sha256]:
                files.add(sha256)
    with place.opened() as vault:
        events = {event.id: event.title for event in vault.events.all()}
        otherwise = {
            identity: (title, events.get(identity))
            for identity, title in states.items()
            if events.get(identity) != title
        }
        assert len(otherwise) <= 1, otherwise
        assert all(_later(found, title) for title, found in otherwise.values()), otherwise
        documents = {each.sha256 for each in vault.documents.all()}
        assert files <= documents
        for sha256 in files:
            assert sha256 in vault.blobs
    place.only()


def imported(place: Place, said: Sequence[str]) -> None:
    """All of the case or nothing of it."""
    with place.opened() as vault:
        assert vault.events.count() in ({EVENTS} if said else {0, EVENTS})
        for document in vault.documents.all():
            assert document.sha256 in vault.blobs
    place.only()


def attached(place: Place, said: Sequence[str]) -> None:
    """Every file that was said to be in is in, with its bytes."""
    with place.opened() as vault:
        known = {each.id: each.sha256 for each in vault.documents.all()}
        for line in said:
            identity, sha256, *_ = line.split()
            assert known[identity] == sha256
            assert sha256 in vault.blobs
    place.only()


def rekeyed(place: Place, said: Sequence[str]) -> None:
    """One of the two passphrases opens: the new one when its digits were printed."""
    try:
        place.opened(passphrase=NEW_PASSPHRASE).close()
    except WrongPassphraseError:
        assert not said, "the new digits were printed, and the new passphrase does not open"
        place.opened().close()
    place.only()


def backed_up(place: Place, said: Sequence[str]) -> None:
    """The copy is whole or not there."""
    place.opened().close()
    copy = place.folder / "copy.limbo"
    if said or copy.exists():
        place.opened(copy).close()
    place.only("copy.limbo")


def bundled(place: Place, said: Sequence[str]) -> None:
    """The bundle is whole or not there."""
    place.opened().close()
    out = place.folder / "bundle.pdf"
    if said or out.exists():
        assert verify(out).ok
    place.only("bundle.pdf")


def tabled(place: Place, said: Sequence[str]) -> None:
    """The table is whole or not there."""
    place.opened().close()
    out = place.folder / "entries.csv"
    if said or out.exists():
        assert out.read_bytes().endswith(b"\r\n")
    place.only("entries.csv")


def exported(place: Place, said: Sequence[str]) -> None:
    """The folder is whole or not there."""
    place.opened().close()
    out = place.folder / "open-case"
    if said or out.exists():
        case, _ = read_folder(out)
        assert len(case.events) == EVENTS
    place.only("open-case")


def made(place: Place, said: Sequence[str]) -> None:
    """A new vault opens, or is not there."""
    new = place.folder / "new.limbo"
    if said or new.exists():
        place.opened(new).close()
    place.only("new.limbo", "new.limbo-wal", "new.limbo-shm")


def salvaged(place: Place, said: Sequence[str]) -> None:
    """The new vault has all that comes out of the damaged one, or is not there."""
    new = place.folder / "new.limbo"
    if said or new.exists():
        with place.opened(new) as vault:
            assert vault.events.count() >= EVENTS - 12
    place.only("new.limbo", "new.limbo-wal", "new.limbo-shm")


def looked_at(place: Place, _said: Sequence[str]) -> None:
    """What was only read is as it was."""
    with place.opened() as vault:
        assert vault.events.count() == EVENTS
    place.only()


def migrated(place: Place, _said: Sequence[str]) -> None:
    """An old vault has what it had; beside it lies one copy of the old file, however often it was
    interrupted.
    """
    with Vault.open(place.vault, OLD_PASSPHRASE, OLD_PROFILES) as vault:
        assert vault.check().sound
        assert [each.name for each in vault.people.all()] == ["Светлана", "سامر"]
    (copy,) = place.folder.glob("case 2*.limbo")
    place.only(copy.name)
    salt = copy.read_bytes()[:SALT_BYTES]
    key = Key.from_passphrase(OLD_PASSPHRASE, salt, OLD_PROFILES[0])
    connection = connect(copy, key, salt, Access.IMMUTABLE)
    try:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    finally:
        connection.close()


def command(name: str, *more: str, phrase: str = PASSPHRASE) -> Callable[[Place, int], list[str]]:
    """A command of the program on the vault of a place."""

    def arguments(place: Place, _seed: int) -> list[str]:
        secret = place.secret(phrase)
        told = [each.replace("PLACE", str(place.folder)) for each in more]
        path = place.folder / "new.limbo" if name == "new" else place.vault
        return [name, str(path), *told, "--passphrase-file", str(secret)]

    return arguments


def _rekeying(place: Place, seed: int) -> list[str]:
    new = place.secret(NEW_PASSPHRASE, "new")
    return [*command("rekey")(place, seed), "--new-passphrase-file", str(new)]


def _editing(place: Place, seed: int) -> list[str]:
    return ["edit", str(place.vault), str(place.secret(PASSPHRASE)), str(seed), str(EDITS)]


JOBS: Final = (
    Job("edits", "full", _editing, edited),
    Job("import", "empty", command("import", str(CASE)), imported),
    Job("attach", "empty", command("attach", *DOCUMENTS), attached),
    Job("rekey", "full", _rekeying, rekeyed),
    Job("backup", "full", command("backup", "PLACE/copy.limbo"), backed_up),
    Job("bundle", "full", command("bundle", "PLACE/bundle.pdf", "--lang", "ru"), bundled),
    Job("table", "full", command("chronology", "PLACE/entries.csv"), tabled),
    Job("export", "full", command("export", "PLACE/open-case"), exported),
    Job("check", "full", command("check"), looked_at),
    Job("new", "none", command("new"), made),
    Job("salvage", "damaged", command("salvage", "--to", "PLACE/new.limbo"), salvaged),
    Job("migration", "old", command("list", phrase=OLD_PASSPHRASE), migrated),
)


def make_starts(
    folder: Path, profiles: Sequence[Profile], run: Callable[[list[str]], object], large: int
) -> dict[str, Path]:
    """What the works begin with: an empty vault, one with a case and a file of `large` bytes, one
    with a damaged page, an old one.  `run` runs the program.
    """
    empty, full, damaged = (folder / f"{name}.limbo" for name in ("empty", "full", "damaged"))
    Vault.create(empty, PASSPHRASE, profiles[0])[0].close()
    shutil.copy(empty, full)
    place = Place(folder, profiles)
    run(["import", str(full), str(CASE), "--passphrase-file", str(place.secret(PASSPHRASE))])
    with Vault.open(full, PASSPHRASE, profiles) as vault:
        blob = vault.blobs.add(io.BytesIO(random.Random(1).randbytes(large)))
        vault.documents.add(Document(id="", file="large.bin", sha256=blob.sha256))
    data = bytearray(full.read_bytes())
    data[DAMAGED_BYTE] ^= 1
    damaged.write_bytes(data)
    return {"empty": empty, "full": full, "damaged": damaged, "old": OLD_VAULT}


def placed(
    folder: Path,
    starts: dict[str, Path],
    job: Job,
    profiles: Sequence[Profile],
    *,
    torn: bool = False,
) -> Place:
    """A new folder for a run of the job, beside which its secrets lie."""
    place = Place(folder / "case", profiles, torn)
    shutil.rmtree(place.folder, ignore_errors=True)
    place.folder.mkdir()
    if job.start != "none":
        shutil.copyfile(starts[job.start], place.vault)
        place.vault.chmod(0o600)
    return place


def names(jobs: Iterable[Job]) -> list[str]:
    """The names, for pytest."""
    return [job.name for job in jobs]
