"""Names of concealed people out of every text, their pseudonyms in."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from limbo_desktop.bundle import name_forms
from limbo_desktop.bundle.contact_forms import contact_patterns
from limbo_desktop.bundle.name_forms import AFTER, ARABIC_PREFIX, BEFORE, MARKS, bare, script_of
from limbo_desktop.bundle.russian_names import family_of
from limbo_desktop.case.records import Person
from limbo_desktop.text.bidi import direction_of, isolate
from limbo_desktop.text.language import LANGUAGES, language
from limbo_desktop.text.said import Said
from limbo_desktop.text.words import Words

_SCRIPT_LANGUAGE = {"arabic": "ar", "cyrillic": "ru", "latin": "en"}
_SPOKEN = frozenset(each.code for each in LANGUAGES)
_BETWEEN = r"(?:[\s\u00a0]+|(?<=\.)|-|[\s\u00a0]*[،,][\s\u00a0]*)"
_INITIAL = r"[А-ЯЁA-Z]\."
_TITLES = frozenset(
    bare(word)
    for words in (
        "أبو أبي أبا أم ابن بن بنت آل عبد الله الدين",
        "Абу Абд Умм Ибн Бин Бинт Аль Эль Оглы Кызы",
        "Abu Abd Umm Ibn Bin Bint Ben Al El Ul De Da Del Di Van Von",
    )
    for word in words.split()
)
"""Words of names that are nobody's name on their own."""

_RELATIONS = frozenset(
    word
    for words in (
        "мама папа тетя дядя баба бабушка дед дедушка брат сестра сын дочь дочка муж жена",
        "соседка сосед друг подруга кум кума коллега",
        "mother father mum dad aunt uncle brother sister",
    )
    for word in words.split()
)
"""What somebody is called who is not called by a name; found in no text for a name."""

_INVISIBLE = re.compile("[\u00ad\u200b\u200d\u2060\ufeff]")
_LETTER = re.compile("(?s:.[\u0300-\u036f\u0653-\u0655]*)")

MIN_TOKEN = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text where a concealed person's name stands."""

    start: int
    end: int
    people: tuple[str, ...]


class Concealer:
    """Finds and replaces the names of concealed people.

    A word that a concealed person shares with somebody who is not concealed (a family name) is
    replaced only next to a word that is theirs alone; one that two concealed people share stands
    for both of them.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        everybody = tuple(people)
        hidden = [person for person in everybody if person.conceal]
        self._pseudonyms = _pseudonyms(hidden)
        open_words = {
            family_of(bare(word))
            for person in everybody
            if not person.conceal
            for name in (person.name, person.name_latin, *person.also_known_as)
            for word in _words(name)
        }
        self._patterns = [(person.id, _pattern(person, open_words)) for person in hidden]

    @property
    def hidden(self) -> tuple[str, ...]:
        """The ids of the concealed people."""
        return tuple(self._pseudonyms)

    def name(self, person: str, lang: str) -> str:
        """The pseudonym of a concealed person in brackets: "[Witness 1]"."""
        given = self._pseudonyms[person]
        if isinstance(given, str):
            return f"[{given}]"
        return Words(language(lang)).t("[Witness {number}]", number=Said(str(given)))

    def text(self, text: str, lang: str = "") -> str:
        """The text with every name replaced, in the language of the text around it."""
        if not self._patterns or not text:
            return text
        language = lang if lang in _SPOKEN else _SCRIPT_LANGUAGE[script_of(text)]
        parts, end = [], 0
        for found in self.find(text):
            shown = [self.name(person, language) for person in found.people]
            inner = " / ".join(name[1:-1] for name in shown)
            name = f"[{inner}]"
            foreign = direction_of(inner) != direction_of(text)
            parts += [text[end : found.start], isolate(name) if foreign else name]
            end = found.end
        return "".join([*parts, text[end:]])

    def find(self, text: str) -> list[Found]:
        """Every place where a name stands, from the start of the text, none overlapping.

        The longest wins; people of whom the same words are found share the place.  Letters written
        in two signs and invisible signs inside a name hide nothing.
        """
        plain, starts, ends = _plain(text)
        spans: dict[tuple[int, int], list[str]] = {}
        for person, pattern in self._patterns:
            if pattern is None:
                continue
            for match in pattern.finditer(plain):
                start = match.end("prefix")
                spans.setdefault((starts[start], ends[match.end() - 1]), []).append(person)
        ordered = sorted(spans, key=lambda span: (span[0], -span[1]))
        found: list[Found] = []
        for start, end in ordered:
            if found and start < found[-1].end:
                last = found[-1]
                if end > last.end:
                    found[-1] = Found(last.start, end, last.people)
                continue
            found.append(Found(start, end, tuple(spans[start, end])))
        return found


def _plain(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """The text composed and without invisible signs; where each character began and ended."""
    if unicodedata.is_normalized("NFC", text) and not _INVISIBLE.search(text):
        return text, range(len(text)), range(1, len(text) + 1)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _LETTER.finditer(text):
        composed = _INVISIBLE.sub("", unicodedata.normalize("NFC", match[0]))
        parts.append(composed)
        starts += [match.start()] * len(composed)
        ends += [match.end()] * len(composed)
    return "".join(parts), starts, ends


def _pseudonyms(hidden: Sequence[Person]) -> Mapping[str, str | int]:
    """For each concealed person the given pseudonym, or the number of one that we make."""
    numbers = count(1)
    return {person.id: person.pseudonym or next(numbers) for person in hidden}


def _words(name: str) -> list[str]:
    """The words of a name; عبد is one with the word behind it."""
    joined = re.sub(rf"(?<!\w)عبد[{MARKS}]*\s+(?=ال)", "عبد", unicodedata.normalize("NFC", name))
    return [
        word for word in re.split(r"[\s\u00a0.,،\-‐‑]+", joined) if len(bare(word)) >= MIN_TOKEN
    ]


def _pattern(person: Person, open_words: set[str]) -> re.Pattern[str] | None:
    """One expression for all forms of a person's names, longest first."""
    own: dict[str, str] = {}
    companions: dict[str, str] = {}
    phrases = [unicodedata.normalize("NFC", form) for form in person.forms]
    for name in (person.name, person.name_latin, *person.also_known_as):
        words = _words(name)
        small = bool(words) and all(word[:1].islower() for word in words)
        if len(words) > 1 or (small and bare(name.strip()) not in _RELATIONS):
            phrases.append(unicodedata.normalize("NFC", name))
        if name in person.also_known_as and len(words) > 1 and script_of(name) == "arabic":
            continue
        for word in words:
            nobody = bare(word) in _TITLES | _RELATIONS or (word[:1].islower() and not small)
            shared = nobody or family_of(bare(word)) in open_words
            (companions if shared else own)[word] = name_forms.token_pattern(word)
    alternatives = [name_forms.exact_pattern(phrase) for phrase in phrases if phrase.strip()]
    if own:
        alone = "|".join(own.values())
        beside = "|".join([*own.values(), *companions.values(), _INITIAL])
        alternatives.append(
            rf"(?:(?:{beside}){AFTER}{_BETWEEN})*(?:{alone})(?:{_BETWEEN}{BEFORE}(?:{beside}){AFTER})*"
        )
    alternatives += contact_patterns(person.contact)
    if not alternatives:
        return None
    return re.compile(rf"{BEFORE}{ARABIC_PREFIX}(?:{'|'.join(alternatives)}){AFTER}")
