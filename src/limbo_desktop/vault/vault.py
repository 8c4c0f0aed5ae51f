"""A vault: one encrypted file with a case in it, opened once and asked through its parts."""

import contextlib
import weakref
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, TypeVar, cast

from limbo_desktop.case.records import Case, CaseInfo, Document, Event, Person, Record, Task
from limbo_desktop.vault import check, derived, erase, file, info, interchange, rekey
from limbo_desktop.vault.backup import copy, mark
from limbo_desktop.vault.backup.folder import Backup
from limbo_desktop.vault.backup.keeping import Backups
from limbo_desktop.vault.bin import Bin
from limbo_desktop.vault.blobs import Blobs
from limbo_desktop.vault.bundles import Bundles
from limbo_desktop.vault.connection import Access, Connection, connect
from limbo_desktop.vault.custody import Custody
from limbo_desktop.vault.drafts import Drafts
from limbo_desktop.vault.errors import (
    VaultError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
    mapped,
)
from limbo_desktop.vault.file import VaultFile, journal_of
from limbo_desktop.vault.findings import Findings
from limbo_desktop.vault.history import History
from limbo_desktop.vault.key import PROFILES, Key, Profile
from limbo_desktop.vault.prepared import Prepared
from limbo_desktop.vault.previews import Previews
from limbo_desktop.vault.records import Repository
from limbo_desktop.vault.recovery import RecoveryKey
from limbo_desktop.vault.redactions import Redactions
from limbo_desktop.vault.saved_out import SavedOuts
from limbo_desktop.vault.search import Search
from limbo_desktop.vault.settings import Settings
from limbo_desktop.vault.silenced import Silenced
from limbo_desktop.vault.store import Clock, Store, system_clock
from limbo_desktop.vault.timeline import Timeline
from limbo_desktop.vault.typed import Typed
from limbo_desktop.vault.underneath import (
    CHECKPOINT_BYTES,
    Change,
    Moved,
    Watch,
    close,
    keep_both,
)
from limbo_desktop.vault.undo import Undo

R = TypeVar("R", bound=Record)


def _unheard(_moved: Moved) -> None:
    """Nobody hears of it at once; `Vault.moved` tells."""


def _untold(_done: int, _total: int) -> None:
    """Nobody watches the progress."""


class Vault:
    """An open vault, or a snapshot of one.

    Used from one thread, the one that opened it; a snapshot from one thread of its own.  Every
    refusal of the outside world is a VaultError with a sentence for the person.
    """

    def __init__(
        self, store: Store, opened: VaultFile | None, source: VaultFile | None = None
    ) -> None:
        self.store = store
        self._file = opened
        self._source = source
        self.copy_made: int | None = None
        self.renewal: derived.Renewal | None = None
        self.closed = False
        self._snapshots: weakref.WeakSet[Vault] = weakref.WeakSet()
        self.history = History(store)
        self.search = Search(store)
        self.people = Repository(store, "person", Person, self.history, self.search)
        self.events = Repository(store, "event", Event, self.history, self.search)
        self.documents = Repository(store, "document", Document, self.history, self.search)
        self.tasks = Repository(store, "task", Task, self.history, self.search)
        self.timeline = Timeline(store)
        self.blobs = Blobs(store)
        self.findings = Findings(store)
        self.custody = Custody(store, self.history)
        self.bin = Bin(store, self.history, self.search, self.blobs)
        # Any: which class a repository has is told by its type only.
        self._repositories: dict[str, Repository[Any]] = {
            "person": self.people,
            "event": self.events,
            "document": self.documents,
            "task": self.tasks,
        }
        self.undo = Undo(store, self.history, self._repositories, self.bin, self.search)
        self.silenced = Silenced(store, self.search, self.undo)
        self.typed = Typed(store, self.undo)
        self.redactions = Redactions(store, self.undo, self.custody)
        self.drafts = Drafts(store)
        self.settings = Settings(store)
        self.bundles = Bundles(store, self.history, self.settings)
        self.previews = Previews(store)
        self.prepared = Prepared(store)
        self.saved_out = SavedOuts(store)
        self.backups = Backups(store, self.settings, self._secrets)
        self.moved: Moved | None = None
        self.on_moved: Callable[[Moved], object] = _unheard
        self._watch: Watch | None = None
        self._watch_file()

    @staticmethod
    def create(
        path: Path, passphrase: str, profile: Profile = PROFILES[0], clock: Clock = system_clock
    ) -> "tuple[Vault, RecoveryKey]":
        """Make a new vault at `path`, which must not exist, and the digits that also open it.

        Raises AlreadyExistsError, FolderMissingError, ReadOnlyMediumError, DiskFullError.
        """
        opened = file.create(path, lambda salt: Key.from_passphrase(passphrase, salt, profile))
        return Vault._of(opened, clock), RecoveryKey.of(opened.key)

    @staticmethod
    def open(
        path: Path,
        passphrase: str,
        profiles: Sequence[Profile] = PROFILES,
        clock: Clock = system_clock,
        *,
        words_later: bool = False,
        upgrading: Callable[[int, int], None] = _untold,
    ) -> "Vault":
        """Open the vault at `path`; on a read-only medium it can only be read.

        `upgrading` is told of the copy that an older file gets before it is changed; what it raises
        stops the opening, and the file is as before.

        After an update its words may have to be indexed anew, at once, or `words_later` by whoever
        opens it, step by step in `renewal`; until then the search does not find everything.

        Raises WrongPassphraseError, VaultInUseError, VaultMissingError, NotAVaultError,
        VaultEmptyError, VaultTruncatedError, VaultDamagedError, VaultTooNewError and what else
        `errors` has.
        """
        opened = file.open_(
            path,
            lambda salt: (Key.from_passphrase(passphrase, salt, each) for each in profiles),
            upgrading,
        )
        return Vault._of(opened, clock, words_later=words_later)

    @staticmethod
    def recover(
        path: Path,
        digits: str,
        clock: Clock = system_clock,
        *,
        words_later: bool = False,
        upgrading: Callable[[int, int], None] = _untold,
    ) -> "Vault":
        """Open with the recovery digits as typed; then set a new passphrase.

        `upgrading` as for `open`.

        Raises RecoveryDigitsError or RecoveryLengthError before the file is touched,
        WrongRecoveryKeyError, and what `open` does.
        """
        key = RecoveryKey.parse(digits).key()
        try:
            return Vault._of(
                file.open_(path, lambda _: [key], upgrading), clock, words_later=words_later
            )
        except WrongPassphraseError:
            raise WrongRecoveryKeyError from None

    @staticmethod
    def _of(opened: VaultFile, clock: Clock, *, words_later: bool = False) -> "Vault":
        store = Store(opened.connection, opened.path, clock, read_only=opened.read_only)
        try:
            vault = Vault(store, opened)
        except BaseException:
            opened.close()
            raise
        try:
            if not opened.read_only:
                vault._take_over_copy()
                vault.renewal = derived.Renewal(store, vault.search)
                vault.renewal.prepare() if words_later else vault.renewal.finish()
                vault.drafts.settle(vault._repositories, vault.typed)
                vault.undo.forget()
                vault.blobs.sweep()
        except BaseException:
            vault.close()
            raise
        return vault

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.store.path

    @property
    def older_copy(self) -> Path | None:
        """The copy that was kept beside it when this opening upgraded an older file."""
        return None if self._file is None else self._file.older

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written: a read-only medium, or a snapshot."""
        return self.store.read_only

    @property
    def info(self) -> CaseInfo:
        """What the case as a whole is."""
        return info.read_info(self.store)

    def put_info(self, new: CaseInfo) -> None:
        """Replace what the case as a whole is."""
        info.write_info(self.store, self.history, new)

    def import_case(
        self, case: Case, files: Callable[[Document], BinaryIO]
    ) -> interchange.ImportSummary:
        """Take a whole case in, or nothing: see `interchange.import_case`."""
        return interchange.import_case(self, case, files)

    def export_case(self) -> Case:
        """The whole case for a case folder: see `interchange.export_case`."""
        return interchange.export_case(self)

    def repository(self, record: R) -> Repository[R]:
        """The repository of that record's type."""
        by_class: dict[type, object] = {
            Person: self.people,
            Event: self.events,
            Document: self.documents,
            Task: self.tasks,
        }
        found = by_class[type(record)]
        return cast("Repository[R]", found)  # the table above pairs each class with its own

    def transaction(self) -> AbstractContextManager[object]:
        """All changes of the block or none."""
        return self.store.writing()

    def snapshot(self) -> "Vault":
        """A view of this moment on its own connection, to be read while the person goes on.

        It may be handed to another thread, and is closed there; at the latest this vault's
        `close` ends it.
        """
        opened = self._opened()
        access = Access.IMMUTABLE if opened.read_only else Access.READ
        connection = connect(opened.path, opened.key, opened.salt, access)
        with mapped(opened.path):
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        store = Store(connection, opened.path, self.store.clock, read_only=True)
        view = Vault(store, None, opened)
        self._snapshots.add(view)
        return view

    def change_passphrase(
        self,
        new: str,
        profile: Profile = PROFILES[0],
        progress: Callable[[int, int], None] = _untold,
    ) -> RecoveryKey:
        """Give the vault a new passphrase; the old one and the old digits stop to work.

        Snapshots end.  Needs as much free room as the file has.  Raises ReadOnlyMediumError,
        DiskFullError; then everything is as before.
        """
        self.look()
        if not self.read_only:
            self.backups.note_former_salt()
        opened = self._opened()
        self._end_snapshots()
        renewed = rekey.rekey(
            opened, lambda salt: Key.from_passphrase(new, salt, profile), progress
        )
        self._exchange(renewed)
        return RecoveryKey.of(renewed.key)

    def back_up(self, target: Path, progress: Callable[[int, int], None] = _untold) -> None:
        """Write this moment as a whole encrypted copy to the new file `target`, and check it.

        Opens with the same passphrase and digits.  Raises what `backup.copy.write_copy` does.
        """
        key, salt = self._secrets()
        with self.snapshot() as view, view.store.reading() as connection:
            copy.write_copy(connection, key, salt, target, progress)

    def _secrets(self) -> tuple[Key, bytes]:
        """Key and salt; they are the vault's and are wiped when it is closed."""
        opened = self._file or self._source
        if opened is None:
            raise RuntimeError("no file, no key")
        return opened.key, opened.salt

    def _take_over_copy(self) -> None:
        """A copy that is opened to be written is a case of its own from now on."""
        with self.store.reading() as connection:
            self.copy_made = mark.mark_of(connection)
        if self.copy_made is not None:
            with self.store.writing() as connection:
                mark.remove_mark(connection)

    def check(self, progress: Callable[[int, int], None] = _untold) -> check.CheckReport:
        """Look whether every page, every file and the history are as they were written."""
        self.look()
        report = check.check(self._opened(), self.blobs, self.history, progress)
        if self._watch is not None:
            self._watch.renew()
        return report

    def look(self) -> None:
        """Notice now whether the file was changed underneath; every change of ours looks too.

        What is open then goes on in a dated copy beside: see `moved` and `underneath`.
        """
        change = None if self._watch is None else self._watch.change()
        if change is not None:
            self._go_on_beside(change)

    def unwatched(self) -> None:
        """Nobody else knows this file: what is made aside, under a name of its own."""
        self._watch = None

    def _watch_file(self) -> None:
        self._watch = None
        if self._file is not None and not self.read_only:
            self._watch = Watch(self.store.path)
            self.store.before, self.store.after = self.look, self._settle

    def _settle(self) -> None:
        """Move the journal into the file when it has grown long, at a moment that we know of."""
        try:
            waiting = journal_of(self.store.path).stat().st_size
        except OSError:
            return
        watch = self._watch
        if watch is not None and waiting >= CHECKPOINT_BYTES and watch.change() is None:
            self.store.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
            watch.renew()

    def _go_on_beside(self, change: Change) -> None:
        opened = self._opened()
        self._end_snapshots()
        new, self.moved = keep_both(opened, change, self._rescue, self._is_one_state)
        self._exchange(new)
        if not self.moved.whole:
            self.undo.forget()
        self.on_moved(self.moved)

    def _exchange(self, new: VaultFile) -> None:
        self._file = new
        self.store.connection, self.store.path = new.connection, new.path
        self._watch_file()

    def _is_one_state(self, connection: Connection) -> bool:
        store = Store(connection, self.path, self.store.clock, read_only=True)
        return History(store).verify() is None

    def _rescue(self, old: VaultFile, target: Path) -> VaultFile:
        """A new file at `target` with all that can still be read of what is open."""
        from limbo_desktop.vault.salvage.rescue import rescue

        created = file.create(target, lambda _: old.key.copy(), old.salt)
        rescue(old, Vault._of(created, self.store.clock))
        return created

    def copies(self) -> list[Backup]:
        """The copies that open with this or an earlier passphrase: beside it, in their folder."""
        return self._copies(self._opened().salt, *self.backups.former_salts())

    def former_copies(self) -> list[Backup]:
        """Those of them that open with an earlier passphrase, and not with this one."""
        former = self.backups.former_salts()
        return self._copies(*former) if former else []

    def _copies(self, *salts: bytes) -> list[Backup]:
        folder = self.backups.standing().folder
        return erase.copies_of(self.path, () if folder is None else (folder,), *salts)

    def erase_former(
        self, chosen: Iterable[Path], progress: Callable[[int, int], None] = _untold
    ) -> None:
        """Destroy these of the `former_copies`, as far as a medium does.  Raises what `erase` does.

        ValueError when one of them is none.
        """
        paths = list(chosen)
        if not set(paths) <= {each.path for each in self.former_copies()}:
            raise ValueError("no former copy")
        for each in paths:
            erase.erase(each, progress)

    def erase(
        self, copies: Iterable[Path] = (), progress: Callable[[int, int], None] = _untold
    ) -> None:
        """Destroy these copies, then the case itself, which is closed by then.

        When a copy cannot be destroyed the case is as before.  Raises what `erase.erase` does.
        """
        for each in copies:
            erase.erase(each, progress)
        self.close()
        erase.erase(self.path, progress)

    def close(self) -> None:
        """Close; one file is left.  Closing twice does nothing."""
        if self.closed:
            return
        with contextlib.suppress(VaultError):
            self.look()  # what was changed underneath last of all must not get our journal
        self.closed = True
        self._end_snapshots()
        if self._file is None:
            self.store.end()
        else:
            close(self._file, self._watch)

    def _end_snapshots(self) -> None:
        for view in list(self._snapshots):
            view.close()
        self._snapshots.clear()

    def _opened(self) -> VaultFile:
        if self._file is None:
            raise RuntimeError("a snapshot has no file of its own")
        return self._file

    def __enter__(self) -> "Vault":
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.close()
