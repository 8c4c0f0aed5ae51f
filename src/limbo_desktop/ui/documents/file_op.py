"""Work on a document's bytes beside the lane: read there, looked at in a thread of its own.

A file that takes long to draw then keeps neither saving nor a lock waiting.  Files beyond
`LARGEST` are not copied into memory: their work is done on the lane, range by range.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final, TypeVar

from PySide6.QtCore import QObject

from limbo_desktop.case.records import Document
from limbo_desktop.ui.lane import Job, Outcome
from limbo_desktop.ui.operations import Operation, OperationHost

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

T = TypeVar("T")
LARGEST: Final = 32 << 20


def file_op(
    host: OperationHost,
    document: Document,
    work: Callable[[BinaryIO, Job], T],
    *,
    owner: QObject,
) -> Operation[T]:
    """Return an operation of `work(stream, job)` on the file of `document`.

    A file that is not in the vault is an empty stream.
    """

    def launch(operation: Operation[T]) -> None:
        def read(vault: Vault, _job: Job) -> bytes | None:
            blob = vault.blobs.find(document.sha256)
            if blob is None:
                return b""
            if blob.size > LARGEST:
                return None
            with closing(vault.blobs.open(document.sha256)) as stream:
                return stream.read()

        def on_lane(vault: Vault, job: Job) -> T:
            with closing(vault.blobs.open(document.sha256)) as stream:
                return work(stream, job)

        def have(outcome: Outcome[bytes | None]) -> None:
            if outcome.error is not None or outcome.cancelled:
                operation.settle(Outcome(error=outcome.error, cancelled=outcome.cancelled))
                return
            data = outcome.result()
            if data is None:
                host.lane.submit(on_lane, operation.job, operation.settle, interruptible=True)
            else:
                host.lane.spawn(
                    lambda: work(BytesIO(data), operation.job), operation.job, operation.settle
                )

        host.lane.submit(read, operation.job, have)

    return Operation(host, owner, launch)
