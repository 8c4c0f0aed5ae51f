"""Opening the vault that a command was given."""

import argparse
import contextlib
from collections.abc import Iterator

from limbo_desktop.cli.passphrase import read_passphrase
from limbo_desktop.cli.terminal import Progress, Terminal
from limbo_desktop.vault.told import BOTH_KEPT, COPYING, UPGRADED
from limbo_desktop.vault.underneath import Moved
from limbo_desktop.vault.vault import Vault


def open_vault(terminal: Terminal, chosen: argparse.Namespace) -> Vault:
    """The vault `chosen.vault`, opened with the passphrase of its file or the one asked for."""
    passphrase = read_passphrase(terminal, chosen.passphrase_file, "--passphrase-file")
    with upgrade_shown(terminal) as upgrading:
        vault = Vault.open(chosen.vault, passphrase, upgrading=upgrading)
    return told(terminal, vault)


@contextlib.contextmanager
def upgrade_shown(terminal: Terminal) -> Iterator[Progress]:
    """What is told of the copy that an older file gets first: a bar, once there is something."""
    with contextlib.ExitStack() as shown:
        bars: list[Progress] = []

        def report(done: int, total: int) -> None:
            if not bars:
                bars.append(shown.enter_context(terminal.progress(terminal.words.t(COPYING))))
            bars[0](done, total)

        yield report


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
