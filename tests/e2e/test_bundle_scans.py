"""Whoever does not see a scanned page hears which page of which exhibit it is."""

import pikepdf
from tests.e2e.conftest import MakeBundle
from tests.e2e.structure_reading import structure_of

DECISION, ORDER = 13, 1
"""A scan without words of three pages; a paper with words."""


def test_a_scanned_page_that_was_taken_over_says_what_it_is_and_one_with_words_is_read(
    bundles: MakeBundle,
) -> None:
    bundle = bundles("family-ru", "ru")
    with pikepdf.open(bundle.path) as book:
        told = [figure.alt for figure in structure_of(book).all("Figure")]
    told = [each.replace("\u2068", "").replace("\u2069", "") for each in told]
    for page in (1, 2, 3):
        assert (
            f"Приложение {DECISION}, страница {page} из 3: Решение Migri (скан, 3 страницы)" in told
        )
    assert not [each for each in told if each.startswith(f"Приложение {ORDER},")]
