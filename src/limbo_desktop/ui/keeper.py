"""What a bundle prepared on its snapshot comes into the vault, by the lane, when it has time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from limbo_desktop.ui.lane import Job, Lane, Outcome

if TYPE_CHECKING:
    from limbo_desktop.vault.prepared import Answer

_UNDER_WAY: Final = 4
"""Batches that may wait for the lane; more are dropped, since they are only a cache."""


class Keeper:
    """Takes batches from any thread, as `Prepared.hand_on`."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._under_way = 0

    def __call__(self, batch: Sequence[Answer]) -> None:
        """Take a batch to the lane."""
        self._lane.deliver(lambda: self._submit(batch))

    def _submit(self, batch: Sequence[Answer]) -> None:
        if self._under_way >= _UNDER_WAY:
            return
        self._under_way += 1
        job = Job(self._lane.deliver, lambda _done, _total: None)
        self._lane.submit(lambda vault, _job: vault.prepared.keep(batch), job, self._settled)

    def _settled(self, outcome: Outcome[None]) -> None:
        self._under_way -= 1
        if outcome.error is not None:
            self._lane.report_bug(outcome.error)
