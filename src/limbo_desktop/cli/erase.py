"""`erase`: destroys a case for good; copies stay unless each of them is named."""

import argparse
import sys
from pathlib import Path

from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.vault.erase import copies_of, erase
from limbo_desktop.vault.told import ERASING, ERASING_MEANS


class NotConfirmedError(PersonError):
    """The name that was typed is not that of the file."""

    message = N_("Nothing was erased. To erase this case its name is to be typed: {name}")


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Ask for the name, erase, and say which copies are still there."""
    words, path = terminal.words, chosen.vault
    terminal.tell(words.t(ERASING))
    terminal.tell(words.t(ERASING_MEANS))
    typed = chosen.confirm
    if typed is None and sys.stdin.isatty():
        terminal.tell(words.t("Name of the file, to erase it: "))
        typed = sys.stdin.readline().strip()
    if typed not in {path.stem, path.name}:
        raise NotConfirmedError(name=path.stem)
    folders = [chosen.copies_in] if chosen.copies_in else []
    copies = copies_of(path, folders) if path.exists() else []
    left = [each.path for each in copies if not _wanted(terminal, each.path)]
    with terminal.progress(words.t("Erasing")) as progress:
        for each in copies:
            if each.path not in left:
                erase(each.path, progress)
        erase(path, progress)
    terminal.say(words.t("The case is erased."))
    for copy in left:
        terminal.say(words.t("This copy is still there: {path}", path=words.identifier(str(copy))))
    return 0


def _wanted(terminal: Terminal, copy: Path) -> bool:
    """Whether the person wants this copy erased too; nobody to ask means no."""
    if not sys.stdin.isatty():
        return False
    words = terminal.words
    name = words.identifier(str(copy))
    question = words.t("Erase this copy too: {path}? Its name means yes: ", path=name)
    terminal.tell(question)
    return sys.stdin.readline().strip() in {copy.stem, copy.name}
