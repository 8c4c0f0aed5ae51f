"""The same work for many things, some at a time, results in order, given up as soon as asked."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import Final, TypeVar

T = TypeVar("T")
R = TypeVar("R")

LOOK_SECONDS: Final = 0.1
"""How often `check` is asked while results are waited for."""

_AHEAD: Final = 2
"""Results for each lane that may wait for their turn."""


def side_by_side(
    work: Callable[[T], R], items: Iterable[T], lanes: int, check: Callable[[], None]
) -> Iterator[R]:
    """Yield `work(item)` for each item, in order, with `lanes` at work at a time.

    What work or `check` raises goes up at once: nobody waits for what is still at work, and
    nothing more is begun.
    """
    rest = iter(items)
    pool = ThreadPoolExecutor(lanes, "bundle")
    try:
        waiting = deque(pool.submit(work, item) for item in islice(rest, lanes * _AHEAD))
        while waiting:
            yield _waited(waiting.popleft(), check)
            waiting.extend(pool.submit(work, item) for item in islice(rest, 1))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def patiently(work: Callable[[], R], check: Callable[[], None]) -> R:
    """Do one thing that may take long; `check` is asked meanwhile, and what it raises goes up."""
    (result,) = side_by_side(lambda _: work(), (None,), 1, check)
    return result


def _waited(future: Future[R], check: Callable[[], None]) -> R:
    while not wait((future,), LOOK_SECONDS).done:
        check()
    check()
    return future.result()
