"""`new`: an empty case, and the recovery digits to copy by hand."""

import argparse

from limbo_desktop.cli.passphrase import read_new_passphrase
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.vault.recovery import RecoveryKey
from limbo_desktop.vault.vault import Vault


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Make the vault; prints the recovery digits."""
    passphrase = read_new_passphrase(terminal, chosen.passphrase_file, "--passphrase-file")
    vault, recovery = Vault.create(chosen.vault, passphrase)
    vault.close()
    say_recovery(terminal, recovery)
    return 0


def say_recovery(terminal: Terminal, recovery: RecoveryKey) -> None:
    """The digits on standard output, what they are for beside it."""
    terminal.tell(
        terminal.words.t(
            "Copy these digits by hand and keep them away from this computer. They open the case "
            "if the passphrase is forgotten; nothing else can."
        )
    )
    terminal.say(str(recovery))
