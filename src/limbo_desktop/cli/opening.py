"""Opening the vault that a command was given."""

import argparse

from limbo_desktop.cli.passphrase import read_passphrase
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.vault.told import BOTH_KEPT, UPGRADED
from limbo_desktop.vault.underneath import Moved
from limbo_desktop.vault.vault import Vault


def open_vault(terminal: Terminal, chosen: argparse.Namespace) -> Vault:
    """The vault `chosen.vault`, opened with the passphrase of its file or the one asked for."""
    passphrase = read_passphrase(terminal, chosen.passphrase_file, "--passphrase-file")
    return told(terminal, Vault.open(chosen.vault, passphrase))


def told(terminal: Terminal, vault: Vault) -> Vault:
    """The vault, after saying what its opening did that a person should know of."""
    words = terminal.words
    if vault.older_copy is not None:
        name = words.identifier(vault.older_copy.name)
        terminal.tell(words.t(UPGRADED, name=name))

    def moved(both: Moved) -> None:
        message = BOTH_KEPT[both.change.value if both.whole else "part"]
        new, old = words.identifier(str(both.to)), words.identifier(str(both.path))
        terminal.tell(words.t(message, new=new, old=old))

    vault.on_moved = moved
    return vault
