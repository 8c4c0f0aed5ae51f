"""A file without exhibits, as small supplements are: it says so, and nothing is overprinted."""

import pytest
from tests.unit.bundle_pages_support import marks, page_texts, typeset_case

from limbo_desktop.bundle.base import SealKind
from limbo_desktop.bundle.bodies import NoBody
from limbo_desktop.bundle.notes import UNREADABLE
from limbo_desktop.case.records import Case, Document, Event, Person

ANNA = Person("p1", name="Анна Белова", name_latin="Anna Belova", role="applicant")
NOTE = Event("e1", kind="note", when="2026-06-01", title="Note")
WITHOUT = Case(people=(ANNA,), events=(NOTE,))
UNREAD = Case(people=(ANNA,), events=(NOTE,), documents=(Document("d1", title="Paper"),))


@pytest.mark.parametrize("second", ["", "ru"])
@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("case", [WITHOUT, UNREAD])
def test_no_words_stand_in_the_code_of_the_fingerprint(case: Case, lang: str, second: str) -> None:
    base = typeset_case(case, lang, {"d1": NoBody(UNREADABLE)}, second)
    (code,) = (seal for seal in base.seals if seal.kind is SealKind.QR)
    drawn = dict(marks(base))[code.page_index]
    rect = code.rect
    over = [
        mark
        for mark in drawn
        if mark.text
        and mark.right > rect.x
        and mark.left < rect.x + rect.width
        and mark.top > rect.y
        and mark.bottom < rect.y + rect.height
    ]
    assert over == []


def test_a_file_without_exhibits_says_so_instead_of_showing_an_empty_table() -> None:
    texts = [" ".join(text.split()) for text in page_texts(typeset_case(WITHOUT, "en"))]
    assert "1 entry, no exhibits, " in texts[0]
    index = next(text for text in texts if "There are no exhibits in this file." in text)
    assert "In entries" not in index
