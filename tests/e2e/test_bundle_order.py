"""The order of a bundle, its index of exhibits, and the way back from a slip to who cites it."""

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.conftest import MakeBundle
from tests.e2e.support import LANGUAGES, Bundle, Link, words_of
from tests.e2e.test_bundle_of_the_samples import TITLES, exhibit_places, shared_words

Told = dict[str, Any]
"""A record as the file of a case has it: values of every type."""

ORDER = {
    "ru": "Обложка, Содержание, Люди в этом деле, Вся история на одной схеме, Хроника, Записи,"
    " Перечень приложений, Приложения, Список для проверки",
    "ar": "الغلاف, المحتويات, الأشخاص في هذه القضية, القصّة كلّها في صورة واحدة, التسلسل الزمني,"
    " السجلّات, فهرس المرفقات, المرفقات, قائمة التحقّق",
    "en": "Cover, Contents, The people in this case, The whole story in one picture, Chronology,"
    " Entries, Index of exhibits, Exhibits, Integrity list",
}


@pytest.fixture(params=["family-ru", "border-ar"])
def name(request: pytest.FixtureRequest) -> str:
    """A sample case."""
    chosen: str = request.param
    return chosen


@pytest.fixture(params=LANGUAGES)
def bundle(request: pytest.FixtureRequest, name: str, bundles: MakeBundle) -> Bundle:
    """Its bundle in a language."""
    return bundles(name, request.param)


@pytest.fixture
def told(name: str, cases: Path) -> dict[str, list[Told]]:
    """The case as its file has it."""
    loaded: dict[str, list[Told]] = json.loads((cases / name / "case.json").read_text("utf-8"))
    return loaded


def citing(bundle: Bundle, told: dict[str, list[Told]]) -> Iterator[tuple[int, str]]:
    """Each public entry by its number, with the id of each document that it relies on."""
    entries = bundle.parts(TITLES[bundle.lang][1])
    for event in told["events"]:
        if event["share"] == "private":
            continue
        own = set(words_of(event["account"]["text"]))
        pages = max(entries, key=partial(shared_words, bundle, own))
        number = entries.index(pages) + 1
        for document in _ids([event.get("documents", []), event.get("fields", {})]):
            yield number, document


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else ():
        yield from _ids(inner)
    for inner in value if isinstance(value, list) else ():
        yield from _ids(inner)


def test_the_case_comes_first_then_chronology_and_entries_then_exhibits_then_the_proof(
    bundle: Bundle,
) -> None:
    assert [mark.title for mark in bundle.bookmarks if mark.level == 0] == ORDER[bundle.lang].split(
        ", "
    )


def test_the_index_lists_every_exhibit_in_order_with_its_pages_and_the_entries_that_cite_it(
    bundle: Bundle, told: dict[str, list[Told]]
) -> None:
    places = exhibit_places(bundle, told)
    exhibits = bundle.parts(TITLES[bundle.lang][2])
    assert len(exhibits) == len(places)
    entries = bundle.parts(TITLES[bundle.lang][1])
    title = ORDER[bundle.lang].split(", ")[6]
    links = [link for link in bundle.links if link.page in bundle.section(title)]
    rows = [link for link in links if link.rect[2] - link.rect[0] > 400]
    assert [row.target for row in rows] == [pages.start for pages in exhibits]
    cites = [(number, places[each]) for number, each in citing(bundle, told) if each in places]
    for row, pages in zip(rows, exhibits, strict=True):
        inside = [link for link in links if link not in rows and _beside(link, row)]
        numbers = {int(number) for link in inside for number in re.findall(r"\d+", link.printed)}
        wanted = {number for number, cited in cites if cited == pages}
        assert numbers == wanted | {pages.start, pages.stop - 1}
        # a link may lead to the very point of a decision, on a later page of its entry
        linked = {
            number
            for number, own in enumerate(entries, start=1)
            if any(link.target in own for link in inside)
        }
        assert linked == wanted


def _beside(link: Link, row: Link) -> bool:
    middle = (link.rect[1] + link.rect[3]) / 2
    return link.page == row.page and row.rect[1] < middle < row.rect[3]


def test_the_slip_leads_back_to_every_entry_that_relies_on_it(
    bundle: Bundle, told: dict[str, list[Told]]
) -> None:
    places = exhibit_places(bundle, told)
    entries = bundle.parts(TITLES[bundle.lang][1])
    found = 0
    for number, document in citing(bundle, told):
        if document in places:
            slip = places[document].start
            targets = {link.target for link in bundle.links if link.page == slip}
            assert targets & set(entries[number - 1]), (number, document)
            found += 1
    assert found >= 10
