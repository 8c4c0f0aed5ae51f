"""`bundle`: the evidence bundle of a case."""

import argparse
import datetime as dt

from limbo_desktop.bundle.bag import write_bag
from limbo_desktop.bundle.encrypt import prepared
from limbo_desktop.bundle.make import Made, make_bundle
from limbo_desktop.bundle.options import Options, Share
from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.passphrase import read_password
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.vault.vault import Vault

UNSEARCHED = N_(
    "Exhibits that could not be searched whole for concealed names: {numbers}. Look at them before "
    "the file leaves, and say in “who is shown” whom they show."
)
BLANK = N_("Exhibits with a page that could not be drawn and is empty: {numbers}.")


class BadSinceError(PersonError):
    """The day after `--since` is none."""

    message = N_("{value} is no day such as 2024-02-08. Nothing was written.")


class NoSuchEntryError(PersonError):
    """An id after `--events` is not in the case."""

    message = N_("There is no entry with the id {value} in this case. Nothing was written.")


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Write the PDF; prints its fingerprint."""
    words = terminal.words
    check_day(chosen.since)
    with (
        open_vault(terminal, chosen) as vault,
        terminal.progress(words.t("Making the bundle")) as progress,
    ):
        events = chosen_events(vault, chosen.events)
        options = Options(chosen.lang, Share(chosen.share), chosen.since, events)
        password = _password(chosen.password_file)
        made = make_bundle(vault, options, chosen.out, progress, password=password)
        vault.custody.sent(made.documents, chosen.out.name, made.fingerprint)
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


def check_day(since: str) -> None:
    """Raise BadSinceError unless the text is a day (ISO 8601) or empty."""
    try:
        dt.date.fromisoformat(since or "2000-01-01")
    except ValueError:
        raise BadSinceError(value=since) from None


def chosen_events(vault: Vault, ids: str | None) -> frozenset[str] | None:
    """The entries of the ids: the vault's own, or those that they had in a case folder.

    None for no ids; raises NoSuchEntryError.
    """
    if ids is None:
        return None
    inside = [event.id for event in vault.events.all()]
    outside = [event.id for event in vault.export_case().events]
    known = dict(zip(outside, inside, strict=True))
    ours = set(inside)
    chosen = set()
    for each in filter(None, (part.strip() for part in ids.split(","))):
        identity = known.get(each, each)
        if identity not in ours:
            raise NoSuchEntryError(value=each)
        chosen.add(identity)
    return frozenset(chosen)
