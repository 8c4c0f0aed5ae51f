"""Background operations: work on the vault off the window's thread, answers back on it.

    op(session, lambda vault: vault.events.get(id), owner=self).success(self.show_event).start()

`op` runs short work on the lane, the one thread that owns the vault's connection; `long_op` the
same with a `Job` to report progress and to be cancelled by; `snapshot_op` long reading on a
snapshot of its own, so that the lane stays free; `free_op` work that needs no vault.  All four
are used alike.  Work must not touch a widget; callbacks are called on the window's thread and
dropped when `owner` is gone.  Without `.failure(...)` a person's error goes to
`session.show_error`; a bug is reported once, by type and place, never with content.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from limbo_desktop.errors import PersonError
from limbo_desktop.ui.keeper import Keeper
from limbo_desktop.ui.lane import Job, Lane, Outcome

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

T = TypeVar("T")


class OperationHost(Protocol):
    """What an operation needs of a session: the lane, and where errors are shown by default."""

    @property
    def lane(self) -> Lane:
        """Return the lane that owns the vault."""
        ...

    def show_error(self, error: PersonError) -> None:
        """Show `error` in the window, in the person's language."""
        ...


class Operation(Generic[T]):
    """One piece of background work, described before it starts and held to cancel it."""

    def __init__(
        self,
        host: OperationHost,
        owner: QObject,
        launch: Callable[[Operation[T]], None],
    ) -> None:
        self._host = host
        self._owner = owner
        self._launch = launch
        self._success: Callable[[T], object] | None = None
        self._failure: Callable[[PersonError], object] | None = None
        self._progress: Callable[[int, int], object] | None = None
        self._finished: Callable[[], object] | None = None
        self._started = False
        self.job = Job(host.lane.deliver, self._on_progress)

    def success(self, callback: Callable[[T], object]) -> Operation[T]:
        """Call `callback(result)` on the window's thread when the work is done."""
        self._success = callback
        return self

    def failure(self, callback: Callable[[PersonError], object]) -> Operation[T]:
        """Call `callback(error)` when the person's world said no."""
        self._failure = callback
        return self

    def progress(self, callback: Callable[[int, int], object]) -> Operation[T]:
        """Call `callback(done, total)` while the work goes on; late reports are merged."""
        self._progress = callback
        return self

    def finished(self, callback: Callable[[], object]) -> Operation[T]:
        """Call `callback()` last, whatever came out, also after a cancel or a bug."""
        self._finished = callback
        return self

    def cancel(self) -> None:
        """Ask the work to stop at its next `job.check()`; work not begun yet never begins."""
        self.job.cancel()

    def start(self) -> Operation[T]:
        """Begin; raises RuntimeError when it was begun before."""
        if self._started:
            raise RuntimeError("an operation is started once")
        self._started = True
        self._launch(self)
        return self

    def settle(self, outcome: Outcome[T]) -> None:
        """Deliver what came out; called by the lane on the window's thread."""
        if not isValid(self._owner):
            if outcome.error is not None and not isinstance(outcome.error, PersonError):
                self._host.lane.report_bug(outcome.error)
            return
        try:
            self._deliver(outcome)
        finally:
            if self._finished is not None and isValid(self._owner):
                self._finished()

    def _deliver(self, outcome: Outcome[T]) -> None:
        if outcome.cancelled:
            return
        if outcome.error is None:
            if self._success is not None and not self.job.cancelled:
                self._success(outcome.result())
        elif isinstance(outcome.error, PersonError):
            (self._failure or self._host.show_error)(outcome.error)
        else:
            self._host.lane.report_bug(outcome.error)

    def _on_progress(self, done: int, total: int) -> None:
        if self._progress is not None and isValid(self._owner) and not self.job.cancelled:
            self._progress(done, total)


def op(host: OperationHost, work: Callable[[Vault], T], *, owner: QObject) -> Operation[T]:
    """Return an operation of short `work(vault)` on the lane; a lock waits for it to end."""

    def launch(operation: Operation[T]) -> None:
        host.lane.submit(lambda vault, _job: work(vault), operation.job, operation.settle)

    return Operation(host, owner, launch)


def long_op(
    host: OperationHost, work: Callable[[Vault, Job], T], *, owner: QObject
) -> Operation[T]:
    """Return an operation of `work(vault, job)` on the lane, such as taking in large files.

    A lock cancels it: `work` leaves the vault whole whenever `job.check()` raises.
    """

    def launch(operation: Operation[T]) -> None:
        host.lane.submit(work, operation.job, operation.settle, interruptible=True)

    return Operation(host, owner, launch)


def snapshot_op(
    host: OperationHost, work: Callable[[Vault, Job], T], *, owner: QObject
) -> Operation[T]:
    """Return an operation of long reading on `vault.snapshot()` in a thread of its own.

    The snapshot is made and closed in that thread by `with`; the lane stays free.
    """
    keeper = Keeper(host.lane)

    def launch(operation: Operation[T]) -> None:
        def made(outcome: Outcome[Vault]) -> None:
            if outcome.error is not None or outcome.cancelled:
                operation.settle(Outcome(error=outcome.error, cancelled=outcome.cancelled))
                return
            snapshot = outcome.result()

            def run() -> T:
                with snapshot as vault:
                    vault.prepared.hand_on = keeper
                    return work(vault, operation.job)

            host.lane.spawn(run, operation.job, operation.settle)

        host.lane.submit(lambda vault, _job: vault.snapshot(), operation.job, made)

    return Operation(host, owner, launch)


def free_op(host: OperationHost, work: Callable[[Job], T], *, owner: QObject) -> Operation[T]:
    """Return an operation of `work(job)` that needs no vault, in a thread of its own."""

    def launch(operation: Operation[T]) -> None:
        host.lane.spawn(lambda: work(operation.job), operation.job, operation.settle)

    return Operation(host, owner, launch)


def open_op(
    host: OperationHost, make: Callable[[], tuple[Vault, T]], *, owner: QObject
) -> Operation[T]:
    """Return an operation that opens or creates the lane's vault: `make` returns it and a rest."""

    def launch(operation: Operation[T]) -> None:
        host.lane.open(make, operation.job, operation.settle)

    return Operation(host, owner, launch)
