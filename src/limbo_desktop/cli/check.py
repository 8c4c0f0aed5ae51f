"""`check`: every page and every file of a vault."""

import argparse

from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.terminal import Terminal


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Print what was checked; exit 1 when something is damaged."""
    words = terminal.words
    with (
        open_vault(terminal, chosen) as vault,
        terminal.progress(words.t("Checking the case")) as progress,
    ):
        report = vault.check(progress)
    terminal.say(words.n("{count} page checked", "{count} pages checked", report.pages))
    terminal.say(words.n("{count} file checked", "{count} files checked", report.blobs))
    if report.sound:
        terminal.say(words.t("The case is whole."))
        return 0
    if report.damaged_pages:
        count = len(report.damaged_pages)
        terminal.say(words.n("{count} page is damaged", "{count} pages are damaged", count))
    for sha256 in report.damaged_blobs:
        terminal.say(words.t("damaged file: {digits}", digits=words.identifier(sha256)))
    if report.structure:
        terminal.say(words.t("The order inside the file is damaged."))
    if report.history_broken_at is not None:
        number = words.number(report.history_broken_at)
        terminal.say(words.t("The history was changed at entry {number}.", number=number))
    return 1
