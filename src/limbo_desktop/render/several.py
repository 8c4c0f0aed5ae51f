"""Several render processes behind the face of one, for work that goes through many files."""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from queue import LifoQueue
from typing import Final

from limbo_desktop.render.client import Renderer
from limbo_desktop.render.exchange import Exchange, Source
from limbo_desktop.render.limits import DEADLINE_SECONDS

PROCESSES: Final = min(3, os.cpu_count() or 1)
"""As many as there are processors; more than three would need too much memory for pixels."""


class Renderers(Renderer):
    """A Renderer that takes as many requests at once as it has processes, from as many threads.

    One that only one thread asks has one process.
    """

    def __init__(self, count: int = PROCESSES, deadline: float = DEADLINE_SECONDS) -> None:
        self.lanes = count
        super().__init__(deadline)
        self._all = tuple(Renderer(deadline) for _ in range(count))
        self._free: LifoQueue[Renderer] = LifoQueue()
        for each in reversed(self._all):
            self._free.put(each)
        self._used = threading.local()

    def prepare(self) -> None:
        """Start a process for each lane ahead of the first requests.

        Raises:
            RenderFailure: STOPPED after `close`.
        """
        for each in self._all:
            each.prepare()

    def close(self) -> None:
        """End all processes; later requests raise RenderFailure(STOPPED)."""
        super().close()
        for each in self._all:
            each.close()

    @contextmanager
    def _exchange(
        self,
        what: str,
        stream: Source,
        name: str,
        password: str,
        more: Mapping[str, int | str] | None = None,
    ) -> Iterator[Exchange]:
        one = self._free.get()
        self._used.last = one
        try:
            with one._exchange(what, stream, name, password, more) as exchange:
                yield exchange
        finally:
            self._free.put(one)

    def _end_worker(self) -> None:
        """End the process that this thread asked last: its answer had no shape."""
        last: Renderer | None = getattr(self._used, "last", None)
        if last is not None:
            last.dismiss()
