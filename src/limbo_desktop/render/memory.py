"""What answers of the render process are kept in, so that the same is not asked twice."""

from collections.abc import Mapping
from typing import Final, Protocol

from limbo_desktop.render.exchange import Source
from limbo_desktop.render.failures import RenderFailure
from limbo_desktop.render.wire import Message


class Memory(Protocol):
    """Keeps answers by the file and by all that was asked; used from several threads at once."""

    def recall(self, stream: Source, asked: Mapping[str, object]) -> Message | None:
        """Return what was answered; None when it is to be asked.

        Raises:
            RenderFailure: that was the answer.
        """
        ...

    def note(
        self, stream: Source, asked: Mapping[str, object], answer: Message | RenderFailure
    ) -> None:
        """Keep an answer, or not."""
        ...

    def distrust(self) -> None:
        """Forget what is not settled yet: a worker gave an answer of no shape, others may lie."""
        ...


class _Nothing:
    """Keeps nothing."""

    def recall(self, _stream: Source, _asked: Mapping[str, object]) -> Message | None:
        return None

    def note(
        self, _stream: Source, _asked: Mapping[str, object], _answer: Message | RenderFailure
    ) -> None:
        return

    def distrust(self) -> None:
        return


NOTHING: Final[Memory] = _Nothing()
"""Keeps nothing: everything is asked for."""
