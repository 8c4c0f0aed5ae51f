"""`attach`: files into the vault as documents."""

import argparse

from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.intake.attach import FileNotReadableError, attach_file
from limbo_desktop.render.client import Renderer


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Take in each file; prints id, SHA-256 and title; a file that is refused stops no other."""
    refused = 0
    with open_vault(terminal, chosen) as vault, Renderer() as renderer:
        for path in chosen.files:
            try:
                attached = attach_file(vault, path, renderer)
            except FileNotReadableError as error:
                terminal.refused(error)
                refused += 1
                continue
            document = attached.document
            title = terminal.words.identifier(document.title)
            terminal.say(f"{document.id}  {document.sha256}  {title}")
            if attached.already:
                terminal.tell(terminal.words.t("{title} is in the case already", title=title))
    return 1 if refused else 0
