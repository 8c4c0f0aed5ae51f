"""`verify`: whether a bundle is as it was made; needs no case and no passphrase."""

import argparse

from limbo_desktop.bundle.checking import check_delivery
from limbo_desktop.cli.passphrase import read_password
from limbo_desktop.cli.terminal import Terminal


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Print a line for each part; exit 1 when one does not match."""
    words = terminal.words
    password = read_password(chosen.password_file)
    with terminal.progress(words.t("Checking the file")) as progress:
        result = check_delivery(chosen.bundle, password, progress)
    for row in result.rows:
        mark = "✗" if not row.ok else "✓" if row.looked else "–"
        terminal.say(f"{mark} {row.told(words)}")
    if result.fingerprint:
        told = words.t("Fingerprint: {digits}", digits=words.identifier(result.fingerprint))
        terminal.say(told)
    terminal.say(
        words.t("Everything matches.")
        if result.ok
        else words.t("Not everything matches: see above.")
    )
    return 0 if result.ok else 1
