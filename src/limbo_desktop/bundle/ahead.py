"""Opens originals, and asks the render process about the next one while this one is looked at.

Originals are read in the calling thread alone, since the vault belongs to it; a small one is kept
in memory meanwhile, a large one waits for its turn.
"""

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from types import TracebackType
from typing import BinaryIO, Final, Self

from limbo_desktop.bundle.attachments import OpenOriginal
from limbo_desktop.bundle.selection import Exhibit
from limbo_desktop.errors import PersonError
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Survey, Text

_SMALL_BYTES: Final = 8 << 20
"""Most that is kept of one original: the photo of a phone, a scan of some pages."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An original, and what the render process says of it; each is waited for when called."""

    stream: BinaryIO
    survey: Callable[[], Survey]
    text: Callable[[], Text]

    def close(self) -> None:
        """Close the original."""
        self.stream.close()


class Ahead:
    """A context manager around the examination of one bundle's exhibits.

    `passwords` open protected PDFs, by document id; with `texts` the text of every original is
    asked for too.
    """

    def __init__(
        self,
        renderer: Renderer,
        open_original: OpenOriginal,
        passwords: Mapping[str, str],
        *,
        texts: bool,
    ) -> None:
        self._renderer = renderer
        self._open_original = open_original
        self._passwords = passwords
        self._texts = texts
        self._lane = ThreadPoolExecutor(1, "render-ahead")
        self._asked: dict[int, Opened] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # whoever stops in the middle need not wait: closing the renderer ends what still runs
        self._lane.shutdown(wait=False, cancel_futures=True)

    def ask(self, exhibit: Exhibit | None) -> None:
        """Begin to ask about an exhibit, if it is small; what fails shows in its turn."""
        if exhibit is None or exhibit.withheld or exhibit.number in self._asked:
            return
        try:
            data = self._small(exhibit)
        except (PersonError, OSError, KeyError):
            return
        if data is None:
            return
        # each with a position of its own: two threads read it
        survey, text = self._questions(exhibit, lambda: BytesIO(data))
        surveyed = self._lane.submit(survey)
        told = self._lane.submit(text).result if self._texts else text
        self._asked[exhibit.number] = Opened(BytesIO(data), surveyed.result, told)

    def open(self, exhibit: Exhibit) -> Opened:
        """Return an exhibit's original; the caller closes it.

        Raises what opening it raises.
        """
        asked = self._asked.pop(exhibit.number, None)
        if asked is not None:
            return asked
        stream = self._open_original(exhibit.document.sha256)
        return Opened(stream, *self._questions(exhibit, lambda: stream))

    def password(self, exhibit: Exhibit) -> str:
        """The password of an exhibit, "" when it has none."""
        return self._passwords.get(exhibit.document.id, "")

    def name(self, exhibit: Exhibit) -> str:
        """A name for an exhibit's original that ends as its own does."""
        return f"file{exhibit.document.file}"

    def _questions(
        self, exhibit: Exhibit, stream: Callable[[], BinaryIO]
    ) -> tuple[Callable[[], Survey], Callable[[], Text]]:
        password = self.password(exhibit)
        name = self.name(exhibit)
        return (
            partial(self._renderer.survey, stream(), name, password),
            partial(self._renderer.words, stream(), name, password),
        )

    def _small(self, exhibit: Exhibit) -> bytes | None:
        with closing(self._open_original(exhibit.document.sha256)) as stream:
            if stream.seek(0, os.SEEK_END) > _SMALL_BYTES:
                return None
            stream.seek(0)
            return stream.read()
