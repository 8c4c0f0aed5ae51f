"""The words and phrases of concealed people's names, asked word by word of a text.

Every distinct word of a text is compared once and remembered; phrases, numbers and accounts are
looked for only where their first word stands.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import Final, TypeVar

from limbo_desktop.bundle.arabic_names import MARKS, arabic_letters
from limbo_desktop.bundle.contact_forms import contact_patterns
from limbo_desktop.bundle.name_forms import (
    AFTER,
    APOSTROPHES,
    BEFORE,
    SCRIPTS,
    WORD,
    Doubt,
    NameWord,
    Written,
    bare,
    by_script,
    exact_pattern,
    fold,
    name_word,
    script_of,
)
from limbo_desktop.bundle.russian_names import family_of
from limbo_desktop.bundle.transliteration import servant_in_latin
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
_OF_SOMEBODY: Final = frozenset(
    bare(word)
    for words in ("زوج زوجة أخو أخت ابن ابنة بنت أب أبو أم والد والدة جار جارة صديق صديقة",)
    for word in words.split()
)
"""Arabic words behind which somebody else's name stands: زوجة رنا is not Rana."""

MIN_TOKEN: Final = 2
_PARTED: Final = re.compile(r"[\s\u00a0.,،\-‐‑]+")
_APOSTROPHE: Final = re.compile(f"[{APOSTROPHES}]")
_BETWEEN_APOSTROPHES: Final = re.compile(f"[^{APOSTROPHES}]+")
_OF_PARENT_OR_CHILD: Final = frozenset(
    bare(word)
    for words in ("أبو أبي أبا أم ابن بن بنت", "Abu Abo Umm Um Oum Bin Ben Ibn Bint", "Абу Умм Бин")
    for word in words.split()
)
"""What stands before the name of somebody else, who has it: أم يزن is not Yazan."""
_OWNED: Final = ("ов", "ев", "ин", "ын")
_SHORTEST_JOINED: Final = 6
_MOST_JOINED: Final = 4
_CYRILLIC_TWINS: Final = "АВСЕНІЈКМОРЅТХУаеіјорсухѕ"
_LATIN_TWINS: Final = "ABCEHIJKMOPSTXYaeijopcyxs"
_TO_CYRILLIC: Final = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)
_TO_LATIN: Final = str.maketrans(_CYRILLIC_TWINS, _LATIN_TWINS)
_ACCOUNT: Final = re.compile(
    r"([\w.+-]+)(?=@\w)|@([\w.-]+)"
    r"|\b(?:t\.me|telegram\.me|vk\.com|ok\.ru|x\.com|twitter\.com)/([\w.-]+)"
    r"|\b(?:instagram|facebook|linkedin|youtube)\.com/(?:in/)?([\w.-]+)"
)
"""The name of an account: before or behind an @, or in the address of a person's page."""
_ACCOUNT_SIGNS: Final = ("@", ".me/", ".com/", ".ru/")
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
        openly = [name for each in everybody if not each.conceal for name in _names(each)]
        named = {w for name in openly if not is_described(name) for w in _own_words(name)}
        told = {w for name in openly if is_described(name) for w in _own_words(name)}
        shared = {family_of(bare(word)) for word in named} | {bare(word) for word in told}
        self._open = tuple(name_word(word) for word in named if WORD.fullmatch(word))
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
            small = bool(words) and all(word.islower() for word in words)
            if len(words) > 1 or (small and bare(name.strip()) not in _RELATIONS):
                phrases.append(name)
            if name in person.also_known_as and len(words) > 1 and script_of(name) == "arabic":
                continue
            for word in words:
                nobody = bare(word) in _TITLES | _RELATIONS or (word.islower() and not small)
                tokens[word] = tokens.get(word, True) and not nobody
            tokens |= dict.fromkeys(_written_together(words, tokens), True)
        for word, somebody in tokens.items():
            family = somebody and family_of(bare(word)) in shared
            if WORD.fullmatch(word):
                part = _Part(person.id, name_word(word, written), somebody and not family, family)
                self._parts.append(part)
            elif somebody and not family:
                phrases.append(word)
            if script_of(word) == "arabic" and arabic_letters(word).startswith("عبدال"):
                servant = servant_in_latin(arabic_letters(word))
                self._add_phrase(person.id, f"{BEFORE}(?i:{servant})", None)
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
                        theirs = part.own and self._is_open(part.word, written)
                        own, family = part.own and not theirs, part.family or theirs
                        hits[part] = Hit(part.person, at + match.start, match.doubt, own, family)
                for phrase in self._phrases_at.get(key, ()):
                    match = phrase.first.match(written) if phrase.first is not None else None
                    if match is not None:
                        phrases.append((phrase, at + match.start))
        return Known(tuple(hits.values()), tuple(phrases)) if hits or phrases else _NOTHING

    def _is_open(self, hidden: NameWord, written: Written) -> bool:
        """Whether a word that looks like a name is that of somebody named openly: Иванов is not
        Иван's, and a word that is read in another script is whoever is called so there.
        """
        for each in self._open:
            if hidden.script == written.script:
                his = family_of(each.folded)
                looks = his.endswith(_OWNED) and his != family_of(hidden.folded)
            else:
                looks = each.script == written.script
            if looks and each.match(written) is not None:
                return True
        return False

    def accounts(self, plain: str) -> Iterator[tuple[str, int, int]]:
        """Whose name stands in the name of an account, and from where to where that reaches."""
        if not any(sign in plain for sign in _ACCOUNT_SIGNS):
            return
        for match in _ACCOUNT.finditer(plain):
            start, end = match.span(match.lastindex or 0)
            letters = fold(plain[start:end])
            for part in self._parts:
                if part.own and part.word.stands_in(letters):
                    yield part.person, start, end

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
    """A word, and what may be a name in it: l'Oskoletsky, Vadim'den, ВадимОсколецкий, Vadimу,
    Bадим with a Latin B.
    """
    yield 0, word
    if _APOSTROPHE.search(word):
        for match in _BETWEEN_APOSTROPHES.finditer(word):
            yield match.start(), match[0]
    starts = [at for at in range(1, len(word)) if word[at].isupper() and word[at - 1].islower()]
    for start, end in pairwise((0, *starts, len(word))) if starts else ():
        yield start, word[start:end]
    runs = [] if word.isascii() else by_script(word)
    if len(runs) < 2:
        return
    yield from runs
    for twins in (_TO_CYRILLIC, _TO_LATIN):
        other = word.translate(twins)
        if len(by_script(other)) == 1:
            yield 0, other


def _written_together(words: Sequence[str], somebody: Mapping[str, bool]) -> Iterator[str]:
    """Two words of a name as one: ضياءالدين, Абуталибов, ivankuznetsov."""
    for first, second in permutations(words[:_MOST_JOINED], 2):
        together = first + second
        known = somebody[first] or somebody[second]
        if known and len(together) >= _SHORTEST_JOINED and WORD.fullmatch(together):
            yield together


def is_described(name: str) -> bool:
    """Whether a name says who somebody is: “мать Вадима”, “brother of Ivan”, also “aunt Mary”."""
    words = name.split()
    relation = bool(words) and bare(words[0]) in _RELATIONS | _OF_SOMEBODY
    return len(words) > 1 and (words[0].islower() or relation or "of" in words)


def _names(person: Person) -> tuple[str, ...]:
    return (person.name, person.name_latin, *person.also_known_as)


def _own_words(name: str) -> Iterator[str]:
    """The words of a name without those of somebody else after whom they are called."""
    words = _words(name)
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        if before == "of" or bare(words[0]) in _OF_SOMEBODY:
            return
        if bare(before) not in _OF_PARENT_OR_CHILD:
            yield word


def _words(name: str) -> list[str]:
    """The words of a name; عبد is one with the word behind it, O'Brien is Brien too."""
    joined = re.sub(rf"(?<!\w)عبد[{MARKS}]*\s+(?=ال)", "عبد", unicodedata.normalize("NFC", name))
    parts = [part.strip("()[]{}«»„“”\"'‹›") for part in _PARTED.split(joined)]
    parts += [part[2:] for part in parts if _APOSTROPHE.match(part[1:])]
    return [part for part in parts if len(bare(part)) >= MIN_TOKEN]
