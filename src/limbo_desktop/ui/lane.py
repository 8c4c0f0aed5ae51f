"""The lane: one worker thread that owns the vault's connection, and how answers come back."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

T = TypeVar("T")

CLOSING_SECONDS: Final = 20.0
READING_SECONDS: Final = 3.0
"""How long readers have to leave once they were cancelled: an export takes its file away."""


class Cancelled(Exception):  # noqa: N818 - it is no error, only the way out of the work
    """Raised by `Job.check` inside work that was cancelled."""


class NotOpen(Exception):  # noqa: N818 - a bug of ours, never shown
    """Work asked for the vault while none was open."""


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What came out of work: a value, an error, or neither when it was cancelled."""

    value: T | None = None
    error: Exception | None = None
    cancelled: bool = False

    def result(self) -> T:
        """Return the value; raises RuntimeError when there is none to be had."""
        if self.error is not None or self.cancelled:
            raise RuntimeError("no result")
        return self.value  # type: ignore[return-value]  # None is a value when T allows it


class Job:
    """The work's side of an operation: it reports progress and learns that it was cancelled."""

    def __init__(
        self,
        deliver: Callable[[Callable[[], None]], None],
        progress: Callable[[int, int], object],
    ) -> None:
        self._deliver = deliver
        self._progress = progress
        self._cancelled = threading.Event()
        self._latest: tuple[int, int] | None = None
        self._lock = threading.Lock()

    @property
    def cancelled(self) -> bool:
        """Return whether the person asked to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; may be called from any thread."""
        self._cancelled.set()

    def check(self) -> None:
        """Raise Cancelled when the work should stop; call it between two steps."""
        if self.cancelled:
            raise Cancelled

    def report(self, done: int, total: int) -> None:
        """Tell the window that `done` of `total` steps are made; raises Cancelled like `check`."""
        self.check()
        with self._lock:
            waiting = self._latest is not None
            self._latest = (done, total)
        if not waiting:
            self._deliver(self._flush)

    def _flush(self) -> None:
        """Hand the newest report over; older ones that nobody saw are left out."""
        with self._lock:
            latest, self._latest = self._latest, None
        if latest is not None:
            self._progress(*latest)


@dataclass(frozen=True)
class _Piece:
    """One entry of the lane's queue: what to run, and the job to cancel when the lane closes."""

    run: Callable[[], None]
    job: Job | None = None


class Lane(QObject):
    """Runs work on the vault one piece after the other, in the order it was handed in.

    Made and used on the window's thread, but for `deliver`.  `report_bug` takes exceptions that
    are ours; the default writes their type and place, without a message, to standard error.
    """

    _posted = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        report_bug: Callable[[BaseException], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.report_bug = report_bug or BugReport()
        self._queue: SimpleQueue[_Piece | None] = SimpleQueue()
        self._calls: deque[Callable[[], None]] = deque()
        self._thread: threading.Thread | None = None
        self._vault: Vault | None = None
        self._long: set[Job] = set()
        self._readers: set[threading.Thread] = set()
        self._closed = False
        self._posted.connect(self._run_call, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Return whether anything that may take long is under way, on the lane or beside it."""
        return bool(self._long)

    def submit(
        self,
        work: Callable[[Vault, Job], T],
        job: Job,
        settle: Callable[[Outcome[T]], None],
        *,
        interruptible: bool = False,
    ) -> None:
        """Run `work(vault, job)` on the lane, then `settle(outcome)` on the window's thread.

        `interruptible` work is cancelled when the lane closes; other work, such as saving, is
        finished first.
        """
        self._enter(lambda: work(self._open_vault(), job), job, settle, interruptible)

    def open(
        self,
        make: Callable[[], tuple[Vault, T]],
        job: Job,
        settle: Callable[[Outcome[T]], None],
    ) -> None:
        """Run `make` on the lane's thread and keep the vault it returns; the rest is the result.

        A vault that was open before is closed once the new one is open.  Closing the lane cancels
        `job`: an older file may be copied for minutes before it opens.
        """

        def run() -> T:
            vault, rest = make()
            previous, self._vault = self._vault, vault
            if previous is not None:
                previous.close()
            return rest

        self._enter(run, job, settle, interruptible=True)

    def spawn(self, work: Callable[[], T], job: Job, settle: Callable[[Outcome[T]], None]) -> None:
        """Run `work()` in a thread of its own, then `settle(outcome)` on the window's thread."""
        self._long.add(job)
        work_of_reader = self._runner(work, job, settle)

        def run() -> None:
            work_of_reader()
            self._readers.discard(reader)

        reader = threading.Thread(target=run, name="limbo-reader", daemon=True)
        self._readers.add(reader)
        reader.start()

    def deliver(self, call: Callable[[], None]) -> None:
        """Make `call` on the window's thread, after those delivered before; from any thread."""
        self._calls.append(call)
        # A thread that was still reading may end after the window: then nobody is left to answer.
        with suppress(RuntimeError):
            self._posted.emit()

    def close(self, seconds: float = CLOSING_SECONDS) -> bool:
        """Finish what is queued, close the vault, end the thread; return whether it did in time.

        Long jobs are cancelled, saves are carried out, readers are waited for a moment: an
        interpreter that ends under a running thread dies.  Blocks the window's thread for at most
        `seconds` and `READING_SECONDS`; what is handed in afterwards is cancelled.
        """
        if self._closed:
            return True
        self._closed = True
        for job in tuple(self._long):
            job.cancel()
        ended = self._end_thread(seconds)
        until = time.monotonic() + READING_SECONDS
        for reader in tuple(self._readers):
            reader.join(max(0.0, until - time.monotonic()))
        return ended

    def _end_thread(self, seconds: float) -> bool:
        if self._thread is None:
            return True
        self._queue.put(_Piece(self._close_vault))
        self._queue.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _enter(
        self,
        work: Callable[[], T],
        job: Job,
        settle: Callable[[Outcome[T]], None],
        interruptible: bool,
    ) -> None:
        if self._closed:
            # the window is ending; what an answer still asks for has nobody to answer
            self.deliver(lambda: settle(Outcome(cancelled=True)))
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="limbo-lane", daemon=True)
            self._thread.start()
        if interruptible:
            self._long.add(job)
        self._queue.put(_Piece(self._runner(work, job, settle), job))

    def _runner(
        self, work: Callable[[], T], job: Job, settle: Callable[[Outcome[T]], None]
    ) -> Callable[[], None]:
        """What a thread runs: `work`, whose last reference is dropped on the window's thread.

        Work may hold the widget that asked for it, and a widget must not end in another thread.
        """
        held = [work]

        def settled(outcome: Outcome[T]) -> None:
            settle(outcome)
            held.clear()

        def run() -> None:
            outcome = _outcome(held[0], job)
            self._long.discard(job)
            self.deliver(lambda: settled(outcome))

        return run

    def _work(self) -> None:
        while (piece := self._queue.get()) is not None:
            piece.run()

    def _open_vault(self) -> Vault:
        if self._vault is None:
            raise NotOpen
        if self._vault.closed:
            raise Cancelled  # the case was erased: there is nothing left to ask
        return self._vault

    def _close_vault(self) -> None:
        vault, self._vault = self._vault, None
        if vault is not None:
            vault.close()

    @Slot()
    def _run_call(self) -> None:
        if self._calls:
            self._calls.popleft()()


def _outcome(work: Callable[[], T], job: Job) -> Outcome[T]:
    """Run `work` unless its job was cancelled before; every exception becomes an outcome.

    What a cancelled job raises is part of its end: its snapshot is closed under it.  A snapshot
    also ends with the file that it shows, when the case closes or gets a new passphrase.
    """
    try:
        job.check()
        return Outcome(work())
    except Cancelled:
        return Outcome(cancelled=True)
    except Exception as error:  # noqa: BLE001 - the outcome carries it to where it is told apart
        from limbo_desktop.vault.store import EndedError

        ended = job.cancelled or isinstance(error, EndedError)
        return Outcome(cancelled=True) if ended else Outcome(error=error)


class BugReport:
    """Writes one line of type and place for each bug, once, without any content of the case."""

    def __init__(self, write: Callable[[str], object] = sys.stderr.write) -> None:
        self._write = write
        self._seen: set[tuple[str, str]] = set()

    def __call__(self, error: BaseException) -> None:
        """Report `error`: its type and the lines of our code it went through, no message."""
        frames = traceback.extract_tb(error.__traceback__)
        places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
        key = (type(error).__name__, places)
        if key not in self._seen:
            self._seen.add(key)
            self._write(f"limbo-desktop: bug: {key[0]} at {places}\n")
