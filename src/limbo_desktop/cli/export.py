"""`export`: the case as an open, unencrypted folder."""

import argparse

from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.intake.case_folder import write_folder
from limbo_desktop.vault.custody import Deed


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Write the folder; says that it is readable by anybody."""
    with open_vault(terminal, chosen) as vault:
        case = vault.export_case()
        write_folder(case, vault.blobs.open, chosen.folder)
        vault.custody.note((each.id for each in vault.documents.all()), Deed.IN_FOLDER)
    terminal.say(str(chosen.folder))
    terminal.tell(
        terminal.words.t("This folder is not encrypted: anybody who finds it can read it.")
    )
    return 0
