"""`bundle`: the evidence bundle of a case."""

import argparse

from limbo_desktop.bundle.bag import write_bag
from limbo_desktop.bundle.encrypt import prepared
from limbo_desktop.bundle.make import Made, make_bundle, note_made
from limbo_desktop.cli.choosing import check_days, chosen_options
from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.passphrase import read_password
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.marking import N_

UNSEARCHED = N_(
    "Exhibits that could not be searched whole for concealed names: {numbers}. Look at them before "
    "the file leaves, and say in “who is shown” whom they show."
)
BLANK = N_("Exhibits with a page that could not be drawn and is empty: {numbers}.")


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Write the PDF; prints its fingerprint."""
    words = terminal.words
    check_days(chosen)
    with (
        open_vault(terminal, chosen) as vault,
        terminal.progress(words.t("Making the bundle")) as progress,
    ):
        options = chosen_options(vault, chosen, chosen.supplements)
        password = _password(chosen.password_file)
        made = make_bundle(vault, options, chosen.out, progress, password=password)
        note_made(vault, made, chosen.out.name)
    terminal.say(
        words.t(
            "{path}: {pages}, {size}",
            path=chosen.out,
            pages=words.n("{count} page", "{count} pages", made.pages),
            size=words.size(made.size),
        )
    )
    terminal.say(words.t("Fingerprint: {digits}", digits=words.identifier(made.fingerprint)))
    _warn(terminal, made)
    if chosen.bag is not None:
        write_bag(chosen.out, chosen.bag, originals=not password)
        terminal.say(words.t("Bag: {path}", path=chosen.bag))
    return 0


def _password(file: str | None) -> str:
    """The password for the bundle, "" for none; read behind the passphrase."""
    password = read_password(file)
    if file is not None:
        prepared(password)
    return password


def _warn(terminal: Terminal, made: Made) -> None:
    """What the person should look at before the bundle leaves."""
    words = terminal.words
    for exhibits, message in (
        (made.unsearched, UNSEARCHED),
        (made.blank, BLANK),
    ):
        if exhibits:
            terminal.tell(words.t(message, numbers=words.list([str(each) for each in exhibits])))
