"""`attach`: files, folders and archives into the vault as documents."""

import argparse

from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.reading import read_files
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.errors import PersonError
from limbo_desktop.intake.taking import Fate, Taken, files_of, take_in
from limbo_desktop.marking import N_
from limbo_desktop.render.client import Renderer

NOTES = {
    Fate.ALREADY: N_("{title} is in the case already"),
    Fate.WHOLE: N_("{title} is kept as it is. {why}"),
    Fate.REFUSED: N_("{title} was not taken in. {why}"),
}


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Take in each file; prints id, SHA-256 and title; a file that is refused stops no other.

    What the files say of themselves, their words and what a bundle asks are looked up at the end.
    """
    refused = 0
    with open_vault(terminal, chosen) as vault, Renderer() as renderer:
        for path in files_of(chosen.files):
            for taken in take_in(vault, path, renderer, lambda: None, apart=not chosen.whole):
                refused += taken.fate is Fate.REFUSED
                _tell(terminal, taken)
        read_files(terminal, vault, renderer)
    return 1 if refused else 0


def _tell(terminal: Terminal, taken: Taken) -> None:
    words, document = terminal.words, taken.document
    title = words.identifier(document.title if document is not None else taken.name)
    if document is not None:
        terminal.say(f"{document.id}  {document.sha256}  {title}")
    if taken.fate in NOTES:
        why = _said(terminal, taken.why) if taken.why is not None else ""
        terminal.tell(words.t(NOTES[taken.fate], title=title, why=why))


def _said(terminal: Terminal, error: PersonError) -> str:
    return terminal.words.t(error.message, **error.params)
