"""The account of an entry and its translations, side by side or in turn, each in its direction."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.options import Layout
from limbo_desktop.bundle.pages.columns import UNDER_HEAD, Columns
from limbo_desktop.bundle.pages.flow import Piece, Space, Stack, Text
from limbo_desktop.bundle.pages.sheet import TEXT_WIDTH
from limbo_desktop.bundle.pages.styles import styles_for
from limbo_desktop.bundle.pages.telling import Telling
from limbo_desktop.bundle.structure import Role
from limbo_desktop.bundle.two_languages import (
    MACHINE,
    PERSON,
    SELF,
    Arranged,
    Wording,
    beside_one,
    beside_two,
    in_step,
    paragraphs,
)
from limbo_desktop.case.records import Event
from limbo_desktop.text.bidi import Direction, direction_of, shielded
from limbo_desktop.text.hyphenation import hyphenated_in
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Span

_GAP: Final = 8 * MM
_COLUMN: Final = (TEXT_WIDTH - _GAP) / 2
_ABOVE, _PARAGRAPH = 18.0, 6.0
_LEADING: Final = {"ltr": styles_for(rtl=False).body, "rtl": styles_for(rtl=True).body}

_Shown = tuple[Wording | None, str]
"""What stands in a place, and the language that belongs there; None when nothing is there."""


def accounts(telling: Telling, event: Event) -> Iterator[Piece]:
    """All that is told in words of an event, with whose words they are."""
    arranged = _arranged(telling, event)
    for shown in _others(arranged.before):
        yield from _whole(telling, shown)
    for lang in arranged.lacking:
        yield from _whole(telling, (None, lang))
    if arranged.pair is not None:
        pair = tuple(zip(arranged.pair, arranged.langs, strict=True))
        if telling.selection.options.layout is Layout.SIDE:
            yield Space(_ABOVE)
            yield _beside(telling, *pair)
        else:
            for shown in sorted(pair, key=lambda each: _turn(telling, each)):
                yield from _whole(telling, shown)
    for shown in _others(arranged.after):
        yield from _whole(telling, shown)


def _arranged(telling: Telling, event: Event) -> Arranged:
    if telling.second is None:
        return beside_one(event, telling.words.language.code)
    return beside_two(event, telling.selection.line_order)


def _others(wordings: tuple[Wording, ...]) -> Iterator[_Shown]:
    for wording in wordings:
        yield wording, wording.lang


def _turn(telling: Telling, shown: _Shown) -> int:
    """In turn the original comes first, then the language of the bundle."""
    wording, lang = shown
    if wording is not None and wording.own:
        return 0
    return 1 if lang == telling.words.language.code else 2


def _whole(telling: Telling, shown: _Shown) -> Iterator[Piece]:
    """One wording over the whole width, its head again on every page."""
    yield Space(_ABOVE)
    rows = (
        (_set(telling, (part,), shown, TEXT_WIDTH, 0.0, first=not place),)
        for place, part in enumerate(paragraphs(_text(shown)))
    )
    yield Columns((_head(telling, shown, TEXT_WIDTH, 0.0),), tuple(rows))


def _beside(telling: Telling, one: _Shown, other: _Shown) -> Piece:
    """Two wordings in two columns; paragraph beside paragraph where both have as many."""
    start = _COLUMN + _GAP
    texts = in_step(_text(one), _text(other))
    rows = (
        (
            _set(telling, first, one, _COLUMN, 0.0, first=not place),
            _set(telling, second, other, _COLUMN, start, first=not place),
        )
        for place, (first, second) in enumerate(texts)
    )
    head = _head(telling, one, _COLUMN, 0.0), _head(telling, other, _COLUMN, start)
    return Columns(head, tuple(rows), _COLUMN + _GAP / 2)


def _text(shown: _Shown) -> str:
    wording, _ = shown
    return wording.text if wording is not None else ""


def _set(
    telling: Telling,
    parts: tuple[str, ...],
    shown: _Shown,
    width: float,
    start: float,
    *,
    first: bool,
) -> Stack:
    """Paragraphs under one another, each in its own direction; narrow ones with divided words."""
    _, lang = shown
    laid: list[Piece] = []
    for part in parts:
        direction = _direction(part)
        style = _LEADING[direction]
        told = hyphenated_in(part, lang) if width < TEXT_WIDTH else part
        block = telling.frame.along([Span(shielded(told), style)], width, direction)
        above = UNDER_HEAD if first and not laid else _PARAGRAPH
        laid.append(Text(block, start, above, lang=lang))
    return Stack(tuple(laid))


def _direction(text: str) -> Direction:
    """The direction of most of its letters: a name in another script at its start turns nothing."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    rtl, ltr = sum(kind in {"R", "AL"} for kind in kinds), kinds.count("L")
    return direction_of(text) if rtl == ltr else "rtl" if rtl > ltr else "ltr"


def _head(telling: Telling, shown: _Shown, width: float, start: float) -> Stack:
    """What language it is and whose words, in each language of the bundle."""
    wording, _ = shown
    ends = False
    if width < TEXT_WIDTH and wording is not None:
        ends = (_direction(wording.text) == "rtl") != telling.frame.rtl
    lines: list[Piece] = []
    for told in telling.in_both():
        style = told.styles.apparatus if lines else told.styles.apparatus_bold
        block = telling.set(_label(told, shown), style, width, end=ends)
        role, code = Role.PARAGRAPH if lines else Role.H3, told.words.language.code
        lines.append(Text(block, start, role=role, lang=code))
    return Stack(tuple(lines))


def _label(telling: Telling, shown: _Shown) -> Said:
    words, (wording, lang) = telling.words, shown
    name = words.language_name(lang) if lang else words.t("language not known")
    if wording is None:
        return words.t("{language} · no translation", language=name)
    if wording.own:
        return words.t("In their own words · {language}", language=name)
    return words.t("Translation · {language} · {by}", language=name, by=_by(telling, wording))


def _by(telling: Telling, wording: Wording) -> Said:
    words = telling.words
    if wording.by == MACHINE:
        return words.t("made by a machine")
    if wording.by.startswith(PERSON):
        name = telling.name(wording.by.removeprefix(PERSON))
        if wording.certified:
            return words.t("{name}, certified", name=name)
        return words.t("by: {name}", name=name)
    if wording.certified:
        return words.t("certified")
    if wording.by == SELF:
        return words.t("own translation")
    return words.t("it is not told by whom")
