"""What is said above the screens: what stands, what waits its turn, and that nothing is lost."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.notices import RULES, Kind, Message, Notices

WORDS = Words(language("en"))


def said(kind: Kind, text: str, closed: Callable[[], object] | None = None) -> Message:
    return Message(kind, lambda _: text, closed=closed)


def text_of(message: Message | None) -> str:
    return message.said(WORDS) if message is not None else ""


def notices(*messages: Message) -> Notices:
    found = Notices(WORDS)
    for message in messages:
        found.add(message)
    return found


def test_every_kind_of_message_has_its_rule() -> None:
    assert set(RULES) == set(Kind)


def test_where_the_case_lies_stands_before_what_is_found_after_opening() -> None:
    both, sheet = said(Kind.CASE, "both"), said(Kind.FOUND, "sheet")
    for order in ((both, sheet), (sheet, both)):
        line = notices(*order)
        assert line.standing is both
        line.close(both)
        assert line.standing is sheet
        line.close(sheet)
        assert line.standing is None


def test_those_of_one_weight_come_in_the_order_in_which_they_were_said() -> None:
    line = notices(*(said(Kind.FOUND, text) for text in ("copy", "sheet", "memory")))
    shown = []
    while line.standing is not None:
        shown.append(text_of(line.standing))
        line.close(line.standing)
    assert shown == ["copy", "sheet", "memory"]


def test_an_answer_is_shown_beside_what_stands_and_gives_way_to_the_next() -> None:
    line = notices(said(Kind.CASE, "both"), said(Kind.ANSWER, "undone"), said(Kind.ANSWER, "again"))
    assert text_of(line.standing) == "both"
    assert text_of(line.answer) == "again"
    assert [text_of(each) for each in line] == ["both", "again"]


def test_a_refusal_waits_under_an_answer_and_another_screen_takes_only_the_answer() -> None:
    line = notices(said(Kind.REFUSED, "full"), said(Kind.ANSWER, "undone"))
    assert text_of(line.answer) == "undone"
    line.leave()
    assert text_of(line.answer) == "full"
    line.leave()
    assert text_of(line.answer) == "full"


@pytest.mark.parametrize("kind", list(Kind))
def test_the_same_is_not_said_twice(kind: Kind) -> None:
    line = notices(said(kind, "full"), said(kind, "full"))
    assert len(list(line)) == 1


def test_what_is_refused_again_comes_to_the_front_again() -> None:
    line = notices(*(said(Kind.REFUSED, text) for text in ("full", "gone", "full")))
    assert [text_of(each) for each in line] == ["gone", "full"]


def test_who_said_it_hears_that_it_was_closed() -> None:
    heard: list[str] = []
    message = said(Kind.FOUND, "memory", lambda: heard.append("closed"))
    line = notices(message)
    assert heard == []
    line.close(message)
    assert heard == ["closed"]


@given(st.lists(st.sampled_from([Kind.CASE, Kind.FOUND, Kind.REFUSED, Kind.ANSWER]), max_size=12))
def test_everything_but_former_answers_is_shown_once_before_the_last_is_closed(
    kinds: list[Kind],
) -> None:
    messages = [said(kind, str(number)) for number, kind in enumerate(kinds)]
    line = notices(*messages)
    seen: list[Message] = []
    while (shown := line.standing or line.answer) is not None:
        seen.append(shown)
        line.close(shown)
    answers = [each for each in messages if each.kind is Kind.ANSWER]
    meant = {each for each in messages if each.kind is not Kind.ANSWER} | set(answers[-1:])
    assert set(seen) == meant
    assert len(seen) == len(meant)
