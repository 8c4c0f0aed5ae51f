"""`import`: a case folder into the vault, all of it or nothing."""

import argparse

from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.intake.case_folder import read_folder


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Read and check the folder, then take it in."""
    words = terminal.words
    case, folder = read_folder(chosen.folder)
    with open_vault(terminal, chosen) as vault:
        summary = vault.import_case(case, lambda document: folder.open(document.file))
    terminal.say(words.n("{count} record added", "{count} records added", summary.added))
    if summary.already:
        told = words.n(
            "{count} record was there already",
            "{count} records were there already",
            summary.already,
        )
        terminal.say(told)
    if summary.differing:
        told = words.n(
            "{count} record is different in the case and was left as it is",
            "{count} records are different in the case and were left as they are",
            summary.differing,
        )
        terminal.say(told)
    return 0
