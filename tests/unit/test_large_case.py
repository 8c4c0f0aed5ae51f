"""The large case of the benchmarks: always the same, and with everything a case has."""

from collections import Counter

from tests.benchmarks.large_case import records

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Document, Event, Person


def test_the_same_number_gives_the_same_case() -> None:
    assert list(records(50)) == list(records(50))


def test_it_has_every_kind_three_languages_and_dates_of_every_certainty() -> None:
    case = list(records(1000))
    events = [each for each in case if isinstance(each, Event)]
    documents = [each for each in case if isinstance(each, Document)]
    assert len(events) + len(documents) == 1000
    assert {each.kind for each in events} == set(KINDS)
    assert {each.account.lang for each in events} == {"ru", "ar", "en"}
    certainties = Counter(UncertainDate.parse(each.when).certainty for each in events)
    assert len(certainties) == 3
    people = {each.id for each in case if isinstance(each, Person)}
    papers = {each.id for each in documents}
    assert {part.person for each in events for part in each.people} <= people
    assert {cited.document for each in events for cited in each.documents} <= papers
