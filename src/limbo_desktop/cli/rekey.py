"""`rekey`: a new passphrase, and with it new recovery digits."""

import argparse

from limbo_desktop.cli.new import say_recovery
from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.passphrase import read_new_passphrase
from limbo_desktop.cli.terminal import Terminal


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Change the passphrase; prints the new digits, the old ones open nothing any more."""
    with open_vault(terminal, chosen) as vault:
        option = "--new-passphrase-file"
        passphrase = read_new_passphrase(terminal, chosen.new_passphrase_file, option)
        with terminal.progress(terminal.words.t("Changing the passphrase")) as progress:
            recovery = vault.change_passphrase(passphrase, progress=progress)
    say_recovery(terminal, recovery)
    return 0
