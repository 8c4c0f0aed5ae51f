"""What a search has to find, and what not: a small case in each language, query by query.

`find` is all that a person means by the words and nothing else may be found but what stands in
`also`; `not` names near misses, for the reader; `misses` is what we know is not found (a word of
another root or part of speech).
"""

import io
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest
from tests.cheap import CHEAP

from limbo_desktop.case.records import (
    Account,
    Document,
    Event,
    Participant,
    Person,
    Record,
    Source,
    Task,
    Translation,
)
from limbo_desktop.vault.findings import Facts
from limbo_desktop.vault.vault import Vault

SETS = Path(__file__).parent.parent / "data" / "search"
LANGUAGES = ("ru", "ar", "en")


class Told(TypedDict, total=False):
    """One record of a set."""

    id: str
    type: str
    kind: str
    name: str
    latin: str
    also: list[str]
    title: str
    text: str
    note: str
    fields: dict[str, str]
    people: list[str]
    pages: list[str]
    translation: dict[str, str]


Asked = TypedDict(
    "Asked",
    {
        "typed": str,
        "find": list[str],
        "also": NotRequired[list[str]],
        "not": NotRequired[list[str]],
        "misses": NotRequired[list[str]],
    },
)


class Relevance(TypedDict):
    """A whole set."""

    records: list[Told]
    queries: list[Asked]


@cache
def relevance(language: str) -> Relevance:
    read: Relevance = json.loads((SETS / f"{language}.json").read_bytes())
    return read


QUERIES = [(language, query) for language in LANGUAGES for query in relevance(language)["queries"]]


class Searched:
    """A vault with one set in it, asked by the ids of the set."""

    def __init__(self, vault: Vault, language: str) -> None:
        self._vault = vault
        self._keys: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        for told in relevance(language)["records"]:
            record = self._record(told, language)
            added = vault.repository(record).add(record)
            self._keys[added.id], self._ids[told["id"]] = told["id"], added.id

    def find(self, typed: str) -> set[str]:
        return {self._keys[hit.id] for hit in self._vault.search.find(typed)}

    def _record(self, told: Told, language: str) -> Record:
        match told["type"]:
            case "person":
                return Person(
                    "",
                    name=told["name"],
                    name_latin=told.get("latin", ""),
                    also_known_as=tuple(told.get("also", ())),
                    note=told["note"],
                )
            case "event":
                other = told.get("translation")
                return Event(
                    "",
                    kind=told["kind"],
                    title=told["title"],
                    account=Account(language, told["text"]),
                    translations=(
                        (Translation(other["lang"], other["title"], other["text"]),)
                        if other
                        else ()
                    ),
                    people=tuple(Participant(self._ids[key]) for key in told.get("people", ())),
                    fields=told.get("fields", {}),
                )
            case "document":
                blob = self._vault.blobs.add(io.BytesIO(told["id"].encode()))
                pages = tuple(told["pages"])
                self._vault.findings.put(blob.sha256, Facts(pages=len(pages)), pages)
                return Document(
                    "", sha256=blob.sha256, title=told["title"], note=told.get("note", "")
                )
            case _:
                return Task("", title=told["title"], source=Source(text=told["note"]))


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Searched]]:
    folder = tmp_path_factory.mktemp("relevance")
    vaults = {
        language: Vault.create(folder / f"{language}.limbo", "phrase", CHEAP)[0]
        for language in LANGUAGES
    }
    yield {language: Searched(vault, language) for language, vault in vaults.items()}
    for vault in vaults.values():
        vault.close()


@pytest.mark.parametrize(
    ("language", "query"), QUERIES, ids=[f"{code}: {query['typed']}" for code, query in QUERIES]
)
def test_a_query_finds_what_is_meant_and_nothing_that_would_surprise(
    searched: dict[str, Searched], language: str, query: Asked
) -> None:
    found = searched[language].find(query["typed"])
    assert found - set(query.get("also", ())) == set(query["find"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_set_is_found_almost_whole_and_almost_alone(
    searched: dict[str, Searched], language: str, record_property: Callable[[str, object], None]
) -> None:
    queries = relevance(language)["queries"]
    meant = [{*query["find"], *query.get("misses", ())} for query in queries]
    found = [searched[language].find(query["typed"]) for query in queries]
    right = sum(len(one & other) for one, other in zip(meant, found, strict=True))
    recall, precision = right / sum(map(len, meant)), right / sum(map(len, found))
    record_property("recall", recall)
    record_property("precision", precision)
    assert len(queries) >= 60
    assert recall > 0.97
    assert precision > 0.95


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_set_names_only_its_own_records(language: str) -> None:
    known = {told["id"] for told in relevance(language)["records"]}
    for query in relevance(language)["queries"]:
        apart = (*query.get("also", ()), *query.get("misses", ()), *query.get("not", ()))
        named = [*query["find"], *apart]
        assert set(named) <= known
        assert len(named) == len(set(named))
