"""`list`: the timeline, entries and documents by date; or people, next steps, bundles made.

With `--json` an array of objects.  Each has `record` (event, document, person, task) and every
key of limbo-case/1 that is not empty, ids being those of the vault; and further
`earliest`, `latest`: the first and last day that the date may be (ISO 8601, null where open);
`incomplete`: whether the timeline says that something is missing (events and documents only);
`names`: what every person and document is called that the record points to, by id.
"""

import argparse
from collections.abc import Iterable, Iterator

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.json_form import to_json
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Document, Event, Person, Record, Task
from limbo_desktop.case.values import Value
from limbo_desktop.cli import made_before
from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.names import name_of
from limbo_desktop.vault.references import references
from limbo_desktop.vault.vault import Vault

_PAGE = 500
_RECORDS = {Person: "person", Event: "event", Document: "document", Task: "task"}

Listed = tuple[Record, bool | None]
"""A record, and for those of the timeline whether something is missing."""


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Print a line for each record, or all of them as JSON."""
    with open_vault(terminal, chosen) as vault:
        listed = _listed(vault, chosen.of)
        if chosen.of == "bundles":
            made_before.tell(terminal, vault.bundles.all(), as_json=chosen.json)
        elif chosen.json:
            terminal.say_json(_as_json(vault, listed))
        else:
            for record, _ in listed:
                terminal.say(_line(terminal, record))
    return 0


def _listed(vault: Vault, of: str) -> Iterator[Listed]:
    if of == "people":
        yield from ((person, None) for person in vault.people.all())
    elif of == "tasks":
        yield from ((task, None) for task in vault.tasks.all())
    else:
        for offset in range(0, vault.timeline.count(), _PAGE):
            for row in vault.timeline.rows(offset, _PAGE):
                yield row.record, row.incomplete


def _as_json(vault: Vault, listed: Iterable[Listed]) -> list[dict[str, object]]:
    names = {each.id: each.name or each.name_latin for each in vault.people.all()}
    names |= {each.id: each.title or each.file for each in vault.documents.all()}
    names |= {each.id: each.title for each in vault.events.all()}
    told: list[dict[str, object]] = []
    for record, incomplete in listed:
        row: dict[str, object] = {"record": _RECORDS[type(record)], **to_json(record)}
        if not isinstance(record, Person):
            date = UncertainDate.parse(record.due if isinstance(record, Task) else record.when)
            row["earliest"] = date.earliest.isoformat() if date.earliest else None
            row["latest"] = date.latest.isoformat() if date.latest else None
        if incomplete is not None:
            row["incomplete"] = incomplete
        pointed = {ref.id for ref in references(record)}
        row["names"] = {each: names[each] for each in sorted(pointed) if each in names}
        told.append(row)
    return told


def _line(terminal: Terminal, record: Record) -> str:
    words = terminal.words
    if isinstance(record, Person):
        role = name_of(words, Value.PERSON_ROLE, record.role)
        name = record.name or record.name_latin
        return words.t("{name}, {role}", name=name, role=role) if role else name
    if isinstance(record, Event):
        kind, when = words.t(KINDS[record.kind].label), record.when
    elif isinstance(record, Document):
        kind = name_of(words, Value.DOCUMENT_TYPE, record.type) or words.t("Document")
        when = record.when
    else:
        kind = name_of(words, Value.TASK_TYPE, record.type) or words.t("Next step")
        when = record.due
    return words.t(
        "{date} · {kind} · {title}",
        date=words.date(when, DateStyle.SHORT),
        kind=kind,
        title=record.title or words.t("Without a title"),
    )
