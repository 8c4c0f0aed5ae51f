"""Names of concealed people out of every text, their pseudonyms in."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from types import MappingProxyType
from typing import Final

from limbo_desktop.bundle.name_forms import WORD, Doubt, fold, script_of
from limbo_desktop.bundle.name_index import Hit, Known, NameIndex, is_described
from limbo_desktop.bundle.name_readings import Reading, readings
from limbo_desktop.bundle.russian_names import is_no_other_word
from limbo_desktop.case.records import Person
from limbo_desktop.text.bidi import direction_of, isolate
from limbo_desktop.text.language import LANGUAGES, language
from limbo_desktop.text.said import Said
from limbo_desktop.text.words import Words

_SCRIPT_LANGUAGE: Final = {"arabic": "ar", "cyrillic": "ru", "latin": "en"}
_SPOKEN: Final = frozenset(each.code for each in LANGUAGES)
_BETWEEN: Final = re.compile(r"[\s\u00a0]+|-|[\s\u00a0]*[،,][\s\u00a0]*")
_INITIAL: Final = re.compile(r"[А-ЯЁA-Z]")
_OPENING: Final = re.compile(r"(?:^|[.!?…:;\n«“„\"(—–-])[\s\u00a0]*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text where a concealed person's name stands, or may stand."""

    start: int
    end: int
    people: tuple[str, ...]
    doubt: Doubt = Doubt.NONE


class Concealer:
    """Finds and replaces the names of concealed people.

    A word that a concealed person shares with somebody who is not concealed (a family name) is
    replaced only next to a word that is theirs alone; one that two concealed people share stands
    for both of them.
    """

    def __init__(
        self, people: Iterable[Person], numbers: Mapping[str, int] = MappingProxyType({})
    ) -> None:
        """`numbers` are those of pseudonyms that readers know already, by the ids of people."""
        everybody = tuple(people)
        hidden = [person for person in everybody if person.conceal]
        self._pseudonyms = _pseudonyms(hidden, numbers)
        self._people = (hidden, everybody)
        self.met: set[str] = set()
        """The ids of those whose names were replaced so far."""

    @cached_property
    def _index(self) -> NameIndex:
        """What to look for; made when the first text is looked through."""
        return NameIndex(*self._people)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The ids of the concealed people."""
        return tuple(self._pseudonyms)

    @property
    def shown(self) -> tuple[Person, ...]:
        """Those who are not concealed."""
        return tuple(each for each in self._people[1] if not each.conceal)

    def known_as(self, person: str) -> str:
        """The name of somebody as the person using the program wrote it; never for a reader."""
        found = (each.name or each.name_latin for each in self._people[1] if each.id == person)
        return next(found, "")

    @property
    def numbers(self) -> Mapping[str, int]:
        """The numbers of the pseudonyms that we make, by the ids of people."""
        return {who: given for who, given in self._pseudonyms.items() if isinstance(given, int)}

    def name(self, person: str, lang: str) -> str:
        """The pseudonym of a concealed person in brackets: "[Witness 1]"."""
        given = self._pseudonyms[person]
        if isinstance(given, str):
            return f"[{given}]"
        return Words(language(lang)).t("[Witness {number}]", number=Said(str(given)))

    def text(self, text: str, lang: str = "") -> str:
        """The text with every name replaced, in the language of the text around it."""
        if not self._pseudonyms or not text:
            return text
        parts, end = [], 0
        for found in self.find(text):
            parts += [text[end : found.start], self.printed(found.people, text, lang)]
            end = found.end
            self.met.update(found.people)
        return "".join([*parts, text[end:]])

    def name_of(self, name: str) -> str:
        """The name of somebody named openly: “мать Вадима” names somebody else, but a word that
        is a name by itself is theirs: Валентина is not Валентин's.
        """
        found = () if is_described(name) else self.find(name)
        if any(is_no_other_word(fold(name[each.start : each.end])) for each in found):
            return name
        return self.text(name)

    def printed(self, people: Iterable[str], text: str, lang: str = "") -> str:
        """What stands for `people` in a text of the language `lang`, "" for that of its script."""
        language = lang if lang in _SPOKEN else _SCRIPT_LANGUAGE[script_of(text)]
        inner = " / ".join(self.name(person, language)[1:-1] for person in people)
        name = f"[{inner}]"
        return isolate(name) if direction_of(inner) != direction_of(text) else name

    def find(self, text: str) -> list[Found]:
        """Every place where a name stands and is replaced, from the start, none overlapping.

        The longest wins; people of whom the same words are found share the place.  Letters written
        in two signs, invisible signs inside a name and the end of a line hide nothing.
        """
        if not self._pseudonyms:
            return []
        return _places(span for each in readings(text) for span in _Read(self._index, each).spans())

    def places(self, text: str) -> list[Found]:
        """Those of `find`, and what may be a name but stays as it is (`Doubt.kept`), in order."""
        if not self._pseudonyms:
            return []
        read = [_Read(self._index, each) for each in readings(text)]
        found = _places(span for each in read for span in each.spans())
        return sorted((*found, *read[0].kept(found)), key=lambda found: found.start)


@dataclass(frozen=True, slots=True)
class _Span:
    """From where to where a name reaches."""

    start: int
    end: int
    person: str
    doubt: Doubt


class _Read:
    """One reading of a text, looked through once."""

    def __init__(self, index: NameIndex, reading: Reading) -> None:
        self._index = index
        self._reading = reading
        self._plain = reading.plain
        self._words = list(WORD.finditer(self._plain))
        self._hits: dict[str, dict[int, Hit]] = {}
        self._spans: list[_Span] = []
        for place, word in enumerate(self._words):
            known = index.known(word[0])
            if known.hits or known.phrases:
                self._take(place, word, known)
        for person in self._hits:
            self._spans += self._runs(person)
        for found in (index.anywhere(self._plain), index.accounts(self._plain)):
            self._spans += (_Span(start, end, who, Doubt.NONE) for who, start, end in found)

    def _take(self, place: int, word: re.Match[str], known: Known) -> None:
        for hit in known.hits:
            theirs = self._hits.setdefault(hit.person, {})
            former = theirs.get(place)
            if former is None or (hit.own, -hit.doubt.value) > (former.own, -former.doubt.value):
                theirs[place] = hit
        for phrase, start in known.phrases:
            match = phrase.pattern.match(self._plain, word.start() + start)
            if match is not None:
                self._spans.append(_Span(match.start(), match.end(), phrase.person, Doubt.NONE))

    def _runs(self, person: str) -> Iterator[_Span]:
        """Words of one name beside each other, at least one of them the person's own."""
        hits = self._hits[person]
        done = -1
        for place in sorted(hits):
            hit = hits[place]
            if place <= done or not hit.own or hit.doubt.kept:
                continue
            first = last = place
            while first - 1 > done and self._begins(hits, first) and self._joins(hits, first - 1):
                first -= 1
            while self._joins(hits, last, last + 1) and self._begins(hits, last + 1):
                last += 1
            done = last
            begun = hits.get(first)
            start = self._words[first].start() + (begun.start if begun is not None else 0)
            doubt = hit.doubt if first == last and self._doubted(hit, start) else Doubt.NONE
            yield _Span(start, self._end(last), person, doubt)

    def _begins(self, hits: Mapping[int, Hit], place: int) -> bool:
        """Whether the word at `place` begins with the name: only the first has a prefix."""
        return place not in hits or hits[place].start == 0

    def _joins(self, hits: Mapping[int, Hit], place: int, new: int | None = None) -> bool:
        """Whether the words at `place` and behind it are of one name; `new` is the one in doubt."""
        if place + 1 >= len(self._words):
            return False
        new = place if new is None else new
        hit = hits.get(new)
        if not self._initial(new) and (hit is None or hit.doubt is Doubt.SMALL):
            return False
        between = self._plain[self._end(place) : self._words[place + 1].start()]
        return bool(_BETWEEN.fullmatch(between)) or (self._initial(place) and not between)

    def _initial(self, place: int) -> bool:
        word = self._words[place]
        return bool(_INITIAL.fullmatch(word[0])) and self._plain[word.end() :][:1] == "."

    def _end(self, place: int) -> int:
        return self._words[place].end() + self._initial(place)

    def _doubted(self, hit: Hit, start: int) -> bool:
        if hit.doubt is Doubt.OPENING:
            return bool(_OPENING.search(self._plain[max(0, start - 8) : start]))
        return True

    def spans(self) -> Iterator[_Span]:
        """The places that are replaced, by the characters of the text as it was written."""
        starts, ends = self._reading.starts, self._reading.ends
        for each in self._spans:
            yield replace(each, start=starts[each.start], end=ends[each.end - 1])

    def kept(self, replaced: Iterable[Found]) -> Iterator[Found]:
        """The words that may be a name and stay."""
        covered = {at for place in replaced for at in range(place.start, place.end)}
        for place, word in enumerate(self._words):
            first = self._reading.starts[word.start()]
            last = self._reading.ends[word.end() - 1]
            if last - 1 in covered:
                continue
            doubts: dict[str, Doubt] = {}
            for person, hits in self._hits.items():
                hit = hits.get(place)
                if hit is not None and (hit.own or hit.family):
                    doubts[person] = Doubt.SHARED if hit.family else hit.doubt
            if not doubts:
                doubts = dict.fromkeys(self._index.alike(word[0]), Doubt.ALIKE)
            if doubts:
                yield Found(first, last, tuple(doubts), min(doubts.values(), key=_order))


def _places(spans: Iterable[_Span]) -> list[Found]:
    """The places that spans cover, none overlapping."""
    shared: dict[tuple[int, int], dict[str, Doubt]] = {}
    for span in spans:
        people = shared.setdefault((span.start, span.end), {})
        people[span.person] = min(span.doubt, people.get(span.person, span.doubt), key=_order)
    found: list[Found] = []
    for start, end in sorted(shared, key=lambda span: (span[0], -span[1])):
        if found and start < found[-1].end:
            former = found[-1]
            if end > former.end:
                found[-1] = replace(former, end=end)
            continue
        doubts = shared[start, end]
        found.append(Found(start, end, tuple(doubts), min(doubts.values(), key=_order)))
    return found


def _order(doubt: Doubt) -> int:
    return doubt.value


def _pseudonyms(hidden: Sequence[Person], known: Mapping[str, int]) -> Mapping[str, str | int]:
    """For each concealed person the given pseudonym, or the number of one that we make."""
    numbers = count(max(known.values(), default=0) + 1)
    return {
        person.id: person.pseudonym or known.get(person.id) or next(numbers) for person in hidden
    }
