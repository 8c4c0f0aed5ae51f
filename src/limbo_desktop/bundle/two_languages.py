"""What an entry says in which language, and what of it stands beside what.  Pure.

Whose words something is goes with it everywhere: nothing here can take a translation for the
original, or one made by a machine for one made by a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from limbo_desktop.bundle.options import Options
from limbo_desktop.case.records import Event, Translation
from limbo_desktop.text.language import language

OWN: Final = "own"
CERTIFIED: Final = "certified"
MACHINE: Final = "machine"
PERSON: Final = "person:"
SELF: Final = "self"
_BEST_FIRST: Final = (OWN, CERTIFIED, PERSON, SELF, "", MACHINE)
_SCRIPTS: Final = {"ar": ("\u0600", "\u06ff"), "ru": ("\u0400", "\u04ff"), "en": ("A", "z")}


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of an entry in one language.

    `by` is OWN for the person's own words, for others who translated as the format says it: "" when
    that is not told.  What a machine made is nothing that somebody certified.
    """

    lang: str
    text: str
    by: str
    certified: bool = False

    @property
    def own(self) -> bool:
        """Whether it is no translation."""
        return self.by == OWN


@dataclass(frozen=True, slots=True)
class Arranged:
    """The account of an entry: two wordings side by side or in turn, and all the others.

    Of `pair` one may be None: nothing is there in that language.  `langs` are its languages, in the
    order of the line; `lacking` are the languages of a bundle of two in which there is nothing when
    there is no pair.
    """

    before: tuple[Wording, ...] = ()
    pair: tuple[Wording | None, Wording | None] | None = None
    after: tuple[Wording, ...] = ()
    langs: tuple[str, str] = ("", "")
    lacking: tuple[str, ...] = ()


def wordings(event: Event) -> tuple[Wording, ...]:
    """The own words of an entry, then its translations; what says nothing is left out."""
    own = Wording(event.account.lang, event.account.text, OWN)
    translated = (_translated(each, each.text) for each in event.translations)
    return tuple(each for each in (own, *translated) if each.text.strip())


def titles(event: Event) -> tuple[Wording, ...]:
    """The same for its title; it is of the language of the account, or of that of its letters."""
    own = Wording(event.account.lang or _by_letters(event.title), event.title, OWN)
    translated = (_translated(each, each.title) for each in event.translations)
    return tuple(each for each in (own, *translated) if each.text.strip())


def _translated(translation: Translation, text: str) -> Wording:
    by = translation.by
    certified = by == CERTIFIED or (translation.certified and by != MACHINE)
    return Wording(translation.lang, text, by, certified)


def _by_letters(text: str) -> str:
    found = {
        lang: sum(first <= letter <= last for letter in text)
        for lang, (first, last) in _SCRIPTS.items()
    }
    lang = max(found, key=lambda each: found[each])
    return lang if found[lang] else ""


def best_in(told: Iterable[Wording], lang: str) -> Wording | None:
    """The wording in a language that is to be trusted most; None when there is none."""
    fitting = [each for each in told if same_language(each.lang, lang)]
    return min(fitting, key=_rank, default=None)


def _rank(wording: Wording) -> int:
    by = PERSON if wording.by.startswith(PERSON) else wording.by
    by = CERTIFIED if wording.certified else by
    return _BEST_FIRST.index(by) if by in _BEST_FIRST else len(_BEST_FIRST)


def same_language(one: str, other: str) -> bool:
    """Whether two tags (BCP 47) name one language, wherever it is spoken: ar and ar-SY."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def line_order(options: Options, events: Iterable[Event]) -> tuple[str, str]:
    """Which language stands at the line's start in a bundle of two, and which behind it.

    Of two directions each stands where its own lines begin.  Otherwise the language in which more
    was written stands first, so that originals are at the line's start; it is the same on every
    page, for whoever reads one side only.
    """
    first, second = options.lang, options.second
    if language(first).rtl == language(second).rtl:
        told = [each.account.lang for each in events if each.account.text.strip()]
        weight = [sum(same_language(lang, one) for lang in told) for one in (first, second)]
        if weight[1] > weight[0]:
            return second, first
    return first, second


def beside_one(event: Event, lang: str) -> Arranged:
    """How a bundle of one language tells it: own words beside the translation into it.

    For want of one, beside the first translation there is.
    """
    told = wordings(event)
    own, translated = told[:1], told[1:]
    if not own or not own[0].own or not translated:
        return Arranged(before=tuple(sorted(told, key=lambda each: _elsewhere(each, lang))))
    beside = best_in(translated, lang) or translated[0]
    after = tuple(each for each in translated if each is not beside)
    return Arranged((), (own[0], beside), after, (own[0].lang, beside.lang))


def _elsewhere(wording: Wording, lang: str) -> bool:
    return not (wording.own or same_language(wording.lang, lang))


def beside_two(event: Event, langs: tuple[str, str]) -> Arranged:
    """How a bundle of two languages tells it, `langs` in the order of the line.

    Own words in a third language come before both.
    """
    told = wordings(event)
    first, second = (best_in(told, lang) for lang in langs)
    others = [each for each in told if each is not first and each is not second]
    before = tuple(each for each in others if each.own)
    after = tuple(each for each in others if not each.own)
    if first is None and second is None:
        return Arranged(before + after, lacking=langs if told else ())
    return Arranged(before, (first, second), after, langs)


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of an account, without those that are empty."""
    return tuple(filter(None, (part.strip() for part in text.split("\n"))))


def in_step(first: str, second: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The paragraphs of two texts in rows: one beside one where both have as many, else in one."""
    one, other = paragraphs(first), paragraphs(second)
    if len(one) == len(other):
        return tuple(((a,), (b,)) for a, b in zip(one, other, strict=True))
    return ((one, other),)
