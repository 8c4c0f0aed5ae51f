"""The log of bundles on a terminal: when, for whom, what, numbers, fingerprint."""

import datetime as dt
from collections.abc import Iterable

from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.text.names import reader_name
from limbo_desktop.text.said import Said
from limbo_desktop.vault.bundles import MadeBundle


def tell(terminal: Terminal, made: Iterable[MadeBundle], *, as_json: bool) -> None:
    """Print a line for each bundle; as JSON everything but what was printed of each record."""
    words = terminal.words
    if as_json:
        terminal.say_json([_facts(each) for each in made])
        return
    for each in made:
        day = dt.datetime.fromtimestamp(each.at, dt.UTC).date()
        terminal.say(
            words.t(
                "{number} · {date} · {reader} · pages {first}–{last} · {fingerprint}",
                number=Said(str(each.number)),
                date=words.date(day),
                reader=reader_name(words, each.reader),
                first=Said(str(each.given.first_page)),
                last=Said(str(each.given.last_page)),
                fingerprint=words.identifier(each.fingerprint),
            )
        )
        for number, digits in enumerate(each.given.parts, start=1):
            part = words.t("part {part}", part=Said(str(number)))
            shown = words.identifier(digits)
            told = words.t("{label}: {value}", label=part, value=shown)
            terminal.say(f"    {told}")


def _facts(made: MadeBundle) -> dict[str, object]:
    at = dt.datetime.fromtimestamp(made.at, dt.UTC)
    return {
        "number": made.number,
        "at": at.isoformat(),
        "for": made.reader,
        "lang": made.lang,
        "second": made.second or None,
        "file": made.file,
        "bytes": made.size,
        "entries": made.entries,
        "exhibits": made.exhibits,
        "first_page": made.given.first_page,
        "last_page": made.given.last_page,
        "supplements": made.supplements or None,
        "fingerprint": made.fingerprint,
        "fingerprints": list(made.fingerprints),
    }
