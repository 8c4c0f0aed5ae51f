"""`search`: entries, documents, people and next steps that hold the words, and where."""

import argparse

from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.marking import N_
from limbo_desktop.text.words import Words
from limbo_desktop.vault.hits import Hit

_TYPES = {
    "event": N_("Entry"),
    "document": N_("Document"),
    "person": N_("Person"),
    "task": N_("Next step"),
}


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Print each hit with the words around it; that there is none is said and is no failure."""
    words = terminal.words
    with open_vault(terminal, chosen) as vault:
        hits = vault.search.find(" ".join(chosen.words))
    if chosen.json:
        terminal.say_json([_as_json(words, hit) for hit in hits])
        return 0
    for hit in hits:
        for line in _lines(words, hit):
            terminal.say(line)
    if not hits:
        terminal.tell(words.t("No entry has these words. Try one word, or a name."))
    return 0


def _as_json(words: Words, hit: Hit) -> dict[str, object]:
    """`spans` and `title_spans` are [from, to) in characters; `page` is 0 without one."""
    return {
        "type": hit.type,
        "id": hit.id,
        "title": hit.title,
        "title_spans": hit.title_spans,
        "place": words.t(hit.place),
        "page": hit.page,
        "snippet": hit.snippet.text,
        "spans": hit.snippet.spans,
        "covered": hit.covered,
    }


def _lines(words: Words, hit: Hit) -> list[str]:
    kind, title = words.t(_TYPES[hit.type]), hit.title or words.t("Without a title")
    lines: list[str] = [words.t("{kind}: {title}", kind=kind, title=title)]
    place = words.t("Page {number}", number=hit.page) if hit.page else words.t(hit.place)
    if place:
        text = words.t("The words are covered") if hit.covered else hit.snippet.text
        lines.append(words.t("    {place}: {text}", place=place, text=text))
    return lines
