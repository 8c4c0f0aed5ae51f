"""`backup`: a whole encrypted copy of a vault, checked after writing."""

import argparse
import datetime as dt

from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.vault.backup.folder import name_of


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Write the copy and print where it is; a folder gets a file with the date in its name."""
    words = terminal.words
    target = chosen.to
    if target.is_dir():
        target /= name_of(chosen.vault, dt.datetime.now())  # noqa: DTZ005 (the clock on the wall)
    with (
        open_vault(terminal, chosen) as vault,
        terminal.progress(words.t("Backing up")) as progress,
    ):
        vault.back_up(target, progress)
    terminal.say(str(target))
    return 0
