"""`salvage`: what can still be read of a damaged vault, into a new one."""

import argparse

from limbo_desktop.cli.new import say_recovery
from limbo_desktop.cli.passphrase import read_passphrase
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.vault.key import PROFILES, Key
from limbo_desktop.vault.salvage.salvage import new_vault, salvage


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Make the new vault under the same passphrase; exit 1 when something could not be had."""
    words = terminal.words
    passphrase = read_passphrase(terminal, chosen.passphrase_file, "--passphrase-file")
    with (
        new_vault(chosen.to, passphrase) as (vault, recovery),
        terminal.progress(words.t("Bringing out what can be read")) as progress,
    ):
        result = salvage(
            chosen.vault,
            lambda salt: (Key.from_passphrase(passphrase, salt, each) for each in PROFILES),
            vault,
            progress,
        )
    records, files = result.records + result.from_history, result.files
    terminal.say(words.n("{count} record brought out", "{count} records brought out", records))
    terminal.say(words.n("{count} file brought out", "{count} files brought out", files))
    if result.from_history:
        terminal.say(
            words.n(
                "{count} record was on a damaged page and comes from the history",
                "{count} records were on damaged pages and come from the history",
                result.from_history,
            )
        )
    for name in result.files_lost:
        terminal.say(words.t("file lost: {name}", name=name))
    say_recovery(terminal, recovery)
    if result.pages_lost == 0:
        return 0
    terminal.say(words.n("{count} page is damaged", "{count} pages are damaged", result.pages_lost))
    return 1
