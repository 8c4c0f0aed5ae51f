"""Sets the pages of a bundle beside the window: all of them first, then the files they go into."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from limbo_desktop.errors import PersonError
from limbo_desktop.ui.operations import Operation, snapshot_op
from limbo_desktop.ui.session import Session

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from limbo_desktop.bundle.options import Options
    from limbo_desktop.render.several import Renderers
    from limbo_desktop.ui.bundle.preview import Preview
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault


class Drawing:
    """`shown` is given the pages, and once more where they had to be made smaller or divided."""

    def __init__(
        self,
        session: Session,
        owner: QObject,
        renderer: Renderers,
        shown: Callable[[Preview], None],
        refused: Callable[[PersonError], None],
    ) -> None:
        self._session = session
        self._owner = owner
        self._renderer = renderer
        self._shown = shown
        self._refused = refused
        self._running: Operation[Preview] | None = None

    def start(self, options: Options, *, whole: bool, locked: bool) -> None:
        """Set the pages; not `whole`: only search the documents for names.

        `locked`: a password is wanted, so that nothing may lie beside the files.
        """
        from limbo_desktop.ui.bundle.preview import divided, make_preview

        renderer = self._renderer

        def drawn(preview: Preview) -> None:
            self._shown(preview)
            if preview.undivided:
                self._run(divide(preview), self._shown)

        def divide(preview: Preview) -> Callable[[Vault, Job], Preview]:
            return lambda vault, job: divided(preview, vault, options, renderer, job, locked=locked)

        self._run(
            lambda vault, job: make_preview(vault, options, renderer, job, whole=whole), drawn
        )

    def stop(self) -> None:
        """Leave what is being set."""
        if self._running is not None:
            self._running.cancel()

    def _run(self, work: Callable[[Vault, Job], Preview], done: Callable[[Preview], None]) -> None:
        self.stop()
        self._running = (
            snapshot_op(self._session, work, owner=self._owner)
            .success(done)
            .failure(self._refused)
            .start()
        )
