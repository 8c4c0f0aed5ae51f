"""`bundle`: the evidence bundle of a case."""

import argparse
from dataclasses import replace

from limbo_desktop.bundle.bag import write_bag
from limbo_desktop.bundle.encrypt import prepared
from limbo_desktop.bundle.gone import gone_since, told_gone
from limbo_desktop.bundle.make import Made, make_bundle, note_made, whole_case
from limbo_desktop.bundle.options import Layout, Options
from limbo_desktop.bundle.presets import PRESETS
from limbo_desktop.bundle.selection import select
from limbo_desktop.bundle.told_names import turned_in
from limbo_desktop.bundle.warned import warnings
from limbo_desktop.cli.choosing import check_days, chosen_options
from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.passphrase import read_password
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.vault.vault import Vault


class SameLanguageError(PersonError):
    """The language after `--second` is that after `--lang`."""

    message = N_("{value} is the language of the bundle already. Nothing was written.")


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Write the PDF; prints its fingerprint."""
    words = terminal.words
    check_days(chosen)
    if chosen.second == chosen.lang:
        raise SameLanguageError(value=chosen.second)
    with open_vault(terminal, chosen) as vault:
        options = chosen_options(vault, chosen, chosen.supplements)
        options = replace(
            options,
            preset=PRESETS[chosen.preset],
            second=chosen.second or "",
            layout=Layout(chosen.layout),
        )
        password = _password(chosen.password_file)
        _warn_of_earlier(terminal, vault, options)
        with terminal.progress(words.t("Making the bundle")) as progress:
            made = make_bundle(vault, options, chosen.out, progress, password=password)
        note_made(vault, made, chosen.out.name)
    terminal.say(
        words.t(
            "{path}: {pages}, {size}",
            path=made.path or chosen.out,
            pages=words.n("{count} page", "{count} pages", made.pages),
            size=words.size(made.size),
        )
    )
    terminal.say(words.t("Fingerprint: {digits}", digits=words.identifier(made.fingerprint)))
    _told_parts(terminal, made)
    for each in warnings(made, words):
        terminal.tell(each)
    if chosen.bag is not None:
        bundle = made.path or chosen.out
        write_bag(bundle, chosen.bag, originals=not password, beside=made.originals)
        terminal.say(words.t("Bag: {path}", path=chosen.bag))
    return 0


def _told_parts(terminal: Terminal, made: Made) -> None:
    """Which files there are, and what else is to be handed on."""
    words = terminal.words
    if made.files:
        count = words.n("{count} part", "{count} parts", len(made.files))
        names = words.list([words.identifier(each) for each in made.files])
        terminal.say(words.t("{count}: {names}", count=count, names=names))
    if made.originals is not None:
        path = made.originals
        terminal.tell(
            words.t("Originals that do not fit lie in {path}: hand that folder on too.", path=path)
        )


def _password(file: str | None) -> str:
    """The password for the bundle, "" for none; read behind the passphrase."""
    password = read_password(file)
    if file is not None:
        prepared(password)
    return password


def _warn_of_earlier(terminal: Terminal, vault: Vault, options: Options) -> None:
    """Whom a supplement tells otherwise than before, and what it does not give any more.

    It is said before the file is written.
    """
    if options.given is None:
        return
    case = whole_case(vault)
    selection = select(case, options, vault.redactions.all())
    for each in turned_in(selection):
        terminal.tell(terminal.words.t(each.message, **each.params))
    if gone := gone_since(case, options):
        terminal.tell(told_gone(terminal.words, gone))
