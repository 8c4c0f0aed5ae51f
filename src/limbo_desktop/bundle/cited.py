"""What an event points to: the papers that it cites, and the people whom it names."""

from collections.abc import Iterator, Mapping

from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Citation, Event
from limbo_desktop.case.values import Value


def point_citations(event: Event) -> Iterator[tuple[Citation, ...]]:
    """For each object of the kind's list (a decision's points), what it cites."""
    for field in KINDS[event.kind].fields:
        if field.type is not Value.LIST:
            continue
        for item in objects(event.fields.get(field.name)):
            yield tuple(
                Citation(each.get("document", ""), each.get("pages", ""))
                for part in field.parts
                if part.type is Value.CITATIONS
                for each in objects(item.get(part.name))
            )


def citations_of(event: Event) -> Iterator[Citation]:
    """Everything that an event cites: beside it, in its fields and in the points of a decision."""
    yield from direct_citations(event)
    for citations in point_citations(event):
        yield from citations


def direct_citations(event: Event) -> Iterator[Citation]:
    """What an event cites beside it and in its fields, but not in the points of a decision."""
    yield from event.documents
    for field in KINDS[event.kind].fields:
        value = event.fields.get(field.name)
        if field.type is Value.DOCUMENT and isinstance(value, str) and value:
            yield Citation(value)
        elif field.type is Value.DOCUMENTS and isinstance(value, list):
            yield from (Citation(each) for each in value if isinstance(each, str))


def people_of(event: Event) -> frozenset[str]:
    """The ids of everybody whom a reference of an event names."""
    found = {each.person for each in event.people} | {event.told_by}
    found |= {each.by.removeprefix("person:") for each in event.translations}
    for field in KINDS[event.kind].fields:
        value = event.fields.get(field.name)
        if field.type is Value.PERSON and isinstance(value, str):
            found.add(value)
        elif field.type is Value.PEOPLE and isinstance(value, list):
            found |= {each for each in value if isinstance(each, str)}
    return frozenset(found)


def objects(value: object) -> list[Mapping[str, str]]:
    """The objects of a list of a record, none when it is no list."""
    if not isinstance(value, list):
        return []
    return [each for each in value if isinstance(each, Mapping)]
