"""Which records of a case go into a bundle: by reader, kind, period, person, theme, one by one."""

import datetime as dt
from collections.abc import Collection, Iterator

from limbo_desktop.bundle.cited import citations_of, people_of
from limbo_desktop.bundle.options import Options
from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.kinds import lane_of
from limbo_desktop.case.records import Case, Document, Event


def chosen_events(case: Case, options: Options) -> Iterator[Event]:
    """The events that go in, in no order."""
    choice = options.choice
    since = dt.date.fromisoformat(choice.since) if choice.since else dt.date.min
    until = dt.date.fromisoformat(choice.until) if choice.until else dt.date.max
    for event in case.events:
        date = UncertainDate.parse(event.when)
        if (
            event.share in options.reader.levels
            and event.id not in choice.without
            and (choice.events is None or event.id in choice.events)
            and (not choice.kinds or event.kind in choice.kinds)
            and (not choice.lanes or lane_of(event).name in choice.lanes)
            and (not choice.people or choice.people & people_of(event))
            and (date.latest or dt.date.max) >= since
            and (date.earliest or dt.date.min) <= until
        ):
            yield event


def chosen_documents(case: Case, events: Collection[Event], options: Options) -> Iterator[Document]:
    """The documents that go in with these events, in no order.

    All that may; when entries are narrowed down, those that they cite.  What only entries cite
    that were left out one by one stays out with them.
    """
    choice = options.choice
    if not options.reader.exhibits:
        return
    cited = {citation.document for event in events for citation in citations_of(event)}
    left = {
        citation.document
        for event in case.events
        if event.id in choice.without
        for citation in citations_of(event)
    }
    for document in case.documents:
        names = {document.id, document.translation_of} - {""}
        wanted = bool(names & cited) or not (choice.narrows or names & left)
        allowed = document.share in options.reader.levels and document.id not in choice.without
        if allowed and wanted:
            yield document
