"""`limbo-desktop search`: each hit with the place of its words, for people and for programs."""

import json

import pytest
from tests.e2e.conftest import Vaults
from tests.e2e.support import Program


def test_a_hit_says_where_its_words_stand_as_text_and_as_json(
    program: Program, vaults: Vaults
) -> None:
    done = program("search", vaults("family-ru"), "повестками", "--json")
    hits = json.loads(done.stdout)
    assert {each["type"] for each in hits} == {"event", "document", "task"}
    for hit in hits:
        assert set(hit) == {
            "type", "id", "title", "title_spans", "place", "page", "snippet", "spans", "covered",
        }  # fmt: skip
        marked = [hit["title"][a:b] for a, b in hit["title_spans"]]
        marked += [hit["snippet"][a:b] for a, b in hit["spans"]]
        assert marked
        assert all(word.casefold().startswith("повест") for word in marked)


@pytest.mark.parametrize(("name", "typed"), [("border-ar", "بالشرطة"), ("family-ru", "Дорохову")])
def test_words_of_any_form_and_script_are_found(
    program: Program, vaults: Vaults, name: str, typed: str
) -> None:
    assert json.loads(program("search", vaults(name), typed, "--json").stdout)


def test_the_words_of_a_threat_are_not_printed(program: Program, vaults: Vaults) -> None:
    (hit,) = json.loads(program("search", vaults("family-ru"), "вешают", "--json").stdout)
    assert hit["covered"]
    said = program("search", vaults("family-ru"), "вешают").stdout
    assert hit["title"] in said
    assert "вешают" not in said
