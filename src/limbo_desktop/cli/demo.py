"""`demo`: the sample case as a vault, and its bundles in three languages."""

import argparse
from pathlib import Path

from limbo_desktop.bundle.make import make_bundle
from limbo_desktop.bundle.options import Options
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.errors import PersonError
from limbo_desktop.intake.case_folder import read_folder
from limbo_desktop.marking import N_
from limbo_desktop.resources import resource_path
from limbo_desktop.text.language import LANGUAGES
from limbo_desktop.vault.vault import Vault

PASSPHRASE = "limbo sample case"
VAULT_NAME = "sample.limbo"


class DemoFolderError(PersonError):
    """The folder of the sample case cannot be made."""

    message = N_("The folder {path} could not be made. Nothing was written.")


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Make what is not there yet; prints the path of each file and the passphrase."""
    folder: Path = chosen.folder
    words = terminal.words
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise DemoFolderError(path=folder) from None
    with _sample(folder / VAULT_NAME) as vault:
        terminal.say(str(folder / VAULT_NAME))
        for each in LANGUAGES:
            out = folder / f"bundle-{each.code}.pdf"
            with terminal.progress(words.t("Making the bundle")) as progress:
                make_bundle(vault, Options(each.code), out, progress)
            terminal.say(str(out))
    told = words.t("The passphrase of the sample case: {words}", words=words.identifier(PASSPHRASE))
    terminal.tell(told)
    return 0


def _sample(path: Path) -> Vault:
    """The sample case, imported once."""
    vault = Vault.open(path, PASSPHRASE) if path.exists() else Vault.create(path, PASSPHRASE)[0]
    try:
        case, files = read_folder(resource_path("demo"))
        vault.import_case(case, lambda document: files.open(document.file))
    except BaseException:
        vault.close()
        raise
    return vault
