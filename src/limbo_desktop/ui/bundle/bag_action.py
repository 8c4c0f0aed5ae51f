"""A finished bundle as a bag (BagIt): a folder that archives and courts can check by themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from limbo_desktop.ui.files import ask_folder
from limbo_desktop.ui.operations import free_op
from limbo_desktop.ui.session import Session

if TYPE_CHECKING:
    from limbo_desktop.errors import PersonError
    from limbo_desktop.ui.bundle.result import ResultCard
    from limbo_desktop.ui.lane import Job


class BagAction(QObject):
    """Asks where the bag should lie and writes it; what came of it is said on the card."""

    def __init__(self, session: Session, card: ResultCard) -> None:
        super().__init__(card)
        self._session = session
        self._card = card
        card.bag_wanted.connect(self.ask_where)

    def ask_where(self) -> None:
        """Let the person choose a folder: the bag itself when it is empty, else for the bag."""
        title = self._session.words.t("Make a bag (BagIt)")
        ask_folder(self._session, self._card, title, lambda paths: self.save(paths[0]))

    def save(self, chosen: Path) -> None:
        """Write the bag into an empty folder, or into a new one in it."""
        ready = self._card.ready
        bundle = ready.made.path or ready.path
        empty = not chosen.exists() or not any(chosen.iterdir())
        bag = chosen if empty else chosen / f"{bundle.stem}-bag"

        def work(_job: Job) -> Path:
            from limbo_desktop.bundle.bag import write_bag

            originals = not ready.protected
            write_bag(bundle, bag, originals=originals, beside=ready.made.originals)
            return bag

        self._card.bag.setEnabled(False)
        running = free_op(self._session, work, owner=self).success(self._saved)
        running.failure(self._refused).start()

    def _saved(self, bag: Path) -> None:
        words = self._session.words
        self._card.say_of_bag(words.t("Bag: {path}", path=words.identifier(str(bag))), "info")

    def _refused(self, error: PersonError) -> None:
        self._card.say_of_bag(self._session.error_text(error), "triangle-alert")
        self._card.bag.setEnabled(True)
