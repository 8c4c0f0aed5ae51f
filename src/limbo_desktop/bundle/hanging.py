"""The files that hang on an e-mail, taken out of it once for all of them."""

from collections.abc import Collection, Mapping
from contextlib import closing
from typing import BinaryIO, Final

from limbo_desktop.render.client import Renderer
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.wire import Message

_HELD_BYTES: Final = 48 << 20
"""Most that is kept in memory of them; those behind are asked for one by one."""


class Hanging:
    """What hangs on the e-mail in `stream`, by its place there (from 0).

    Raises:
        RenderFailure: the render process was stopped.
    """

    def __init__(self, renderer: Renderer, stream: BinaryIO, wanted: Collection[int]) -> None:
        self._renderer = renderer
        self._stream = stream
        self._held = _known(renderer, stream, wanted)
        if len(wanted) > max(1, len(self._held)):
            self._held = _held(renderer, stream, wanted)

    def data(self, place: int) -> bytes:
        """Return the bytes of one.

        Raises:
            RenderFailure: it cannot be read.
        """
        held = self._held.get(place)
        if held is not None:
            return held
        return self._renderer.attachment(self._stream, place)


def _known(renderer: Renderer, stream: BinaryIO, wanted: Collection[int]) -> Mapping[int, bytes]:
    """What was taken out of the same e-mail before and is kept; at most as much as is held."""
    found: dict[int, bytes] = {}
    left = _HELD_BYTES
    for place in wanted:
        try:
            known = renderer.memory.recall(stream, _asked(place))
        except RenderFailure:
            continue
        left -= len(known.body) if known is not None else 0
        if known is not None and left >= 0:
            found[place] = known.body
    return found


def _asked(place: int) -> dict[str, object]:
    """What `Renderer.attachment` asks."""
    return {"what": "attachment", "name": "", "password": "", "index": place}


def _held(renderer: Renderer, stream: BinaryIO, wanted: Collection[int]) -> Mapping[int, bytes]:
    found: dict[int, bytes] = {}
    left, last = _HELD_BYTES, max(wanted)
    try:
        with closing(renderer.attachments(stream)) as files:
            for place, file in enumerate(files):
                if place in wanted:
                    data = file.readall() or b""
                    left -= len(data)
                    if left < 0:
                        break
                    if data:
                        found[place] = data
                        renderer.memory.note(stream, _asked(place), Message({}, data))
                if place >= last:
                    break
    except RenderFailure as failure:
        if failure.reason is Reason.STOPPED:
            raise
    return found
