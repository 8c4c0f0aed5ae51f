"""The direction of every character and the order of a line: the Unicode Bidirectional Algorithm.

Source: UAX #9, revision 48 (Unicode 15.1).  The rules work on runs of characters of one class, not
on characters, and without recursion, so that a page of nothing but dots costs no more than text.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, TypeVar

_MAX_DEPTH = 125
_MAX_OPEN_BRACKETS = 63
_INITIATORS = frozenset({"LRI", "RLI", "FSI"})
_EMBEDDINGS = frozenset({"RLE", "LRE", "RLO", "LRO"})
_REMOVED = _EMBEDDINGS | {"PDF", "BN"}  # rule X9
_ISOLATES = _INITIATORS | {"PDI"}
_NEUTRAL = _ISOLATES | {"B", "S", "WS", "ON"}
_ONE_BY_ONE = _ISOLATES | _EMBEDDINGS | {"PDF", "CS", "ES", "B", "S"}

Item = TypeVar("Item")


class _Unit:
    """Neighbouring characters that every rule treats alike."""

    __slots__ = ("cls", "end", "level", "original", "start")

    def __init__(self, cls: str, start: int, end: int) -> None:
        self.cls = self.original = cls
        self.start, self.end = start, end
        self.level = 0


def base_level(text: str) -> int:
    """Return 1 when the first strong character outside isolates is right-to-left (P2, P3), or 0."""
    return _first_strong(map(unicodedata.bidirectional, text), stop_at_pdi=False) or 0


def leaning_level(text: str, page: int) -> int:
    """Return the level of a line on a page whose own level is `page`.

    It is that of the first strong character outside isolates, unless this goes against the page and
    most letters go with it: a name in another script at the start of a line turns nothing.  Words
    that are all isolated follow the page; digits and signs alone are left-to-right.
    """
    first = _first_strong(map(unicodedata.bidirectional, text), stop_at_pdi=False)
    if first == page:
        return page
    classes = [unicodedata.bidirectional(character) for character in text]
    if first is None:
        return page if any(cls in _INITIATORS for cls in classes) else 0
    depth, weight = 0, 0
    for cls in classes:
        if cls in _INITIATORS:
            depth += 1
        elif cls == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and cls in {"L", "R", "AL"}:
            weight += 1 if (cls != "L") == page else -1
    return page if weight >= 0 else first


def levels(text: str, base: int) -> list[int]:
    """Return the embedding level of every character of one paragraph.

    `text` has no paragraph separators; `base` is 0 (left-to-right) or 1.  Spaces at line ends are
    the caller's (rule L1).
    """
    units = _units(text)
    _ExplicitLevels(units, base).resolve()
    kept = [unit for unit in units if unit.cls not in _REMOVED]
    for sequence, start_type, end_type in _isolating_sequences(kept, base):
        _weak_types(sequence, start_type)
        _bracket_pairs(text, sequence, start_type)
        _neutral_types(sequence, start_type, end_type)
        _implicit_levels(sequence)
    result = [base] * len(text)
    previous = base
    for unit in units:
        if unit.original in _REMOVED:
            unit.level = previous
        previous = unit.level
        result[unit.start : unit.end] = [unit.level] * (unit.end - unit.start)
    return result


def visual_order(items: Sequence[Item], item_levels: Sequence[int]) -> list[Item]:
    """Return the items of one line as they stand from left to right (rule L2)."""
    ordered = list(range(len(items)))
    if not any(item_levels):
        return list(items)
    lowest_odd = min((level for level in item_levels if level % 2), default=_MAX_DEPTH + 2)
    for level in range(max(item_levels), lowest_odd - 1, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and item_levels[ordered[end]] >= level:
                end += 1
            ordered[start:end] = reversed(ordered[start:end])
            start = max(end, start + 1)
    return [items[index] for index in ordered]


def _units(text: str) -> list[_Unit]:
    units: list[_Unit] = []
    at = 0
    for cls, group in groupby(map(unicodedata.bidirectional, text)):
        end = at + sum(1 for _ in group)
        if cls in _ONE_BY_ONE:
            units.extend(_Unit(cls, index, index + 1) for index in range(at, end))
        elif cls == "ON":
            units.extend(_split_at_brackets(text, at, end))
        else:
            # An unassigned character has no class in the table; L is the default nearly everywhere.
            units.append(_Unit(cls or "L", at, end))
        at = end
    return units


def _split_at_brackets(text: str, start: int, end: int) -> Iterator[_Unit]:
    plain = start
    for index in range(start, end):
        if _bracket(text[index]):
            if plain < index:
                yield _Unit("ON", plain, index)
            yield _Unit("ON", index, index + 1)
            plain = index + 1
    if plain < end:
        yield _Unit("ON", plain, end)


def _bracket(character: str) -> Literal["open", "close"] | None:
    """BidiBrackets.txt holds exactly the mirrored brackets of general category Ps and Pe."""
    category = unicodedata.category(character)
    if category in {"Ps", "Pe"} and unicodedata.mirrored(character):
        return "open" if category == "Ps" else "close"
    return None


def _partner(opening: str) -> str:
    """Return the closing bracket: the next one, after a backslash or bar in ASCII's two pairs."""
    crossed = {"\u298d": "\u2990", "\u298f": "\u298e"}
    following = chr(ord(opening) + 1)
    step = 1 if unicodedata.category(following) == "Pe" else 2
    return crossed.get(opening) or _canonical(chr(ord(opening) + step))


def _canonical(bracket: str) -> str:
    return {"\u2329": "\u3008", "\u232a": "\u3009"}.get(bracket, bracket)


def _first_strong(classes: Iterable[str], *, stop_at_pdi: bool) -> int | None:
    depth = 0
    for cls in classes:
        if cls in _INITIATORS:
            depth += 1
        elif cls == "PDI":
            if depth == 0 and stop_at_pdi:
                return None
            depth = max(0, depth - 1)
        elif depth == 0 and cls in {"L", "R", "AL"}:
            return 0 if cls == "L" else 1
    return None


class _Status(NamedTuple):
    """An entry of the directional status stack; `override` is "L", "R" or empty."""

    level: int
    override: str
    isolate: bool


class _ExplicitLevels:
    """Rules X1 to X8: walks the units and gives each the level of its embedding."""

    def __init__(self, units: Sequence[_Unit], base: int) -> None:
        self.units, self.base = units, base
        self.stack = [_Status(base, "", isolate=False)]
        self.overflow_isolates = self.overflow_embeddings = self.valid_isolates = 0

    def resolve(self) -> None:
        for index, unit in enumerate(self.units):
            unit.level = self.stack[-1].level
            if unit.cls in _EMBEDDINGS or unit.cls in _INITIATORS:
                self._open(index, unit)
            elif unit.cls == "PDI":
                self._close_isolate(unit)
            elif unit.cls == "PDF":
                self._close_embedding()
            elif unit.cls == "B":
                unit.level = self.base
            elif unit.cls != "BN":
                unit.cls = self.stack[-1].override or unit.cls

    def _open(self, index: int, unit: _Unit) -> None:
        """Rules X2 to X5c."""
        cls, status = unit.cls, self.stack[-1]
        isolate = cls in _INITIATORS
        if cls == "FSI" and not self.overflow_isolates:
            following = (self.units[at].original for at in range(index + 1, len(self.units)))
            rtl = _first_strong(following, stop_at_pdi=True) == 1
        else:
            rtl = cls[0] == "R"
        if isolate and status.override:
            unit.cls = status.override
        level = (status.level + 1) | 1 if rtl else (status.level + 2) & ~1
        if level <= _MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.stack.append(_Status(level, cls[0] if cls[2] == "O" else "", isolate))
            self.valid_isolates += isolate
        elif isolate:
            self.overflow_isolates += 1
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def _close_isolate(self, unit: _Unit) -> None:
        """Rule X6a."""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack[-1].isolate:
                self.stack.pop()
            self.stack.pop()
            self.valid_isolates -= 1
        unit.level = self.stack[-1].level
        unit.cls = self.stack[-1].override or unit.cls

    def _close_embedding(self) -> None:
        """Rule X7."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.stack[-1].isolate and len(self.stack) > 1:
            self.stack.pop()


def _isolating_sequences(
    units: Sequence[_Unit], base: int
) -> Iterator[tuple[list[_Unit], str, str]]:
    """Rules BD13 and X10: runs of one level, joined over the isolates between them."""
    runs = [list(group) for _, group in groupby(units, key=lambda unit: unit.level)]
    before = [base, *(run[0].level for run in runs)]
    after = [*(run[0].level for run in runs[1:]), base]
    waiting: list[list[int]] = []  # sequences whose last isolate is still open
    sequences: list[list[int]] = []
    for index, run in enumerate(runs):
        if run[0].original == "PDI" and waiting:
            # Isolates nest, so the level says which open one this PDI closes.
            while waiting and runs[waiting[-1][0]][0].level != run[0].level:
                waiting.pop()
        if run[0].original == "PDI" and waiting:
            sequence = waiting.pop()
            sequence.append(index)
        else:
            sequence = [index]
            sequences.append(sequence)
        if run[-1].original in _INITIATORS:
            waiting.append(sequence)
    for sequence in sequences:
        joined = [unit for index in sequence for unit in runs[index]]
        level, last = joined[0].level, sequence[-1]
        open_ended = joined[-1].original in _INITIATORS
        yield (
            joined,
            _direction(max(level, before[sequence[0]])),
            _direction(max(level, base if open_ended else after[last])),
        )


def _direction(level: int) -> str:
    return "R" if level % 2 else "L"


def _weak_types(units: Sequence[_Unit], start_type: str) -> None:
    """Rules W1 to W7."""
    previous = start_type
    strong = start_type
    for unit in units:  # W1, W2 and W3
        if unit.cls == "NSM":
            unit.cls = "ON" if previous in _ISOLATES else previous
        previous = unit.cls
        if unit.cls in {"L", "R", "AL"}:
            strong = unit.cls
        elif unit.cls == "EN" and strong == "AL":
            unit.cls = "AN"
    for unit in units:
        if unit.cls == "AL":
            unit.cls = "R"
    for left, unit, right in zip(units, units[1:], units[2:], strict=False):  # W4
        numbers = left.cls == right.cls and left.cls in {"EN", "AN"}
        if numbers and (unit.cls == "CS" or (unit.cls == "ES" and left.cls == "EN")):
            unit.cls = left.cls
    _number_signs(units)
    strong = start_type
    for unit in units:  # W7
        if unit.cls in {"L", "R"}:
            strong = unit.cls
        elif unit.cls == "EN" and strong == "L":
            unit.cls = "L"


def _number_signs(units: Sequence[_Unit]) -> None:
    """Rules W5 and W6."""
    at = 0
    while at < len(units):
        end = at
        while end < len(units) and units[end].cls == "ET":
            end += 1
        touches = (at > 0 and units[at - 1].cls == "EN") or (
            end < len(units) and units[end].cls == "EN"
        )
        for unit in units[at:end]:
            unit.cls = "EN" if touches else "ON"
        at = max(end, at + 1)
    for unit in units:
        if unit.cls in {"ES", "CS"}:
            unit.cls = "ON"


def _strength(cls: str) -> str:
    return "R" if cls in {"R", "EN", "AN"} else cls if cls == "L" else ""


def _bracket_pairs(text: str, units: Sequence[_Unit], start_type: str) -> None:
    """Rules BD16 and N0."""
    embedding = _direction(units[0].level)
    for opening, closing in _pairs(text, units):
        inside = {_strength(unit.cls) for unit in units[opening + 1 : closing]} - {""}
        if not inside:
            continue
        direction = embedding
        if embedding not in inside:
            before = (_strength(units[at].cls) for at in range(opening - 1, -1, -1))
            direction = next(filter(None, before), start_type)
        for at in (opening, closing):
            units[at].cls = direction
            for unit in units[at + 1 :]:
                if unit.original != "NSM":
                    break
                unit.cls = direction


def _pairs(text: str, units: Sequence[_Unit]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    awaited: list[tuple[str, int]] = []
    for index, unit in enumerate(units):
        if unit.cls != "ON" or unit.original != "ON":
            continue
        character = text[unit.start]
        kind = _bracket(character)
        if kind == "open":
            if len(awaited) == _MAX_OPEN_BRACKETS:
                return []
            awaited.append((_partner(_canonical(character)), index))
        elif kind == "close":
            for depth in range(len(awaited) - 1, -1, -1):
                if awaited[depth][0] == _canonical(character):
                    pairs.append((awaited[depth][1], index))
                    del awaited[depth:]
                    break
    return sorted(pairs)


def _neutral_types(units: Sequence[_Unit], start_type: str, end_type: str) -> None:
    """Rules N1 and N2."""
    at = 0
    before = start_type
    while at < len(units):
        end = at
        while end < len(units) and units[end].cls in _NEUTRAL:
            end += 1
        if end > at:
            following = _strength(units[end].cls) if end < len(units) else end_type
            for unit in units[at:end]:
                unit.cls = before if before == following else _direction(unit.level)
        if end < len(units):
            before = _strength(units[end].cls)
        at = end + 1


def _implicit_levels(units: Sequence[_Unit]) -> None:
    """Rules I1 and I2."""
    for unit in units:
        if unit.level % 2:
            unit.level += unit.cls != "R"
        elif unit.cls == "R":
            unit.level += 1
        elif unit.cls != "L":
            unit.level += 2
