"""The words and phrases of concealed people's names, asked word by word of a text.

Every distinct word of a text is compared once and remembered; phrases, numbers and accounts are
looked for only where their first word stands.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from limbo_desktop.bundle.contact_forms import contact_patterns
from limbo_desktop.bundle.name_forms import (
    AFTER,
    BEFORE,
    MARKS,
    SCRIPTS,
    WORD,
    Doubt,
    NameWord,
    Written,
    bare,
    exact_pattern,
    name_word,
    script_of,
)
from limbo_desktop.bundle.russian_names import family_of
from limbo_desktop.case.records import Person

T = TypeVar("T")
_TITLES: Final = frozenset(
    bare(word)
    for words in (
        "أبو أبي أبا أم ابن بن بنت آل عبد الله الدين",
        "Абу Абд Умм Ибн Бин Бинт Аль Эль Оглы Кызы",
        "Abu Abd Umm Ibn Bin Bint Ben Al El Ul De Da Del Di Van Von",
    )
    for word in words.split()
)
"""Words of names that are nobody's name on their own."""

_RELATIONS: Final = frozenset(
    word
    for words in (
        "мама папа тетя дядя баба бабушка дед дедушка брат сестра сын дочь дочка муж жена",
        "соседка сосед друг подруга кум кума коллега",
        "mother father mum dad aunt uncle brother sister",
    )
    for word in words.split()
)
"""What somebody is called who is not called by a name; found in no text for a name."""

MIN_TOKEN: Final = 2
_PARTED: Final = re.compile(r"[\s\u00a0.,،\-‐‑]+")
_APOSTROPHE: Final = re.compile("['’ʼ]")
_BETWEEN_APOSTROPHES: Final = re.compile("[^'’ʼ]+")
_REMEMBERED: Final = 200_000
"""Words remembered before all are forgotten: some 30 MB."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A written word that has a word of somebody's name in it, from `start` on.

    `own` is false for a word that is theirs and somebody else's, or nobody's on its own; `family`
    says that it is a family name which somebody has who is named openly.
    """

    person: str
    start: int
    doubt: Doubt
    own: bool
    family: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words found as they are written; `first` is the one that a text is looked through for."""

    person: str
    first: NameWord | None
    pattern: re.Pattern[str]
    digits: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a person's name."""

    person: str
    word: NameWord
    own: bool
    family: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a written word."""

    hits: tuple[Hit, ...] = ()
    phrases: tuple[tuple[Phrase, int], ...] = ()


_NOTHING: Final = Known()


class NameIndex:
    """The names of `hidden` people; who of `everybody` is named openly keeps their words."""

    def __init__(self, hidden: Sequence[Person], everybody: Iterable[Person]) -> None:
        shared = {
            family_of(bare(word))
            for person in everybody
            if not person.conceal
            for name in _names(person)
            for word in _words(name)
        }
        self._parts: list[_Part] = []
        self._phrases: list[Phrase] = []
        self._anywhere: list[Phrase] = []
        for person in hidden:
            self._add(person, shared)
        self._parts_at = _by_first_letter(self._parts, lambda part: part.word)
        self._phrases_at = _by_first_letter(self._phrases, lambda phrase: phrase.first)
        self._known: dict[str, Known] = {}
        self._alike: dict[str, tuple[str, ...]] = {}

    def _add(self, person: Person, shared: set[str]) -> None:
        """Take in one person's names."""
        phrases = list(person.forms)
        written = frozenset(script_of(name) for name in _names(person) if name.strip())
        tokens: dict[str, bool] = {}
        for name in _names(person):
            words = _words(name)
            small = bool(words) and all(word[:1].islower() for word in words)
            if len(words) > 1 or (small and bare(name.strip()) not in _RELATIONS):
                phrases.append(name)
            if name in person.also_known_as and len(words) > 1 and script_of(name) == "arabic":
                continue
            for word in words:
                nobody = bare(word) in _TITLES | _RELATIONS or (word[:1].islower() and not small)
                tokens[word] = tokens.get(word, True) and not nobody
        for word, somebody in tokens.items():
            family = somebody and family_of(bare(word)) in shared
            if WORD.fullmatch(word):
                part = _Part(person.id, name_word(word, written), somebody and not family, family)
                self._parts.append(part)
            elif somebody and not family:
                phrases.append(word)
        for phrase in dict.fromkeys(unicodedata.normalize("NFC", each) for each in phrases):
            if phrase.strip():
                self._add_phrase(person.id, exact_pattern(phrase), WORD.match(phrase.strip()))
        for pattern in contact_patterns(person.contact):
            self._add_phrase(
                person.id, f"{BEFORE}(?:{pattern})", None, digits="(?i:" not in pattern
            )

    def _add_phrase(
        self, person: str, pattern: str, first: re.Match[str] | None, *, digits: bool = False
    ) -> None:
        word = name_word(first[0]) if first is not None else None
        made = Phrase(person, word, re.compile(f"(?:{pattern}){AFTER}"), digits)
        (self._anywhere if word is None else self._phrases).append(made)

    def known(self, word: str) -> Known:
        """What `word` (one of `WORD`) is of somebody's name; most words are nothing."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            found = self._known[word] = self._read(word)
        return found

    def _read(self, word: str) -> Known:
        hits: dict[_Part, Hit] = {}
        phrases: list[tuple[Phrase, int]] = []
        for at, piece in _pieces(word):
            written = Written.read(piece)
            keys = {
                (written.script, written.letters[start : start + 1]) for start in written.starts
            }
            for key in keys:
                for part in self._parts_at.get(key, ()):
                    match = part.word.match(written)
                    if match is not None and part not in hits:
                        start = at + match.start
                        hits[part] = Hit(part.person, start, match.doubt, part.own, part.family)
                for phrase in self._phrases_at.get(key, ()):
                    match = phrase.first.match(written) if phrase.first is not None else None
                    if match is not None:
                        phrases.append((phrase, at + match.start))
        return Known(tuple(hits.values()), tuple(phrases)) if hits or phrases else _NOTHING

    def anywhere(self, plain: str) -> Iterator[tuple[str, int, int]]:
        """Who is found by a number, an account or an odd spelling, and from where to where."""
        has_digits = bool(re.search(r"\d", plain)) if self._anywhere else False
        for phrase in self._anywhere:
            if has_digits or not phrase.digits:
                for match in phrase.pattern.finditer(plain):
                    yield phrase.person, match.start(), match.end()

    def alike(self, word: str) -> tuple[str, ...]:
        """Whose own name `word` would be if one letter were another."""
        found = self._alike.get(word)
        if found is None:
            read = Written.read(word)
            parts = self._parts_at.get((read.script, read.letters[:1]), ())
            people = (part.person for part in parts if part.own and part.word.resembles(read))
            found = self._alike[word] = tuple(dict.fromkeys(people))
        return found


def _by_first_letter(
    items: Iterable[T], word_of: Callable[[T], NameWord | None]
) -> dict[tuple[str, str], tuple[T, ...]]:
    """The items by script and first letter of the words in which they can be found."""
    found: dict[tuple[str, str], list[T]] = {}
    for item in items:
        word = word_of(item)
        for script in SCRIPTS if word is not None else ():
            for letter in word.begins(script) if word is not None else ():
                found.setdefault((script, letter), []).append(item)
    return {key: tuple(those) for key, those in found.items()}


def _pieces(word: str) -> Iterator[tuple[int, str]]:
    """A word, and what is before and behind an apostrophe in it: l'Oskoletsky, Vadim'den."""
    yield 0, word
    if _APOSTROPHE.search(word):
        for match in _BETWEEN_APOSTROPHES.finditer(word):
            yield match.start(), match[0]


def _names(person: Person) -> tuple[str, ...]:
    return (person.name, person.name_latin, *person.also_known_as)


def _words(name: str) -> list[str]:
    """The words of a name; عبد is one with the word behind it."""
    joined = re.sub(rf"(?<!\w)عبد[{MARKS}]*\s+(?=ال)", "عبد", unicodedata.normalize("NFC", name))
    parts = (part.strip("()[]{}«»„“”\"'‹›") for part in _PARTED.split(joined))
    return [part for part in parts if len(bare(part)) >= MIN_TOKEN]
