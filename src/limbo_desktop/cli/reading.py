"""What is done with files that came into the case: their words are read, a bundle is prepared."""

from limbo_desktop.bundle.beforehand import prepare_waiting
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.intake.look import look_through_waiting
from limbo_desktop.render.client import Renderer
from limbo_desktop.vault.vault import Vault


def read_files(terminal: Terminal, vault: Vault, renderer: Renderer) -> None:
    """Look up what the files say of themselves, then what a bundle will ask of them.

    Whatever ends it, what was found stays.
    """
    with terminal.progress(terminal.words.t("Reading the files")) as progress:
        look_through_waiting(vault, renderer, lambda done, total: progress(done, 2 * total))
        prepare_waiting(vault, renderer, lambda done, total: progress(total + done, 2 * total))
