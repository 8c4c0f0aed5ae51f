"""`verify`: whether a bundle is as it was made; needs no case and no passphrase."""

import argparse
from pathlib import Path

from limbo_desktop.bundle.bag import check_bag
from limbo_desktop.bundle.verify import verify
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_


class BundleNotReadableError(PersonError):
    """The file cannot be read at all."""

    message = N_("The file {path} could not be read.")


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Print a line for each part; exit 1 when one does not match."""
    words = terminal.words
    path: Path = chosen.bundle
    sound = True
    try:
        if path.is_dir():
            for name, whole in check_bag(path):
                sound = sound and whole
                _row(terminal, whole, words.identifier(name))
            path = path / "data" / "bundle.pdf"
        result = verify(path)
    except OSError:
        raise BundleNotReadableError(path=path) from None
    for row in result.rows:
        _row(terminal, row.ok, words.t(row.message, **row.params))
    if result.fingerprint:
        told = words.t("Fingerprint: {digits}", digits=words.identifier(result.fingerprint))
        terminal.say(told)
    sound = sound and result.ok
    terminal.say(
        words.t("Everything matches.") if sound else words.t("Not everything matches: see above.")
    )
    return 0 if sound else 1


def _row(terminal: Terminal, sound: bool, told: str) -> None:
    terminal.say(f"{'✓' if sound else '✗'} {told}")
