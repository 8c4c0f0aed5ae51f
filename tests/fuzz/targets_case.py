"""Targets that need no render process: the open format, dates, the search."""

import datetime as dt
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from tests.fuzz.laws import hold, refused
from tests.fuzz.targets_read import DATA

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.json_form import case_to_json
from limbo_desktop.case.reading import read_case
from limbo_desktop.text.date_questions import MOST_READINGS, Question
from limbo_desktop.text.date_reading import read_period, understand
from limbo_desktop.text.searching import found_terms, highlights, query

TODAY: Final = dt.date(2026, 11, 22)


def case_json(data: bytes) -> None:
    """A case.json: refused with its faults, or read and written and read again as the same."""
    case = refused(lambda: read_case(data))
    if case is not None:
        again = json.dumps(case_to_json(case), ensure_ascii=False).encode("utf-8")
        hold(read_case(again) == case, "what is written reads as what it was")


def dates(data: bytes) -> None:
    """A typed date: it is a date that reads as itself, a question with readings, or no date."""
    text = data.decode("utf-8", "replace")
    for code in ("ru", "ar", "en"):
        found = understand(text, code=code, today=TODAY)
        if isinstance(found, Question):
            hold(len(found.readings) <= MOST_READINGS, "few readings to choose from")
            for reading in found.readings:
                UncertainDate.parse(reading)
        elif found is not None:
            hold(UncertainDate.parse(found.text) == found, "EDTF reads as itself")
            hold(found.sort_key[0] <= found.sort_key[1], "a date ends after it begins")
        read_period(text, code=code, today=TODAY)
    try:
        parsed = UncertainDate.parse(text)
    except ValueError:
        return
    hold(parsed.text == text, "EDTF keeps its spelling")


def search(data: bytes) -> None:
    """Typed words, and a text behind a line feed: marks lie in the text, in order, apart."""
    typed, _, text = data.decode("utf-8", "replace").partition("\n")
    terms = query(typed)
    hold(len(terms) <= len(typed), "no more terms than letters")
    for written in (text, typed):
        spans = highlights(written, typed)
        ends = [0, *(place for span in spans for place in span), len(written)]
        hold(ends == sorted(ends), "marks stand in order, inside the text")
        hold(all(start < end for start, end in spans), "a mark marks something")
        hold(0 <= found_terms(written, typed) <= len(terms), "no more found than sought")


def cases() -> Iterator[bytes]:
    """Two whole cases, and small ones with every list."""
    for name in ("family-ru", "border-ar", "hostile/bad_case"):
        whole = json.loads((DATA / "cases" / name / "case.json").read_bytes())
        for count in (1, 3):
            few = {
                key: value[:count] if isinstance(value, list) else value
                for key, value in whole.items()
            }
            yield json.dumps(few, ensure_ascii=False).encode("utf-8")


def written_dates() -> Iterator[bytes]:
    """Every phrasing of the lists of dates."""
    for path in sorted((DATA / "dates").glob("*.json")):
        yield from (each["typed"].encode("utf-8") for each in json.loads(path.read_bytes()))


def typed_queries() -> Iterator[bytes]:
    """Every query of the lists, with the text that it should find."""
    for path in sorted((DATA / "search").glob("*.json")):
        texts = list(_strings(json.loads(path.read_bytes())))
        yield from (f"{a}\n{b}".encode() for a, b in pairwise(texts))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)
