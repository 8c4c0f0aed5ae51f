"""`list`: the timeline, entries and documents by date."""

import argparse

from limbo_desktop.case.json_form import to_json
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Document, Event
from limbo_desktop.case.values import Value
from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.names import name_of

_PAGE = 500


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Print a line for each entry, or all of them as JSON."""
    with open_vault(terminal, chosen) as vault:
        total = vault.timeline.count()
        rows = (
            row.record
            for offset in range(0, total, _PAGE)
            for row in vault.timeline.rows(offset, _PAGE)
        )
        if chosen.json:
            terminal.say_json([_as_json(record) for record in rows])
        else:
            for record in rows:
                terminal.say(_line(terminal, record))
    return 0


def _as_json(record: Event | Document) -> dict[str, object]:
    kind = "event" if isinstance(record, Event) else "document"
    return {"record": kind, **to_json(record)}


def _line(terminal: Terminal, record: Event | Document) -> str:
    words = terminal.words
    if isinstance(record, Event):
        kind = words.t(KINDS[record.kind].label)
    else:
        kind = name_of(words, Value.DOCUMENT_TYPE, record.type) or words.t("Document")
    return words.t(
        "{date} · {kind} · {title}",
        date=words.date(record.when, DateStyle.SHORT),
        kind=kind,
        title=record.title or words.t("Without a title"),
    )
