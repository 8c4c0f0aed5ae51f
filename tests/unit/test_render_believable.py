"""What no file can have is not believed of a worker, however well it is spelled."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.render.believable import believed
from limbo_desktop.render.codec import decode, encode
from limbo_desktop.render.facts import (
    Attachment,
    Facts,
    FoundBox,
    FoundWords,
    Kind,
    Mail,
    PageSize,
    PdfCheck,
)
from limbo_desktop.render.limits import PAGES
from limbo_desktop.render.messages import Conversation, Form, Message
from limbo_desktop.render.structure import PARTS, Part, Shape, Structure
from limbo_desktop.render.wire import WireError

FACTS = Facts("application/pdf", Kind.PDF, 10, (PageSize(595.0, 842.0),), 1)
CHECK = PdfCheck(1, encrypted=False, repaired=False)
PART = Part(Shape.ITEM, "a", 1)
LIES = (
    replace(FACTS, size=-1),
    replace(FACTS, size=1 << 63),
    replace(FACTS, page_count=-1),
    replace(FACTS, page_count=1 << 40),
    replace(FACTS, page_count=0),
    replace(FACTS, pages=(PageSize(1.0, 1.0),) * (PAGES + 1), page_count=1 << 30),
    replace(FACTS, pages=(PageSize(-1.0, 842.0),)),
    replace(FACTS, pages=(PageSize(595.0, 1e300),)),
    replace(FACTS, pages=(PageSize(1.0, 1.0, -5, 5),)),
    replace(FACTS, frames=-2),
    replace(FACTS, messages=-2),
    replace(FACTS, seconds=-0.5),
    replace(FACTS, seconds=1e12),
    replace(FACTS, recorded="yesterday"),
    replace(FACTS, media_type="a" * 5_000),
    replace(FACTS, media_type="text/\u202egpj"),
    replace(FACTS, detail="x" * 100_000),
    replace(FACTS, metadata=(("Title", "x"),) * 10_000),
    Mail(at="never"),
    Mail(attachments=(Attachment("a", "b/c", -1),)),
    Conversation(Form.SMS, count=-1),
    Conversation(Form.SMS, count=1, messages=(Message(at="2024-99-99"),)),
    Conversation(Form.SMS, count=1, messages=(Message(edited="x"),)),
    Conversation(Form.SMS, count=1, messages=(Message(attachments=(Attachment("", "", -1),)),)),
    Structure((PART,) * (PARTS + 1)),
    Structure((replace(PART, level=-1),)),
    Structure((replace(PART, level=99),)),
    Structure((Part(Shape.ROW, cells=("",) * 1_000),)),
    FoundWords((FoundBox(0.5, 0.5, 1.5, 0.1),)),
    FoundWords((FoundBox(-0.1, 0.5, 0.1, 0.1),)),
    FoundWords((FoundBox(0.1, 0.1, 0.1, 0.1),) * 100_000),
    replace(CHECK, page_count=-1),
)


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: type(lie).__name__)
def test_a_lie_that_is_spelled_well_is_refused(lie: object) -> None:
    with pytest.raises(WireError):
        believed(lie)  # type: ignore[type-var]


@pytest.mark.parametrize(
    "truth",
    [
        FACTS,
        CHECK,
        Mail(at="2024-03-01T09:00:05+02:00"),
        Conversation(Form.SMS, count=3, messages=(Message(at="2024-03-01T09:00:05"), Message())),
        Structure((PART,)),
        FoundWords((FoundBox(0.0, 0.0, 1.0, 1.0),)),
    ],
    ids=lambda truth: type(truth).__name__,
)
def test_what_a_file_can_have_is_believed(truth: object) -> None:
    assert believed(truth) is truth  # type: ignore[type-var]


@given(st.integers(), st.integers(), st.floats(allow_nan=False, allow_infinity=False))
def test_any_numbers_are_refused_or_within_what_is_counted(
    size: int, count: int, seconds: float
) -> None:
    told = json.loads(json.dumps({**encode(FACTS), "size": size, "page_count": count}))
    told["seconds"] = seconds
    try:
        facts = believed(decode(Facts, told))
    except WireError:
        return
    assert 0 <= facts.size < 1 << 62
    assert len(facts.pages) <= facts.page_count < 1 << 31
    assert facts.seconds >= 0
