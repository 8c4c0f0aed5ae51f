"""`recover`: the recovery digits open the case and set a new passphrase."""

import argparse

from limbo_desktop.cli.new import say_recovery
from limbo_desktop.cli.opening import told, upgrade_shown
from limbo_desktop.cli.passphrase import read_new_passphrase, read_passphrase
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.vault.vault import Vault


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Open with the digits; prints the new ones."""
    digits = read_passphrase(terminal, chosen.digits_file, "--digits-file")
    with upgrade_shown(terminal) as upgrading:
        opened = Vault.recover(chosen.vault, digits, upgrading=upgrading)
    with told(terminal, opened) as vault:
        option = "--new-passphrase-file"
        passphrase = read_new_passphrase(terminal, chosen.new_passphrase_file, option)
        with terminal.progress(terminal.words.t("Changing the passphrase")) as progress:
            recovery = vault.change_passphrase(passphrase, progress=progress)
    say_recovery(terminal, recovery)
    return 0
