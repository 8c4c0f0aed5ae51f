"""`search`: entries, documents and people that hold the words."""

import argparse
import dataclasses

from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.marking import N_

_TYPES = {
    "event": N_("Entry"),
    "document": N_("Document"),
    "person": N_("Person"),
    "task": N_("Next step"),
}


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Print each hit; that there is none is said and is no failure."""
    words = terminal.words
    with open_vault(terminal, chosen) as vault:
        hits = vault.search.find(" ".join(chosen.words))
    if chosen.json:
        terminal.say_json([dataclasses.asdict(hit) for hit in hits])
        return 0
    for hit in hits:
        kind = words.t(_TYPES[hit.type])
        terminal.say(words.t("{kind}: {title}", kind=kind, title=hit.title))
    if not hits:
        terminal.tell(words.t("No entry has these words. Try one word, or a name."))
    return 0
